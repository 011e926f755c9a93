import { type Connection, type QueryFilter } from "mongoose"
import type { RefusalReason } from "../../shared/account.ts"
import type { Reply, ReplyState } from "../../shared/reply.ts"
import {
  type OutgoingRow,
  type ReplyRow,
  replySchema,
  textKeyOf,
  type ReplyTarget,
  toOutgoing,
  toReply,
} from "./reply-row.ts"
import { fromPersonRef, oid } from "./rows.ts"

export type NewReply = Pick<
  Reply,
  "threadId" | "accountId" | "clientId" | "visibility" | "text" | "pictures" | "by" | "threadVersion"
> & { target: ReplyTarget; dueAt: Date; createdAt: Date }

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
  const model = connection.model("Reply", replySchema)
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

  /** Threads in which a reply is stuck on its way, and of each the one that may go first. */
  const waitingInThreads = async () => {
    const rows = await model
      .find({ state: { $in: ["retry", "sending", "unknown"] } }, { threadId: 1 })
      .sort({ createdAt: 1, _id: 1 })
      .lean<Pick<ReplyRow, "_id" | "threadId">[]>()
    const first = new Map(rows.toReversed().map((row) => [row.threadId.toString(), row]))
    return {
      threads: [...first.values()].map(({ threadId }) => threadId),
      first: [...first.values()].map(({ _id }) => _id),
    }
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
          textKey: textKeyOf(reply.text),
          pictures: reply.pictures.map(({ id, ...picture }) => ({ ...picture, _id: oid(id) })),
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
     * Until `leaseUntil` it is ours; afterwards its fate counts as unknown. No answer overtakes one of its thread that
     * waits for the network, or whose fate is not known yet.
     */
    async claimDue(now: Date, leaseUntil: Date, blockedAccounts: string[]): Promise<OutgoingRow | null> {
      const { threads, first } = await waitingInThreads()
      return oneAndUpdate(
        {
          state: { $in: ["held", "queued", "retry"] },
          dueAt: { $lte: now },
          ...(blockedAccounts.length > 0 && { accountId: { $nin: blockedAccounts.map(oid) } }),
          ...(threads.length > 0 && { $or: [{ threadId: { $nin: threads } }, { _id: { $in: first } }] }),
        },
        { $set: { state: "sending", attemptAt: now, dueAt: leaseUntil }, $inc: { attempts: 1 } },
        { dueAt: 1 },
      )
    },

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

    /** Whether this text left, or is to leave, in public from one of these accounts since then. */
    async isPublished(accountIds: readonly string[], text: string, since: Date): Promise<boolean> {
      const found = await model.exists({
        textKey: textKeyOf(text),
        accountId: { $in: accountIds.map(oid) },
        visibility: "public",
        state: { $nin: ["failed", "cancelled"] },
        createdAt: { $gte: since },
      })
      return found !== null
    },

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
