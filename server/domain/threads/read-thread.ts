import type { ThreadDetail } from "../../../shared/api.ts"
import type { Thread } from "../../../shared/thread.ts"
import type { Viewer } from "../../../shared/thread-view.ts"
import type { AppContext } from "../../context.ts"
import { AppError } from "../../errors.ts"

/**
 * The one way to a thread for somebody who is signed in.
 * @throws AppError not_found, for a missing thread and for one that is not theirs alike
 */
export async function readThread(
  { threads }: Pick<AppContext, "threads">,
  viewer: Viewer,
  threadId: string,
): Promise<Thread> {
  const thread = await threads.findFor(viewer, threadId)
  if (!thread) throw new AppError("not_found")
  return thread
}

/** A thread with everything in it, as the desk shows it. */
export async function readThreadDetail(
  deps: Pick<AppContext, "threads" | "messages" | "replies" | "timeline" | "drafts" | "entries">,
  viewer: Viewer,
  threadId: string,
): Promise<ThreadDetail> {
  const thread = await readThread(deps, viewer, threadId)
  const [messages, replies, timeline, draft, entries] = await Promise.all([
    deps.messages.ofThread(threadId),
    deps.replies.ofThread(threadId),
    deps.timeline.ofThread(threadId),
    deps.drafts.get(threadId, viewer.id),
    deps.entries.ofThread(threadId),
  ])
  return { thread, messages, replies, timeline, draft, entries }
}
