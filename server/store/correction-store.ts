import { type Connection, Schema, type Types } from "mongoose"
import { strictRows } from "./database.ts"
import { fromPersonRef, oid, type PersonRefRow, personRefSchema } from "./rows.ts"
import type { PersonRef } from "../../shared/person.ts"

/** One thing an agent put right. It names the message and keeps no text: erasing the message erases the lesson. */
export type Correction = {
  threadId: string
  messageId: string | null
  field: "department" | "sentiment" | "urgency"
  from: string | null
  to: string | null
  by: PersonRef
  at: Date
}

type CorrectionRow = Omit<Correction, "threadId" | "messageId" | "by"> & {
  _id: Types.ObjectId
  threadId: Types.ObjectId
  messageId: Types.ObjectId | null
  by: PersonRefRow
}

const schema = new Schema<CorrectionRow>(
  {
    threadId: { type: Schema.Types.ObjectId, required: true },
    messageId: { type: Schema.Types.ObjectId, default: null },
    field: { type: String, enum: ["department", "sentiment", "urgency"], required: true },
    from: { type: String, default: null },
    to: { type: String, default: null },
    by: { type: personRefSchema, required: true },
    at: { type: Date, required: true },
  },
  strictRows,
)
schema.index({ threadId: 1, at: 1 })

export type CorrectionStore = ReturnType<typeof createCorrectionStore>

/** What agents taught the classifier. */
export function createCorrectionStore(connection: Connection) {
  const model = connection.model("Correction", schema)

  return {
    async add({ threadId, messageId, by, ...correction }: Correction): Promise<void> {
      await model.create([
        {
          ...correction,
          threadId: oid(threadId),
          messageId: messageId === null ? null : oid(messageId),
          by: fromPersonRef(by),
        },
      ])
    },

    async ofThread(threadId: string): Promise<Correction[]> {
      const rows = await model
        .find({ threadId: oid(threadId) })
        .sort({ at: 1 })
        .lean<CorrectionRow[]>()
      return rows.map((row) => ({
        threadId: row.threadId.toString(),
        messageId: row.messageId?.toString() ?? null,
        field: row.field,
        from: row.from,
        to: row.to,
        by: { id: row.by._id.toString(), name: row.by.name },
        at: row.at,
      }))
    },
  }
}
