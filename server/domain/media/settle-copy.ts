import type { AppContext } from "../../context.ts"
import type { Picture, PictureTrouble } from "../../media/picture.ts"
import type { MediaCopyRecord } from "../../store/stores.ts"

type Deps = Pick<AppContext, "mediaCopies" | "messages" | "transaction">

/** Keeps the copy of a picture and shows it in its message. When the message is gone meanwhile nothing is kept. */
export async function keepCopy(deps: Deps, copy: MediaCopyRecord, picture: Picture): Promise<void> {
  const { bytes, mime, width, height } = picture
  await deps.transaction(async () => {
    const kept = await deps.mediaCopies.keep(copy.id, { bytes, mime })
    if (!kept) return
    const { version } = kept
    await deps.messages.setCopy(copy.messageId, copy.index, copy.url, {
      state: "ready",
      version,
      width,
      height,
    })
  })
}

/** The picture cannot be had: its message says so from here on. */
export async function giveUpCopy(deps: Deps, copy: MediaCopyRecord, trouble: PictureTrouble): Promise<void> {
  await deps.transaction(async () => {
    if (!(await deps.mediaCopies.giveUp(copy.id, trouble))) return
    await deps.messages.setCopy(copy.messageId, copy.index, copy.url, { state: "refused" })
  })
}
