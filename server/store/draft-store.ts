import { type Connection, Schema, type Types } from "mongoose"
import type { Draft } from "../../shared/thread.ts"
import { strictRows } from "./database.ts"
import { oid, toInstant } from "./rows.ts"

type DraftRow = { threadId: Types.ObjectId; personId: Types.ObjectId; text: string; savedAt: Date }

const schema = new Schema<DraftRow>(
  {
    threadId: { type: Schema.Types.ObjectId, required: true },
    personId: { type: Schema.Types.ObjectId, required: true },
    text: { type: String, required: true },
    savedAt: { type: Date, required: true },
  },
  strictRows,
)
schema.index({ threadId: 1, personId: 1 }, { unique: true })

export type DraftStore = ReturnType<typeof createDraftStore>

/** What a person is writing in a thread: theirs alone, whatever happens to the thread. */
export function createDraftStore(connection: Connection) {
  const model = connection.model("Draft", schema)
  const key = (threadId: string, personId: string) => ({ threadId: oid(threadId), personId: oid(personId) })

  return {
    async get(threadId: string, personId: string): Promise<Draft> {
      const row = await model.findOne(key(threadId, personId)).lean<DraftRow>()
      return row ? { text: row.text, savedAt: toInstant(row.savedAt) } : { text: "", savedAt: null }
    },

    /** Saves the text; an empty one removes the draft. */
    async save(threadId: string, personId: string, text: string, savedAt: Date): Promise<void> {
      if (text === "") await model.deleteOne(key(threadId, personId))
      else await model.updateOne(key(threadId, personId), { $set: { text, savedAt } }, { upsert: true })
    },
  }
}
