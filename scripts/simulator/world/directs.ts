import { photoLinks, shortenLinks } from "./compose.ts"
import { type DirectRecord } from "./records.ts"
import { type Expected } from "../scenarios/scenario.ts"
import { type World } from "./world.ts"

const MAX_LENGTH = 10_000

export type DirectDraft = {
  senderId: string
  recipientId: string
  text: string
  mediaKeys?: string[]
  at?: number
  expected?: Expected
  scenarioKey?: string
}

/** X names a one-to-one conversation by both ids in ascending numeric order, joined by a dash. */
export function conversationOf(a: string, b: string): string {
  return BigInt(a) < BigInt(b) ? `${a}-${b}` : `${b}-${a}`
}

/** The other person of a one-to-one conversation id, or null when the id does not hold `userId`. */
export function otherParticipant(conversationId: string, userId: string): string | null {
  const [a, b, ...rest] = conversationId.split("-")
  if (a === undefined || b === undefined || rest.length > 0) return null
  if (a === userId) return b
  return b === userId ? a : null
}

/**
 * Sends a direct message. A person who does not accept messages from strangers still gets the answers to a
 * conversation they began themselves (help.x.com, "About Direct Messages").
 */
export function sendDirect(world: World, draft: DirectDraft): DirectRecord | "closed" | "empty" | "too_long" {
  const mediaKeys = draft.mediaKeys ?? []
  const typed = draft.text.normalize("NFC")
  if (!typed.trim() && mediaKeys.length === 0) return "empty"
  if ([...typed].length > MAX_LENGTH) return "too_long"
  const conversationId = conversationOf(draft.senderId, draft.recipientId)
  if (!mayWrite(world, draft, conversationId)) return "closed"
  const id = world.idAt(draft.at)
  const shortened = shortenLinks(typed)
  const photos = mediaKeys.length > 0 ? photoLinks("messages", id, mediaKeys) : []
  const direct: DirectRecord = {
    id,
    conversationId,
    senderId: draft.senderId,
    recipientId: draft.recipientId,
    text: [shortened.text, ...photos.slice(0, 1).map(({ short }) => short)].filter(Boolean).join(" "),
    typed,
    createdAt: draft.at ?? world.now(),
    mediaKeys,
    links: [...shortened.links, ...photos],
    expected: draft.expected,
    scenarioKey: draft.scenarioKey,
  }
  world.record({ type: "direct", direct })
  return direct
}

function mayWrite(world: World, draft: DirectDraft, conversationId: string): boolean {
  if (world.user(draft.recipientId).acceptsDirects) return true
  return world.directs.some(
    (direct) => direct.conversationId === conversationId && direct.senderId === draft.recipientId,
  )
}
