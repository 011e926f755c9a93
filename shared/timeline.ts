import { z } from "zod"
import { Id, Instant } from "./id.ts"
import { PersonRef } from "./person.ts"

/** What can happen to a thread. The catalogue has a sentence for each. */
export const TimelineKind = z.enum([
  "thread_opened",
  "thread_reopened",
  "message_received",
  "message_edited",
  "message_removed",
  "message_hidden",
  "message_shown",
  "message_liked",
  "message_unliked",
  "act_refused",
  "taken",
  "released",
  "state_changed",
  "department_corrected",
  "sentiment_corrected",
  "urgency_corrected",
  "note",
  "escalated",
  "returned",
  "reply_held",
  "reply_cancelled",
  "reply_sent",
  "reply_waiting",
  "reply_unknown",
  "reply_uncertain",
  "reply_failed",
  "reply_resent",
  "answered_elsewhere",
  "call_logged",
  "call_settled",
  "called_back",
  "callback_missed",
  "number_revealed",
  "entry_proposed",
  "entry_published",
])
export type TimelineKind = z.infer<typeof TimelineKind>

/** One act or fact in a thread's life, never changed once written. */
export const TimelineEvent = z.object({
  id: Id,
  threadId: Id,
  kind: TimelineKind,
  at: Instant,
  /** Null when Parvis or the network did it. */
  by: PersonRef.nullable(),
  /** Free text: a note, or what a department was told. */
  text: z.string().nullable(),
  /** Values for the sentence: from, to, department, reason… */
  values: z.record(z.string(), z.string()),
})
export type TimelineEvent = z.infer<typeof TimelineEvent>
