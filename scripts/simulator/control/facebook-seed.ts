import { FACEBOOK_MESSAGES } from "../scenarios/facebook.ts"
import { PAGE_NEWS } from "../scenarios/family.ts"
import { sendFromPage } from "../world/facebook/messenger.ts"
import { comment } from "../world/facebook/write.ts"
import { type World } from "../world/world.ts"
import { castMember } from "./citizens.ts"
import { saidOnFacebook, sayOnFacebook } from "./facebook-citizens.ts"

const MINUTE = 60_000

type Past =
  { news: string } | { key: string } | { page: string; under: string } | { page: string; to: string }

/** What happened on the Page before the desk opened: minutes ago, then what. */
const HISTORY: [minutesAgo: number, event: Past][] = [
  [4300, { news: "page-rentree" }],
  [4180, { key: "famille-01" }],
  [4160, { key: "famille-02" }],
  [
    4100,
    {
      page: "Bonjour Thomas, cette année un tiers des places s'ouvre à 19 h, justement pour les parents qui travaillent le matin.",
      under: "famille-01",
    },
  ],
  [3900, { key: "famille-04" }],
  [2880, { news: "page-dechets" }],
  [2800, { key: "famille-13" }],
  [2750, { key: "famille-15" }],
  [1580, { news: "page-pasteur" }],
  [1500, { key: "famille-05" }],
  [1490, { key: "famille-06" }],
  [1440, { key: "famille-08" }],
  [1433, { key: "famille-09" }],
  [1300, { key: "famille-24" }],
  [
    1260,
    {
      page: "Bonjour Yanis, il manque l'avis d'imposition. Vous pouvez le déposer au guichet logement sans rendez-vous.",
      to: "famille-24",
    },
  ],
  [720, { news: "page-froid" }],
  [690, { key: "famille-20" }],
  [420, { key: "famille-22" }],
  [300, { key: "famille-21" }],
  [180, { news: "page-berges" }],
  [170, { key: "famille-10" }],
  [64, { key: "famille-23" }],
  [58, { news: "page-chorale" }],
  [41, { key: "famille-16" }],
  [19, { key: "famille-17" }],
  [8, { key: "famille-11" }],
]

/** A few days of the Page's life. Does nothing on a Page where something was said already. */
export function seedFacebook(world: World): void {
  if (world.facebook.posts.size > 0) return
  const now = world.now()
  for (const [minutesAgo, event] of HISTORY) perform(world, event, now - minutesAgo * MINUTE)
}

function perform(world: World, event: Past, at: number): void {
  if ("news" in event) {
    const { text, photo } = PAGE_NEWS.find(({ key }) => key === event.news)!
    const by = world.user(world.cityId)
    sayOnFacebook(world, { by, text, photo, where: "page", scenarioKey: event.news, at })
  } else if ("under" in event) {
    const parent = saidOnFacebook(world, event.under)
    if (parent) comment(world, { authorId: world.cityId, on: parent.id, message: event.page, at })
  } else if ("to" in event) {
    const { by } = FACEBOOK_MESSAGES.find(({ key }) => key === event.to)!
    sendFromPage(world, { citizenId: castMember(world, by).id, message: event.page, at }, "human_agent")
  } else {
    const { by, text, photo, expected, visibility, replyTo } = FACEBOOK_MESSAGES.find(
      ({ key }) => key === event.key,
    )!
    const parent = replyTo === undefined ? undefined : saidOnFacebook(world, replyTo)
    const where = visibility === "direct" ? "messenger" : parent ? { on: parent.id } : "page"
    sayOnFacebook(world, {
      by: castMember(world, by),
      text,
      photo,
      expected,
      where,
      scenarioKey: event.key,
      at,
    })
  }
}
