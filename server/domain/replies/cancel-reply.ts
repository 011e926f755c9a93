import type { Person } from "../../../shared/person.ts"
import type { Reply, ReplyState } from "../../../shared/reply.ts"
import type { ProblemCode } from "../../../shared/problem.ts"
import type { AppContext } from "../../context.ts"
import { AppError } from "../../errors.ts"
import { keptUntil } from "./upload-picture.ts"
import { readReply } from "./read-reply.ts"

type Deps = Pick<
  AppContext,
  "drafts" | "now" | "pictures" | "replies" | "threads" | "timeline" | "transaction"
>

/**
 * Takes back a reply that has not left. Its text becomes the person's draft again.
 * @throws AppError too_late_to_cancel once the outbox has it
 */
export const cancelReply = (deps: Deps, actor: Person, replyId: string): Promise<Reply> =>
  takeBack(deps, actor, replyId, ["held", "queued", "retry"], "too_late_to_cancel")

/**
 * Gives up a reply that failed, or whose fate nobody could find out. Its text becomes the person's draft again.
 * @throws AppError stale_state when it is in another state
 */
export const discardReply = (deps: Deps, actor: Person, replyId: string): Promise<Reply> =>
  takeBack(deps, actor, replyId, ["failed", "uncertain"], "stale_state")

async function takeBack(
  deps: Deps,
  actor: Person,
  replyId: string,
  from: ReplyState[],
  refusal: ProblemCode,
): Promise<Reply> {
  const reply = await readReply(deps, actor, replyId)
  return deps.transaction(async () => {
    const cancelled = await deps.replies.change(replyId, from, { state: "cancelled", dueAt: null })
    if (!cancelled) throw new AppError(refusal)
    const now = deps.now()
    const draft = await deps.drafts.get(reply.threadId, actor.id)
    // A new draft may have been begun meanwhile: neither text is lost.
    const text = draft.text === "" ? reply.text : `${draft.text}\n\n${reply.text}`
    await deps.drafts.save(reply.threadId, actor.id, text, now)
    // They may be attached again, as any that were uploaded and not sent.
    if (reply.pictures.length > 0) await deps.pictures.release(replyId, keptUntil(now))
    await deps.threads.change(reply.threadId, { lastReply: { id: replyId, state: "cancelled" } })
    await deps.timeline.add({
      threadId: reply.threadId,
      kind: "reply_cancelled",
      at: now,
      by: { id: actor.id, name: actor.name },
    })
    return cancelled
  })
}
