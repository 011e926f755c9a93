import type { OutgoingPicture } from "../connector.ts"
import { InitializedUpload } from "./payloads.ts"
import { unreadable, type XCall } from "./x-client.ts"

/** What X calls the use of a picture; it refuses one that was uploaded for the other. */
export type PictureCategory = "tweet_image" | "dm_image"

/**
 * Uploads pictures and their alternative texts; answers X's ids for them, in order. Nothing is published by it: an
 * upload that nobody uses is forgotten after a day.
 * @throws CallError
 */
export async function uploadPictures(
  call: XCall,
  pictures: readonly OutgoingPicture[],
  category: PictureCategory,
  signal: AbortSignal,
): Promise<string[]> {
  const ids: string[] = []
  for (const picture of pictures) ids.push(await uploadPicture(call, picture, category, signal))
  return ids
}

/** POST /2/media/upload/initialize, append and finalize, then /2/media/metadata (docs.x.com, "Media"). */
async function uploadPicture(
  call: XCall,
  { bytes, mime, altText }: OutgoingPicture,
  category: PictureCategory,
  signal: AbortSignal,
): Promise<string> {
  const what = { media_type: mime, media_category: category, total_bytes: bytes.length }
  const begun = await call({ method: "POST", path: "media/upload/initialize", body: what }, signal)
  const upload = InitializedUpload.safeParse(begun.body).data
  if (!upload) throw unreadable(begun, "X began an upload and did not name it")
  const { id } = upload.data
  // Pictures are encoded to 2 MB at most, and X takes 5 MB in one piece.
  const form = { segment_index: "0", media: bytes }
  await call({ method: "POST", path: `media/upload/${id}/append`, form }, signal)
  await call({ method: "POST", path: `media/upload/${id}/finalize`, body: {} }, signal)
  if (altText !== "") {
    const metadata = { alt_text: { text: altText } }
    await call({ method: "POST", path: "media/metadata", body: { id, metadata } }, signal)
  }
  return id
}
