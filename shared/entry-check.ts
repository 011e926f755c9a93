import type { Entry } from "./entry.ts"
import type { KnownPeople } from "./personal-data/known-people.ts"
import type { Finding } from "./personal-data/finding.ts"
import { findPersonalData } from "./personal-data.ts"

/** A finding, and the field it stands in. */
export type EntryFinding = Finding & { field: "question" | "answer" }

type Checked = Pick<Entry, "question" | "answer"> & { overrides: readonly { kind: string; text: string }[] }

/**
 * What still keeps an entry from being published: everything personal that nobody judged harmless.
 * The editor and the gate call this same function, so that they never disagree.
 */
export function uncoveredFindings(entry: Checked, people: KnownPeople = {}): EntryFinding[] {
  return entryFindings(entry, people).filter((finding) => !isCovered(finding, entry.overrides))
}

/** Everything personal in an entry, judged harmless or not. */
export function entryFindings(
  { question, answer }: Pick<Entry, "question" | "answer">,
  people: KnownPeople = {},
): EntryFinding[] {
  return [
    ...findPersonalData(question, people).map((finding) => ({ ...finding, field: "question" as const })),
    ...findPersonalData(answer, people).map((finding) => ({ ...finding, field: "answer" as const })),
  ]
}

/** An override speaks of one text of one kind: the same words elsewhere in the entry are covered too. */
export function isCovered(
  finding: Pick<Finding, "kind" | "text">,
  overrides: readonly { kind: string; text: string }[],
): boolean {
  return overrides.some(({ kind, text }) => kind === finding.kind && text.trim() === finding.text.trim())
}
