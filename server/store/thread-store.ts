import { type Connection, type QueryFilter, Schema, Types } from "mongoose"
import type { Thread, ThreadState } from "../../shared/thread.ts"
import {
  type ThreadFilters,
  type ThreadView,
  type Viewer,
  viewConditions,
  viewsFor,
} from "../../shared/thread-view.ts"
import { strictRows } from "./database.ts"
import { oid } from "./rows.ts"
import { fromThreadChange, type ThreadRow, threadFields, toThread } from "./thread-row.ts"

const schema = new Schema<ThreadRow>(threadFields, strictRows)
// One exchange with one contact is one thread, whoever sees its messages first.
schema.index({ accountId: 1, key: 1 }, { unique: true })
schema.index({ state: 1, lastMessageAt: -1, _id: -1 })
schema.index({ "assignee._id": 1, state: 1, lastMessageAt: -1, _id: -1 })
schema.index({ urgency: 1, state: 1, lastMessageAt: -1, _id: -1 })
schema.index({ department: 1, state: 1, lastMessageAt: -1, _id: -1 })
schema.index({ "escalation.department": 1, state: 1, lastMessageAt: -1, _id: -1 })
schema.index({ "contact._id": 1 })
schema.index({ "lastReply.state": 1, lastMessageAt: -1, _id: -1 })

export type ThreadKey = { accountId: string; key: string }

/** What an arriving message does to its thread. */
export type Arrival = ThreadKey & {
  /** How the thread looks when this message opens it. */
  opening: Omit<Thread, "id" | "accountId" | "version" | "messageCount" | "lastMessageAt" | "lastInboundAt">
  /** How it looks after this message when it was already open. */
  change: ThreadChange
  sentAt: Date
}

export type ThreadChange = Partial<
  Pick<
    Thread,
    | "state"
    | "department"
    | "departmentScore"
    | "sentiment"
    | "urgency"
    | "assignee"
    | "escalation"
    | "lastReply"
    | "excerpt"
  >
>

export type ChangeOptions = {
  guard?: { version?: number; states?: ThreadState[]; assignee?: string | null }
  grow?: boolean
  said?: Date
}

export type ThreadStore = ReturnType<typeof createThreadStore>

/** Threads. Reads are scoped to a viewer here, so that no route can forget to. */
export function createThreadStore(connection: Connection) {
  const model = connection.model("Thread", schema)

  return {
    async find(id: string): Promise<Thread | null> {
      const row = await model.findById(oid(id)).lean<ThreadRow>()
      return row && toThread(row)
    },

    /** The thread as this viewer may see it; null when it is not theirs to see. */
    async findFor(viewer: Viewer, id: string): Promise<Thread | null> {
      const row = await model.findOne({ _id: oid(id), ...scopeOf(viewer) }).lean<ThreadRow>()
      return row && toThread(row)
    },

    async findByKey({ accountId, key }: ThreadKey): Promise<Thread | null> {
      const row = await model.findOne({ accountId: oid(accountId), key }).lean<ThreadRow>()
      return row && toThread(row)
    },

    async idsOfContact(contactId: string): Promise<string[]> {
      const rows = await model
        .find({ "contact._id": oid(contactId) }, { _id: 1 })
        .lean<Pick<ThreadRow, "_id">[]>()
      return rows.map(({ _id }) => _id.toString())
    },

    /** Gives the contact these names in every thread with them; empty ones forget them. */
    async nameContact(
      contactId: string,
      { username, name }: Pick<Thread["contact"], "username" | "name">,
    ): Promise<void> {
      await model.updateMany(
        { "contact._id": oid(contactId) },
        { $set: { "contact.username": username, "contact.name": name } },
      )
    },

    /** Where the thread lives on its network. */
    async keyOf(id: string): Promise<string | null> {
      const row = await model.findById(oid(id), { key: 1 }).lean<Pick<ThreadRow, "key">>()
      return row?.key ?? null
    },

    /** Opens the thread or moves it on by one message, and returns it as it is then. */
    async arrive({ accountId, key, opening, change, sentAt }: Arrival): Promise<Thread> {
      const said = {
        $inc: { version: 1, messageCount: 1 },
        $max: { lastMessageAt: sentAt, lastInboundAt: sentAt },
      }
      const filter = { accountId: oid(accountId), key }
      const moved = await model
        .findOneAndUpdate(filter, { $set: fromThreadChange(change), ...said }, { returnDocument: "after" })
        .lean<ThreadRow>()
      if (moved) return toThread(moved)
      const [opened] = await model.create([
        {
          ...fromThreadChange(opening),
          ...filter,
          version: 1,
          messageCount: 1,
          lastMessageAt: sentAt,
          lastInboundAt: sentAt,
        },
      ])
      if (!opened) throw new Error("an insert returned nothing")
      return toThread(opened.toObject())
    },

    /**
     * Changes a thread, if it still is as `guard` says; null otherwise.
     * `grow` raises the version: what was written on the old one is stale from here.
     * `said`: a message of ours went out then.
     */
    async change(
      id: string,
      change: ThreadChange,
      { guard = {}, grow = false, said }: ChangeOptions = {},
    ): Promise<Thread | null> {
      const filter: QueryFilter<ThreadRow> = { _id: oid(id) }
      if (guard.version !== undefined) filter.version = guard.version
      if (guard.states) filter.state = { $in: guard.states }
      if (guard.assignee === null) filter.assignee = null
      else if (guard.assignee !== undefined) filter["assignee._id"] = oid(guard.assignee)
      const row = await model
        .findOneAndUpdate(
          filter,
          {
            ...(Object.keys(change).length > 0 && { $set: fromThreadChange(change) }),
            ...((grow || said) && {
              $inc: { ...(grow && { version: 1 }), ...(said && { messageCount: 1 }) },
            }),
            ...(said && { $max: { lastMessageAt: said } }),
          },
          { returnDocument: "after" },
        )
        .lean<ThreadRow>()
      return row && toThread(row)
    },

    /** One page of a view, newest word first. `before` is the place where the previous page ended. */
    async list(
      viewer: Viewer,
      view: ThreadView,
      filters: ThreadFilters,
      page: { before: { at: Date; id: string } | null; limit: number },
    ): Promise<{ threads: Thread[]; more: boolean }> {
      const filter: QueryFilter<ThreadRow>[] = [viewFilter(viewer, view, filters)]
      if (page.before) {
        const { at, id } = page.before
        filter.push({ $or: [{ lastMessageAt: { $lt: at } }, { lastMessageAt: at, _id: { $lt: oid(id) } }] })
      }
      const rows = await model
        .find({ $and: filter })
        .sort({ lastMessageAt: -1, _id: -1 })
        .limit(page.limit + 1)
        .lean<ThreadRow[]>()
      return { threads: rows.slice(0, page.limit).map(toThread), more: rows.length > page.limit }
    },

    /** How many threads each view of this viewer holds. */
    async counts(viewer: Viewer): Promise<Partial<Record<ThreadView, number>>> {
      const views = viewsFor(viewer.role)
      const counts = await Promise.all(
        views.map((view) => model.countDocuments(viewFilter(viewer, view, {}))),
      )
      return Object.fromEntries(views.map((view, index) => [view, counts[index] ?? 0]))
    },
  }
}

/** What a viewer may see at all: truth 4 is enforced here. */
function scopeOf(viewer: Viewer): QueryFilter<ThreadRow> {
  if (viewer.role !== "head") return {}
  return { "escalation.department": { $in: [...viewer.departments] } }
}

function viewFilter(viewer: Viewer, view: ThreadView, filters: ThreadFilters): QueryFilter<ThreadRow> {
  const { states, addressed, assignee, urgency, replyStates } = viewConditions(view, viewer)
  const filter: QueryFilter<ThreadRow> = { ...scopeOf(viewer) }
  if (states) filter.state = { $in: [...states] }
  if (addressed !== undefined) filter.addressed = addressed ? { $ne: false } : false
  if (assignee !== undefined) filter["assignee._id"] = assignee === null ? null : new Types.ObjectId(assignee)
  if (urgency) filter.urgency = urgency
  if (replyStates) filter["lastReply.state"] = { $in: [...replyStates] }
  if (filters.department) filter.department = filters.department === "none" ? null : filters.department
  if (filters.sentiment) filter.sentiment = filters.sentiment
  if (filters.network) filter.network = filters.network
  return filter
}
