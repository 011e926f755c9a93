import type { Viewer } from "../../../shared/thread-view.ts"
import type { AppContext } from "../../context.ts"
import { AppError } from "../../errors.ts"
import { readThread } from "../threads/read-thread.ts"

/**
 * Parvis's copy of a picture, for somebody who may see its thread.
 * @throws AppError not_found, also while it is not here yet
 */
export async function readCopy(
  deps: Pick<AppContext, "mediaCopies" | "messages" | "threads">,
  viewer: Viewer,
  messageId: string,
  index: number,
) {
  const message = await deps.messages.find(messageId)
  if (!message) throw new AppError("not_found")
  await readThread(deps, viewer, message.threadId)
  const copy = await deps.mediaCopies.read(messageId, index)
  if (!copy) throw new AppError("not_found")
  return copy
}
