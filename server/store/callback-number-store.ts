import { type Connection, Schema, type Types } from "mongoose"
import { strictRows } from "./database.ts"
import { oid } from "./rows.ts"

/** A caller's number, sealed for the message it came with. Nothing follows this collection: it is never pushed. */
export type SealedNumber = { threadId: string; messageId: string; sealed: string }

type SealedNumberRow = {
  _id: Types.ObjectId
  threadId: Types.ObjectId
  messageId: Types.ObjectId
  sealed: string
}

const schema = new Schema<SealedNumberRow>(
  {
    threadId: { type: Schema.Types.ObjectId, required: true },
    messageId: { type: Schema.Types.ObjectId, required: true },
    sealed: { type: String, required: true },
  },
  strictRows,
)
schema.index({ messageId: 1 }, { unique: true })
schema.index({ threadId: 1 })

export type CallbackNumberStore = ReturnType<typeof createCallbackNumberStore>

/** The numbers that callers left, apart from everything people read. */
export function createCallbackNumberStore(connection: Connection) {
  const model = connection.model("CallbackNumber", schema, "callback_numbers")

  return {
    async keep({ threadId, messageId, sealed }: SealedNumber): Promise<void> {
      await model.create([{ threadId: oid(threadId), messageId: oid(messageId), sealed }])
    },

    /** The last number that was left in a thread. */
    async ofThread(threadId: string): Promise<SealedNumber | null> {
      const row = await model
        .findOne({ threadId: oid(threadId) })
        .sort({ _id: -1 })
        .lean<SealedNumberRow>()
      if (!row) return null
      const { messageId, sealed } = row
      return { threadId, messageId: messageId.toString(), sealed }
    },

    /** Nothing is left of the number that came with a message. */
    async forget(messageId: string): Promise<void> {
      await model.deleteOne({ messageId: oid(messageId) })
    },
  }
}
