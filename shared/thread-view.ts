import { z } from "zod"
import { Sentiment } from "./classification.ts"
import { DepartmentId } from "./department.ts"
import { Network } from "./network.ts"
import type { Role } from "./person.ts"
import type { ReplyState } from "./reply.ts"
import type { Thread, ThreadState } from "./thread.ts"

/** The lists of the desk, in menu order. `listening`: what the city overheard, said to nobody in particular. `trouble`: a reply failed, waits, or may or may not have left. */
export const ThreadView = z.enum([
  "inbox",
  "mine",
  "urgent",
  "unassigned",
  "listening",
  "department",
  "trouble",
  "answered",
  "closed",
])
export type ThreadView = z.infer<typeof ThreadView>

export const ThreadFilters = z.object({
  /** A department's id, or "none" for threads that nobody could place. */
  department: z.union([DepartmentId, z.literal("none")]).optional(),
  sentiment: Sentiment.optional(),
  network: Network.optional(),
})
export type ThreadFilters = z.infer<typeof ThreadFilters>

/** Who looks: decides what may be seen, and what "mine" means. */
export type Viewer = { id: string; role: Role; departments: readonly string[] }

const WAITING_FOR_AGENT: readonly ThreadState[] = ["new", "open", "ready"]
const OPEN: readonly ThreadState[] = ["new", "open", "ready", "waiting_department"]
const TROUBLED: readonly ReplyState[] = ["failed", "uncertain", "unknown", "retry"]

/**
 * What each view holds, as conditions that the server turns into a query and the browser into a test.
 * `states`: any of these; `assignee`: that person, or nobody; `replyStates`: the last reply is in one of these.
 */
export type ViewConditions = {
  states?: readonly ThreadState[]
  addressed?: boolean
  assignee?: string | null
  urgency?: "emergency"
  replyStates?: readonly ReplyState[]
}

/** The conditions of a view for a viewer. Heads only ever see what was handed to their departments. */
export function viewConditions(view: ThreadView, viewer: Viewer): ViewConditions {
  switch (view) {
    case "inbox":
      return viewer.role === "head"
        ? { states: ["waiting_department"] }
        : { states: WAITING_FOR_AGENT, addressed: true }
    case "mine":
      return { states: OPEN, assignee: viewer.id }
    case "urgent":
      return { states: OPEN, urgency: "emergency" }
    case "unassigned":
      return { states: WAITING_FOR_AGENT, assignee: null, addressed: true }
    case "listening":
      return { states: WAITING_FOR_AGENT, addressed: false }
    case "department":
      return { states: ["waiting_department"] }
    case "trouble":
      return { replyStates: TROUBLED }
    case "answered":
      return { states: ["answered"] }
    case "closed":
      return { states: ["closed"] }
  }
}

/** The views that make sense for a role, in menu order. */
export function viewsFor(role: Role): ThreadView[] {
  return role === "head" ? ["inbox", "trouble", "answered", "closed"] : ThreadView.options.slice()
}

/** True when the viewer may see the thread at all. */
export function canSee(viewer: Viewer, thread: Pick<Thread, "escalation">): boolean {
  if (viewer.role !== "head") return true
  return thread.escalation !== null && viewer.departments.includes(thread.escalation.department)
}

/** True when the thread belongs in this list: the browser's copy of the server's query. */
export function isInView(thread: Thread, view: ThreadView, filters: ThreadFilters, viewer: Viewer): boolean {
  const { states, addressed, assignee, urgency, replyStates } = viewConditions(view, viewer)
  return (
    canSee(viewer, thread) &&
    (states === undefined || states.includes(thread.state)) &&
    (addressed === undefined || thread.addressed === addressed) &&
    (assignee === undefined || (thread.assignee?.id ?? null) === assignee) &&
    (urgency === undefined || thread.urgency === urgency) &&
    (replyStates === undefined ||
      (thread.lastReply !== null && replyStates.includes(thread.lastReply.state))) &&
    (filters.department === undefined || (thread.department ?? "none") === filters.department) &&
    (filters.sentiment === undefined || thread.sentiment === filters.sentiment) &&
    (filters.network === undefined || thread.network === filters.network)
  )
}

/** The place of a thread in a list: asking for what comes before it brings the next page. */
export const placeOf = ({ lastMessageAt, id }: Pick<Thread, "lastMessageAt" | "id">): string =>
  `${lastMessageAt}_${id}`

/** Newest word first; the id settles ties, so that pages never overlap. */
export function compareThreads(a: Thread, b: Thread): number {
  return b.lastMessageAt.localeCompare(a.lastMessageAt) || b.id.localeCompare(a.id)
}
