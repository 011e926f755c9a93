import { Schema, type Types } from "mongoose"
import type { Classification } from "../../shared/classification.ts"
import type { Media, Message } from "../../shared/message.ts"
import { Network, Visibility } from "../../shared/network.ts"
import { compareRevisions, type Revision } from "../../shared/revision.ts"
import { strictRows } from "./database.ts"
import { embedded, toInstant, toInstantOrNull } from "./rows.ts"

/** A picture with the network's address of it, which never leaves the server. */
type MediaRow = Omit<Media, "copy"> & {
  url: string | null
  /** Absent in rows from before copies were made. */
  copy?: Media["copy"] | undefined
}
/** A picture as a network tells of it. */
export type NewMedia = Omit<MediaRow, "copy">

export type MessageRow = {
  _id: Types.ObjectId
  /** Null for the trace of a message that was removed before it was ever seen here. */
  threadId: Types.ObjectId | null
  accountId: Types.ObjectId
  network: Message["network"]
  externalId: string
  direction: Message["direction"]
  visibility: Message["visibility"]
  text: string
  /** Which version `text` is. */
  revision: Revision
  /** The versions before, in the order they came to be known. */
  earlier: (Revision & { text: string })[]
  removedAt: Date | null
  hidden: boolean
  liked: boolean
  addressed: boolean
  underOurs: boolean
  isEncrypted: boolean
  author: { username: string; name: string }
  permalink: string | null
  parentExternalId: string | null
  media: MediaRow[]
  sentAt: Date
  receivedAt: Date
  classification: Classification | null
  replyId: Types.ObjectId | null
  threadVersion: number
}

const revision = { id: { type: String, required: true }, at: { type: Date, required: true } } as const

export const messageSchema = new Schema<MessageRow>(
  {
    threadId: { type: Schema.Types.ObjectId, default: null },
    accountId: { type: Schema.Types.ObjectId, required: true },
    network: { type: String, enum: Network.options, required: true },
    externalId: { type: String, required: true },
    direction: { type: String, enum: ["in", "out"], required: true },
    visibility: { type: String, enum: Visibility.options, required: true },
    text: { type: String, default: "" },
    revision: { type: new Schema(revision, { ...embedded, id: false }), required: true },
    earlier: {
      type: [new Schema({ ...revision, text: { type: String, default: "" } }, { ...embedded, id: false })],
      default: [],
    },
    removedAt: { type: Date, default: null },
    hidden: { type: Boolean, default: false },
    liked: { type: Boolean, default: false },
    addressed: { type: Boolean, required: true },
    underOurs: { type: Boolean, required: true },
    isEncrypted: { type: Boolean, default: false },
    author: {
      type: new Schema({ username: String, name: String }, embedded),
      required: true,
    },
    permalink: { type: String, default: null },
    parentExternalId: { type: String, default: null },
    media: {
      type: [
        new Schema(
          {
            kind: String,
            url: { type: String, default: null },
            altText: { type: String, default: null },
            copy: { type: Schema.Types.Mixed },
          },
          embedded,
        ),
      ],
      default: [],
    },
    sentAt: { type: Date, required: true },
    receivedAt: { type: Date, required: true },
    classification: { type: Schema.Types.Mixed, default: null },
    replyId: { type: Schema.Types.ObjectId, default: null },
    threadVersion: { type: Number, required: true },
  },
  strictRows,
)
// Poll, stream and webhook overlap on purpose; this index is what makes ingest safe to repeat (truth 1).
messageSchema.index({ network: 1, accountId: 1, externalId: 1 }, { unique: true })
messageSchema.index({ threadId: 1, sentAt: 1, _id: 1 })
messageSchema.index({ accountId: 1, direction: 1, visibility: 1, removedAt: 1, sentAt: -1 })

/** What is known of pictures whose copies are still to be had. */
export const withoutCopies = (media: readonly NewMedia[]): MediaRow[] =>
  media.map(({ kind, url, altText }) => ({
    kind,
    url,
    altText,
    copy: { state: url === null ? "refused" : "waiting" },
  }))

/** The pictures of a new version: one that stands where it stood keeps its copy. */
export const withKeptCopies = (media: readonly NewMedia[], before: readonly MediaRow[]): MediaRow[] =>
  withoutCopies(media).map((one, index) => {
    const same = before[index]
    return same && same.url === one.url ? { ...one, copy: same.copy ?? one.copy } : one
  })

/** A message that has a thread: what people see. */
export type ThreadedRow = MessageRow & { threadId: Types.ObjectId }

export const hasThread = (row: MessageRow): row is ThreadedRow => row.threadId !== null

/** The only door from a message's row to what leaves the store. */
export const toMessage = (row: ThreadedRow): Message => ({
  id: row._id.toString(),
  threadId: row.threadId.toString(),
  accountId: row.accountId.toString(),
  network: row.network,
  externalId: row.externalId,
  direction: row.direction,
  visibility: row.visibility,
  text: row.text,
  earlier: [...row.earlier].sort(compareRevisions).map(({ text, at }) => ({ text, at: toInstant(at) })),
  editedAt: row.earlier.length > 0 ? toInstant(row.revision.at) : null,
  removedAt: toInstantOrNull(row.removedAt),
  hidden: row.hidden,
  liked: row.liked,
  addressed: row.addressed,
  underOurs: row.underOurs,
  isEncrypted: row.isEncrypted,
  author: { username: row.author.username, name: row.author.name },
  permalink: row.permalink,
  parentExternalId: row.parentExternalId,
  media: row.media.map(({ kind, altText, copy = { state: "refused" } }) => ({ kind, altText, copy })),
  sentAt: toInstant(row.sentAt),
  receivedAt: toInstant(row.receivedAt),
  classification: row.classification,
  replyId: row.replyId?.toString() ?? null,
  threadVersion: row.threadVersion,
})
