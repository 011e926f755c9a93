import { type Connection, Schema, type Types } from "mongoose"
import { MessageAct } from "../../shared/ability.ts"
import type { PersonRef } from "../../shared/person.ts"
import { strictRows } from "./database.ts"
import { fromPersonRef, oid, type PersonRefRow, personRefSchema, toPersonRef } from "./rows.ts"

/** Something to be done to a message on its network. */
export type EffectRecord = {
  id: string
  threadId: string
  messageId: string
  accountId: string
  externalId: string
  action: MessageAct["action"]
  by: PersonRef
  attempts: number
}

type EffectRow = {
  _id: Types.ObjectId
  threadId: Types.ObjectId
  messageId: Types.ObjectId
  accountId: Types.ObjectId
  externalId: string
  action: MessageAct["action"]
  by: PersonRefRow
  /** When it may be tried next; doing it twice does no harm. */
  dueAt: Date
  attempts: number
  createdAt: Date
}

const schema = new Schema<EffectRow>(
  {
    threadId: { type: Schema.Types.ObjectId, required: true },
    messageId: { type: Schema.Types.ObjectId, required: true },
    accountId: { type: Schema.Types.ObjectId, required: true },
    externalId: { type: String, required: true },
    action: { type: String, enum: MessageAct.shape.action.options, required: true },
    by: { type: personRefSchema, required: true },
    dueAt: { type: Date, required: true },
    attempts: { type: Number, default: 0 },
    createdAt: { type: Date, required: true },
  },
  strictRows,
)
schema.index({ dueAt: 1 })
schema.index({ messageId: 1 })

export type EffectStore = ReturnType<typeof createEffectStore>

/** What is still to be done to messages, in the order it was asked. A row is gone once it is done or refused. */
export function createEffectStore(connection: Connection) {
  const model = connection.model("Effect", schema)

  return {
    /** The last wish about a message replaces those that have not been done. */
    async queue(effect: Omit<EffectRecord, "id" | "attempts"> & { at: Date }): Promise<void> {
      const { at, by, ...rest } = effect
      await model.deleteMany({ messageId: oid(effect.messageId), attempts: 0 })
      await model.create([
        {
          ...rest,
          threadId: oid(effect.threadId),
          messageId: oid(effect.messageId),
          accountId: oid(effect.accountId),
          by: fromPersonRef(by),
          dueAt: at,
          createdAt: at,
        },
      ])
    },

    /** Takes the one that is due longest; until `leaseUntil` it is ours. */
    async claim(now: Date, leaseUntil: Date, blockedAccounts: string[]): Promise<EffectRecord | null> {
      const row = await model
        .findOneAndUpdate(
          {
            dueAt: { $lte: now },
            ...(blockedAccounts.length > 0 && { accountId: { $nin: blockedAccounts.map(oid) } }),
          },
          { $set: { dueAt: leaseUntil }, $inc: { attempts: 1 } },
          { sort: { dueAt: 1 }, returnDocument: "after" },
        )
        .lean<EffectRow>()
      return row && toEffect(row)
    },

    async postpone(id: string, dueAt: Date): Promise<void> {
      await model.updateOne({ _id: oid(id) }, { $set: { dueAt } })
    },

    async finish(id: string): Promise<void> {
      await model.deleteOne({ _id: oid(id) })
    },
  }
}

const toEffect = (row: EffectRow): EffectRecord => ({
  id: row._id.toString(),
  threadId: row.threadId.toString(),
  messageId: row.messageId.toString(),
  accountId: row.accountId.toString(),
  externalId: row.externalId,
  action: row.action,
  by: toPersonRef(row.by),
  attempts: row.attempts,
})
