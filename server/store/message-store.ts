import { type Connection, Schema, type Types } from "mongoose"
import type { Classification } from "../../shared/classification.ts"
import type { Media, Message } from "../../shared/message.ts"
import { Network, Visibility } from "../../shared/network.ts"
import { isDuplicateKey, strictRows } from "./database.ts"
import { embedded, oid, toInstant } from "./rows.ts"

type MessageRow = {
  _id: Types.ObjectId
  threadId: Types.ObjectId
  accountId: Types.ObjectId
  network: Message["network"]
  externalId: string
  direction: Message["direction"]
  visibility: Message["visibility"]
  text: string
  author: { username: string; name: string }
  permalink: string | null
  parentExternalId: string | null
  media: Media[]
  sentAt: Date
  receivedAt: Date
  classification: Classification | null
  replyId: Types.ObjectId | null
  threadVersion: number
}

const schema = new Schema<MessageRow>(
  {
    threadId: { type: Schema.Types.ObjectId, required: true },
    accountId: { type: Schema.Types.ObjectId, required: true },
    network: { type: String, enum: Network.options, required: true },
    externalId: { type: String, required: true },
    direction: { type: String, enum: ["in", "out"], required: true },
    visibility: { type: String, enum: Visibility.options, required: true },
    text: { type: String, default: "" },
    author: {
      type: new Schema({ username: String, name: String }, embedded),
      required: true,
    },
    permalink: { type: String, default: null },
    parentExternalId: { type: String, default: null },
    media: {
      type: [
        new Schema(
          { kind: String, url: { type: String, default: null }, altText: { type: String, default: null } },
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
schema.index({ network: 1, accountId: 1, externalId: 1 }, { unique: true })
schema.index({ threadId: 1, sentAt: 1, _id: 1 })

export type NewMessage = Omit<Message, "id">
export type MessageStore = ReturnType<typeof createMessageStore>

/** Everything that went over a network, in and out. */
export function createMessageStore(connection: Connection) {
  const model = connection.model("Message", schema)

  return {
    async exists(key: Pick<Message, "network" | "accountId" | "externalId">): Promise<boolean> {
      const { network, accountId, externalId } = key
      return (await model.exists({ network, accountId: oid(accountId), externalId })) !== null
    },

    async find(id: string): Promise<Message | null> {
      const row = await model.findById(oid(id)).lean<MessageRow>()
      return row && toMessage(row)
    },

    /** Stores it, or returns null when the network's id is already there. */
    async insertOnce(message: NewMessage): Promise<Message | null> {
      try {
        const [row] = await model.create([
          {
            ...message,
            threadId: oid(message.threadId),
            accountId: oid(message.accountId),
            replyId: message.replyId && oid(message.replyId),
            sentAt: new Date(message.sentAt),
            receivedAt: new Date(message.receivedAt),
          },
        ])
        return row ? toMessage(row.toObject()) : null
      } catch (error) {
        if (isDuplicateKey(error)) return null
        throw error
      }
    },

    /** A thread's messages in the order they were said. */
    async ofThread(threadId: string): Promise<Message[]> {
      const rows = await model
        .find({ threadId: oid(threadId) })
        .sort({ sentAt: 1, _id: 1 })
        .lean<MessageRow[]>()
      return rows.map(toMessage)
    },

    /** The last thing the citizen said: what a reply answers. */
    async lastInbound(threadId: string): Promise<Message | null> {
      const row = await model
        .findOne({ threadId: oid(threadId), direction: "in" })
        .sort({ sentAt: -1, _id: -1 })
        .lean<MessageRow>()
      return row && toMessage(row)
    },
  }
}

/** The only door from a message's row to what leaves the store. */
export const toMessage = (row: MessageRow): Message => ({
  id: row._id.toString(),
  threadId: row.threadId.toString(),
  accountId: row.accountId.toString(),
  network: row.network,
  externalId: row.externalId,
  direction: row.direction,
  visibility: row.visibility,
  text: row.text,
  author: { username: row.author.username, name: row.author.name },
  permalink: row.permalink,
  parentExternalId: row.parentExternalId,
  media: row.media.map(({ kind, url, altText }) => ({ kind, url, altText })),
  sentAt: toInstant(row.sentAt),
  receivedAt: toInstant(row.receivedAt),
  classification: row.classification,
  replyId: row.replyId?.toString() ?? null,
  threadVersion: row.threadVersion,
})
