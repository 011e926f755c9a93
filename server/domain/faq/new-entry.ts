import type { Entry } from "../../../shared/entry.ts"
import type { PersonRef } from "../../../shared/person.ts"

type Beginning = Pick<Entry, "state" | "question" | "answer" | "department" | "sourceThreadId" | "overrides">

/** An entry that nobody reviewed and no resident ever saw. */
export const newEntry = (beginning: Beginning, by: PersonRef, at: string): Omit<Entry, "id" | "version"> => ({
  ...beginning,
  slug: "",
  createdBy: by,
  updatedBy: by,
  reviewedBy: null,
  reviewNote: null,
  createdAt: at,
  updatedAt: at,
  publishedAt: null,
  published: null,
})
