import { type CommentRecord, type PagePostRecord } from "../../world/facebook/records.ts"
import { comment, isOnPage, remove, rewrite, type WriteRefusal } from "../../world/facebook/write.ts"
import { type Endpoint, type GraphCall, outerRequest } from "../endpoint.ts"
import { commentsEdge, repliesTo } from "../nodes/comment.ts"
import { likesEdge } from "../nodes/likes.ts"
import { badParameter, duplicate, GraphRefusal, noObject } from "../refusal.ts"
import { givenPhoto } from "./photos.ts"

const done = { success: true }

const notAllowed = (): GraphRefusal => new GraphRefusal(200, "(#200) Permissions error", { status: 403 })

function refusal(call: GraphCall, id: string, why: WriteRefusal): GraphRefusal {
  switch (why) {
    case "gone":
      return noObject(id, call.method)
    case "duplicate":
      return duplicate()
    case "not_yours":
      return notAllowed()
    case "empty":
      return badParameter("Missing message or attachment")
    case "too_long":
      return badParameter("Param message is too long")
  }
}

/** Writes a comment as the Page: `message`, and a photo by `attachment_id` or `attachment_url`. */
async function reply(call: GraphCall, { id }: PagePostRecord | CommentRecord) {
  const { world, params } = call
  const photo = await givenPhoto(call, "attachment_id", "attachment_url")
  const said = comment(world, {
    authorId: world.cityId,
    on: id,
    message: params.text("message") ?? "",
    mediaKeys: photo === null ? [] : [photo],
  })
  if (typeof said === "string") throw refusal(call, id, said)
  return { id: said.id }
}

/** `is_hidden` for what others wrote on the Page, `message` for what the Page wrote. */
function change(call: GraphCall, target: PagePostRecord | CommentRecord) {
  const { world, params } = call
  const hidden = params.flag("is_hidden")
  const message = params.text("message")
  if (hidden !== undefined) {
    if (target.authorId === world.cityId && "postId" in target)
      throw new GraphRefusal(200, "(#200) Users cannot hide their own comments", { status: 403 })
    if (!isOnPage(world, target)) throw notAllowed()
    world.record({ type: "facebook", event: { kind: "hide", id: target.id, hidden } })
  }
  if (message !== undefined) {
    const changed = rewrite(world, target.id, world.cityId, message)
    if (typeof changed === "string") throw refusal(call, target.id, changed)
  }
  return done
}

function like({ world }: GraphCall, { id }: PagePostRecord | CommentRecord, likes: boolean) {
  if (world.facebook.likesOf(id).has(world.cityId) !== likes)
    world.record({ type: "facebook", event: { kind: "like", id, userId: world.cityId, likes } })
  return done
}

function erase(call: GraphCall, { id }: PagePostRecord | CommentRecord) {
  const erased = remove(call.world, id, call.world.cityId)
  if (erased !== "removed") throw refusal(call, id, erased)
  return done
}

const onBoth = <T>(make: (kind: "post" | "comment") => T): T[] => [make("post"), make("comment")]

/** What may be done to posts and comments (developers.facebook.com, "Comment", "Object Comments"). */
export const moderationEndpoints: Endpoint[] = [
  {
    method: "GET",
    kind: "post",
    edge: "comments",
    use: "pages",
    handle: (call, { id }) =>
      commentsEdge(call, call.world.facebook.commentsUnder(id), outerRequest(call), true),
  },
  {
    method: "GET",
    kind: "comment",
    edge: "comments",
    use: "pages",
    handle: (call, node) => commentsEdge(call, repliesTo(call.world, node), outerRequest(call)),
  },
  ...onBoth((kind): Endpoint => ({
    method: "GET",
    kind,
    edge: "likes",
    use: "pages",
    handle: (call: GraphCall, { id }: { id: string }) => likesEdge(call, id, outerRequest(call)),
  })),
  ...onBoth((kind): Endpoint => ({ method: "POST", kind, edge: "comments", use: "pages", handle: reply })),
  ...onBoth((kind): Endpoint => ({ method: "POST", kind, edge: "", use: "pages", handle: change })),
  ...onBoth((kind): Endpoint => ({ method: "DELETE", kind, edge: "", use: "pages", handle: erase })),
  ...onBoth((kind): Endpoint => ({
    method: "POST",
    kind,
    edge: "likes",
    use: "pages",
    handle: (call: GraphCall, node: PagePostRecord | CommentRecord) => like(call, node, true),
  })),
  ...onBoth((kind): Endpoint => ({
    method: "DELETE",
    kind,
    edge: "likes",
    use: "pages",
    handle: (call: GraphCall, node: PagePostRecord | CommentRecord) => like(call, node, false),
  })),
]
