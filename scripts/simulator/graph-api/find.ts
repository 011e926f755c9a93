import { type CommentRecord, type MessengerRecord, type PagePostRecord } from "../world/facebook/records.ts"
import { type Field, plain } from "./fields.ts"
import { draw, type View } from "./node.ts"
import { commentType } from "./nodes/comment.ts"
import { type Exchange, exchangeOf, exchangeType, messageType } from "./nodes/exchange.ts"
import { type PageNode, pageType } from "./nodes/page.ts"
import { type Person, personType } from "./nodes/person.ts"
import { type PhotoNode, photoType } from "./nodes/photo.ts"
import { postType } from "./nodes/post.ts"

/** What an id stands for. */
export type Found =
  | { kind: "page"; node: PageNode }
  | { kind: "post"; node: PagePostRecord }
  | { kind: "comment"; node: CommentRecord }
  | { kind: "conversation"; node: Exchange }
  | { kind: "message"; node: MessengerRecord }
  | { kind: "person"; node: Person }
  | { kind: "photo"; node: PhotoNode }

/** The object of an id, while it can be seen. */
export function find({ world }: Pick<View, "world">, id: string): Found | null {
  const { facebook } = world
  if (id === facebook.pageId) return { kind: "page", node: { id } }
  const post = facebook.visiblePost(id)
  if (post) return { kind: "post", node: post }
  const comment = facebook.visibleComment(id)
  if (comment) return { kind: "comment", node: comment }
  const message = facebook.messages.get(id)
  if (message) return { kind: "message", node: message }
  const correspondent = id.startsWith("t_") ? facebook.citizen("conversation", id.slice(2)) : undefined
  if (correspondent !== undefined && facebook.exchangeWith(correspondent).length > 0)
    return { kind: "conversation", node: exchangeOf(correspondent) }
  const userId = facebook.citizen("messenger", id) ?? facebook.citizen("public", id)
  if (userId !== undefined) return { kind: "person", node: { id, userId } }
  const media = world.media.get(`3_${id}`)
  return media ? { kind: "photo", node: { id, media } } : null
}

/** An object as its kind draws it; without `fields`, what Graph gives by itself. */
export function drawFound(view: View, found: Found, fields: Field[] | null) {
  switch (found.kind) {
    case "page":
      return draw(pageType, view, found.node, fields ?? plain(pageType.defaults))
    case "post":
      return draw(postType, view, found.node, fields ?? plain(postType.defaults))
    case "comment":
      return draw(commentType, view, found.node, fields ?? plain(commentType.defaults))
    case "conversation":
      return draw(exchangeType, view, found.node, fields ?? plain(exchangeType.defaults))
    case "message":
      return draw(messageType, view, found.node, fields ?? plain(messageType.defaults))
    case "person":
      return draw(personType, view, found.node, fields ?? plain(personType.defaults))
    case "photo":
      return draw(photoType, view, found.node, fields ?? plain(photoType.defaults))
  }
}
