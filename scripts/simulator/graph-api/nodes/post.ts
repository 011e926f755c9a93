import { ownNumber } from "../../world/facebook/ids.ts"
import { type PagePostRecord } from "../../world/facebook/records.ts"
import { type World } from "../../world/world.ts"
import { innerRequest, type NodeType, stamp } from "../node.ts"
import { postAttachments, mediaOf, photoAddress } from "./attachment.ts"
import { commentsEdge } from "./comment.ts"
import { likesEdge } from "./likes.ts"
import { drawPerson, publicPerson } from "./person.ts"

const isVisitors = (world: World, { authorId }: PagePostRecord): boolean => authorId !== world.cityId

export const postType: NodeType<PagePostRecord> = {
  name: "PagePost",
  defaults: "created_time,message,id",
  fields: {
    id: (_view, { id }) => id,
    // A post that merely names the Page comes without its author (connectors.md, 3: `/tagged`).
    from: (view, post, field) =>
      post.wall === "own" ? undefined : drawPerson(view, publicPerson(view, post.authorId), field),
    to: (view, post) =>
      isVisitors(view.world, post) && post.wall === "page"
        ? { data: [drawPerson(view, publicPerson(view, view.world.cityId), null)] }
        : undefined,
    message: (_view, { message }) => message || undefined,
    created_time: (_view, { createdAt }) => stamp(createdAt),
    updated_time: ({ world }, post) => stamp(updatedAt(world, post)),
    tagged_time: (_view, post) => (post.wall === "own" ? stamp(post.createdAt) : undefined),
    permalink_url: ({ world }, { id }) =>
      `https://www.facebook.com/${id.startsWith(world.facebook.pageId) ? world.facebook.pageId : id.split("_")[0]}/posts/${ownNumber(id)}/`,
    status_type: ({ world }, post) =>
      isVisitors(world, post)
        ? "wall_post"
        : post.mediaKeys.length > 0
          ? "added_photos"
          : "mobile_status_update",
    is_published: () => true,
    is_hidden: ({ world }, { id }) => world.facebook.hidden.has(id),
    full_picture: ({ world }, { mediaKeys }) =>
      mediaOf(world, mediaKeys).map((media) => photoAddress(world, media))[0],
    attachments: ({ world }, { mediaKeys }) => postAttachments(world, mediaKeys),
    likes: (view, { id }, field) => likesEdge(view, id, innerRequest(view, id, field)),
    shares: () => undefined,
    comments: (view, { id }, field) => {
      const all = view.world.facebook.commentsUnder(id)
      const list = commentsEdge(view, all, innerRequest(view, id, field), true)
      return list.data.length > 0 || "summary" in list ? list : undefined
    },
  },
}

/** When something last happened to a post: it was changed, or commented. */
function updatedAt(world: World, post: PagePostRecord): number {
  const comments = world.facebook.commentsUnder(post.id).map(({ createdAt }) => createdAt)
  return Math.max(post.createdAt, post.editedAt ?? 0, ...comments)
}
