import type { Reply } from "../../../shared/reply.ts"
import type { Viewer } from "../../../shared/thread-view.ts"
import type { AppContext } from "../../context.ts"
import { AppError } from "../../errors.ts"
import { readThread } from "../threads/read-thread.ts"

/**
 * A reply, for somebody who may see its thread.
 * @throws AppError not_found
 */
export async function readReply(
  deps: Pick<AppContext, "replies" | "threads">,
  viewer: Viewer,
  replyId: string,
): Promise<Reply> {
  const reply = await deps.replies.find(replyId)
  if (!reply) throw new AppError("not_found")
  await readThread(deps, viewer, reply.threadId)
  return reply
}
