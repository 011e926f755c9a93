import { entryFindings, type EntryFinding, isCovered } from "../../../shared/entry-check.ts"
import type { Entry, SaveEntry } from "../../../shared/entry.ts"

export type Keeping = SaveEntry["overrides"][number]
export type EntryText = Pick<Entry, "question" | "answer" | "department"> & { overrides: Keeping[] }
/** A stretch that may tell who someone is, and why a person judged it harmless, if one did. */
export type Flag = EntryFinding & { reason: string | null }
export type KnownPeople = { names?: string[]; handles?: string[] }

/** Every flagged stretch of both texts. Same function as the gate that publishes: they cannot disagree. */
export function flagsOf(text: EntryText, people: KnownPeople): Flag[] {
  return entryFindings(text, people).map((finding) => ({
    ...finding,
    reason: text.overrides.find((keeping) => isCovered(finding, [keeping]))?.reason ?? null,
  }))
}

/** The flags that still need a hand. */
export const openFlags = (flags: readonly Flag[]): Flag[] => flags.filter(({ reason }) => reason === null)
