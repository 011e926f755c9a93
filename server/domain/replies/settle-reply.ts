import type { RefusalReason } from "../../../shared/account.ts"
import type { Reply, ReplyState } from "../../../shared/reply.ts"
import type { TimelineKind } from "../../../shared/timeline.ts"
import type { AppContext } from "../../context.ts"
import type { OutgoingRow, ReplyChange } from "../../store/stores.ts"

export type SettleDeps = Pick<
  AppContext,
  "accounts" | "messages" | "now" | "replies" | "threads" | "timeline" | "transaction"
>

export type Published = { externalId: string; permalink: string | null }

/** States in which the network may have a reply: from all of them, finding it there means it was sent. */
const MAYBE_OUT: ReplyState[] = ["sending", "unknown", "uncertain"]

/**
 * The network has it: the reply, its message and the thread say so together.
 * @returns false when the reply was already settled otherwise
 */
export async function markSent(
  deps: SettleDeps,
  reply: OutgoingRow,
  { externalId, permalink }: Published,
): Promise<boolean> {
  return deps.transaction(async () => {
    const sentAt = deps.now()
    const settled = await deps.replies.change(reply.id, MAYBE_OUT, {
      state: "sent",
      reason: null,
      detail: "",
      dueAt: null,
      externalId,
      permalink,
      sentAt,
    })
    if (!settled) return (await deps.replies.find(reply.id))?.externalId === externalId
    const account = await deps.accounts.find(reply.accountId)
    const thread = await deps.threads.change(
      reply.threadId,
      { state: "answered", lastReply: { id: reply.id, state: "sent" } },
      { said: sentAt },
    )
    if (!account || !thread) throw new Error(`reply ${reply.id} belongs to no thread or account`)
    await deps.messages.insertOnce({
      threadId: reply.threadId,
      accountId: reply.accountId,
      network: account.network,
      externalId,
      revision: { id: externalId, at: sentAt },
      direction: "out",
      visibility: reply.visibility,
      text: reply.text,
      addressed: true,
      underOurs: false,
      isEncrypted: false,
      author: { username: account.username, name: account.name },
      permalink,
      parentExternalId: reply.target.parentExternalId,
      media: [],
      sentAt: sentAt.toISOString(),
      receivedAt: sentAt.toISOString(),
      classification: null,
      replyId: reply.id,
      threadVersion: reply.threadVersion,
    })
    await deps.timeline.add({ threadId: reply.threadId, kind: "reply_sent", at: sentAt, by: reply.by })
    return true
  })
}

/** A state that is neither sent nor undone, and how it is told in the timeline. */
export type Setback = {
  state: Extract<ReplyState, "retry" | "unknown" | "uncertain" | "failed">
  reason: RefusalReason
  detail: string
  dueAt: Date | null
}

const TOLD: Record<Setback["state"], TimelineKind> = {
  retry: "reply_waiting",
  unknown: "reply_unknown",
  uncertain: "reply_uncertain",
  failed: "reply_failed",
}

/**
 * Records that an attempt, or a search, did not end in a sent reply.
 * @param attempt set for the outcome of a call: refused once the lease ran out
 */
export async function markSetback(
  deps: SettleDeps,
  reply: OutgoingRow,
  setback: Setback,
  attempt?: number,
): Promise<Reply | null> {
  return deps.transaction(async () => {
    const change: ReplyChange = { ...setback, ...(setback.state === "unknown" && { looks: 0 }) }
    const settled =
      attempt === undefined
        ? await deps.replies.change(reply.id, MAYBE_OUT, change)
        : await deps.replies.settle(reply.id, attempt, change)
    if (!settled) return null
    await deps.threads.change(reply.threadId, { lastReply: { id: reply.id, state: setback.state } })
    // Waiting for the same reason again is not news.
    if (reply.reason !== setback.reason || setback.state !== "retry")
      await deps.timeline.add({
        threadId: reply.threadId,
        kind: TOLD[setback.state],
        at: deps.now(),
        values: { reason: setback.reason },
      })
    return settled
  })
}
