import type { Person } from "../../../shared/person.ts"
import type { UploadedPicture } from "../../../shared/reply.ts"
import type { Viewer } from "../../../shared/thread-view.ts"
import type { AppContext } from "../../context.ts"
import { AppError } from "../../errors.ts"
import { PictureError } from "../../media/picture.ts"
import { readThread } from "../threads/read-thread.ts"

const DAY_MS = 24 * 3_600_000

/** How long a picture that no reply uses is kept. */
export const keptUntil = (now: Date): Date => new Date(now.getTime() + DAY_MS)

/**
 * Takes in a picture for a reply in this thread: what is kept was encoded anew, without position or anything hidden.
 * @throws AppError not_found, not_a_picture, payload_too_large
 */
export async function uploadPicture(
  deps: Pick<AppContext, "now" | "pictures" | "pictureTools" | "threads">,
  actor: Person,
  threadId: string,
  bytes: Buffer,
): Promise<UploadedPicture> {
  await readThread(deps, actor, threadId)
  const picture = await deps.pictureTools.encode(bytes, "network").catch(explain)
  return deps.pictures.insert({ ...picture, threadId, expiresAt: keptUntil(deps.now()) })
}

function explain(error: unknown): never {
  if (!(error instanceof PictureError)) throw error
  throw new AppError(error.trouble === "too_large" ? "payload_too_large" : "not_a_picture")
}

/**
 * A picture of a reply, for somebody who may see its thread.
 * @throws AppError not_found
 */
export async function readPicture(
  deps: Pick<AppContext, "pictures" | "threads">,
  viewer: Viewer,
  id: string,
) {
  const picture = await deps.pictures.read(id)
  if (!picture) throw new AppError("not_found")
  await readThread(deps, viewer, picture.threadId)
  return picture
}
