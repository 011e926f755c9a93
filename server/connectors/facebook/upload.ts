import type { OutgoingPicture } from "../connector.ts"
import { unreadable } from "./call-failure.ts"
import { type GraphCall } from "./graph-client.ts"
import { UploadedAttachment, UploadedPhoto } from "./payloads.ts"

export type Uploading = { call: GraphCall; pageId: string; signal: AbortSignal }

/**
 * Uploads a photo that a comment will show; answers its id. Unpublished: nobody sees it before
 * (developers.facebook.com, "Page Photos").
 * @throws CallError
 */
export async function uploadPhoto(
  { call, pageId, signal }: Uploading,
  picture: OutgoingPicture,
): Promise<string> {
  const { bytes, mime, altText } = picture
  const params = { published: "false", ...(altText !== "" && { alt_text_custom: altText }) }
  const file = { field: "source", bytes, mime }
  const answer = await call({ method: "POST", path: [pageId, "photos"], params, file }, signal)
  const photo = UploadedPhoto.safeParse(answer.body).data
  if (!photo) throw unreadable("Facebook took the photo and did not name it")
  return photo.id
}

/**
 * Uploads a picture that a message will show; answers its id. Messenger has no place for alternative texts
 * (developers.facebook.com, "Attachment Upload API").
 * @throws CallError
 */
export async function uploadAttachment(
  { call, pageId, signal }: Uploading,
  { bytes, mime }: OutgoingPicture,
): Promise<string> {
  const attachment = { type: "image", payload: { is_reusable: true } }
  const params = { message: JSON.stringify({ attachment }) }
  const file = { field: "filedata", bytes, mime }
  const answer = await call({ method: "POST", path: [pageId, "message_attachments"], params, file }, signal)
  const uploaded = UploadedAttachment.safeParse(answer.body).data
  if (!uploaded) throw unreadable("Facebook took the picture and did not name it")
  return uploaded.attachment_id
}
