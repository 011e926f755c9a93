import type { Person } from "../../../shared/person.ts"
import type { Reply } from "../../../shared/reply.ts"
import type { AppContext } from "../../context.ts"
import { AppError } from "../../errors.ts"
import { readReply } from "./read-reply.ts"

type Deps = Pick<AppContext, "now" | "replies" | "threads" | "timeline" | "transaction">

/**
 * A person decides that a reply which failed, or was not found on the network, goes out again.
 * @throws AppError stale_state when it is in another state
 */
export async function resendReply(deps: Deps, actor: Person, replyId: string): Promise<Reply> {
  await readReply(deps, actor, replyId)
  return deps.transaction(async () => {
    const now = deps.now()
    const queued = await deps.replies.change(replyId, ["failed", "uncertain"], {
      state: "queued",
      reason: null,
      detail: "",
      dueAt: now,
    })
    if (!queued) throw new AppError("stale_state")
    await deps.threads.change(queued.threadId, { lastReply: { id: replyId, state: "queued" } })
    await deps.timeline.add({
      threadId: queued.threadId,
      kind: "reply_resent",
      at: now,
      by: { id: actor.id, name: actor.name },
    })
    return queued
  })
}
