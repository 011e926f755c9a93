import type { AppContext } from "../context.ts"
import { giveUpCopy, keepCopy } from "../domain/media/settle-copy.ts"
import { type Picture, PictureError } from "../media/picture.ts"
import type { MediaCopyRecord } from "../store/stores.ts"
import type { StepResult } from "./every.ts"

type Deps = Pick<AppContext, "log" | "mediaCopies" | "messages" | "now" | "pictureTools" | "transaction">

/** Longer than a picture may take: after it, the process that began is dead. Fetching twice does no harm. */
const LEASE_MS = 30_000
/** Pauses after a try that met nobody; addresses of pictures expire in hours to days. */
const AGAIN_MS = [5_000, 30_000, 120_000, 900_000, 3_600_000]

/** Fetches the picture that waits longest, before the network's address of it expires. */
export async function fetchNextPicture(deps: Deps, signal: AbortSignal): Promise<StepResult> {
  const now = deps.now()
  const copy = await deps.mediaCopies.claim(now, new Date(now.getTime() + LEASE_MS))
  if (!copy) return "idle"
  let picture: Picture
  try {
    picture = await deps.pictureTools.fetch(copy.network, copy.url, signal)
  } catch (error) {
    if (!(error instanceof PictureError)) throw error
    await setBack(deps, copy, error)
    return "again"
  }
  await keepCopy(deps, copy, picture)
  return "again"
}

async function setBack(deps: Deps, copy: MediaCopyRecord, error: PictureError): Promise<void> {
  const pause = AGAIN_MS[copy.attempts - 1]
  if (error.trouble === "away" && pause !== undefined)
    return deps.mediaCopies.postpone(copy.id, new Date(deps.now().getTime() + pause))
  // Without the address, which may let whoever reads the log see the picture.
  deps.log.info({ messageId: copy.messageId, trouble: error.trouble }, "a picture was given up")
  await giveUpCopy(deps, copy, error.trouble)
}
