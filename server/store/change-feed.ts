import type { mongo } from "mongoose"
import type { Account } from "../../shared/account.ts"
import type { Entry } from "../../shared/entry.ts"
import type { Message } from "../../shared/message.ts"
import type { Reply } from "../../shared/reply.ts"
import type { Thread } from "../../shared/thread.ts"
import type { TimelineEvent } from "../../shared/timeline.ts"
import { toAccount } from "./account-store.ts"
import type { Database } from "./database.ts"
import { toEntry } from "./entry-store.ts"
import { hasThread, toMessage } from "./message-row.ts"
import { toReply } from "./reply-row.ts"
import { toThread } from "./thread-row.ts"
import { toTimelineEvent } from "./timeline-store.ts"

/** One thing that changed in the database, whoever changed it. */
export type StoreChange =
  | { kind: "thread"; thread: Thread }
  | { kind: "message"; message: Message }
  | { kind: "reply"; reply: Reply }
  | { kind: "timeline"; event: TimelineEvent }
  | { kind: "account"; account: Account }
  | { kind: "entry"; entry: Entry }
  | { kind: "person"; personId: string }
  | { kind: "session_ended"; sessionId: string }
  /** Changes were missed: whoever follows must read again. */
  | { kind: "gap" }

const WATCHED = ["threads", "messages", "replies", "timeline", "accounts", "entries", "people", "sessions"]
const HISTORY_LOST = 286

export type ChangeFeed = { close: () => Promise<void> }

/**
 * Follows the database's change stream from now on, and through lost connections from where it was.
 * Resolves once the stream is open: what is written from then on is told.
 */
export async function followChanges(
  { connection }: Pick<Database, "connection">,
  tell: (change: StoreChange) => void,
  onError: (error: unknown) => void,
): Promise<ChangeFeed> {
  let closed = false
  let token: mongo.ResumeToken
  let stream = await open()
  const following = follow()

  async function open(): Promise<mongo.ChangeStream> {
    if (!connection.db) throw new Error("the database is not connected")
    const opened = connection.db.watch(
      [
        {
          $match: {
            "ns.coll": { $in: WATCHED },
            operationType: { $in: ["insert", "update", "replace", "delete"] },
          },
        },
      ],
      { fullDocument: "updateLookup", ...(token !== undefined && { resumeAfter: token }) },
    )
    // The first read starts the stream on the server: without it, changes until then would be missed.
    const first = await opened.tryNext()
    if (first) pass(first)
    return opened
  }

  async function follow(): Promise<void> {
    while (!closed) {
      try {
        pass(await stream.next())
      } catch (error) {
        if (closed) return
        onError(error)
        await reopen(error)
      }
    }
  }

  async function reopen(cause: unknown): Promise<void> {
    await stream.close().catch(() => undefined)
    if (isHistoryLost(cause)) token = undefined
    for (let wait = 100; !closed; wait = Math.min(wait * 2, 5_000)) {
      try {
        const missed = token === undefined
        stream = await open()
        if (missed) tell({ kind: "gap" })
        return
      } catch (error) {
        if (isHistoryLost(error)) token = undefined
        onError(error)
        await new Promise((resolve) => setTimeout(resolve, wait))
      }
    }
  }

  function pass(change: mongo.ChangeStreamDocument): void {
    token = change._id
    const told = toStoreChange(change)
    if (told) tell(told)
  }

  return {
    close: async () => {
      closed = true
      await stream.close()
      await following.catch(() => undefined)
    },
  }
}

function toStoreChange(change: mongo.ChangeStreamDocument): StoreChange | null {
  if (change.operationType === "delete") {
    if (change.ns.coll !== "sessions") return null
    return { kind: "session_ended", sessionId: String(change.documentKey._id) }
  }
  if (!("fullDocument" in change) || !change.fullDocument) return null
  if (change.operationType === "update" && isRoutine(change)) return null
  // The rows were written through the schemas, which refuse anything else.
  const row: unknown = change.fullDocument
  switch (change.ns.coll) {
    case "threads":
      return { kind: "thread", thread: toThread(row as Parameters<typeof toThread>[0]) }
    case "messages": {
      const message = row as Parameters<typeof hasThread>[0]
      return hasThread(message) ? { kind: "message", message: toMessage(message) } : null
    }
    case "replies":
      return { kind: "reply", reply: toReply(row as Parameters<typeof toReply>[0]) }
    case "timeline":
      return { kind: "timeline", event: toTimelineEvent(row as Parameters<typeof toTimelineEvent>[0]) }
    case "accounts":
      return { kind: "account", account: toAccount(row as Parameters<typeof toAccount>[0]) }
    case "entries":
      return { kind: "entry", entry: toEntry(row as Parameters<typeof toEntry>[0]) }
    case "people":
      return change.operationType === "insert"
        ? null
        : { kind: "person", personId: String(change.documentKey._id) }
    default:
      return null
  }
}

/** Every poll moves an account's cursors: telling that several times a second would be news to nobody. */
function isRoutine({ ns, updateDescription }: mongo.ChangeStreamUpdateDocument): boolean {
  const fields = Object.keys(updateDescription.updatedFields ?? {})
  return ns.coll === "accounts" && fields.every((field) => field === "lastPollAt" || /^cursors\b/.test(field))
}

function isHistoryLost(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === HISTORY_LOST
}
