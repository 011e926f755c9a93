import { type Connection, Schema, type Types } from "mongoose"
import { type Account, AccountState, NEEDS_A_PERSON, RefusalReason } from "../../shared/account.ts"
import { Network } from "../../shared/network.ts"
import { strictRows } from "./database.ts"
import { embedded, oid, toInstant, toInstantOrNull } from "./rows.ts"

type AccountRow = {
  _id: Types.ObjectId
  network: Account["network"]
  externalId: string
  username: string
  name: string
  state: AccountState
  trouble: { reason: RefusalReason; detail: string; since: Date; retryAt: Date | null } | null
  /** No reply leaves before this: the network asked us to wait. */
  sendAfter: Date | null
  /** Source -> where its next poll starts, when that may be, and when it was last read to its end. */
  cursors: Record<string, Partial<SourcePlan>>
  /** Words that the network is searched for. */
  keywords: string[]
  lastPollAt: Date | null
  lastPushAt: Date | null
  lastMessageAt: Date | null
}

/** `dueAt`: when it should have been read again after `readAt`. */
export type SourcePlan = {
  cursor: string | null
  nextPollAt: Date
  readAt: Date | null
  dueAt: Date | null
}

const schema = new Schema<AccountRow>(
  {
    network: { type: String, enum: Network.options, required: true },
    externalId: { type: String, required: true },
    username: { type: String, required: true },
    name: { type: String, required: true },
    state: { type: String, enum: AccountState.options, required: true },
    trouble: {
      type: new Schema(
        {
          reason: { type: String, enum: RefusalReason.options, required: true },
          detail: { type: String, default: "" },
          since: { type: Date, required: true },
          retryAt: { type: Date, default: null },
        },
        embedded,
      ),
      default: null,
    },
    sendAfter: { type: Date, default: null },
    cursors: { type: Schema.Types.Mixed, default: {} },
    keywords: { type: [String], default: [] },
    lastPollAt: { type: Date, default: null },
    lastPushAt: { type: Date, default: null },
    lastMessageAt: { type: Date, default: null },
  },
  strictRows,
)
schema.index({ network: 1, externalId: 1 }, { unique: true })

export type AccountTrouble = { reason: RefusalReason; detail: string; retryAt: Date | null }
export type AccountStore = ReturnType<typeof createAccountStore>

/** The city's own profiles, how far each was read, and what stands in the way. */
export function createAccountStore(connection: Connection) {
  const model = connection.model("Account", schema)

  return {
    /** Makes the profile known, or brings its names up to date. */
    async upsert(profile: Pick<Account, "network" | "externalId" | "username" | "name">): Promise<Account> {
      const { network, externalId, username, name } = profile
      const row = await model
        .findOneAndUpdate(
          { network, externalId },
          { $set: { username, name }, $setOnInsert: { state: "ok", cursors: {}, keywords: [] } },
          { upsert: true, returnDocument: "after" },
        )
        .lean<AccountRow>()
      if (!row) throw new Error("an upsert returned nothing")
      return toAccount(row)
    },

    async find(id: string): Promise<Account | null> {
      const row = await model.findById(oid(id)).lean<AccountRow>()
      return row && toAccount(row)
    },

    async list(): Promise<Account[]> {
      const rows = await model.find({}).sort({ network: 1, externalId: 1 }).lean<AccountRow[]>()
      return rows.map(toAccount)
    },

    /** Where the next poll of a source starts and when it may be, and how the account is. */
    async pollPlan(
      id: string,
      source: string,
    ): Promise<Omit<SourcePlan, "nextPollAt"> & { nextPollAt: Date | null; state: AccountState }> {
      const row = await model
        .findById(oid(id), { cursors: 1, state: 1 })
        .lean<Pick<AccountRow, "cursors" | "state">>()
      const { cursor = null, nextPollAt = null, readAt = null, dueAt = null } = row?.cursors[source] ?? {}
      return { cursor, nextPollAt, readAt, dueAt, state: row?.state ?? "ok" }
    },

    /** What was planned for each source. */
    async plansOf(id: string): Promise<Record<string, Partial<SourcePlan>>> {
      const row = await model.findById(oid(id), { cursors: 1 }).lean<Pick<AccountRow, "cursors">>()
      return row?.cursors ?? {}
    },

    async keywordsOf(network: Account["network"], externalId: string): Promise<string[]> {
      const row = await model
        .findOne({ network, externalId }, { keywords: 1 })
        .lean<Pick<AccountRow, "keywords">>()
      return row?.keywords ?? []
    },

    async setKeywords(id: string, keywords: readonly string[]): Promise<void> {
      await model.updateOne({ _id: oid(id) }, { $set: { keywords: [...keywords] } })
    },

    /** Only once everything before the cursor is stored. */
    async saveCursor(
      id: string,
      source: string,
      next: SourcePlan,
      seen: { at: Date; lastMessageAt: Date | null },
    ): Promise<void> {
      await model.updateOne(
        { _id: oid(id) },
        {
          $set: { [`cursors.${source}`]: next, lastPollAt: seen.at },
          ...(seen.lastMessageAt && { $max: { lastMessageAt: seen.lastMessageAt } }),
        },
      )
    },

    /** The same for work on the account that is not reading its news. */
    async savePlan(
      id: string,
      source: string,
      next: { cursor: string | null; nextPollAt: Date },
    ): Promise<void> {
      await model.updateOne({ _id: oid(id) }, { $set: { [`cursors.${source}`]: next } })
    },

    /** The network told something by itself. */
    async heard(id: string, at: Date, lastMessageAt: Date | null): Promise<void> {
      await model.updateOne(
        { _id: oid(id) },
        { $max: { lastPushAt: at, ...(lastMessageAt && { lastMessageAt }) } },
      )
    },

    async postponePoll(id: string, source: string, nextPollAt: Date): Promise<void> {
      await model.updateOne({ _id: oid(id) }, { $set: { [`cursors.${source}.nextPollAt`]: nextPollAt } })
    },

    /** Marks the account as in trouble; `since` stays where the same trouble already stood. */
    async setTrouble(id: string, state: AccountState, trouble: AccountTrouble, now: Date): Promise<void> {
      const same = { _id: oid(id), state, "trouble.reason": trouble.reason }
      const kept = await model.updateOne(same, {
        $set: { "trouble.detail": trouble.detail, "trouble.retryAt": trouble.retryAt },
      })
      if (kept.matchedCount > 0) return
      await model.updateOne({ _id: oid(id) }, { $set: { state, trouble: { ...trouble, since: now } } })
    },

    /** The connection works again. True when it did not before. */
    async clearTrouble(id: string): Promise<boolean> {
      const result = await model.updateOne(
        { _id: oid(id), state: { $ne: "ok" } },
        { $set: { state: "ok", trouble: null, sendAfter: null } },
      )
      return result.modifiedCount > 0
    },

    async holdSending(id: string, until: Date): Promise<void> {
      await model.updateOne({ _id: oid(id) }, { $set: { sendAfter: until } })
    },

    /** Accounts from which nothing may leave now. */
    async blockedFromSending(now: Date): Promise<string[]> {
      const rows = await model
        .find({ $or: [{ state: { $in: [...NEEDS_A_PERSON] } }, { sendAfter: { $gt: now } }] }, { _id: 1 })
        .lean<Pick<AccountRow, "_id">[]>()
      return rows.map(({ _id }) => _id.toString())
    },
  }
}

/** The only door from an account's row to what leaves the store. */
export const toAccount = (row: AccountRow): Account => ({
  id: row._id.toString(),
  network: row.network,
  externalId: row.externalId,
  username: row.username,
  name: row.name,
  state: row.state,
  trouble: row.trouble && {
    reason: row.trouble.reason,
    detail: row.trouble.detail,
    since: toInstant(row.trouble.since),
    retryAt: toInstantOrNull(row.trouble.retryAt),
  },
  lastPollAt: toInstantOrNull(row.lastPollAt),
  lastPushAt: toInstantOrNull(row.lastPushAt ?? null),
  lastMessageAt: toInstantOrNull(row.lastMessageAt),
})
