import { z } from "zod"
import { DepartmentId } from "./department.ts"
import { Id, Instant } from "./id.ts"
import { PersonRef } from "./person.ts"
import { PersonalDataKind } from "./personal-data/finding.ts"

/** `review`: waits for the head of its department. */
export const EntryState = z.enum(["draft", "review", "published", "archived"])
export type EntryState = z.infer<typeof EntryState>

/** A flagged word that a person judged harmless, and why. Part of the record. */
export const Override = z.object({
  kind: PersonalDataKind,
  text: z.string().min(1).max(200),
  reason: z.string().trim().min(3).max(300),
  by: PersonRef,
})
export type Override = z.infer<typeof Override>

/** What residents read: the text as it was approved, whatever is being written since. */
export const PublishedText = z.object({
  question: z.string(),
  answer: z.string(),
  department: DepartmentId,
  slug: z.string(),
  /** The version that was approved. */
  version: z.number().int(),
  publishedAt: Instant,
})
export type PublishedText = z.infer<typeof PublishedText>

/** One question and its answer in the public FAQ. */
export const Entry = z.object({
  id: Id,
  state: EntryState,
  question: z.string(),
  answer: z.string(),
  department: DepartmentId.nullable(),
  slug: z.string(),
  sourceThreadId: Id.nullable(),
  overrides: z.array(Override),
  /** Grows with every save: an editor that saves an older one is refused. */
  version: z.number().int(),
  createdBy: PersonRef,
  updatedBy: PersonRef,
  reviewedBy: PersonRef.nullable(),
  /** What the head said when giving it back. */
  reviewNote: z.string().nullable(),
  createdAt: Instant,
  updatedAt: Instant,
  /** When it last went online; stays once it is archived. */
  publishedAt: Instant.nullable(),
  /** Null when residents do not see it. */
  published: PublishedText.nullable(),
})
export type Entry = z.infer<typeof Entry>

export const ProposeEntry = z.object({ threadId: Id })
export type ProposeEntry = z.infer<typeof ProposeEntry>

export const SaveEntry = z.object({
  question: z.string().trim().min(1).max(300),
  answer: z.string().trim().min(1).max(8000),
  department: DepartmentId.nullable(),
  overrides: z
    .array(Override.omit({ by: true }))
    .max(100)
    .default([]),
  expectedVersion: z.number().int().nonnegative(),
})
export type SaveEntry = z.infer<typeof SaveEntry>

/** A step of the review: `version` is the text the person was looking at. */
export const EntryStep = z.object({ expectedVersion: z.number().int().nonnegative() })
export type EntryStep = z.infer<typeof EntryStep>
export const ReturnEntry = EntryStep.extend({ note: z.string().trim().min(1).max(2000) })
export type ReturnEntry = z.infer<typeof ReturnEntry>
