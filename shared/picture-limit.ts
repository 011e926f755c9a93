import type { Network, Visibility } from "./network.ts"

/** How many pictures a reply may carry, whether words may go with them in one message, and alternative texts. */
export type PictureLimit = { most: number; withText: boolean; withAltText: boolean }

const NONE: PictureLimit = { most: 0, withText: false, withAltText: false }

/**
 * What a network takes. On Messenger a message is words or one picture, never both: a reply is one message, so that it
 * is out or not. The private answer to a comment is words only.
 * Sources: docs.x.com ("Create Post", "Direct Messages"), Meta's Graph API ("Comment") and Messenger ("Send API").
 */
export function pictureLimitOf(
  network: Network,
  visibility: Visibility,
  isPrivateReply: boolean,
): PictureLimit {
  if (isPrivateReply) return NONE
  if (network === "x") return { most: visibility === "public" ? 4 : 1, withText: true, withAltText: true }
  const isPublic = visibility === "public"
  if (network === "facebook") return { most: 1, withText: isPublic, withAltText: isPublic }
  return NONE
}

/** The most that any network takes. */
export const MOST_PICTURES = 4
/** In characters: X's limit, the only one that is told (docs.x.com, "Create Metadata"). */
export const LONGEST_ALT_TEXT = 1000
/** As sent by a browser; encoded anew they are smaller. */
export const MOST_PICTURE_BYTES = 8 * 1024 * 1024
/** What can be decoded. Of an animated one the first image is taken. */
export const PICTURE_TYPES = ["image/png", "image/jpeg", "image/webp", "image/gif"] as const
