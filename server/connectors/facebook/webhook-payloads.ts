import { z } from "zod"
import { Id, MessageId, Person } from "./payloads.ts"

/*
 * What Meta pushes about Pages (developers.facebook.com, "Webhooks for Pages", "Messenger webhook events").
 * `changes` count in seconds, `messaging` in milliseconds: a number of the wrong kind is refused, not misread.
 */

const YEAR_2004 = 1_072_915_200
const YEAR_2100 = 4_102_444_800
const Seconds = z
  .number()
  .min(YEAR_2004)
  .max(YEAR_2100)
  .transform((seconds) => new Date(seconds * 1000))
const Milliseconds = z
  .number()
  .min(YEAR_2004 * 1000)
  .max(YEAR_2100 * 1000)
  .transform((milliseconds) => new Date(milliseconds))

export const Envelope = z.object({ object: z.string(), entry: z.array(z.unknown()) })

const List = z.array(z.unknown()).nullish()
/** One Page's news. Its elements are read one by one. */
export const Entry = z.object({
  id: Id,
  time: z
    .number()
    .min(YEAR_2004)
    .max(YEAR_2100 * 1000),
  changes: List,
  messaging: List,
  standby: List,
})

export const Change = z.object({ field: z.string(), value: z.unknown() })
/** What a change is about, before its details. */
export const ChangeKind = z.object({ item: z.string(), verb: z.string(), from: Person.nullish() })

const Address = z.string().nullish().catch(undefined)
const Media = {
  photo: Address,
  photos: z.array(z.string()).nullish().catch(undefined),
  video: Address,
  /** The picture of a `photo`, the film of a `video`, the page of a `share`. */
  link: Address,
}

export const PostChange = z.object({
  item: z.string(),
  post_id: Id,
  from: Person.nullish(),
  message: z.string().nullish(),
  created_time: Seconds,
  ...Media,
})
export type PostChange = z.infer<typeof PostChange>

export const CommentChange = z.object({
  item: z.string(),
  comment_id: Id,
  post_id: Id,
  parent_id: Id.nullish(),
  from: Person.nullish(),
  message: z.string().nullish(),
  created_time: Seconds,
  post: z.object({ permalink_url: Address }).nullish().catch(undefined),
  ...Media,
})
export type CommentChange = z.infer<typeof CommentChange>

export const RemovedChange = z.object({ comment_id: Id.nullish(), post_id: Id })

/** Somebody named the Page elsewhere. Who it was, and when, is often left out. */
export const MentionChange = z.object({
  item: z.string(),
  post_id: Id,
  comment_id: Id.nullish(),
  sender_id: Id.nullish(),
  sender_name: z.string().nullish(),
  message: z.string().nullish(),
  created_time: Seconds.nullish(),
})

export const RatingChange = z.object({
  open_graph_story_id: Id,
  reviewer_id: Id,
  reviewer_name: z.string().nullish(),
  review_text: z.string().nullish(),
  created_time: Seconds,
})

const Someone = z.object({ id: Id })
const Attachments = z
  .array(
    z
      .object({
        type: z.string(),
        payload: z.object({ url: Address }).nullish().catch(undefined),
      })
      .catch({ type: "unknown" }),
  )
  .nullish()
  .catch(undefined)

export const MessageEvent = z.object({
  sender: Someone,
  recipient: Someone,
  timestamp: Milliseconds,
  message: z.object({
    mid: MessageId,
    text: z.string().nullish(),
    is_echo: z.boolean().nullish(),
    reply_to: z.object({ mid: MessageId }).nullish().catch(undefined),
    attachments: Attachments,
  }),
})

export const EditEvent = z.object({
  sender: Someone,
  recipient: Someone,
  timestamp: Milliseconds,
  message_edit: z.object({ mid: MessageId, text: z.string() }),
})
