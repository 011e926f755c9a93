import { demoEntryId } from "../../domain/faq/demo-entries.ts"
import { demoTexts } from "../../domain/faq/demo-texts.ts"
import type { Entry } from "../../../shared/entry.ts"

const by = { id: "0".repeat(24), name: "Claire" }
const DAY = 24 * 3_600_000
const START = Date.parse("2026-11-01T08:00:00.000Z")

/** An entry that is online, unless told otherwise. */
export function buildEntry({ published, ...overrides }: Partial<Entry> = {}): Entry {
  const at = new Date(START).toISOString()
  const entry: Entry = {
    id: "1".repeat(24),
    state: "published",
    question: "Une question ?",
    answer: "Une réponse.",
    department: "proprete",
    slug: "une-question",
    sourceThreadId: null,
    overrides: [],
    version: 1,
    createdBy: by,
    updatedBy: by,
    reviewedBy: by,
    reviewNote: null,
    createdAt: at,
    updatedAt: at,
    publishedAt: at,
    published: published ?? null,
    ...overrides,
  }
  if (published === undefined)
    entry.published = {
      question: entry.question,
      answer: entry.answer,
      department: entry.department ?? "other",
      slug: entry.slug,
      version: entry.version,
      publishedAt: entry.publishedAt ?? at,
    }
  return entry
}

/** The demo's entries, online; their slug is their key, so that tests can name them. */
export const demoEntries: Entry[] = demoTexts.map(({ key, question, answer, department, age }) => {
  const at = new Date(START - age * DAY).toISOString()
  return buildEntry({
    id: demoEntryId(key),
    slug: key,
    question,
    answer,
    department,
    updatedAt: at,
    publishedAt: at,
  })
})
