import { type Connection, Schema, type Types } from "mongoose"
import { type TimelineEvent, TimelineKind } from "../../shared/timeline.ts"
import { strictRows } from "./database.ts"
import { fromPersonRef, oid, type PersonRefRow, personRefSchema, toInstant, toPersonRef } from "./rows.ts"

type TimelineRow = {
  _id: Types.ObjectId
  threadId: Types.ObjectId
  kind: TimelineKind
  at: Date
  by: PersonRefRow | null
  text: string | null
  values: Record<string, string>
}

const schema = new Schema<TimelineRow>(
  {
    threadId: { type: Schema.Types.ObjectId, required: true },
    kind: { type: String, enum: TimelineKind.options, required: true },
    at: { type: Date, required: true },
    by: { type: personRefSchema, default: null },
    text: { type: String, default: null },
    values: { type: Schema.Types.Mixed, default: {} },
  },
  strictRows,
)
schema.index({ threadId: 1, at: 1, _id: 1 })

export type NewTimelineEvent = Pick<TimelineEvent, "threadId" | "kind"> &
  Partial<Pick<TimelineEvent, "by" | "text" | "values">> & { at: Date }

export type TimelineStore = ReturnType<typeof createTimelineStore>

/** Every act and fact of a thread. Rows are added, never changed, except to forget a person who asked for it. */
export function createTimelineStore(connection: Connection) {
  const model = connection.model("TimelineEvent", schema, "timeline")

  return {
    async add({ threadId, by, ...event }: NewTimelineEvent): Promise<void> {
      await model.create([{ ...event, threadId: oid(threadId), by: by ? fromPersonRef(by) : null }])
    },

    async forgetAuthor(threadId: string, name: string): Promise<void> {
      if (name === "") return
      await model.updateMany(
        { threadId: oid(threadId), "values.author": name },
        { $set: { "values.author": "" } },
      )
    },

    async ofThread(threadId: string): Promise<TimelineEvent[]> {
      const rows = await model
        .find({ threadId: oid(threadId) })
        .sort({ at: 1, _id: 1 })
        .lean<TimelineRow[]>()
      return rows.map(toTimelineEvent)
    },
  }
}

/** The only door from a timeline row to what leaves the store. */
export const toTimelineEvent = (row: TimelineRow): TimelineEvent => ({
  id: row._id.toString(),
  threadId: row.threadId.toString(),
  kind: row.kind,
  at: toInstant(row.at),
  by: row.by && toPersonRef(row.by),
  text: row.text,
  values: row.values,
})
