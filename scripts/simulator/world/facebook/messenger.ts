import { randomBytes } from "node:crypto"
import { type Expected } from "../../scenarios/scenario.ts"
import { type World } from "../world.ts"
import { type MessengerRecord } from "./records.ts"

const DAY = 24 * 3_600_000
const MAX_LENGTH = 2000

/** How the Page justifies a message (developers.facebook.com, "Messenger Platform policy overview"). */
export type Claim = "response" | "human_agent"

/** How long after the citizen's last message each claim holds. */
export const WINDOW: Record<Claim, number> = { response: DAY, human_agent: 7 * DAY }

/** A public message may have one private reply for this long. */
export const PRIVATE_REPLY_WINDOW = 7 * DAY

export type MessengerRefusal = "empty" | "too_long" | "window" | "gone" | "too_late" | "answered"

export type MessengerDraft = {
  citizenId: string
  message: string
  mediaKeys?: string[]
  at?: number
  replyToMid?: string
  metadata?: string
  appId?: string
  standby?: boolean
  expected?: Expected
  scenarioKey?: string
}

/** A citizen writes to the Page: this opens the window. */
export function writeToPage(world: World, draft: MessengerDraft): MessengerRecord | MessengerRefusal {
  return store(world, draft, false)
}

/** The Page writes to a citizen who wrote to it. */
export function sendFromPage(
  world: World,
  draft: MessengerDraft,
  claim: Claim,
): MessengerRecord | MessengerRefusal {
  if (world.now() > windowEnd(world, draft.citizenId, claim)) return "window"
  return store(world, draft, true)
}

/**
 * The one private reply to something written in public. It opens no window: only the citizen's answer does.
 * @param answers - The comment's id, or the visitor post's.
 */
export function replyPrivately(
  world: World,
  answers: string,
  draft: Omit<MessengerDraft, "citizenId">,
): MessengerRecord | MessengerRefusal {
  const { facebook } = world
  const target = facebook.visibleComment(answers) ?? facebook.visiblePost(answers)
  if (!target || target.authorId === world.cityId) return "gone"
  if (facebook.privateReplies.has(answers)) return "answered"
  if (world.now() > target.createdAt + PRIVATE_REPLY_WINDOW) return "too_late"
  return store(world, { ...draft, citizenId: target.authorId }, true, answers)
}

/** When a window closes, in milliseconds; 0 when the citizen never wrote. */
export function windowEnd(world: World, citizenId: string, claim: Claim): number {
  const last = world.facebook.exchangeWith(citizenId).findLast(({ fromPage }) => !fromPage)
  const opened = Math.max(last?.createdAt ?? 0, world.facebook.pressedAt.get(citizenId) ?? 0)
  return opened === 0 ? 0 : opened + WINDOW[claim]
}

function store(
  world: World,
  draft: MessengerDraft,
  fromPage: boolean,
  answers?: string,
): MessengerRecord | MessengerRefusal {
  const text = draft.message.normalize("NFC")
  const mediaKeys = draft.mediaKeys ?? []
  if (!text.trim() && mediaKeys.length === 0) return "empty"
  if ([...text].length > MAX_LENGTH) return "too_long"
  const { at = world.now(), message: _words, ...rest } = draft
  const message: MessengerRecord = {
    ...rest,
    id: `m_${randomBytes(40).toString("base64url")}`,
    fromPage,
    message: text,
    createdAt: at,
    mediaKeys,
    answers,
  }
  world.record({ type: "facebook", event: { kind: "message", message } })
  return message
}
