import type { IncomingMedia } from "../incoming.ts"
import { type Attachment, type MessagePayload } from "./payloads.ts"

type Kind = IncomingMedia["kind"]

/** The pictures and films of a post or a comment. A shared link is none, although it has a picture. */
export function mapAttachments(attachments: readonly Attachment[]): IncomingMedia[] {
  return attachments.flatMap((attachment) => {
    const parts = attachment.subattachments?.data ?? []
    if (parts.length > 0) return mapAttachments(parts)
    const kind = kindOf(attachment.media_type ?? attachment.type ?? "")
    if (!kind) return []
    // Of a film `source` is the film; what can be shown is its still picture.
    return [mediaOf(kind, attachment.media?.image?.src)]
  })
}

/** What Facebook calls the things that hang on posts and comments, in many variants. */
function kindOf(type: string): Kind | null {
  if (type.startsWith("animated_image")) return "gif"
  if (type.startsWith("video")) return "video"
  return /^(photo|sticker|album|cover_photo|profile_media)$/.test(type) ? "photo" : null
}

/** The pictures and films of a message. Sounds and files are not kept: there is no place for them yet. */
export function mapMessageMedia({ attachments }: MessagePayload): IncomingMedia[] {
  return (attachments?.data ?? []).flatMap(({ mime_type, image_data, video_data }) => {
    const type = mime_type ?? ""
    if (video_data || type.startsWith("video/")) return [mediaOf("video", video_data?.preview_url)]
    if (!image_data && !type.startsWith("image/")) return []
    return [mediaOf(type === "image/gif" ? "gif" : "photo", image_data?.url, image_data?.preview_url)]
  })
}

/** The first of these that is an address. Facebook describes no picture in words here. */
export function mediaOf(kind: Kind, ...addresses: (string | null | undefined)[]): IncomingMedia {
  const url = addresses.find((address) => address && /^https?:\/\//.test(address) && URL.canParse(address))
  return { kind, url: url ?? null, altText: null }
}
