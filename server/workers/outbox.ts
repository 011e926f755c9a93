import { ConnectorError, type OutgoingPicture, type OutgoingReply } from "../connectors/connector.ts"
import type { AppContext } from "../context.ts"
import { needsPerson, reportTrouble } from "../domain/accounts/report-trouble.ts"
import { markSent, markSetback, type Setback } from "../domain/replies/settle-reply.ts"
import type { OutgoingRow } from "../store/stores.ts"
import type { StepResult } from "./every.ts"

type Deps = Pick<
  AppContext,
  | "accounts"
  | "connectorOf"
  | "messages"
  | "now"
  | "pictures"
  | "replies"
  | "threads"
  | "timeline"
  | "transaction"
>

/** Longer than any call may take: after it, the process that began the call is dead or stuck. */
const LEASE_MS = 60_000
const CALL_TIMEOUT_MS = 20_000
/** Pictures are uploaded first, by several calls each; still within the lease. */
const CALL_WITH_PICTURES_MS = 45_000
const FIRST_LOOK_MS = 3_000
/** Pauses between looks. Networks list a new item late; after about a minute a person decides. */
const LOOK_AGAIN_MS = [5_000, 15_000, 40_000]
const NETWORK_AWAY_MS = 15_000
const LONGEST_BACKOFF_MS = 15 * 60_000

/**
 * Sends the reply that is due longest. The attempt is on disk before the call: whatever dies when,
 * a reply that may be out is never sent again blindly (truth 2).
 */
export async function sendNext(deps: Deps): Promise<StepResult> {
  const now = deps.now()
  const blocked = await deps.accounts.blockedFromSending(now)
  const reply = await deps.replies.claimDue(now, after(now, LEASE_MS), blocked)
  if (!reply) return "idle"
  const connector = deps.connectorOf(reply.accountId)
  if (!connector) {
    // No credentials in this process: nothing was sent, so it may wait for one that has them.
    const waiting = { reason: "network_unavailable", detail: "", dueAt: after(now, LEASE_MS) } as const
    await markSetback(deps, reply, { state: "retry", ...waiting }, reply.attempts)
    return "again"
  }
  const outgoing = await toOutgoing(deps, reply)
  if (!outgoing) {
    const failed = { state: "failed", reason: "picture_refused", detail: "", dueAt: null } as const
    await markSetback(deps, reply, failed, reply.attempts)
    return "again"
  }
  const patience = reply.pictures.length > 0 ? CALL_WITH_PICTURES_MS : CALL_TIMEOUT_MS
  try {
    const published = await connector.publish(outgoing, AbortSignal.timeout(patience))
    await markSent(deps, reply, published)
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    await reportTrouble(deps, reply.accountId, error)
    const setback = setbackOf(deps, reply, error)
    if (error.reason === "rate_limited" && setback.dueAt)
      await deps.accounts.holdSending(reply.accountId, setback.dueAt)
    await markSetback(deps, reply, setback, reply.attempts)
  }
  return "again"
}

function setbackOf({ now }: Pick<Deps, "now">, reply: OutgoingRow, error: ConnectorError): Setback {
  const { outcome, reason, detail, retryAt } = error
  switch (outcome) {
    case "retry": {
      const backoff = Math.min(5_000 * 2 ** (reply.attempts - 1), LONGEST_BACKOFF_MS)
      // An account that must be mended first releases its replies itself: they stay due, in the order they were written.
      const again = needsPerson(reason) ? new Date(reply.createdAt) : after(now(), backoff)
      return { state: "retry", reason, detail, dueAt: retryAt ?? again }
    }
    case "rejected":
      return { state: "failed", reason, detail, dueAt: null }
    case "unknown":
      return { state: "unknown", reason, detail, dueAt: after(now(), FIRST_LOOK_MS) }
  }
}

/** Turns calls that nobody came back from into replies to look for. */
export async function expireLeases(deps: Deps): Promise<StepResult> {
  return deps.transaction(async () => {
    const now = deps.now()
    const reply = await deps.replies.expireLease(now)
    if (!reply) return "idle"
    await deps.threads.change(reply.threadId, { lastReply: { id: reply.id, state: "unknown" } })
    await deps.timeline.add({
      threadId: reply.threadId,
      kind: "reply_unknown",
      at: now,
      values: { reason: "timeout" },
    })
    return "again"
  })
}

/** Looks on the network for one reply whose fate is unknown. */
export async function lookForNext(deps: Deps): Promise<StepResult> {
  const now = deps.now()
  const reply = await deps.replies.claimLook(now, after(now, LEASE_MS))
  if (!reply) return "idle"
  const connector = deps.connectorOf(reply.accountId)
  if (!connector) return "again"
  try {
    const taken = await deps.replies.takenIds(reply.accountId, reply.target.conversationKey)
    // Since it was written, not since the last attempt: an earlier one may be what the network has.
    const since = new Date(reply.createdAt)
    const found = await connector.findPublished(
      { ...wordsOf(reply), pictures: reply.pictures.map(unseen) },
      since,
      taken,
      AbortSignal.timeout(CALL_TIMEOUT_MS),
    )
    if (found) await markSent(deps, reply, found)
    else await notFound(deps, reply)
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    // A search that could not be made proves nothing: only one that ended counts.
    await reportTrouble(deps, reply.accountId, error)
    const dueAt = error.retryAt ?? after(deps.now(), NETWORK_AWAY_MS)
    await deps.replies.change(reply.id, ["unknown"], { dueAt })
  }
  return "again"
}

async function notFound(deps: Deps, reply: OutgoingRow): Promise<void> {
  const pause = LOOK_AGAIN_MS[reply.looks]
  if (pause !== undefined) {
    const dueAt = after(deps.now(), pause)
    await deps.replies.change(reply.id, ["unknown"], { dueAt, looks: reply.looks + 1 })
    return
  }
  const reason = reply.reason ?? "timeout"
  // The network refused a copy, and our own timeline has no original under this message: it was not taken.
  const state = reason === "duplicate_text" ? "failed" : "uncertain"
  await markSetback(deps, reply, { state, reason, detail: reply.detail, dueAt: null })
}

const after = (date: Date, ms: number): Date => new Date(date.getTime() + ms)

const wordsOf = (reply: OutgoingRow): Omit<OutgoingReply, "pictures"> => ({
  visibility: reply.visibility,
  text: reply.text,
  ...reply.target,
})

/** A picture whose bytes nobody looks at. */
const unseen = ({ altText }: { altText: string }): OutgoingPicture => ({
  bytes: Buffer.alloc(0),
  mime: "image/jpeg",
  altText,
})

/** The reply with the bytes of its pictures; null when one is not here any more. */
async function toOutgoing(
  { pictures }: Pick<Deps, "pictures">,
  reply: OutgoingRow,
): Promise<OutgoingReply | null> {
  const loaded: OutgoingPicture[] = []
  for (const { id, altText } of reply.pictures) {
    const picture = await pictures.read(id)
    if (!picture) return null
    loaded.push({ bytes: picture.bytes, mime: picture.mime, altText })
  }
  return { ...wordsOf(reply), pictures: loaded }
}
