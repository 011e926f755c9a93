import { Schema, type Types } from "mongoose"
import { type Entry, EntryState, type Override, type PublishedText } from "../../shared/entry.ts"
import { PersonalDataKind } from "../../shared/personal-data/finding.ts"
import {
  embedded,
  fromPersonRef,
  oid,
  type PersonRefRow,
  personRefSchema,
  toInstant,
  toInstantOrNull,
  toPersonRef,
} from "./rows.ts"

export type OverrideRow = Omit<Override, "by"> & { by: PersonRefRow }

export type EntryRow = {
  _id: Types.ObjectId
  state: EntryState
  question: string
  answer: string
  department: string | null
  slug: string
  sourceThreadId: Types.ObjectId | null
  overrides: OverrideRow[]
  version: number
  createdBy: PersonRefRow
  updatedBy: PersonRefRow
  reviewedBy: PersonRefRow | null
  reviewNote: string | null
  createdAt: Date
  updatedAt: Date
  publishedAt: Date | null
  published: (Omit<PublishedText, "publishedAt"> & { publishedAt: Date }) | null
}

/** An entry as use cases write it: the store gives the id and counts the versions. */
export type WrittenEntry = Omit<Entry, "id" | "version">

export const overrideSchema = new Schema<OverrideRow>(
  {
    kind: { type: String, enum: PersonalDataKind.options, required: true },
    text: { type: String, required: true },
    reason: { type: String, required: true },
    by: { type: personRefSchema, required: true },
  },
  embedded,
)

const publishedSchema = new Schema<NonNullable<EntryRow["published"]>>(
  {
    question: { type: String, required: true },
    answer: { type: String, required: true },
    department: { type: String, required: true },
    slug: { type: String, required: true },
    version: { type: Number, required: true },
    publishedAt: { type: Date, required: true },
  },
  embedded,
)

export const entryFields = {
  state: { type: String, enum: EntryState.options, required: true },
  // A thread of photos alone gives an empty question: its editor fills it.
  question: { type: String, default: "" },
  answer: { type: String, default: "" },
  department: { type: String, default: null },
  slug: { type: String, default: "" },
  sourceThreadId: { type: Schema.Types.ObjectId, default: null },
  overrides: { type: [overrideSchema], default: [] },
  version: { type: Number, required: true },
  createdBy: { type: personRefSchema, required: true },
  updatedBy: { type: personRefSchema, required: true },
  reviewedBy: { type: personRefSchema, default: null },
  reviewNote: { type: String, default: null },
  createdAt: { type: Date, required: true },
  updatedAt: { type: Date, required: true },
  publishedAt: { type: Date, default: null },
  published: { type: publishedSchema, default: null },
}

/** The only door from an entry's row to what leaves the store. */
export const toEntry = (row: EntryRow): Entry => ({
  id: row._id.toString(),
  state: row.state,
  question: row.question,
  answer: row.answer,
  department: row.department,
  slug: row.slug,
  sourceThreadId: row.sourceThreadId?.toString() ?? null,
  overrides: row.overrides.map(toOverride),
  version: row.version,
  createdBy: toPersonRef(row.createdBy),
  updatedBy: toPersonRef(row.updatedBy),
  reviewedBy: row.reviewedBy && toPersonRef(row.reviewedBy),
  reviewNote: row.reviewNote,
  createdAt: toInstant(row.createdAt),
  updatedAt: toInstant(row.updatedAt),
  publishedAt: toInstantOrNull(row.publishedAt),
  published: row.published && {
    question: row.published.question,
    answer: row.published.answer,
    department: row.published.department,
    slug: row.published.slug,
    version: row.published.version,
    publishedAt: toInstant(row.published.publishedAt),
  },
})

export const toOverride = ({ kind, text, reason, by }: OverrideRow): Override => ({
  kind,
  text,
  reason,
  by: toPersonRef(by),
})

export const fromOverride = ({ by, ...override }: Override): OverrideRow => ({
  ...override,
  by: fromPersonRef(by),
})

/** Some of an entry's fields as its row holds them; what is not given stays as it is. */
export function fromEntryChange(change: Partial<WrittenEntry>): Partial<EntryRow> {
  const { sourceThreadId, overrides, createdBy, updatedBy, reviewedBy, ...others } = change
  const { createdAt, updatedAt, publishedAt, published, ...plain } = others
  return {
    ...plain,
    ...(sourceThreadId !== undefined && {
      sourceThreadId: sourceThreadId === null ? null : oid(sourceThreadId),
    }),
    ...(overrides && { overrides: overrides.map(fromOverride) }),
    ...(createdBy && { createdBy: fromPersonRef(createdBy) }),
    ...(updatedBy && { updatedBy: fromPersonRef(updatedBy) }),
    ...(reviewedBy !== undefined && { reviewedBy: reviewedBy && fromPersonRef(reviewedBy) }),
    ...(createdAt && { createdAt: new Date(createdAt) }),
    ...(updatedAt && { updatedAt: new Date(updatedAt) }),
    ...(publishedAt !== undefined && { publishedAt: publishedAt === null ? null : new Date(publishedAt) }),
    ...(published !== undefined && {
      published: published && { ...published, publishedAt: new Date(published.publishedAt) },
    }),
  }
}
