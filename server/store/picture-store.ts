import { type Connection, mongo, Schema, type Types } from "mongoose"
import type { UploadedPicture } from "../../shared/reply.ts"
import { strictRows } from "./database.ts"
import type { StoredPicture } from "./media-copy-store.ts"
import { oid, toBuffer } from "./rows.ts"

type PictureRow = {
  _id: Types.ObjectId
  threadId: Types.ObjectId
  /** The reply it goes out with. */
  replyId: Types.ObjectId | null
  bytes: mongo.Binary
  mime: string
  width: number
  height: number
  /** When it goes unless a reply uses it; null once one does. */
  expiresAt: Date | null
}

const schema = new Schema<PictureRow>(
  {
    threadId: { type: Schema.Types.ObjectId, required: true },
    replyId: { type: Schema.Types.ObjectId, default: null },
    bytes: { type: Schema.Types.Buffer, required: true },
    mime: { type: String, required: true },
    width: { type: Number, required: true },
    height: { type: Number, required: true },
    expiresAt: { type: Date, default: null },
  },
  strictRows,
)
schema.index({ threadId: 1, replyId: 1 })
schema.index({ replyId: 1 })
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })

export type PictureStore = ReturnType<typeof createPictureStore>

/** Pictures that agents attach to replies. */
export function createPictureStore(connection: Connection) {
  const model = connection.model("Picture", schema)

  return {
    async insert(
      picture: StoredPicture & { threadId: string; width: number; height: number; expiresAt: Date },
    ): Promise<UploadedPicture> {
      const [row] = await model.create([
        { ...picture, threadId: oid(picture.threadId), bytes: new mongo.Binary(picture.bytes) },
      ])
      if (!row) throw new Error("an insert returned nothing")
      return { id: row._id.toString(), width: picture.width, height: picture.height }
    },

    /** Pictures of a thread that no reply uses. */
    async unusedOf(threadId: string): Promise<UploadedPicture[]> {
      const rows = await model
        .find({ threadId: oid(threadId), replyId: null }, { width: 1, height: 1 })
        .lean<Pick<PictureRow, "_id" | "width" | "height">[]>()
      return rows.map(({ _id, width, height }) => ({ id: _id.toString(), width, height }))
    },

    /** Gives pictures to a reply; false when not all of them were free. */
    async use(ids: readonly string[], replyId: string): Promise<boolean> {
      if (ids.length === 0) return true
      const { modifiedCount } = await model.updateMany(
        { _id: { $in: ids.map(oid) }, replyId: null },
        { $set: { replyId: oid(replyId), expiresAt: null } },
      )
      return modifiedCount === ids.length
    },

    /** The reply does not leave: its pictures are free again, for a time. */
    async release(replyId: string, expiresAt: Date): Promise<void> {
      await model.updateMany({ replyId: oid(replyId) }, { $set: { replyId: null, expiresAt } })
    },

    async read(id: string): Promise<(StoredPicture & { threadId: string }) | null> {
      const row = await model.findById(oid(id)).lean<PictureRow>()
      return row && { bytes: toBuffer(row.bytes), mime: row.mime, threadId: row.threadId.toString() }
    },

    async removeOf(replyId: string): Promise<void> {
      await model.deleteMany({ replyId: oid(replyId) })
    },
  }
}
