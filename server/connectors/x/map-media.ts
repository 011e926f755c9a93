import type { IncomingMedia } from "../incoming.ts"
import { type MediaPayload } from "./payloads.ts"

/** The pictures and films of a message, in its order. One that X did not describe is kept without address. */
export function mapMedia(
  keys: readonly string[] | null | undefined,
  described: ReadonlyMap<string, MediaPayload>,
): IncomingMedia[] {
  return (keys ?? []).map((key) => {
    const media = described.get(key)
    return {
      kind: kindOf(media?.type ?? null, key),
      // Films have no address of their own here, only a still picture.
      url: webAddress(media?.url) ?? webAddress(media?.preview_image_url),
      altText: media?.alt_text ?? null,
    }
  })
}

/** A media key begins with its kind: 3 photo, 7 and 13 video, 16 animated gif. */
function kindOf(type: string | null, key: string): IncomingMedia["kind"] {
  if (type === "video" || (type === null && /^(7|13)_/.test(key))) return "video"
  if (type === "animated_gif" || (type === null && key.startsWith("16_"))) return "gif"
  return "photo"
}

function webAddress(url: string | null | undefined): string | null {
  return url && /^https?:\/\//.test(url) && URL.canParse(url) ? url : null
}
