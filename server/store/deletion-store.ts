import { type Connection, Schema } from "mongoose"
import { Network } from "../../shared/network.ts"
import { strictRows } from "./database.ts"

/** A person asked, through their network, to be forgotten here. */
export type Deletion = {
  /** What the person can ask after it with. */
  code: string
  network: Network
  /** Whom it is about; null once it is done. */
  personExternalId: string | null
  requestedAt: Date
  doneAt: Date | null
  /** How many messages were erased. */
  erased: number
}

type DeletionRow = Omit<Deletion, "code"> & { _id: string; dueAt: Date | null }

const schema = new Schema<DeletionRow>(
  {
    _id: { type: String, required: true },
    network: { type: String, enum: Network.options, required: true },
    personExternalId: { type: String, default: null },
    requestedAt: { type: Date, required: true },
    dueAt: { type: Date, default: null },
    doneAt: { type: Date, default: null },
    erased: { type: Number, required: true },
  },
  strictRows,
)
schema.index({ dueAt: 1 }, { partialFilterExpression: { dueAt: { $type: "date" } } })

export type DeletionStore = ReturnType<typeof createDeletionStore>

/** Requests to be forgotten, and what became of them. What is left of one names nobody. */
export function createDeletionStore(connection: Connection) {
  const model = connection.model("Deletion", schema)

  return {
    /** The same request twice is one; resolves with its code. */
    async ask(code: string, network: Network, personExternalId: string, now: Date): Promise<string> {
      const row = await model
        .findOneAndUpdate(
          { network, personExternalId },
          { $setOnInsert: { _id: code, requestedAt: now, dueAt: now, erased: 0 } },
          { upsert: true, returnDocument: "after", setDefaultsOnInsert: true },
        )
        .lean<DeletionRow>()
      return row?._id ?? code
    },

    async find(code: string): Promise<Deletion | null> {
      const row = await model.findById(code).lean<DeletionRow>()
      return row && toDeletion(row)
    },

    /** Takes the one that waits longest; until `leaseUntil` it is ours. */
    async claim(now: Date, leaseUntil: Date): Promise<Deletion | null> {
      const row = await model
        .findOneAndUpdate(
          { dueAt: { $type: "date", $lte: now } },
          { $set: { dueAt: leaseUntil } },
          { sort: { dueAt: 1 }, returnDocument: "after" },
        )
        .lean<DeletionRow>()
      return row && toDeletion(row)
    },

    async progress(code: string, erased: number): Promise<void> {
      await model.updateOne({ _id: code }, { $inc: { erased } })
    },

    async finish(code: string, doneAt: Date): Promise<void> {
      await model.updateOne({ _id: code }, { $set: { doneAt, dueAt: null, personExternalId: null } })
    },
  }
}

const toDeletion = (row: DeletionRow): Deletion => ({
  code: row._id,
  network: row.network,
  personExternalId: row.personExternalId,
  requestedAt: row.requestedAt,
  doneAt: row.doneAt,
  erased: row.erased,
})
