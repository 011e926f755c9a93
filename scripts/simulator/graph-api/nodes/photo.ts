import { type MediaRecord } from "../../world/records.ts"
import { type NodeType, stamp } from "../node.ts"
import { photoAddress } from "./attachment.ts"
import { drawPerson, publicPerson } from "./person.ts"

export type PhotoNode = { id: string; media: MediaRecord }

export const photoType: NodeType<PhotoNode> = {
  name: "Photo",
  defaults: "created_time,name,id",
  fields: {
    id: (_view, { id }) => id,
    name: (_view, { media }) => media.altText,
    alt_text: (_view, { media }) => media.altText,
    created_time: (_view, { media }) => stamp(media.createdAt),
    width: (_view, { media }) => media.width,
    height: (_view, { media }) => media.height,
    from: (view, { media }, field) => drawPerson(view, publicPerson(view, media.ownerId), field),
    link: (_view, { id }) => `https://www.facebook.com/photo.php?fbid=${id}`,
    source: ({ world }, { media }) => photoAddress(world, media),
    images: ({ world }, { media }) => [
      { height: media.height, width: media.width, source: photoAddress(world, media) },
    ],
  },
}
