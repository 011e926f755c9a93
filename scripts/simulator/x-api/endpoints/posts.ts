import { z } from "zod"
import { usableMedia } from "../../world/photos.ts"
import { deletePost, publishByApi, type Refusal } from "../../world/publish.ts"
import { escapeText } from "../../world/compose.ts"
import { callerId, type Endpoint } from "../endpoint.ts"
import { postsBody, readSelection, SELECTION_PARAMETERS } from "../includes.ts"
import { readBody } from "../body.ts"
import { checkId } from "../query.ts"
import { type ApiReply, forbidden, invalidRequest, notSummoned, ok, resourceNotFound } from "../reply.ts"

const PostId = z.string().regex(/^[0-9]{1,19}$/)

const NewPost = z.strictObject({
  text: z.string().optional(),
  reply: z
    .strictObject({
      in_reply_to_tweet_id: PostId,
      exclude_reply_user_ids: z.array(PostId).optional(),
      auto_populate_reply_metadata: z.boolean().optional(),
    })
    .optional(),
  media: z
    .strictObject({
      media_ids: z.array(PostId).min(1).max(4),
      tagged_user_ids: z.array(PostId).max(10).optional(),
    })
    .optional(),
  quote_tweet_id: PostId.optional(),
  reply_settings: z.enum(["following", "mentionedUsers", "subscribers", "verified"]).optional(),
  made_with_ai: z.boolean().optional(),
  nullcast: z.boolean().optional(),
  for_super_followers_only: z.boolean().optional(),
})

const badRequest = (detail: string): ApiReply => ({
  status: 400,
  body: { title: "Bad Request", type: "about:blank", status: 400, detail },
})

function refused(refusal: Refusal): ApiReply {
  switch (refusal) {
    case "duplicate":
      return forbidden("You are not allowed to create a Tweet with duplicate content.")
    case "not_summoned":
      return notSummoned()
    case "parent_gone":
      return forbidden("You attempted to reply to a Tweet that is deleted or not visible to you.")
    case "too_long":
      return badRequest(
        "Your Tweet text is too long. For more information on how Twitter determines text length see https://github.com/twitter/twitter-text.",
      )
    case "empty":
      return badRequest("The Tweet contains no text and no media.")
    case "not_editable":
      return forbidden("You are not permitted to perform this action.")
  }
}

const create: Endpoint = {
  method: "POST",
  path: "/2/tweets",
  auth: "user",
  scopes: ["tweet.read", "tweet.write", "users.read"],
  budget: { user: 100, appDay: 10_000 },
  handle(call) {
    const { world, summonedRule } = call
    const body = readBody(NewPost, call.body)
    if ("refusal" in body) return body.refusal
    const { text, reply, media, quote_tweet_id } = body.value
    // Gone from every self-serve tier since 2026-04-20 (docs.x.com changelog).
    if (quote_tweet_id !== undefined) return forbidden("You are not permitted to perform this action.")
    const authorId = callerId(call)
    const mediaKeys = usableMedia(world, authorId, media?.media_ids ?? [])
    if (!mediaKeys)
      return invalidRequest([
        {
          parameter: "media.media_ids",
          value: media?.media_ids.join(",") ?? "",
          message: "Your media IDs are invalid.",
        },
      ])
    const post = publishByApi(
      world,
      {
        authorId,
        text: text ?? "",
        replyToId: reply?.in_reply_to_tweet_id,
        excludeIds: reply?.exclude_reply_user_ids,
        mediaKeys,
      },
      summonedRule,
    )
    if (typeof post === "string") return refused(post)
    return {
      status: 201,
      // The answer keeps the older vocabulary whatever the request's style.
      body: { data: { id: post.id, text: escapeText(post.text), edit_history_tweet_ids: post.history } },
      headers: { location: `https://api.x.com/2/tweets/${post.id}` },
    }
  },
}

const remove: Endpoint = {
  method: "DELETE",
  path: "/2/tweets/:id",
  auth: "user",
  scopes: ["tweet.read", "tweet.write", "users.read"],
  budget: { user: 50 },
  handle(call) {
    const id = call.params.id ?? ""
    checkId(call.query, "id", id)
    if (call.query.errors.length > 0) return invalidRequest(call.query.errors)
    const post = call.world.visiblePost(id)
    if (post && post.authorId !== callerId(call))
      return forbidden("You are not authorized to delete this Tweet.")
    return ok({ data: { deleted: deletePost(call.world, id) } })
  },
}

const hide: Endpoint = {
  method: "PUT",
  path: "/2/tweets/:id/hidden",
  auth: "user",
  scopes: ["tweet.read", "tweet.moderate.write", "users.read"],
  budget: { user: 50 },
  handle(call) {
    const id = call.params.id ?? ""
    const body = readBody(z.strictObject({ hidden: z.boolean() }), call.body)
    if ("refusal" in body) return body.refusal
    const post = call.world.visiblePost(id)
    if (!post) return ok({ errors: [resourceNotFound("tweet", "id", id)] })
    const root = call.world.posts.get(post.conversationId)
    // docs.x.com, "Hide replies": only in conversations the account began.
    if (post.repliedToId === undefined || root?.authorId !== callerId(call))
      return forbidden("You are not permitted to perform this action.")
    call.world.record({ type: "hide", id, hidden: body.value.hidden })
    return ok({ data: { hidden: body.value.hidden } })
  },
}

const lookup: Endpoint = {
  method: "GET",
  path: "/2/tweets/:id",
  auth: "user_or_app",
  scopes: ["tweet.read", "users.read"],
  budget: { user: 900, app: 450 },
  handle({ world, query, params }) {
    const id = params.id ?? ""
    checkId(query, "id", id)
    query.allow(SELECTION_PARAMETERS)
    const selection = readSelection(query, "posts")
    if (query.errors.length > 0) return invalidRequest(query.errors)
    const post = world.visiblePost(id)
    if (!post) return ok({ errors: [resourceNotFound("tweet", "id", id)] })
    const { data, ...rest } = postsBody(world, [post], selection)
    return ok({ data: data?.[0], ...rest })
  },
}

const lookupMany: Endpoint = {
  method: "GET",
  path: "/2/tweets",
  auth: "user_or_app",
  scopes: ["tweet.read", "users.read"],
  budget: { user: 5000, app: 3500 },
  handle({ world, query }) {
    query.allow(["ids", ...SELECTION_PARAMETERS])
    const ids = (query.text("ids") ?? "").split(",").filter(Boolean)
    if (ids.length === 0 || ids.length > 100)
      query.note(
        "ids",
        query.text("ids") ?? "",
        "The number of values in the `ids` query parameter list is not between 1 and 100",
      )
    for (const id of ids) checkId(query, "ids", id)
    const selection = readSelection(query, "posts")
    if (query.errors.length > 0) return invalidRequest(query.errors)
    const found = ids.flatMap((id) => world.visiblePost(id) ?? [])
    const missing = ids.filter((id) => !world.visiblePost(id))
    const body = postsBody(world, found, selection)
    const errors = [...missing.map((id) => resourceNotFound("tweet", "ids", id)), ...(body.errors ?? [])]
    return ok({ ...body, ...(errors.length > 0 && { errors }) })
  },
}

/** docs.x.com, "Manage posts", "Hide replies" and "Posts lookup". */
export const postEndpoints: Endpoint[] = [create, remove, hide, lookup, lookupMany]
