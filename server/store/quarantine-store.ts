import { createHash } from "node:crypto"
import { type Connection, Schema, type Types } from "mongoose"
import type { Quarantined } from "../../shared/account.ts"
import { strictRows } from "./database.ts"
import { oid, toInstant } from "./rows.ts"

type QuarantineRow = {
  _id: Types.ObjectId
  accountId: Types.ObjectId
  source: string
  /** What the body is known by: the same one polled again is the same row. */
  fingerprint: string
  externalId: string | null
  problem: string
  raw: string
  receivedAt: Date
}

const KEEP_DAYS = 30

const schema = new Schema<QuarantineRow>(
  {
    accountId: { type: Schema.Types.ObjectId, required: true },
    source: { type: String, required: true },
    fingerprint: { type: String, required: true },
    externalId: { type: String, default: null },
    problem: { type: String, required: true },
    raw: { type: String, required: true },
    receivedAt: { type: Date, required: true },
  },
  strictRows,
)
schema.index({ accountId: 1, fingerprint: 1 }, { unique: true })
schema.index({ receivedAt: 1 }, { expireAfterSeconds: KEEP_DAYS * 86_400 })

export type QuarantineStore = ReturnType<typeof createQuarantineStore>

/** Payloads that did not fit their contract, with their raw body, until an admin has looked. */
export function createQuarantineStore(connection: Connection) {
  const model = connection.model("Quarantined", schema, "quarantine")

  return {
    async add(entry: Omit<Quarantined, "id" | "receivedAt">, receivedAt: Date): Promise<void> {
      const fingerprint = createHash("sha256")
        .update(entry.source)
        .update("\0")
        .update(entry.raw)
        .digest("hex")
      const { accountId, ...rest } = entry
      await model.updateOne(
        { accountId: oid(accountId), fingerprint },
        { $setOnInsert: { ...rest, receivedAt } },
        { upsert: true },
      )
    },

    async list(limit = 100): Promise<Quarantined[]> {
      const rows = await model.find({}).sort({ receivedAt: -1 }).limit(limit).lean<QuarantineRow[]>()
      return rows.map((row) => ({
        id: row._id.toString(),
        accountId: row.accountId.toString(),
        source: row.source,
        externalId: row.externalId,
        problem: row.problem,
        raw: row.raw,
        receivedAt: toInstant(row.receivedAt),
      }))
    },
  }
}
