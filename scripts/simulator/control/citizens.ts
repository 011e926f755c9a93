import { seedOf } from "../pictures/random.ts"
import { type Citizen, CITIZENS } from "../scenarios/citizens.ts"
import { type ScenarioMessage } from "../scenarios/scenario.ts"
import { sendDirect } from "../world/directs.ts"
import { addScene } from "../world/photos.ts"
import { publish } from "../world/publish.ts"
import { type DirectRecord, type PostRecord, type UserRecord } from "../world/records.ts"
import { type World } from "../world/world.ts"

const FIRST_CITIZEN_ID = 2_244_990_000
const COLOURS = ["#8a3b5c", "#2d5d7b", "#3b6b4a", "#7a4a1f", "#5a3d8a", "#1f6a6a", "#8a2f2f", "#54527a"]

/** Someone new on the network, or the one who already has this handle. */
export function addCitizen(world: World, citizen: Partial<Citizen> & { username: string }): UserRecord {
  const known = world.userNamed(citizen.username)
  if (known) return known
  const user: UserRecord = {
    id: String(FIRST_CITIZEN_ID + world.users.size * 4945),
    username: citizen.username,
    name: citizen.name ?? citizen.username,
    description: citizen.description ?? "",
    location: "Parvis",
    createdAt: world.now() - (300 + (seedOf(citizen.username) % 3000)) * 86_400_000,
    colour: citizen.colour ?? COLOURS[seedOf(citizen.username) % COLOURS.length]!,
    acceptsDirects: citizen.acceptsDirects ?? true,
  }
  world.record({ type: "user", user })
  return user
}

/** A handle of the cast, present on the network from now on. */
export function castMember(world: World, username: string): UserRecord {
  return addCitizen(world, CITIZENS.find((citizen) => citizen.username === username) ?? { username })
}

/** What a citizen may say: in public, in reply, or to the city alone. */
export type Utterance = Pick<ScenarioMessage, "text" | "visibility" | "photo"> & {
  by: UserRecord
  replyToId?: string
  mediaKeys?: string[]
  /** The city's account that a private message is for; the first unless said otherwise. */
  accountId?: string
  expected?: ScenarioMessage["expected"]
  scenarioKey?: string
  at?: number
}

/** Says it. A refusal of the network is an error here: our own citizens know the rules. */
export function say(world: World, utterance: Utterance): PostRecord | DirectRecord {
  const { by, photo, visibility, at, accountId = world.cityId, mediaKeys = [], ...rest } = utterance
  const seed = seedOf(utterance.scenarioKey ?? utterance.text)
  const photos = photo ? [...mediaKeys, addScene(world, by.id, photo, seed, at)] : mediaKeys
  const said =
    visibility === "direct"
      ? sendDirect(world, { ...rest, at, senderId: by.id, recipientId: accountId, mediaKeys: photos })
      : publish(world, { ...rest, at, authorId: by.id, mediaKeys: photos })
  if (typeof said === "string") throw new Error(`${by.username} could not say « ${utterance.text} »: ${said}`)
  return said
}

/** The newest public message said from a scenario key, if it was said. */
export function saidFrom(world: World, key: string): PostRecord | undefined {
  return world.timeline.findLast((post) => post.scenarioKey === key && world.isListed(post))
}
