import type { ThreadDetail } from "../../../shared/api.ts"
import type { Message } from "../../../shared/message.ts"
import type { Reply } from "../../../shared/reply.ts"
import type { TimelineEvent, TimelineKind } from "../../../shared/timeline.ts"

/** One thing on the thread's page, in the order it happened. */
export type ExchangeItem = { id: string; at: string } & (
  | { type: "message"; message: Message }
  | { type: "reply"; reply: Reply }
  | { type: "note"; event: TimelineEvent }
  | { type: "events"; events: TimelineEvent[] }
)

/** What a bubble says already: these are in the history only. */
const SAID_BY_BUBBLES: readonly TimelineKind[] = [
  "thread_opened",
  "message_received",
  "reply_held",
  "reply_sent",
  "reply_waiting",
  "reply_unknown",
  "reply_uncertain",
  "reply_failed",
]

/** What carries a person's words to colleagues, and is shown in full. */
const WITH_WORDS: readonly TimelineKind[] = ["note", "escalated", "returned", "callback_missed"]

/** Messages, replies, notes and events as one exchange, oldest first. */
export function exchangeOf({ thread, messages, replies, timeline }: ThreadDetail): ExchangeItem[] {
  const ours = new Set(replies.map(({ id }) => id))
  const items: ExchangeItem[] = [
    ...messages
      // What the network gave back of a reply of ours is that reply.
      .filter(({ replyId }) => replyId === null || !ours.has(replyId))
      .map((message) => ({ type: "message" as const, id: message.id, at: message.sentAt, message })),
    ...replies
      .filter(({ state }) => state !== "cancelled")
      .map((reply) => ({ type: "reply" as const, id: reply.clientId, at: reply.createdAt, reply })),
    ...timeline
      .filter(({ kind }) => !SAID_BY_BUBBLES.includes(kind))
      // What the department is asked right now stands above the exchange.
      .filter(({ kind, at }) => kind !== "escalated" || at !== thread.escalation?.at)
      .map((event) =>
        WITH_WORDS.includes(event.kind) && event.text !== null
          ? { type: "note" as const, id: event.id, at: event.at, event }
          : { type: "events" as const, id: event.id, at: event.at, events: [event] },
      ),
  ]
  return gather(items.sort((a, b) => a.at.localeCompare(b.at)))
}

/** Events that follow each other stand together. */
function gather(items: ExchangeItem[]): ExchangeItem[] {
  return items.reduce<ExchangeItem[]>((all, item) => {
    const last = all.at(-1)
    if (item.type !== "events" || last?.type !== "events") return [...all, item]
    return [...all.slice(0, -1), { ...last, events: [...last.events, ...item.events] }]
  }, [])
}

/** What came since the agent began to write on `version`: the same that the server would answer. */
export function changesSince({ thread, messages, replies }: ThreadDetail, version: number, myId: string) {
  return {
    version: thread.version,
    messages: messages.filter((message) => message.direction === "in" && message.threadVersion > version),
    replies: replies.filter(
      (reply) => reply.threadVersion > version && reply.by.id !== myId && reply.state !== "cancelled",
    ),
  }
}
