import { createHash } from "node:crypto"
import { type Connection, type mongo, Schema, type Types } from "mongoose"
import type { Message } from "../../shared/message.ts"
import { Network } from "../../shared/network.ts"
import { strictRows } from "./database.ts"
import type { NewMedia } from "./message-row.ts"
import { oid, toBuffer } from "./rows.ts"

/** A copy of a message's picture that is still to be fetched. */
export type MediaCopyRecord = {
  id: string
  messageId: string
  /** The picture's place in its message. */
  index: number
  network: Network
  /** The network's address of it. */
  url: string
  attempts: number
}

/** A picture as it is kept and shown. */
export type StoredPicture = { bytes: Buffer; mime: string }

type MediaCopyRow = {
  _id: Types.ObjectId
  messageId: Types.ObjectId
  index: number
  network: Network
  url: string
  /** When it may be fetched next; null once it is here, or given up. */
  dueAt: Date | null
  attempts: number
  bytes: mongo.Binary | null
  mime: string | null
  /** Why it was given up. */
  trouble: string | null
}

const schema = new Schema<MediaCopyRow>(
  {
    messageId: { type: Schema.Types.ObjectId, required: true },
    index: { type: Number, required: true },
    network: { type: String, enum: Network.options, required: true },
    url: { type: String, required: true },
    dueAt: { type: Date, default: null },
    attempts: { type: Number, default: 0 },
    bytes: { type: Schema.Types.Buffer, default: null },
    mime: { type: String, default: null },
    trouble: { type: String, default: null },
  },
  { ...strictRows, collection: "mediaCopies" },
)
schema.index({ messageId: 1, index: 1 }, { unique: true })
schema.index({ dueAt: 1 })

export type MediaCopyStore = ReturnType<typeof createMediaCopyStore>

/** Parvis's own copies of the pictures in messages: networks' addresses of them expire. */
export function createMediaCopyStore(connection: Connection) {
  const model = connection.model("MediaCopy", schema)

  return {
    /** Keeps the copies that a message's pictures still have, drops the others, and asks for those that are missing. */
    async expect(
      { id, network, media }: Pick<Message, "id" | "network"> & { media: readonly NewMedia[] },
      dueAt: Date,
    ): Promise<void> {
      const messageId = oid(id)
      const wanted = media.flatMap(({ url }, index) => (url === null ? [] : [{ index, url }]))
      await model.deleteMany({ messageId, ...(wanted.length > 0 && { $nor: wanted }) })
      for (const { index, url } of wanted)
        await model.updateOne(
          { messageId, index },
          { $setOnInsert: { network, url, dueAt, attempts: 0 } },
          { upsert: true },
        )
    },

    /** Takes the one that is due longest; until `leaseUntil` it is ours. */
    async claim(now: Date, leaseUntil: Date): Promise<MediaCopyRecord | null> {
      const row = await model
        .findOneAndUpdate(
          { dueAt: { $lte: now } },
          { $set: { dueAt: leaseUntil }, $inc: { attempts: 1 } },
          { sort: { dueAt: 1 }, returnDocument: "after" },
        )
        .lean<MediaCopyRow>()
      return row && toRecord(row)
    },

    async postpone(id: string, dueAt: Date): Promise<void> {
      await model.updateOne({ _id: oid(id) }, { $set: { dueAt } })
    },

    /**
     * Keeps the bytes.
     * @returns what this picture is told apart by; null when the copy is not wanted any more
     */
    async keep(id: string, { bytes, mime }: StoredPicture): Promise<{ version: string } | null> {
      const kept = await model.updateOne(
        { _id: oid(id) },
        { $set: { bytes, mime, dueAt: null, trouble: null } },
      )
      if (kept.matchedCount === 0) return null
      return { version: createHash("sha256").update(bytes).digest("hex").slice(0, 12) }
    },

    /** Gives a copy up, and says why; false when it is not wanted any more. */
    async giveUp(id: string, trouble: string): Promise<boolean> {
      const { matchedCount } = await model.updateOne({ _id: oid(id) }, { $set: { dueAt: null, trouble } })
      return matchedCount > 0
    },

    /** The copy of one picture of a message, once it is here. */
    async read(messageId: string, index: number): Promise<StoredPicture | null> {
      const row = await model.findOne({ messageId: oid(messageId), index }).lean<MediaCopyRow>()
      return row?.bytes && row.mime ? { bytes: toBuffer(row.bytes), mime: row.mime } : null
    },

    async removeOf(messageId: string): Promise<void> {
      await model.deleteMany({ messageId: oid(messageId) })
    },
  }
}

const toRecord = (row: MediaCopyRow): MediaCopyRecord => ({
  id: row._id.toString(),
  messageId: row.messageId.toString(),
  index: row.index,
  network: row.network,
  url: row.url,
  attempts: row.attempts,
})
