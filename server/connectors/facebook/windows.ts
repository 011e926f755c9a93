const HOUR_MS = 60 * 60_000

/** Anything may be answered for a day after the citizen's last message (Messenger Platform policy, "Standard messaging"). */
const RESPONSE_MS = 24 * HOUR_MS
/** A person, not a program, may answer for a week (tag HUMAN_AGENT). */
const HUMAN_AGENT_MS = 7 * 24 * HOUR_MS
/** One private reply to a comment or a visitor's post, for a week. */
const PRIVATE_REPLY_MS = 7 * 24 * HOUR_MS
/** The answer must arrive before the day ends, by Facebook's clock: near the end it goes as a person's. */
const MARGIN_MS = 60_000

/** As what a direct message may leave, by when the citizen last wrote; null when it may not any more. */
export function messagingTypeAt(lastInboundAt: Date, now: Date): "RESPONSE" | "HUMAN_AGENT" | null {
  const age = now.getTime() - lastInboundAt.getTime()
  if (age < RESPONSE_MS - MARGIN_MS) return "RESPONSE"
  return age < HUMAN_AGENT_MS ? "HUMAN_AGENT" : null
}

export const directUntil = (lastInboundAt: Date): Date => new Date(lastInboundAt.getTime() + HUMAN_AGENT_MS)

export const privateReplyUntil = (sentAt: Date): Date => new Date(sentAt.getTime() + PRIVATE_REPLY_MS)
