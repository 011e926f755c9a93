import { type Connection, Schema, type Types } from "mongoose"
import { type Gap, SourceName } from "../../shared/account-health.ts"
import { strictRows } from "./database.ts"
import { oid, toInstant, toInstantOrNull } from "./rows.ts"

type GapRow = {
  _id: Types.ObjectId
  accountId: Types.ObjectId
  source: SourceName
  from: Date
  to: Date
  state: Gap["state"]
  found: number
  closedAt: Date | null
}

const KEEP_DAYS = 90

const schema = new Schema<GapRow>(
  {
    accountId: { type: Schema.Types.ObjectId, required: true },
    source: { type: String, enum: SourceName.options, required: true },
    from: { type: Date, required: true },
    to: { type: Date, required: true },
    state: { type: String, enum: ["open", "closed", "lost"], required: true },
    found: { type: Number, required: true },
    closedAt: { type: Date, default: null },
  },
  strictRows,
)
schema.index({ accountId: 1, from: -1 })
// One at a time: while a gap is not closed, it only grows.
schema.index(
  { accountId: 1, source: 1 },
  { unique: true, partialFilterExpression: { state: { $eq: "open" } } },
)
schema.index({ closedAt: 1 }, { expireAfterSeconds: KEEP_DAYS * 86_400 })

export type GapStore = ReturnType<typeof createGapStore>

/** Times during which a source of an account was not read. */
export function createGapStore(connection: Connection) {
  const model = connection.model("Gap", schema)

  return {
    /** Nothing has been read since `from`; the gap that is open reaches until `to` now. */
    async open(accountId: string, source: SourceName, from: Date, to: Date): Promise<void> {
      await model.updateOne(
        { accountId: oid(accountId), source, state: "open" },
        { $max: { to }, $setOnInsert: { from, found: 0 } },
        { upsert: true },
      )
    },

    /** More of it has been read. */
    async progress(accountId: string, source: SourceName, found: number): Promise<void> {
      await model.updateOne({ accountId: oid(accountId), source, state: "open" }, { $inc: { found } })
    },

    /** It was read to its end. */
    async close(
      accountId: string,
      source: SourceName,
      state: "closed" | "lost",
      closedAt: Date,
    ): Promise<void> {
      await model.updateOne(
        { accountId: oid(accountId), source, state: "open" },
        { $set: { state, closedAt } },
      )
    },

    /** There was nothing to ask for, and so nothing to miss. */
    async drop(accountId: string, source: SourceName): Promise<void> {
      await model.deleteOne({ accountId: oid(accountId), source, state: "open" })
    },

    async list(accountId: string, since: Date): Promise<Gap[]> {
      const rows = await model
        .find({ accountId: oid(accountId), $or: [{ state: "open" }, { to: { $gte: since } }] })
        .sort({ from: -1 })
        .limit(20)
        .lean<GapRow[]>()
      return rows.map(toGap)
    },
  }
}

const toGap = (row: GapRow): Gap => ({
  id: row._id.toString(),
  source: row.source,
  from: toInstant(row.from),
  to: toInstant(row.to),
  state: row.state,
  found: row.found,
  closedAt: toInstantOrNull(row.closedAt),
})
