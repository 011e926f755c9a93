import type { picture as pictureReference } from "../fr/desk-picture.ts"
import type { SameKeys } from "../same-keys.ts"

/** Pictures and films in messages. */
export const picture: SameKeys<typeof pictureReference> = {
  title: "Picture",
  open: "See the picture larger",
  altText: "Alternative text",
  by: {
    photo: "Photo sent by {{name}}",
    video: "Video sent by {{name}}",
    gif: "Animated image sent by {{name}}",
  },
  gone: "The picture is not here any more.",
  saying: "“{{text}}”",
  play: "Watch on {{network}}",
  waiting: {
    photo: "The photo is on its way…",
    video: "The video’s picture is on its way…",
    gif: "The animated image is on its way…",
  },
  refused: {
    photo: "The photo could not be brought here.",
    video: "The video could not be brought here.",
    gif: "The animated image could not be brought here.",
  },
}
