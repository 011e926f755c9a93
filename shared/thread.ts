import { z } from "zod"
import { Sentiment, Urgency } from "./classification.ts"
import { DepartmentId } from "./department.ts"
import { Id, Instant } from "./id.ts"
import { Network, Visibility } from "./network.ts"
import { PersonRef } from "./person.ts"
import { ReplyState } from "./reply.ts"

/** `ready`: the department gave the thread back with what the agent needs to answer. */
export const ThreadState = z.enum(["new", "open", "waiting_department", "ready", "answered", "closed"])
export type ThreadState = z.infer<typeof ThreadState>

/** Handed to a department, with a due date and a way back. */
export const Escalation = z.object({
  department: DepartmentId,
  note: z.string(),
  by: PersonRef,
  at: Instant,
  dueAt: Instant,
})
export type Escalation = z.infer<typeof Escalation>

/** The exchange with one contact on one matter. */
export const Thread = z.object({
  id: Id,
  network: Network,
  visibility: Visibility,
  accountId: Id,
  contact: z.object({ id: Id, username: z.string(), name: z.string() }),
  state: ThreadState,
  /** False while nobody in it addressed the account: it was only overheard. */
  addressed: z.boolean(),
  department: DepartmentId.nullable(),
  /** How sure the classifier is of `department`, from 0 to 1; null once a person chose. */
  departmentScore: z.number().nullable(),
  sentiment: Sentiment,
  urgency: Urgency,
  language: z.string(),
  assignee: PersonRef.nullable(),
  escalation: Escalation.nullable(),
  /** The start of the citizen's last message. */
  excerpt: z.string(),
  messageCount: z.number().int(),
  /** The last reply that left, or tries to leave, the desk. */
  lastReply: z.object({ id: Id, state: ReplyState }).nullable(),
  /** Grows with every message and every reply: a reply written on an older one is refused. */
  version: z.number().int(),
  lastInboundAt: Instant,
  lastMessageAt: Instant,
  createdAt: Instant,
})
export type Thread = z.infer<typeof Thread>

export const CorrectClassification = z
  .object({ department: DepartmentId.nullable(), sentiment: Sentiment, urgency: Urgency })
  .partial()
  .refine((correction) => Object.keys(correction).length > 0, { error: "nothing_to_correct" })
export type CorrectClassification = z.infer<typeof CorrectClassification>

export const Escalate = z.object({
  department: DepartmentId,
  note: z.string().trim().min(1).max(4000),
  /** Working-time targets come from the server when this is left out. */
  dueAt: Instant.optional(),
})
export type Escalate = z.infer<typeof Escalate>

export const NoteText = z.object({ text: z.string().trim().min(1).max(4000) })
export type NoteText = z.infer<typeof NoteText>

export const SetState = z.object({ state: z.enum(["open", "closed"]) })
export type SetState = z.infer<typeof SetState>

/** Take (`self`) or release (`nobody`). */
export const Assign = z.object({ to: z.enum(["self", "nobody"]) })
export type Assign = z.infer<typeof Assign>

export const Draft = z.object({ text: z.string().max(10_000), savedAt: Instant.nullable() })
export type Draft = z.infer<typeof Draft>
export const SaveDraft = z.object({ text: z.string().max(10_000) })
