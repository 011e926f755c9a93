import { type Connection, Schema } from "mongoose"
import { isDuplicateKey, strictRows } from "./database.ts"

type LeaseRow = { _id: string; owner: string; until: Date }

const schema = new Schema<LeaseRow>(
  {
    _id: { type: String, required: true },
    owner: { type: String, required: true },
    until: { type: Date, required: true },
  },
  strictRows,
)

export type LeaseStore = ReturnType<typeof createLeaseStore>

/** Who may do a job that only one process may do at a time. A lease that is not renewed passes on by itself. */
export function createLeaseStore(connection: Connection) {
  const model = connection.model("Lease", schema)

  return {
    /** True while `owner` holds the lease: taken, renewed, or inherited from one that let it lapse. */
    async hold(name: string, owner: string, now: Date, until: Date): Promise<boolean> {
      try {
        const row = await model
          .findOneAndUpdate(
            { _id: name, $or: [{ owner }, { until: { $lte: now } }] },
            { $set: { owner, until } },
            { upsert: true, returnDocument: "after" },
          )
          .lean<LeaseRow>()
        return row?.owner === owner
      } catch (error) {
        // The upsert met a live lease of another owner.
        if (isDuplicateKey(error)) return false
        throw error
      }
    },

    async release(name: string, owner: string): Promise<void> {
      await model.deleteOne({ _id: name, owner })
    },
  }
}
