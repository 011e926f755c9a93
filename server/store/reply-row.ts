import { createHash } from "node:crypto"
import { Schema, type Types } from "mongoose"
import { RefusalReason } from "../../shared/account.ts"
import { Visibility } from "../../shared/network.ts"
import { type Reply, type ReplyPicture, ReplyState } from "../../shared/reply.ts"
import { strictRows } from "./database.ts"
import {
  embedded,
  type PersonRefRow,
  personRefSchema,
  toInstant,
  toInstantOrNull,
  toPersonRef,
} from "./rows.ts"

/** Where on the network a reply goes: fixed when it is written, so that a later message cannot redirect it. */
export type ReplyTarget = {
  parentExternalId: string
  parentSentAt: Date
  conversationKey: string
  recipientExternalId: string
  /** The one direct message that answers a public comment. */
  isPrivateReply: boolean
}

type ReplyPictureRow = Omit<ReplyPicture, "id"> & { _id: Types.ObjectId }

export type ReplyRow = {
  _id: Types.ObjectId
  threadId: Types.ObjectId
  accountId: Types.ObjectId
  clientId: string
  visibility: Reply["visibility"]
  text: string
  /** What the text has in common with the same text written a little otherwise. */
  textKey?: string
  pictures: ReplyPictureRow[]
  by: PersonRefRow
  target: ReplyTarget
  state: ReplyState
  reason: RefusalReason | null
  detail: string
  dueAt: Date | null
  attempts: number
  /** When the last call began: on disk before it does. */
  attemptAt: Date | null
  /** How many searches of the network ended without finding it since. */
  looks: number
  externalId: string | null
  permalink: string | null
  createdAt: Date
  sentAt: Date | null
  threadVersion: number
}

export const replySchema = new Schema<ReplyRow>(
  {
    threadId: { type: Schema.Types.ObjectId, required: true },
    accountId: { type: Schema.Types.ObjectId, required: true },
    clientId: { type: String, required: true },
    visibility: { type: String, enum: Visibility.options, required: true },
    text: { type: String, default: "" },
    textKey: { type: String, default: "" },
    pictures: {
      type: [
        new Schema(
          {
            _id: { type: Schema.Types.ObjectId, required: true },
            altText: { type: String, default: "" },
            width: { type: Number, required: true },
            height: { type: Number, required: true },
          },
          { strict: "throw", versionKey: false },
        ),
      ],
      default: [],
    },
    by: { type: personRefSchema, required: true },
    target: {
      type: new Schema(
        {
          parentExternalId: { type: String, required: true },
          parentSentAt: { type: Date, required: true },
          conversationKey: { type: String, required: true },
          recipientExternalId: { type: String, required: true },
          isPrivateReply: { type: Boolean, required: true },
        },
        embedded,
      ),
      required: true,
    },
    state: { type: String, enum: ReplyState.options, required: true },
    reason: { type: String, enum: [...RefusalReason.options, null], default: null },
    detail: { type: String, default: "" },
    dueAt: { type: Date, default: null },
    attempts: { type: Number, default: 0 },
    attemptAt: { type: Date, default: null },
    looks: { type: Number, default: 0 },
    externalId: { type: String, default: null },
    permalink: { type: String, default: null },
    createdAt: { type: Date, required: true },
    sentAt: { type: Date, default: null },
    threadVersion: { type: Number, required: true },
  },
  strictRows,
)
// One intent is one row, however often the browser sends it (truth 2).
replySchema.index({ threadId: 1, clientId: 1 }, { unique: true })
replySchema.index({ state: 1, dueAt: 1 })
replySchema.index({ accountId: 1, "target.conversationKey": 1, createdAt: 1 })
replySchema.index({ textKey: 1, createdAt: -1 })
// Two replies can never claim the same item on the network.
replySchema.index(
  { accountId: 1, externalId: 1 },
  { unique: true, partialFilterExpression: { externalId: { $type: "string" } } },
)

/** Networks see through other spaces, case and signs: so does this. */
export function textKeyOf(text: string): string {
  const words = text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
  return createHash("sha256")
    .update(words || text)
    .digest("base64url")
}

/** A reply with what only the outbox needs. */
export type OutgoingRow = Reply & { target: ReplyTarget; looks: number }

export function toOutgoing(row: ReplyRow): OutgoingRow {
  const { parentExternalId, parentSentAt, conversationKey, recipientExternalId, isPrivateReply } = row.target
  return {
    ...toReply(row),
    target: { parentExternalId, parentSentAt, conversationKey, recipientExternalId, isPrivateReply },
    looks: row.looks,
  }
}

/** The only door from a reply's row to what leaves the store. */
export const toReply = (row: ReplyRow): Reply => ({
  id: row._id.toString(),
  threadId: row.threadId.toString(),
  accountId: row.accountId.toString(),
  clientId: row.clientId,
  visibility: row.visibility,
  parentExternalId: row.target.parentExternalId,
  isPrivateReply: row.target.isPrivateReply,
  text: row.text,
  // Replies from before pictures could be sent have no such field.
  pictures: (row.pictures ?? []).map(({ _id, altText, width, height }) => ({
    id: _id.toString(),
    altText,
    width,
    height,
  })),
  by: toPersonRef(row.by),
  state: row.state,
  reason: row.reason,
  detail: row.detail,
  dueAt: toInstantOrNull(row.dueAt),
  attempts: row.attempts,
  externalId: row.externalId,
  permalink: row.permalink,
  createdAt: toInstant(row.createdAt),
  sentAt: toInstantOrNull(row.sentAt),
  threadVersion: row.threadVersion,
})
