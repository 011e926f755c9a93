import { z } from "zod"
import { type PagePostRecord } from "../../world/facebook/records.ts"
import { publishPost } from "../../world/facebook/write.ts"
import { type Endpoint, type GraphCall, outerRequest } from "../endpoint.ts"
import { plain } from "../fields.ts"
import { draw, drawList } from "../node.ts"
import { postType } from "../nodes/post.ts"
import { within } from "../paging.ts"
import { badParameter, duplicate } from "../refusal.ts"

/** A list of posts, newest first. */
function posts(call: GraphCall, keep: (post: PagePostRecord) => boolean) {
  const { facebook } = call.world
  const kept = [...facebook.posts.values()].filter((post) => !facebook.deletedAt.has(post.id) && keep(post))
  const dated = within(kept, call.params).sort((a, b) => b.createdAt - a.createdAt)
  return drawList(postType, call, dated, outerRequest(call), plain(postType.defaults))
}

const AttachedMedia = z.array(z.looseObject({ media_fbid: z.coerce.string() })).max(10)

/** Photos uploaded before and not published yet: `attached_media=[{"media_fbid":"…"}]`. */
function attachedMedia({ world, params }: GraphCall): string[] {
  const given = params.json("attached_media")
  if (given === undefined) return []
  const media = AttachedMedia.safeParse(given)
  if (!media.success) throw badParameter("Param attached_media must be an array of objects with media_fbid")
  return media.data.map(({ media_fbid }) => {
    if (world.media.get(`3_${media_fbid}`)?.ownerId !== world.cityId)
      throw badParameter("Invalid photo in attached_media")
    return `3_${media_fbid}`
  })
}

/** `/{page}/feed` and the lists beside it (developers.facebook.com, "Page Feed"). */
export const feedEndpoints: Endpoint[] = [
  {
    method: "GET",
    kind: "page",
    edge: "feed",
    use: "pages",
    handle: (call) => posts(call, ({ wall }) => wall === "page"),
  },
  {
    method: "GET",
    kind: "page",
    edge: "posts",
    use: "pages",
    handle: (call) => posts(call, ({ wall, authorId }) => wall === "page" && authorId === call.world.cityId),
  },
  {
    method: "GET",
    kind: "page",
    edge: "visitor_posts",
    use: "pages",
    handle: (call) => posts(call, ({ wall, authorId }) => wall === "page" && authorId !== call.world.cityId),
  },
  {
    method: "GET",
    kind: "page",
    edge: "tagged",
    use: "pages",
    handle: (call) => posts(call, ({ wall }) => wall === "own"),
  },
  {
    method: "POST",
    kind: "page",
    edge: "feed",
    use: "pages",
    handle(call) {
      const { world, params } = call
      const post = publishPost(world, {
        authorId: world.cityId,
        message: params.text("message") ?? "",
        mediaKeys: attachedMedia(call),
      })
      if (post === "duplicate") throw duplicate()
      if (typeof post === "string") throw badParameter("Missing message or attachment")
      return { id: post.id }
    },
  },
  {
    method: "GET",
    kind: "post",
    edge: "attachments",
    use: "pages",
    handle: (call, post) => draw(postType, call, post, plain("attachments")).attachments ?? { data: [] },
  },
]
