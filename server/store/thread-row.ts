import { Schema, type Types } from "mongoose"
import { Sentiment, Urgency } from "../../shared/classification.ts"
import { Network, Visibility } from "../../shared/network.ts"
import { ReplyState } from "../../shared/reply.ts"
import { type Thread, ThreadState } from "../../shared/thread.ts"
import {
  embedded,
  fromPersonRef,
  oid,
  type PersonRefRow,
  personRefSchema,
  toInstant,
  toPersonRef,
} from "./rows.ts"

export type ThreadRow = {
  _id: Types.ObjectId
  network: Thread["network"]
  visibility: Thread["visibility"]
  accountId: Types.ObjectId
  /** The network's conversation and the contact in it. */
  key: string
  contact: { _id: Types.ObjectId; username: string; name: string }
  state: ThreadState
  addressed?: boolean
  department: string | null
  departmentScore: number | null
  sentiment: Thread["sentiment"]
  urgency: Thread["urgency"]
  language: string
  assignee: PersonRefRow | null
  escalation: { department: string; note: string; by: PersonRefRow; at: Date; dueAt: Date } | null
  excerpt: string
  messageCount: number
  lastReply: { _id: Types.ObjectId; state: ReplyState } | null
  version: number
  lastInboundAt: Date
  lastMessageAt: Date
  createdAt: Date
}

const nested = { strict: "throw", versionKey: false } as const

export const threadFields = {
  network: { type: String, enum: Network.options, required: true },
  visibility: { type: String, enum: Visibility.options, required: true },
  accountId: { type: Schema.Types.ObjectId, required: true },
  key: { type: String, required: true },
  contact: {
    type: new Schema({ username: { type: String }, name: { type: String } }, nested),
    required: true,
  },
  state: { type: String, enum: ThreadState.options, required: true },
  addressed: { type: Boolean, default: true },
  department: { type: String, default: null },
  departmentScore: { type: Number, default: null },
  sentiment: { type: String, enum: Sentiment.options, required: true },
  urgency: { type: String, enum: Urgency.options, required: true },
  language: { type: String, required: true },
  assignee: { type: personRefSchema, default: null },
  escalation: {
    type: new Schema(
      { department: String, note: String, by: personRefSchema, at: Date, dueAt: Date },
      embedded,
    ),
    default: null,
  },
  excerpt: { type: String, default: "" },
  messageCount: { type: Number, required: true },
  lastReply: {
    type: new Schema({ state: { type: String, enum: ReplyState.options, required: true } }, nested),
    default: null,
  },
  version: { type: Number, required: true },
  lastInboundAt: { type: Date, required: true },
  lastMessageAt: { type: Date, required: true },
  createdAt: { type: Date, required: true },
}

/** The only door from a thread's row to what leaves the store. */
export const toThread = (row: ThreadRow): Thread => ({
  id: row._id.toString(),
  network: row.network,
  visibility: row.visibility,
  accountId: row.accountId.toString(),
  contact: { id: row.contact._id.toString(), username: row.contact.username, name: row.contact.name },
  state: row.state,
  // Rows from before the city listened to more than what is said to it.
  addressed: row.addressed ?? true,
  department: row.department,
  departmentScore: row.departmentScore,
  sentiment: row.sentiment,
  urgency: row.urgency,
  language: row.language,
  assignee: row.assignee && toPersonRef(row.assignee),
  escalation: row.escalation && {
    department: row.escalation.department,
    note: row.escalation.note,
    by: toPersonRef(row.escalation.by),
    at: toInstant(row.escalation.at),
    dueAt: toInstant(row.escalation.dueAt),
  },
  excerpt: row.excerpt,
  messageCount: row.messageCount,
  lastReply: row.lastReply && { id: row.lastReply._id.toString(), state: row.lastReply.state },
  version: row.version,
  lastInboundAt: toInstant(row.lastInboundAt),
  lastMessageAt: toInstant(row.lastMessageAt),
  createdAt: toInstant(row.createdAt),
})

/** Some of a thread's fields as its row holds them; what is not given stays as it is. */
export function fromThreadChange(change: Partial<Omit<Thread, "id" | "accountId">>): Partial<ThreadRow> {
  const { contact, assignee, escalation, lastReply, lastInboundAt, lastMessageAt, createdAt, ...plain } =
    change
  return {
    ...plain,
    ...(contact && { contact: { _id: oid(contact.id), username: contact.username, name: contact.name } }),
    ...(assignee !== undefined && { assignee: assignee && fromPersonRef(assignee) }),
    ...(escalation !== undefined && {
      escalation: escalation && {
        department: escalation.department,
        note: escalation.note,
        by: fromPersonRef(escalation.by),
        at: new Date(escalation.at),
        dueAt: new Date(escalation.dueAt),
      },
    }),
    ...(lastReply !== undefined && {
      lastReply: lastReply && { _id: oid(lastReply.id), state: lastReply.state },
    }),
    ...(lastInboundAt && { lastInboundAt: new Date(lastInboundAt) }),
    ...(lastMessageAt && { lastMessageAt: new Date(lastMessageAt) }),
    ...(createdAt && { createdAt: new Date(createdAt) }),
  }
}
