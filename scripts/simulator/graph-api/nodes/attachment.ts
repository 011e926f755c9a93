import { type MediaRecord } from "../../world/records.ts"
import { type World } from "../../world/world.ts"

/** A photo's own number on Facebook. */
export const photoId = ({ key }: MediaRecord): string => key.slice(2)

export const photoAddress = (world: World, { key, source }: MediaRecord): string =>
  `${world.baseUrl}/media/${key}.${source.from === "upload" && source.contentType === "image/jpeg" ? "jpg" : "png"}`

export const mediaOf = (world: World, keys: readonly string[]): MediaRecord[] =>
  keys.flatMap((key) => world.media.get(key) ?? [])

/** A photo as posts and comments carry it. */
export function storyAttachment(world: World, media: MediaRecord) {
  const url = `https://www.facebook.com/photo.php?fbid=${photoId(media)}`
  return {
    description: media.altText,
    media_type: "photo",
    type: "photo",
    url,
    target: { id: photoId(media), url },
    media: { image: { height: media.height, width: media.width, src: photoAddress(world, media) } },
  }
}

/** The attachments of a post: one photo, or an album of several. */
export function postAttachments(world: World, keys: readonly string[]) {
  const photos = mediaOf(world, keys).map((media) => storyAttachment(world, media))
  const [first] = photos
  if (!first) return undefined
  if (photos.length === 1) return { data: [first] }
  const album = { ...first, media_type: "album", type: "album", subattachments: { data: photos } }
  return { data: [album] }
}

/** A photo as Messenger carries it. */
export function messageAttachment(world: World, media: MediaRecord) {
  const url = photoAddress(world, media)
  return {
    id: photoId(media),
    mime_type: media.source.from === "upload" ? media.source.contentType : "image/png",
    name: `image-${photoId(media)}`,
    size: media.source.from === "upload" ? Math.floor((media.source.base64.length * 3) / 4) : 35_021,
    image_data: {
      width: media.width,
      height: media.height,
      max_width: media.width,
      max_height: media.height,
      url,
      preview_url: url,
      image_type: 1,
      render_as_sticker: false,
    },
  }
}
