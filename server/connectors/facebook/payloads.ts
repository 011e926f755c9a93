import { z } from "zod"
import { isId } from "./ids.ts"

/*
 * What Graph v24.0 answers (developers.facebook.com, "Graph API reference"). Everything a real answer leaves out is
 * optional. An absent field is fine; a malformed one that carries meaning makes its element unreadable.
 */

export const Id = z.string().refine(isId, "is not an id of Facebook")
/** Ids of Messenger's messages; what follows `m_`, or `mid.` in old ones, is opaque. */
export const MessageId = z.string().regex(/^m(?:_|id\.)[\w.:$=+/-]{1,500}$/, "is not a message of Messenger")
/** "2026-11-23T10:11:12+0000" */
const Time = z
  .string()
  .transform((text) => new Date(text))
  .refine((time) => !Number.isNaN(time.getTime()), "is not a time")

export const Person = z.object({ id: Id, name: z.string().nullish() })
export type Person = z.infer<typeof Person>
const People = z.object({ data: z.array(Person) }).nullish()

/** Decoration: a picture that cannot be read costs the picture, the message is still read. */
const Picture = z
  .object({ image: z.object({ src: z.string() }).nullish() })
  .nullish()
  .catch(undefined)
const Attached = {
  type: z.string().nullish().catch(undefined),
  media_type: z.string().nullish().catch(undefined),
  media: Picture,
}
/** What hangs on a post or a comment. An album holds its pictures one level down. */
export const Attachment = z.object({
  ...Attached,
  subattachments: z
    .object({ data: z.array(z.object(Attached).catch({})) })
    .nullish()
    .catch(undefined),
})
export type Attachment = z.infer<typeof Attachment>

export const PostPayload = z.object({
  id: Id,
  from: Person.nullish(),
  message: z.string().nullish(),
  created_time: Time,
  /** When somebody named the Page in it, which may be long after. */
  tagged_time: Time.nullish().catch(undefined),
  permalink_url: z.string().nullish().catch(undefined),
  attachments: z
    .object({ data: z.array(Attachment.catch({})) })
    .nullish()
    .catch(undefined),
})
export type PostPayload = z.infer<typeof PostPayload>

/** A post as far as its comments need it. */
export const PostHead = z.object({
  id: Id,
  from: Person.nullish().catch(undefined),
  created_time: Time,
  /** Moves with every comment under it. */
  updated_time: Time.nullish().catch(undefined),
})
export type PostHead = z.infer<typeof PostHead>

export const CommentPayload = z.object({
  id: Id,
  from: Person.nullish(),
  message: z.string().nullish(),
  created_time: Time,
  permalink_url: z.string().nullish().catch(undefined),
  /** Absent directly under the post. */
  parent: z.object({ id: Id, from: Person.nullish().catch(undefined) }).nullish(),
  attachment: Attachment.nullish().catch(undefined),
})
export type CommentPayload = z.infer<typeof CommentPayload>

const Film = z.object({ url: z.string().nullish(), preview_url: z.string().nullish() })
export const MessagePayload = z.object({
  id: MessageId,
  from: Person,
  to: People,
  message: z.string().nullish(),
  created_time: Time,
  attachments: z
    .object({
      data: z.array(
        z
          .object({
            mime_type: z.string().nullish(),
            image_data: Film.nullish().catch(undefined),
            video_data: Film.nullish().catch(undefined),
          })
          .catch({}),
      ),
    })
    .nullish()
    .catch(undefined),
})
export type MessagePayload = z.infer<typeof MessagePayload>

export const ConversationPayload = z.object({
  id: z.string().regex(/^t_\w{1,200}$/, "is not a conversation of Messenger"),
  updated_time: Time,
  participants: People,
  messages: z.unknown(),
})
export type ConversationPayload = z.infer<typeof ConversationPayload>

/** The envelope of every list. The last page has a cursor too, but no address of a next one. */
const ListPayload = z.object({
  data: z.array(z.unknown()),
  paging: z
    .object({
      cursors: z.object({ after: z.string().nullish() }).nullish(),
      next: z.string().nullish(),
    })
    .nullish()
    .catch(undefined),
})

export type List = { elements: unknown[]; after: string | null }

/** A list as Graph answers it, or null when the body is not one. Its elements are read one by one. */
export function readList(body: unknown): List | null {
  const list = ListPayload.safeParse(body).data
  if (!list) return null
  return { elements: list.data, after: (list.paging?.next && list.paging.cursors?.after) || null }
}

export const PageProfile = z.object({ id: Id, name: z.string().nullish(), username: z.string().nullish() })
export const UploadedPhoto = z.object({ id: Id })
export const UploadedAttachment = z.object({ attachment_id: z.string().regex(/^\d{1,32}$/) })
export const CreatedComment = z.object({ id: Id })
export const CreatedMessage = z.object({ message_id: MessageId })
export const Done = z.object({ success: z.literal(true) })
