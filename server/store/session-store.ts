import { type Connection, Schema, type Types } from "mongoose"
import { strictRows } from "./database.ts"
import { oid } from "./rows.ts"

type SessionRow = { _id: string; personId: Types.ObjectId; createdAt: Date; expiresAt: Date }

const schema = new Schema<SessionRow>(
  {
    _id: { type: String, required: true },
    personId: { type: Schema.Types.ObjectId, required: true },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  strictRows,
)
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
schema.index({ personId: 1 })

export type SessionStore = ReturnType<typeof createSessionStore>

/** Server-side sessions, known by the SHA-256 of their token: the row alone opens nothing. */
export function createSessionStore(connection: Connection) {
  const model = connection.model("Session", schema)

  return {
    async insert(id: string, personId: string, createdAt: Date, expiresAt: Date): Promise<void> {
      await model.create([{ _id: id, personId: oid(personId), createdAt, expiresAt }])
    },

    /** The person of a session that has not ended. The TTL index only tidies up: the clock decides here. */
    async personOf(id: string, now: Date): Promise<string | null> {
      const row = await model.findOne({ _id: id, expiresAt: { $gt: now } }).lean<SessionRow>()
      return row?.personId.toString() ?? null
    },

    async remove(id: string): Promise<void> {
      await model.deleteOne({ _id: id })
    },

    async removeAllOf(personId: string): Promise<void> {
      await model.deleteMany({ personId: oid(personId) })
    },
  }
}
