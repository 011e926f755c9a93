import { seedOf } from "../pictures/random.ts"
import { type ScenarioMessage } from "../scenarios/scenario.ts"
import { writeToPage } from "../world/facebook/messenger.ts"
import { type CommentRecord, type MessengerRecord, type PagePostRecord } from "../world/facebook/records.ts"
import { comment, publishPost } from "../world/facebook/write.ts"
import { addScene } from "../world/photos.ts"
import { type UserRecord } from "../world/records.ts"
import { type World } from "../world/world.ts"

/** What someone says on Facebook, and where. */
export type FacebookUtterance = Pick<ScenarioMessage, "text" | "photo"> & {
  by: UserRecord
  /** `page` and `own`: a post, on the Page or on one's own wall. `messenger`: to the Page alone. Else: under what. */
  where: "page" | "own" | "messenger" | { on: string }
  mediaKeys?: string[]
  expected?: ScenarioMessage["expected"]
  scenarioKey?: string
  at?: number
}

/** Says it. A refusal of the network is an error here: our own citizens know the rules. */
export function sayOnFacebook(
  world: World,
  utterance: FacebookUtterance,
): PagePostRecord | CommentRecord | MessengerRecord {
  const { by, where, text, photo, at, expected, scenarioKey, mediaKeys = [] } = utterance
  const seed = seedOf(scenarioKey ?? text)
  const photos = photo ? [...mediaKeys, addScene(world, by.id, photo, seed, at)] : mediaKeys
  const words = { message: text, mediaKeys: photos, at, expected, scenarioKey }
  const said =
    where === "messenger"
      ? writeToPage(world, { ...words, citizenId: by.id })
      : typeof where === "string"
        ? publishPost(world, { ...words, authorId: by.id, wall: where })
        : comment(world, { ...words, authorId: by.id, on: where.on })
  if (typeof said === "string")
    throw new Error(`${by.username} could not say « ${text} » on Facebook: ${said}`)
  return said
}

/** What was said from a scenario key and is still there, post or comment. */
export function saidOnFacebook(world: World, key: string): PagePostRecord | CommentRecord | undefined {
  const { facebook } = world
  for (const { id, scenarioKey } of facebook.posts.values())
    if (scenarioKey === key) return facebook.visiblePost(id)
  for (const { id, scenarioKey } of facebook.comments.values())
    if (scenarioKey === key) return facebook.visibleComment(id)
  return undefined
}

/** The Page's own posts that can be commented, newest first. */
export function newsOf(world: World): PagePostRecord[] {
  const { facebook, cityId } = world
  return [...facebook.posts.values()]
    .filter(({ id, authorId, wall }) => authorId === cityId && wall === "page" && !facebook.deletedAt.has(id))
    .sort((a, b) => b.createdAt - a.createdAt)
}
