import { type Connection, Schema, type Types } from "mongoose"
import type { Quota } from "../../shared/account-health.ts"
import { strictRows } from "./database.ts"
import { oid } from "./rows.ts"

type MeterRow = {
  _id: Types.ObjectId
  quotas: Quota[]
  /** A day or a month, such as 2026-11-24 or 2026-11, -> US dollars. */
  spentUsd: Record<string, number>
}

const schema = new Schema<MeterRow>(
  {
    _id: { type: Schema.Types.ObjectId, required: true },
    quotas: { type: Schema.Types.Mixed, default: [] },
    spentUsd: { type: Schema.Types.Mixed, default: {} },
  },
  strictRows,
)

export type MeterStore = ReturnType<typeof createMeterStore>

/** What is left of each account's quotas, and what its calls cost, day by day (UTC, as networks bill). */
export function createMeterStore(connection: Connection) {
  const model = connection.model("Meter", schema)
  const day = (now: Date) => now.toISOString().slice(0, 10)
  const month = (now: Date) => now.toISOString().slice(0, 7)

  return {
    async record(accountId: string, quotas: Quota[], spentUsd: number, now: Date): Promise<void> {
      await model.updateOne(
        { _id: oid(accountId) },
        {
          $set: { quotas },
          ...(spentUsd > 0 && {
            $inc: { [`spentUsd.${day(now)}`]: spentUsd, [`spentUsd.${month(now)}`]: spentUsd },
          }),
        },
        { upsert: true },
      )
    },

    async read(
      accountId: string,
      now: Date,
    ): Promise<{ quotas: Quota[]; spentUsd: { today: number; month: number } }> {
      const row = await model.findById(oid(accountId)).lean<MeterRow>()
      const spent = row?.spentUsd ?? {}
      return {
        quotas: row?.quotas ?? [],
        spentUsd: { today: spent[day(now)] ?? 0, month: spent[month(now)] ?? 0 },
      }
    },
  }
}
