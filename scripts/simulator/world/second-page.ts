import { FacebookWorld } from "./facebook/facebook-world.ts"
import { type World } from "./world.ts"

/** The city's second Page on Facebook, with a token of its own that does not expire by itself. */
export const SECOND_PAGE = {
  id: "104400260019537",
  name: "Médiathèque de Parvis",
  token: "simulateur-page-mediatheque",
}

/** Its own numbers, far from the first Page's: ids of comments do not name their Page. */
const FIRST_NUMBER = 133_100_000_000_000n
const OWNER = { id: "1502200330044001003", username: "MediaParvis", name: SECOND_PAGE.name }

export const createSecondPage = (): FacebookWorld => {
  const page = new FacebookWorld(FIRST_NUMBER)
  page.pageId = SECOND_PAGE.id
  return page
}

/** Whether someone is the second Page in person: no citizen, and no account on X. */
export const isSecondPage = (userId: string): boolean => userId === OWNER.id

/**
 * The world as the second Page sees it: the same people, the same clock, the same journal, but its own posts and
 * exchanges, and itself where the first would be meant.
 */
export function asSecondPage(world: World): World {
  if (!world.users.has(OWNER.id))
    world.record({
      type: "user",
      user: {
        ...OWNER,
        description: "Livres, jeux et rendez-vous de la médiathèque Aimé-Césaire.",
        location: "Parvis",
        createdAt: Date.UTC(2018, 8, 1, 9),
        colour: "#3b6b4a",
        acceptsDirects: false,
      },
    })
  const record: World["record"] = (event) =>
    world.record(event.type === "facebook" ? { ...event, page: SECOND_PAGE.id } : event)
  return Object.create(world, {
    facebook: { value: world.secondPage },
    cityId: { value: OWNER.id },
    record: { value: record },
  }) as World
}
