import { type Connection, type QueryFilter, Schema } from "mongoose"
import type { Entry, EntryState } from "../../shared/entry.ts"
import type { Viewer } from "../../shared/thread-view.ts"
import { strictRows } from "./database.ts"
import { type EntryRow, entryFields, fromEntryChange, toEntry, type WrittenEntry } from "./entry-row.ts"
import { createEntryVersions, type EntryVersion } from "./entry-version-store.ts"
import { oid } from "./rows.ts"

const schema = new Schema<EntryRow>(entryFields, strictRows)
schema.index({ state: 1, updatedAt: -1, _id: -1 })
schema.index({ updatedAt: -1, _id: -1 })
schema.index({ department: 1, updatedAt: -1, _id: -1 })
// Proposing a thread twice gives the same entry, even from two browsers at once.
schema.index(
  { sourceThreadId: 1 },
  { unique: true, partialFilterExpression: { sourceThreadId: { $type: "objectId" } } },
)
// What residents see or once saw: entries that never went online are not in it.
schema.index({ publishedAt: 1 }, { partialFilterExpression: { publishedAt: { $type: "date" } } })

const LIST_LIMIT = 1000

/** An entry still is as its editor saw it. */
export type EntryGuard = { version: number; states?: readonly EntryState[] }
export type EntryChange = Partial<Omit<WrittenEntry, "sourceThreadId" | "createdBy" | "createdAt">>

export { toEntry } from "./entry-row.ts"
export type { EntryVersion } from "./entry-version-store.ts"
export type EntryStore = ReturnType<typeof createEntryStore>

/** Entries of the public FAQ, with every text each of them ever had. */
export function createEntryStore(connection: Connection) {
  const model = connection.model("Entry", schema)
  const versions = createEntryVersions(connection)

  return {
    async find(id: string): Promise<Entry | null> {
      const row = await model.findById(oid(id)).lean<EntryRow>()
      return row && toEntry(row)
    },

    async findByThread(threadId: string): Promise<Entry | null> {
      const row = await model.findOne({ sourceThreadId: oid(threadId) }).lean<EntryRow>()
      return row && toEntry(row)
    },

    /** The entries that came from a thread. */
    async ofThread(threadId: string): Promise<Entry[]> {
      const rows = await model.find({ sourceThreadId: oid(threadId) }).lean<EntryRow[]>()
      return rows.map(toEntry)
    },

    /** Last changed first. Heads get their departments' only (truth 4). */
    async list(viewer: Viewer, { state }: { state?: EntryState } = {}): Promise<Entry[]> {
      const filter: QueryFilter<EntryRow> = state ? { state } : {}
      if (viewer.role === "head") filter.department = { $in: [...viewer.departments] }
      const rows = await model
        .find(filter)
        .sort({ updatedAt: -1, _id: -1 })
        .limit(LIST_LIMIT)
        .lean<EntryRow[]>()
      return rows.map(toEntry)
    },

    /** Everything that is, or once was, online: what the public site starts from. */
    async listPublished(): Promise<Entry[]> {
      const rows = await model.find({ publishedAt: { $type: "date" } }).lean<EntryRow[]>()
      return rows.map(toEntry)
    },

    /**
     * Stores a new entry with its first version. Call it inside a transaction. `id`: for one that must keep its address.
     * @throws a broken unique index when its thread already has an entry
     */
    async insert(entry: WrittenEntry, id?: string): Promise<Entry> {
      const [row] = await model.create([
        { ...(id && { _id: oid(id) }), ...fromEntryChange(entry), version: 1 },
      ])
      if (!row) throw new Error("an insert returned nothing")
      const stored = toEntry(row.toObject())
      await versions.add(stored)
      return stored
    },

    /** A new text: raises the version and keeps it. Null when the entry is no longer as `guard` says. */
    async rewrite(id: string, guard: EntryGuard, change: EntryChange): Promise<Entry | null> {
      const row = await model
        .findOneAndUpdate(
          guarded(id, guard),
          { $set: fromEntryChange(change), $inc: { version: 1 } },
          { returnDocument: "after" },
        )
        .lean<EntryRow>()
      if (!row) return null
      const stored = toEntry(row)
      await versions.add(stored)
      return stored
    },

    /** A step of its review: the text stays. Null when the entry is no longer as `guard` says. */
    async move(
      id: string,
      guard: EntryGuard,
      change: Omit<EntryChange, "question" | "answer" | "overrides">,
    ): Promise<Entry | null> {
      const row = await model
        .findOneAndUpdate(guarded(id, guard), { $set: fromEntryChange(change) }, { returnDocument: "after" })
        .lean<EntryRow>()
      return row && toEntry(row)
    },

    /** Every text the entry had, oldest first. */
    async versionsOf(entryId: string): Promise<EntryVersion[]> {
      return versions.of(entryId)
    },
  }
}

function guarded(id: string, { version, states }: EntryGuard): QueryFilter<EntryRow> {
  return { _id: oid(id), version, ...(states && { state: { $in: [...states] } }) }
}
