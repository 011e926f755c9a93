import { type Connection, mongo, Schema } from "mongoose"
import { Network } from "../../shared/network.ts"
import { strictRows } from "./database.ts"
import { toBuffer } from "./rows.ts"

/** What a network pushed, byte for byte, until it has been taken in. */
export type Delivery = { id: string; network: Network; body: Buffer; attempts: number }
export type NewDelivery = { id: string; network: Network; body: Buffer; receivedAt: Date }

type DeliveryRow = {
  _id: string
  network: Network
  body: mongo.Binary
  receivedAt: Date
  /** When it may be taken in; null once it was, or once it was given up. */
  dueAt: Date | null
  attempts: number
  /** Why it was given up. */
  problem: string | null
}

/** Networks push again for up to 36 hours; what comes again meanwhile is known (users.md, R5). */
const KEEP_DAYS = 7
const DUPLICATE_KEY = 11000

const schema = new Schema<DeliveryRow>(
  {
    _id: { type: String, required: true },
    network: { type: String, enum: Network.options, required: true },
    body: { type: Buffer, required: true },
    receivedAt: { type: Date, required: true },
    dueAt: { type: Date, default: null },
    attempts: { type: Number, default: 0 },
    problem: { type: String, default: null },
  },
  strictRows,
)
schema.index({ dueAt: 1 }, { partialFilterExpression: { dueAt: { $type: "date" } } })
schema.index({ receivedAt: 1 }, { expireAfterSeconds: KEEP_DAYS * 86_400 })

export type DeliveryStore = ReturnType<typeof createDeliveryStore>

/** Everything networks pushed: on disk before they are told that it arrived. */
export function createDeliveryStore(connection: Connection) {
  const model = connection.model("Delivery", schema)

  return {
    /** Stores them in one write; those that are known already stay as they are. */
    async addAll(deliveries: readonly NewDelivery[]): Promise<void> {
      const rows = deliveries.map(({ id, network, body, receivedAt }) => ({
        _id: id,
        network,
        body: new mongo.Binary(body),
        receivedAt,
        dueAt: receivedAt,
        attempts: 0,
        problem: null,
      }))
      try {
        await model.collection.insertMany(rows as never[], { ordered: false })
      } catch (error) {
        if (!areDuplicates(error)) throw error
      }
    },

    /** Takes the one that waits longest; until `leaseUntil` it is ours. */
    async claim(now: Date, leaseUntil: Date): Promise<Delivery | null> {
      const row = await model
        .findOneAndUpdate(
          { dueAt: { $type: "date", $lte: now } },
          { $set: { dueAt: leaseUntil }, $inc: { attempts: 1 } },
          { sort: { dueAt: 1 }, returnDocument: "after" },
        )
        .lean<DeliveryRow>()
      return row && { id: row._id, network: row.network, body: toBuffer(row.body), attempts: row.attempts }
    },

    async finish(id: string): Promise<void> {
      await model.updateOne({ _id: id }, { $set: { dueAt: null } })
    },

    async postpone(id: string, dueAt: Date): Promise<void> {
      await model.updateOne({ _id: id }, { $set: { dueAt } })
    },

    /** It cannot be taken in: kept with the reason, so that the queue goes on. */
    async giveUp(id: string, problem: string): Promise<void> {
      await model.updateOne({ _id: id }, { $set: { dueAt: null, problem } })
    },

    /** How many wait. */
    waiting: () => model.countDocuments({ dueAt: { $type: "date" } }),
  }
}

function areDuplicates(error: unknown): boolean {
  if (!(error instanceof mongo.MongoBulkWriteError)) return false
  const errors = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors]
  return errors.length > 0 && errors.every(({ code }) => code === DUPLICATE_KEY)
}
