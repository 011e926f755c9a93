import { z } from "zod"
import { isSnowflake } from "./snowflake.ts"

/*
 * The payloads of X API v2 as they really come (docs.x.com, "Data dictionary"). Everything a real answer leaves
 * out is optional. An absent field is fine; a malformed one that carries meaning makes its element unreadable.
 * OpenAPI 2.167 renames "tweet" to "post" in names: both are read.
 */

const Id = z.string().refine(isSnowflake, "is not an id of X")
const Ids = z.array(Id).nullish()
const References = z.array(z.object({ type: z.string(), id: Id })).nullish()

/** Decoration: a link that cannot be expanded stays short, the message is still read. */
const Links = z
  .array(
    z.object({
      url: z.string(),
      expanded_url: z.string().optional().catch(undefined),
      media_key: z.string().optional().catch(undefined),
    }),
  )
  .nullish()
  .catch(undefined)
const Entities = z.object({ urls: Links }).nullish().catch(undefined)
const Attachments = z.object({ media_keys: z.array(z.string()).nullish() }).nullish()
const LongPost = z.object({ text: z.string(), entities: Entities }).nullish()

export const PostPayload = z.object({
  id: Id,
  text: z.string().nullish(),
  author_id: Id,
  created_at: z.string().nullish(),
  conversation_id: Id.nullish(),
  in_reply_to_user_id: Id.nullish().catch(undefined),
  referenced_tweets: References,
  referenced_posts: References,
  edit_history_tweet_ids: Ids,
  edit_history_post_ids: Ids,
  note_tweet: LongPost,
  note_post: LongPost,
  entities: Entities,
  attachments: Attachments,
})
export type PostPayload = z.infer<typeof PostPayload>

export const DirectPayload = z.object({
  id: Id,
  event_type: z.string().nullish(),
  text: z.string().nullish(),
  sender_id: Id,
  created_at: z.string().nullish(),
  dm_conversation_id: z
    .string()
    .regex(/^\d{1,19}(-\d{1,19})?$/, "is not a conversation of X")
    .nullish(),
  participant_ids: Ids,
  attachments: Attachments,
  entities: Entities,
  // The OpenAPI schema puts the links of a direct message at its top level, the library in `entities`.
  urls: Links,
})
export type DirectPayload = z.infer<typeof DirectPayload>

const UserPayload = z.object({ id: Id, username: z.string(), name: z.string().nullish() })

export const MediaPayload = z.object({
  media_key: z.string(),
  type: z.string().nullish(),
  url: z.string().nullish(),
  preview_image_url: z.string().nullish(),
  alt_text: z.string().nullish(),
})
export type MediaPayload = z.infer<typeof MediaPayload>

/** The envelope of every list. An empty one has `meta` and no `data`. Elements are read one by one. */
const PagePayload = z
  .object({
    data: z.array(z.unknown()).nullish(),
    includes: z
      .object({ users: z.array(z.unknown()).nullish(), media: z.array(z.unknown()).nullish() })
      .nullish()
      .catch(undefined),
    meta: z.object({ next_token: z.string().nullish().catch(undefined) }).nullish(),
  })
  .refine(({ data, meta }) => data != null || meta != null, "has neither data nor meta")

export type Page = {
  elements: unknown[]
  users: Map<string, { username: string; name: string }>
  media: Map<string, MediaPayload>
  nextToken: string | null
}

/** A list as X answers it, or null when the body is not one. Errors beside the data (partial answers) are fine. */
export function readPage(body: unknown): Page | null {
  const page = PagePayload.safeParse(body).data
  if (!page) return null
  const users = readAll(UserPayload, page.includes?.users)
  const media = readAll(MediaPayload, page.includes?.media)
  return {
    elements: page.data ?? [],
    users: new Map(users.map(({ id, username, name }) => [id, { username, name: name ?? username }])),
    media: new Map(media.map((one) => [one.media_key, one])),
    nextToken: page.meta?.next_token || null,
  }
}

export const ProfileAnswer = z.object({ data: UserPayload })
export const InitializedUpload = z.object({ data: z.object({ id: Id }) })
export const CreatedPost = z.object({ data: z.object({ id: Id }) })
export const CreatedDirect = z.object({ data: z.object({ dm_event_id: Id }) })

function readAll<T>(schema: z.ZodType<T>, values: unknown[] | null | undefined): T[] {
  return (values ?? []).flatMap((value) => schema.safeParse(value).data ?? [])
}
