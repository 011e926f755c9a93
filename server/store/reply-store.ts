import { type Connection, type QueryFilter, Schema, type Types } from "mongoose"
import { RefusalReason } from "../../shared/account.ts"
import { Visibility } from "../../shared/network.ts"
import { type Reply, ReplyState } from "../../shared/reply.ts"
import { strictRows } from "./database.ts"
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

/** Where on the network a reply goes: fixed when it is written, so that a later message cannot redirect it. */
export type ReplyTarget = {
  parentExternalId: string
  parentSentAt: Date
  conversationKey: string
  recipientExternalId: string
  /** The one direct message that answers a public comment. */
  isPrivateReply: boolean
}

type ReplyRow = {
  _id: Types.ObjectId
  threadId: Types.ObjectId
  accountId: Types.ObjectId
  clientId: string
  visibility: Reply["visibility"]
  text: string
  by: PersonRefRow
  target: ReplyTarget
  state: ReplyState
  reason: RefusalReason | null
  detail: string
  dueAt: Date | null
  attempts: number
  /** When the last call began: on disk before it does. */
  attemptAt: Date | null
  /** How many searches of the network ended without finding it since. */
  looks: number
  externalId: string | null
  permalink: string | null
  createdAt: Date
  sentAt: Date | null
  threadVersion: number
}

const schema = new Schema<ReplyRow>(
  {
    threadId: { type: Schema.Types.ObjectId, required: true },
    accountId: { type: Schema.Types.ObjectId, required: true },
    clientId: { type: String, required: true },
    visibility: { type: String, enum: Visibility.options, required: true },
    text: { type: String, required: true },
    by: { type: personRefSchema, required: true },
    target: {
      type: new Schema(
        {
          parentExternalId: { type: String, required: true },
          parentSentAt: { type: Date, required: true },
          conversationKey: { type: String, required: true },
          recipientExternalId: { type: String, required: true },
          isPrivateReply: { type: Boolean, required: true },
        },
        embedded,
      ),
      required: true,
    },
    state: { type: String, enum: ReplyState.options, required: true },
    reason: { type: String, enum: [...RefusalReason.options, null], default: null },
    detail: { type: String, default: "" },
    dueAt: { type: Date, default: null },
    attempts: { type: Number, default: 0 },
    attemptAt: { type: Date, default: null },
    looks: { type: Number, default: 0 },
    externalId: { type: String, default: null },
    permalink: { type: String, default: null },
    createdAt: { type: Date, required: true },
    sentAt: { type: Date, default: null },
    threadVersion: { type: Number, required: true },
  },
  strictRows,
)
// One intent is one row, however often the browser sends it (truth 2).
schema.index({ threadId: 1, clientId: 1 }, { unique: true })
schema.index({ state: 1, dueAt: 1 })
schema.index({ accountId: 1, "target.conversationKey": 1, createdAt: 1 })
// Two replies can never claim the same item on the network.
schema.index(
  { accountId: 1, externalId: 1 },
  { unique: true, partialFilterExpression: { externalId: { $type: "string" } } },
)

export type NewReply = Pick<
  Reply,
  "threadId" | "accountId" | "clientId" | "visibility" | "text" | "by" | "threadVersion"
> & { target: ReplyTarget; dueAt: Date; createdAt: Date }

/** A reply with what only the outbox needs. */
export type OutgoingRow = Reply & { target: ReplyTarget; looks: number }

export type ReplyChange = Partial<{
  state: ReplyState
  reason: RefusalReason | null
  detail: string
  dueAt: Date | null
  externalId: string
  permalink: string | null
  sentAt: Date
  looks: number
}>

export type ReplyStore = ReturnType<typeof createReplyStore>

/** The outbox: replies and how far each is on its way out. */
export function createReplyStore(connection: Connection) {
  const model = connection.model("Reply", schema)
  const oneAndUpdate = async (
    filter: QueryFilter<ReplyRow>,
    update: object,
    sort: Record<string, 1> = {},
  ) => {
    const row = await model
      .findOneAndUpdate(filter, update, { returnDocument: "after", sort })
      .lean<ReplyRow>()
    return row && toOutgoing(row)
  }

  return {
    async find(id: string): Promise<Reply | null> {
      const row = await model.findById(oid(id)).lean<ReplyRow>()
      return row && toReply(row)
    },

    async findByClientId(threadId: string, clientId: string): Promise<Reply | null> {
      const row = await model.findOne({ threadId: oid(threadId), clientId }).lean<ReplyRow>()
      return row && toReply(row)
    },

    async insert(reply: NewReply): Promise<Reply> {
      const [row] = await model.create([
        {
          ...reply,
          threadId: oid(reply.threadId),
          accountId: oid(reply.accountId),
          by: fromPersonRef(reply.by),
          state: "held",
        },
      ])
      if (!row) throw new Error("an insert returned nothing")
      return toReply(row.toObject())
    },

    async ofThread(threadId: string): Promise<Reply[]> {
      const rows = await model
        .find({ threadId: oid(threadId) })
        .sort({ createdAt: 1, _id: 1 })
        .lean<ReplyRow[]>()
      return rows.map(toReply)
    },

    /** Moves a reply on, if it still is in one of the states; null otherwise. */
    change: (id: string, from: ReplyState[], change: ReplyChange) =>
      oneAndUpdate({ _id: oid(id), state: { $in: from } }, { $set: change }),

    /**
     * Takes the reply that is due longest and records the attempt before any call is made.
     * Until `leaseUntil` it is ours; afterwards its fate counts as unknown.
     */
    claimDue: (now: Date, leaseUntil: Date, blockedAccounts: string[]) =>
      oneAndUpdate(
        {
          state: { $in: ["held", "queued", "retry"] },
          dueAt: { $lte: now },
          ...(blockedAccounts.length > 0 && { accountId: { $nin: blockedAccounts.map(oid) } }),
        },
        { $set: { state: "sending", attemptAt: now, dueAt: leaseUntil }, $inc: { attempts: 1 } },
        { dueAt: 1 },
      ),

    /** The outcome of one attempt; refused (null) when the lease ran out and somebody else judged it. */
    settle: (id: string, attempt: number, change: ReplyChange) =>
      oneAndUpdate({ _id: oid(id), state: "sending", attempts: attempt }, { $set: change }),

    /** One reply whose process died, or hung, during the call. */
    expireLease: (now: Date) =>
      oneAndUpdate(
        { state: "sending", dueAt: { $lte: now } },
        { $set: { state: "unknown", reason: "timeout", dueAt: now, looks: 0 } },
        { dueAt: 1 },
      ),

    /** Takes a reply of unknown fate to look for; `nextLookAt` is when another process may. */
    claimLook: (now: Date, nextLookAt: Date) =>
      oneAndUpdate({ state: "unknown", dueAt: { $lte: now } }, { $set: { dueAt: nextLookAt } }, { dueAt: 1 }),

    /** Replies of a thread that the network may have: what an echo of our own words is matched to. */
    async maybeOut(accountId: string, conversationKey: string): Promise<OutgoingRow[]> {
      const rows = await model
        .find({
          state: { $in: ["sending", "unknown", "uncertain"] },
          accountId: oid(accountId),
          "target.conversationKey": conversationKey,
        })
        .sort({ createdAt: 1 })
        .lean<ReplyRow[]>()
      return rows.map(toOutgoing)
    },

    /** The network's ids that are known to be replies of ours in an exchange. */
    async takenIds(accountId: string, conversationKey: string): Promise<Set<string>> {
      const rows = await model
        .find({
          accountId: oid(accountId),
          externalId: { $type: "string" },
          "target.conversationKey": conversationKey,
        })
        .lean<ReplyRow[]>()
      return new Set(rows.flatMap(({ externalId }) => externalId ?? []))
    },
  }
}

function toOutgoing(row: ReplyRow): OutgoingRow {
  const { parentExternalId, parentSentAt, conversationKey, recipientExternalId, isPrivateReply } = row.target
  return {
    ...toReply(row),
    target: { parentExternalId, parentSentAt, conversationKey, recipientExternalId, isPrivateReply },
    looks: row.looks,
  }
}

/** The only door from a reply's row to what leaves the store. */
export const toReply = (row: ReplyRow): Reply => ({
  id: row._id.toString(),
  threadId: row.threadId.toString(),
  accountId: row.accountId.toString(),
  clientId: row.clientId,
  visibility: row.visibility,
  parentExternalId: row.target.parentExternalId,
  isPrivateReply: row.target.isPrivateReply,
  text: row.text,
  by: toPersonRef(row.by),
  state: row.state,
  reason: row.reason,
  detail: row.detail,
  dueAt: toInstantOrNull(row.dueAt),
  attempts: row.attempts,
  externalId: row.externalId,
  permalink: row.permalink,
  createdAt: toInstant(row.createdAt),
  sentAt: toInstantOrNull(row.sentAt),
  threadVersion: row.threadVersion,
})
