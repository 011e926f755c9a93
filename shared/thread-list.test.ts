import fc from "fast-check"
import { expect, test } from "vitest"
import type { LiveEvent } from "./live-event.ts"
import { applyToThreadList, type ListQuery } from "./thread-list.ts"
import { compareThreads, isInView, ThreadView } from "./thread-view.ts"
import type { Thread } from "./thread.ts"

const id = (index: number) => index.toString(16).padStart(24, "0")
const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 8, minute)).toISOString()
const me = { id: id(900), name: "Nadia" }
const other = { id: id(901), name: "Tom" }

type Change = { index: number; minute: number } & Pick<
  Thread,
  "state" | "sentiment" | "urgency" | "department" | "assignee" | "escalation" | "lastReply"
>

const escalation = { department: "voirie", note: "?", by: me, at: at(0), dueAt: at(50) }
const change: fc.Arbitrary<Change> = fc.record({
  index: fc.integer({ min: 0, max: 6 }),
  minute: fc.integer({ min: 0, max: 59 }),
  state: fc.constantFrom("new", "open", "waiting_department", "ready", "answered", "closed"),
  sentiment: fc.constantFrom("negative", "neutral", "positive"),
  urgency: fc.constantFrom("normal", "high", "emergency"),
  department: fc.constantFrom("voirie", "proprete", null),
  assignee: fc.constantFrom(me, other, null),
  escalation: fc.constantFrom(escalation, { ...escalation, department: "proprete" }, null),
  lastReply: fc.constantFrom(
    null,
    { id: id(77), state: "failed" as const },
    { id: id(77), state: "sent" as const },
  ),
})

const query: fc.Arbitrary<ListQuery> = fc.record({
  view: fc.constantFrom(...ThreadView.options),
  filters: fc.constantFrom(
    {},
    { department: "voirie" },
    { department: "none" as const },
    { sentiment: "negative" as const },
  ),
  viewer: fc.constantFrom(
    { id: me.id, role: "agent" as const, departments: [] },
    { id: me.id, role: "head" as const, departments: ["voirie"] },
  ),
})

function threadOf({ index, minute, ...rest }: Change, version: number): Thread {
  return {
    id: id(index),
    network: "x",
    visibility: "public",
    accountId: id(500),
    addressed: index % 3 !== 0,
    contact: { id: id(600 + index), username: "citizen", name: "Citizen" },
    departmentScore: null,
    language: "fr",
    excerpt: "",
    messageCount: 1,
    version,
    lastInboundAt: at(minute),
    lastMessageAt: at(minute),
    createdAt: at(0),
    ...rest,
  }
}

/** What the server would answer now. */
const fetched = (threads: ReadonlyMap<string, Thread>, { view, filters, viewer }: ListQuery): Thread[] =>
  [...threads.values()].filter((thread) => isInView(thread, view, filters, viewer)).sort(compareThreads)

/** Plays changes on the truth and, as events, on the list; each thread's version only grows. */
function play(
  changes: readonly Change[],
  list: Thread[],
  truth: Map<string, Thread>,
  of: ListQuery,
  more = false,
) {
  let held = { threads: list, more }
  for (const [step, one] of changes.entries()) {
    const thread = threadOf(one, step + 10)
    truth.set(thread.id, thread)
    const event: LiveEvent = { type: "thread.changed", thread }
    held = applyToThreadList(held, event, of)
    expect(applyToThreadList(held, event, of)).toEqual(held)
  }
  return held.threads
}

test("a whole list after any events is what reading it afresh would give", () => {
  fc.assert(
    fc.property(fc.array(change), fc.array(change), query, (before, after, of) => {
      const truth = new Map(before.map((one, version) => [id(one.index), threadOf(one, version)]))
      expect(play(after, fetched(truth, of), truth, of)).toEqual(fetched(truth, of))
    }),
  )
})

test("the first rows of a longer list stay the first rows of what reading afresh would give", () => {
  fc.assert(
    fc.property(
      fc.array(change),
      fc.array(change),
      query,
      fc.integer({ min: 1, max: 4 }),
      (before, after, of, size) => {
        const truth = new Map(before.map((one, version) => [id(one.index), threadOf(one, version)]))
        const all = fetched(truth, of)
        const rows = play(after, all.slice(0, size), truth, of, all.length > size)
        expect(rows).toEqual(fetched(truth, of).slice(0, rows.length))
      },
    ),
  )
})

test("a thread that is gone leaves the list", () => {
  const thread = threadOf(
    {
      index: 1,
      minute: 1,
      state: "open",
      sentiment: "neutral",
      urgency: "normal",
      department: null,
      assignee: null,
      escalation: null,
      lastReply: null,
    },
    1,
  )
  const of: ListQuery = { view: "inbox", filters: {}, viewer: { id: me.id, role: "agent", departments: [] } }
  const after = applyToThreadList(
    { threads: [thread], more: false },
    { type: "thread.gone", threadId: thread.id },
    of,
  )
  expect(after.threads).toEqual([])
})

test("an older picture of a thread never replaces a newer one", () => {
  const base = { index: 1, minute: 1, sentiment: "neutral", urgency: "normal", department: null } as const
  const rest = { assignee: null, escalation: null, lastReply: null }
  const newer = threadOf({ ...base, ...rest, state: "open" }, 5)
  const older = threadOf({ ...base, ...rest, state: "closed" }, 4)
  const of: ListQuery = { view: "inbox", filters: {}, viewer: { id: me.id, role: "agent", departments: [] } }
  const list = { threads: [newer], more: false }
  expect(applyToThreadList(list, { type: "thread.changed", thread: older }, of)).toEqual(list)
})
