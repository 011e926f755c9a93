import { type Connection, Schema, type Types } from "mongoose"
import type { Entry, Override } from "../../shared/entry.ts"
import type { PersonRef } from "../../shared/person.ts"
import { strictRows } from "./database.ts"
import { fromOverride, type OverrideRow, overrideSchema, toOverride } from "./entry-row.ts"
import { fromPersonRef, oid, type PersonRefRow, personRefSchema, toInstant, toPersonRef } from "./rows.ts"

type EntryVersionRow = {
  _id: Types.ObjectId
  entryId: Types.ObjectId
  version: number
  question: string
  answer: string
  department: string | null
  overrides: OverrideRow[]
  by: PersonRefRow
  at: Date
}

const schema = new Schema<EntryVersionRow>(
  {
    entryId: { type: Schema.Types.ObjectId, required: true },
    version: { type: Number, required: true },
    question: { type: String, default: "" },
    answer: { type: String, default: "" },
    department: { type: String, default: null },
    overrides: { type: [overrideSchema], default: [] },
    by: { type: personRefSchema, required: true },
    at: { type: Date, required: true },
  },
  strictRows,
)
schema.index({ entryId: 1, version: 1 }, { unique: true })

/** One text of an entry, as somebody saved it. */
export type EntryVersion = Pick<Entry, "version" | "question" | "answer" | "department"> & {
  overrides: Override[]
  by: PersonRef
  at: string
}

/** The texts that entries had. Rows are added, never changed. */
export function createEntryVersions(connection: Connection) {
  const model = connection.model("EntryVersion", schema, "entry_versions")

  return {
    async add(entry: Entry): Promise<void> {
      await model.create([
        {
          entryId: oid(entry.id),
          version: entry.version,
          question: entry.question,
          answer: entry.answer,
          department: entry.department,
          overrides: entry.overrides.map(fromOverride),
          by: fromPersonRef(entry.updatedBy),
          at: new Date(entry.updatedAt),
        },
      ])
    },

    async of(entryId: string): Promise<EntryVersion[]> {
      const rows = await model
        .find({ entryId: oid(entryId) })
        .sort({ version: 1 })
        .lean<EntryVersionRow[]>()
      return rows.map(toEntryVersion)
    },
  }
}

const toEntryVersion = (row: EntryVersionRow): EntryVersion => ({
  version: row.version,
  question: row.question,
  answer: row.answer,
  department: row.department,
  overrides: row.overrides.map(toOverride),
  by: toPersonRef(row.by),
  at: toInstant(row.at),
})
