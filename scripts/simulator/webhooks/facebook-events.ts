import { stamp } from "../graph-api/node.ts"
import { photoAddress, mediaOf } from "../graph-api/nodes/attachment.ts"
import { personalNumber } from "../world/facebook/ids.ts"
import { messageHooks, postbackHook } from "./messenger-events.ts"
import {
  type CommentRecord,
  type FacebookEvent,
  type PagePostRecord,
  type RatingRecord,
} from "../world/facebook/records.ts"
import { type World } from "../world/world.ts"

/** One thing the Page's webhooks tell: under `changes`, `messaging` or `standby`. */
export type PageHook =
  | { field: string; change: object }
  | { field: string; messaging: object }
  | { field: string; standby: object }

const seconds = (time: number): number => Math.floor(time / 1000)

/** What Meta tells of something that happened (connectors.md, 3, "Webhooks"); nothing when it keeps quiet. */
export function hooksOf(world: World, event: FacebookEvent): PageHook[] {
  const { facebook } = world
  switch (event.kind) {
    case "post":
      return [postHook(world, event.post)]
    case "comment":
      return commentHooks(world, event.comment, event.comment.editedAt === undefined ? "add" : "edited")
    case "message":
      return messageHooks(world, event.message)
    case "delete": {
      const [post, comment] = [facebook.posts.get(event.id), facebook.comments.get(event.id)]
      const by = from(world, event.byId)
      if (comment) return [feed({ ...by, ...placeOf(comment), item: "comment", verb: "remove" })]
      if (post?.wall !== "page") return []
      return [
        feed({
          ...by,
          post_id: post.id,
          created_time: seconds(post.createdAt),
          item: itemOf(world, post),
          verb: "remove",
        }),
      ]
    }
    case "hide": {
      const comment = facebook.comments.get(event.id)
      const verb = event.hidden ? "hide" : "unhide"
      return comment ? commentHooks(world, comment, verb) : []
    }
    case "like":
      return likeHooks(world, event)
    case "rating":
      return [ratingHook(world, event.rating)]
    case "postback":
      return [postbackHook(world, event.postback)]
    default:
      return []
  }
}

const feed = (value: object): PageHook => ({ field: "feed", change: { field: "feed", value } })

function from(world: World, userId: string) {
  const id = userId === world.cityId ? world.facebook.pageId : personalNumber(userId, "public")
  return { from: { id, name: world.user(userId).name } }
}

const itemOf = (world: World, { authorId, mediaKeys }: PagePostRecord): string =>
  mediaKeys.length > 0 ? "photo" : authorId === world.cityId ? "status" : "post"

function postHook(world: World, post: PagePostRecord): PageHook {
  const verb = post.editedAt === undefined ? "add" : "edited"
  const created_time = seconds(post.createdAt)
  if (post.wall === "own") {
    const { id, name } = from(world, post.authorId).from
    const value = {
      post_id: post.id,
      sender_name: name,
      sender_id: id,
      item: "post",
      verb,
      created_time,
      message: post.message,
    }
    return { field: "mention", change: { field: "mention", value } }
  }
  const [photo] = mediaOf(world, post.mediaKeys)
  return feed({
    ...from(world, post.authorId),
    message: post.message || undefined,
    post_id: post.id,
    created_time,
    item: itemOf(world, post),
    ...(photo && { link: photoAddress(world, photo), photo_id: photo.key.slice(2) }),
    ...(post.authorId !== world.cityId && !photo && { recipient_id: world.facebook.pageId }),
    published: 1,
    verb,
  })
}

const placeOf = ({ id, postId, parentId, createdAt }: CommentRecord) => ({
  post_id: postId,
  comment_id: id,
  created_time: seconds(createdAt),
  parent_id: parentId ?? postId,
})

function commentHooks(
  world: World,
  comment: CommentRecord,
  verb: "add" | "edited" | "hide" | "unhide",
): PageHook[] {
  const post = world.facebook.posts.get(comment.postId)
  if (!post) return []
  // On someone else's wall the Page hears of a comment only when it is named, and not by whom.
  if (post.wall === "own") {
    if (!comment.message.includes(world.user(world.cityId).name)) return []
    const { post_id, comment_id } = placeOf(comment)
    const value = { message: comment.message, post_id, comment_id, item: "comment", verb }
    return [{ field: "mention", change: { field: "mention", value } }]
  }
  const [photo] = mediaOf(world, comment.mediaKeys)
  return [
    feed({
      ...from(world, comment.authorId),
      post: {
        status_type: post.authorId === world.cityId ? "mobile_status_update" : "wall_post",
        is_published: true,
        updated_time: stamp(world.now()),
        permalink_url: `https://www.facebook.com/${post.id.replace("_", "/posts/")}/`,
        promotion_status: "inactive",
        id: post.id,
      },
      message: comment.message || undefined,
      ...(photo && { photo: photoAddress(world, photo) }),
      ...placeOf(comment),
      item: "comment",
      verb,
      ...(verb === "hide" && { is_hidden: true }),
    }),
  ]
}

function likeHooks(
  world: World,
  { id, userId, likes }: Extract<FacebookEvent, { kind: "like" }>,
): PageHook[] {
  const comment = world.facebook.comments.get(id)
  const post = world.facebook.posts.get(comment?.postId ?? id)
  if (post?.wall !== "page") return []
  return [
    feed({
      ...from(world, userId),
      post_id: post.id,
      ...(comment && { comment_id: comment.id }),
      created_time: seconds(world.now()),
      item: "reaction",
      parent_id: comment?.parentId ?? post.id,
      reaction_type: "like",
      verb: likes ? "add" : "remove",
    }),
  ]
}

function ratingHook(world: World, { id, authorId, recommends, text, createdAt }: RatingRecord): PageHook {
  const reviewer = from(world, authorId).from
  const value = {
    item: "rating",
    verb: "add",
    recommendation_type: recommends ? "positive" : "negative",
    review_text: text,
    reviewer_id: reviewer.id,
    reviewer_name: reviewer.name,
    open_graph_story_id: id,
    created_time: seconds(createdAt),
  }
  return { field: "ratings", change: { field: "ratings", value } }
}
