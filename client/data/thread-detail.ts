import { queryOptions } from "@tanstack/react-query"
import { ThreadDetail } from "../../shared/api.ts"
import type { LiveEvent } from "../../shared/live-event.ts"
import type { Reply } from "../../shared/reply.ts"
import { getJson } from "../lib/api.ts"

/** One thread, whole. */
export const threadQuery = (threadId: string) =>
  queryOptions({
    queryKey: ["thread", threadId],
    queryFn: ({ signal }) => getJson(`/api/threads/${threadId}`, ThreadDetail, signal),
  })

/** Which thread an event is about, if any. */
export function threadOf(event: LiveEvent): string | null {
  switch (event.type) {
    case "thread.changed":
      return event.thread.id
    case "thread.gone":
      return event.threadId
    case "message.changed":
      return event.message.threadId
    case "reply.changed":
      return event.reply.threadId
    case "timeline.added":
      return event.event.threadId
    case "entry.changed":
      return event.entry.sourceThreadId
    case "account.changed":
      return null
  }
}

/** The thread after an event: the same as reading it again. Applying twice is harmless. */
export function applyToThread(detail: ThreadDetail, event: LiveEvent): ThreadDetail {
  if (threadOf(event) !== detail.thread.id) return detail
  switch (event.type) {
    case "thread.changed":
      return event.thread.version < detail.thread.version ? detail : { ...detail, thread: event.thread }
    case "message.changed":
      return { ...detail, messages: byTime(upsert(detail.messages, event.message), "sentAt") }
    case "reply.changed":
      return withReply(detail, event.reply)
    case "timeline.added":
      return { ...detail, timeline: byTime(upsert(detail.timeline, event.event), "at") }
    case "entry.changed":
      return { ...detail, entries: upsert(detail.entries, event.entry) }
    default:
      return detail
  }
}

/** A reply that this browser painted and the server has not confirmed yet. */
export const isUnconfirmed = (reply: Reply): boolean => reply.id.startsWith("local-")

/** Puts a reply in, in place of the one painted before the server answered. */
export function withReply(detail: ThreadDetail, reply: Reply): ThreadDetail {
  const others = detail.replies.filter(({ clientId }) => clientId !== reply.clientId)
  return {
    ...detail,
    // The reply is part of what this person has seen: the next one is written on that.
    thread: { ...detail.thread, version: Math.max(detail.thread.version, reply.threadVersion) },
    replies: byTime([...others, reply], "createdAt"),
  }
}

/** The same, for news as old as the sending itself: whatever the server has said since is newer. */
export function withSentReply(detail: ThreadDetail, reply: Reply): ThreadDetail {
  const known = detail.replies.find(({ clientId }) => clientId === reply.clientId)
  return known && !isUnconfirmed(known) ? detail : withReply(detail, reply)
}

function upsert<T extends { id: string }>(all: T[], one: T): T[] {
  return all.some(({ id }) => id === one.id)
    ? all.map((each) => (each.id === one.id ? one : each))
    : [...all, one]
}

function byTime<T extends { id: string }, K extends keyof T>(all: T[], key: K): T[] {
  return all.toSorted((a, b) => String(a[key]).localeCompare(String(b[key])) || a.id.localeCompare(b.id))
}
