import { type Connection as Database, Schema, type Types } from "mongoose"
import { Network } from "../../shared/network.ts"
import { strictRows } from "./database.ts"
import { oid } from "./rows.ts"

/** The access that a person gave Parvis to one account. What opens the account is sealed. */
export type Connection = {
  accountId: string
  network: Network
  sealed: string
  /** When the access token ends; null: not by itself. */
  expiresAt: Date | null
  /** Grows with every renewal: of two that renew at once only one is kept. */
  version: number
  /** Grows when a person connects the account again. */
  generation: number
  connectedAt: Date
  connectedBy: string
}

type ConnectionRow = Omit<Connection, "accountId" | "connectedBy"> & {
  _id: Types.ObjectId
  connectedBy: Types.ObjectId
}

const schema = new Schema<ConnectionRow>(
  {
    _id: { type: Schema.Types.ObjectId, required: true },
    network: { type: String, enum: Network.options, required: true },
    sealed: { type: String, required: true },
    expiresAt: { type: Date, default: null },
    version: { type: Number, required: true },
    generation: { type: Number, required: true },
    connectedAt: { type: Date, required: true },
    connectedBy: { type: Schema.Types.ObjectId, required: true },
  },
  strictRows,
)

export type ConnectionStore = ReturnType<typeof createConnectionStore>

/** Accesses to accounts, one per account. */
export function createConnectionStore(database: Database) {
  const model = database.model("Connection", schema)

  return {
    async list(): Promise<Connection[]> {
      const rows = await model.find({}).sort({ _id: 1 }).lean<ConnectionRow[]>()
      return rows.map(toConnection)
    },

    async find(accountId: string): Promise<Connection | null> {
      const row = await model.findById(oid(accountId)).lean<ConnectionRow>()
      return row && toConnection(row)
    },

    /** What a person just gave takes the place of what stood there. */
    async save(
      accountId: string,
      given: Pick<Connection, "network" | "sealed" | "expiresAt" | "connectedAt" | "connectedBy">,
    ): Promise<void> {
      await model.updateOne(
        { _id: oid(accountId) },
        { $set: { ...given, connectedBy: oid(given.connectedBy) }, $inc: { version: 1, generation: 1 } },
        { upsert: true },
      )
    },

    /** Renewed credentials; false when others were stored meanwhile. */
    async renew(
      accountId: string,
      version: number,
      renewed: Pick<Connection, "sealed" | "expiresAt">,
    ): Promise<boolean> {
      const result = await model.updateOne(
        { _id: oid(accountId), version },
        { $set: renewed, $inc: { version: 1 } },
      )
      return result.modifiedCount > 0
    },

    async remove(accountId: string): Promise<void> {
      await model.deleteOne({ _id: oid(accountId) })
    },
  }
}

const toConnection = (row: ConnectionRow): Connection => ({
  accountId: row._id.toString(),
  network: row.network,
  sealed: row.sealed,
  expiresAt: row.expiresAt,
  version: row.version,
  generation: row.generation,
  connectedAt: row.connectedAt,
  connectedBy: row.connectedBy.toString(),
})
