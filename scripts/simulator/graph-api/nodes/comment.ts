import { ownNumber } from "../../world/facebook/ids.ts"
import { PRIVATE_REPLY_WINDOW } from "../../world/facebook/messenger.ts"
import { type CommentRecord } from "../../world/facebook/records.ts"
import { isOnPage } from "../../world/facebook/write.ts"
import { type World } from "../../world/world.ts"
import { type Field, plain } from "../fields.ts"
import { draw, drawList, innerRequest, type NodeType, stamp, type View } from "../node.ts"
import { within } from "../paging.ts"
import { type Params } from "../params.ts"
import { badParameter } from "../refusal.ts"
import { mediaOf, storyAttachment } from "./attachment.ts"
import { likesEdge } from "./likes.ts"
import { drawPerson, publicPerson } from "./person.ts"

export const commentType: NodeType<CommentRecord> = {
  name: "Comment",
  defaults: "created_time,from,message,id",
  fields: {
    id: (_view, { id }) => id,
    created_time: (_view, { createdAt }) => stamp(createdAt),
    from: (view, { authorId }, field) => drawPerson(view, publicPerson(view, authorId), field),
    message: (_view, { message }) => message,
    parent: (view, { parentId }, field) => {
      const parent = parentId === undefined ? undefined : view.world.facebook.comments.get(parentId)
      return parent && draw(commentType, view, parent, field.fields ?? plain(commentType.defaults))
    },
    object: (_view, { postId }) => ({ id: postId }),
    is_hidden: ({ world }, { id }) => world.facebook.hidden.has(id),
    can_hide: ({ world }, comment) => comment.authorId !== world.cityId && isOnPage(world, comment),
    can_remove: ({ world }, comment) => isOnPage(world, comment),
    can_comment: () => true,
    can_like: () => true,
    can_reply_privately: ({ world }, comment) => canReplyPrivately(world, comment),
    like_count: ({ world }, { id }) => world.facebook.likesOf(id).size,
    user_likes: ({ world }, { id }) => world.facebook.likesOf(id).has(world.cityId),
    comment_count: ({ world }, comment) => repliesTo(world, comment).length,
    permalink_url: ({ world }, { id, postId }) =>
      `https://www.facebook.com/${world.facebook.pageId}/posts/${ownNumber(postId)}/?comment_id=${ownNumber(id)}`,
    attachment: ({ world }, { mediaKeys }) =>
      mediaOf(world, mediaKeys).map((media) => storyAttachment(world, media))[0],
    likes: (view, { id }, field) => likesEdge(view, id, innerRequest(view, id, field)),
    comments: (view, comment, field) =>
      innerComments(view, comment.id, repliesTo(view.world, comment), field),
  },
}

export const repliesTo = (world: World, { id, postId }: CommentRecord): CommentRecord[] =>
  world.facebook.commentsUnder(postId).filter(({ parentId }) => parentId === id)

function canReplyPrivately(world: World, { id, authorId, createdAt }: CommentRecord): boolean {
  return (
    authorId !== world.cityId &&
    !world.facebook.privateReplies.has(id) &&
    world.now() <= createdAt + PRIVATE_REPLY_WINDOW
  )
}

type Request = Parameters<typeof drawList>[3]

/** Graph leaves out an inner list that is empty, unless its summary is asked for. */
export function innerComments(view: View, id: string, all: CommentRecord[], field: Field) {
  const list = commentsEdge(view, all, innerRequest(view, id, field))
  return list.data.length > 0 || "summary" in list ? list : undefined
}

/** `/{object}/comments`: which ones (`filter`), in which order, from when, and the count when it is wanted. */
export function commentsEdge(view: View, under: CommentRecord[], request: Request, isPost = false) {
  const { params } = request
  const filter = params.text("filter") ?? "toplevel"
  if (filter !== "toplevel" && filter !== "stream")
    throw badParameter("Param filter must be one of {toplevel, stream}")
  const order = readOrder(params)
  const kept = under.filter(({ parentId }) => !isPost || filter === "stream" || parentId === undefined)
  const dated = within(kept, params).sort((a, b) => a.createdAt - b.createdAt)
  if (order === "reverse_chronological") dated.reverse()
  const list = drawList(commentType, view, dated, request, plain(commentType.defaults))
  if (!params.flag("summary")) return list
  return { ...list, summary: { order, total_count: kept.length, can_comment: true } }
}

function readOrder(params: Params): "chronological" | "reverse_chronological" {
  const order = params.text("order") ?? "chronological"
  if (order === "chronological" || order === "reverse_chronological") return order
  throw badParameter("Param order must be one of {chronological, reverse_chronological}")
}
