import MiniSearch from "minisearch"
import type { Entry, PublishedText } from "../../shared/entry.ts"
import { type ParsedQuery, parseQuery } from "./search/query.ts"
import { isStopWord, termsOf, wordsOf } from "./search/words.ts"

/** An entry as residents may read it: the approved text, and nothing of its making. */
export type PublicEntry = PublishedText & { id: string }
/** `terms`: the words of the index that were met, to mark them in a text. */
export type SearchHit = { entry: PublicEntry; score: number; terms: ReadonlySet<string> }
/** `words`: what was looked for; empty when the search had nothing but stop words. */
export type SearchResult = { words: string[]; hits: SearchHit[] }

export type FaqIndex = ReturnType<typeof createFaqIndex>

const TITLE_WEIGHT = 4
/** Hits far below the best one are noise. */
const LEAST_SHARE = 0.08
/** An entry this near to another one is worth reading beside it. */
const RELATED_SHARE = 0.2
const MOST_HITS = 30
const BEST_FIRST = (a: SearchHit, b: SearchHit) => b.score - a.score || a.entry.id.localeCompare(b.entry.id)
const NEWEST_FIRST = (a: PublicEntry, b: PublicEntry) =>
  b.publishedAt.localeCompare(a.publishedAt) || a.id.localeCompare(b.id)

/**
 * Everything residents can read, in memory. Fed with every entry that is or was online, at start, and with every
 * change from then on; the same entries give the same index, whatever the order, so that processes agree.
 */
export function createFaqIndex() {
  const search = emptySearch()
  const online = new Map<string, PublicEntry>()
  /** The last change known of each entry, also of those that are offline: an older picture never replaces it. */
  const changedAt = new Map<string, string>()
  const gone = new Set<string>()
  const known = new Map<string, number>()
  let version = 0

  /** Safe while changes arrive: what was read before one of them does not undo it. Entries are archived, never deleted. */
  function load(entries: readonly Entry[]): void {
    for (const entry of entries) put(entry)
    version += 1
  }

  function apply(entry: Entry): void {
    if (put(entry)) version += 1
  }

  /** True when residents see a difference. */
  function put(entry: Entry): boolean {
    const { id, published, publishedAt, updatedAt } = entry
    if ((changedAt.get(id) ?? "") > updatedAt) return false
    changedAt.set(id, updatedAt)
    const before = online.get(id)
    const wasGone = gone.has(id)
    if (published === null && publishedAt !== null) gone.add(id)
    else gone.delete(id)
    if (before && published && isSame(before, published)) return false
    if (before) {
      search.remove(before)
      count(before, -1)
      online.delete(id)
    }
    if (published) {
      const after: PublicEntry = { ...published, id }
      search.add(after)
      count(after, 1)
      online.set(id, after)
    }
    return before !== undefined || published !== null || wasGone !== gone.has(id)
  }

  function count({ question, answer }: PublicEntry, step: number): void {
    for (const { folded } of wordsOf(`${question}\n${answer}`))
      if (!isStopWord(folded))
        for (const term of termsOf(folded)) {
          const next = (known.get(term) ?? 0) + step
          if (next > 0) known.set(term, next)
          else known.delete(term)
        }
  }

  return {
    load,
    apply,

    /** Grows with every change that residents can see: what was rendered before is out of date. */
    version: (): number => version,
    get: (id: string): PublicEntry | null => online.get(id) ?? null,
    /** True for what was online and is no more. */
    isGone: (id: string): boolean => gone.has(id),
    /** All of them, last published first. */
    list: (): PublicEntry[] => [...online.values()].sort(NEWEST_FIRST),
    ofDepartment: (department: string): PublicEntry[] =>
      [...online.values()]
        .filter((entry) => entry.department === department)
        .sort((a, b) => a.question.localeCompare(b.question, "fr") || a.id.localeCompare(b.id)),

    /** How many entries each department has online. */
    counts(): Map<string, number> {
      const counts = new Map<string, number>()
      for (const { department } of online.values()) counts.set(department, (counts.get(department) ?? 0) + 1)
      return counts
    },

    /** Entries that answer a search, best first. */
    search(text: string, limit = MOST_HITS): SearchResult {
      const query = parseQuery(text, (term) => known.has(term))
      return { words: query.words.map(({ word }) => word), hits: find(query, limit) }
    },

    /** Entries about the same matter; else others of the same department. */
    related(entry: PublicEntry, limit = 3): PublicEntry[] {
      const ranked = rank(parseQuery(entry.question, (term) => known.has(term)))
      // The entry itself comes first: how near the others are is measured on it.
      const least = (ranked[0]?.score ?? 0) * RELATED_SHARE
      const near = ranked.filter(({ score }) => score >= least).map((hit) => hit.entry)
      const sameDepartment = [
        ...ranked.map((hit) => hit.entry),
        ...[...online.values()].sort(NEWEST_FIRST),
      ].filter(({ department }) => department === entry.department)
      return [...new Set([...near, ...sameDepartment])].filter(({ id }) => id !== entry.id).slice(0, limit)
    },
  }

  function find(query: ParsedQuery, limit: number): SearchHit[] {
    const hits = rank(query)
    const least = (hits[0]?.score ?? 0) * LEAST_SHARE
    return hits.filter(({ score }) => score >= least).slice(0, limit)
  }

  function rank({ words, tree }: ParsedQuery): SearchHit[] {
    if (!tree) return []
    const hits = search.search(tree).flatMap(({ id, score, queryTerms, terms }) => {
      const entry = online.get(String(id))
      if (!entry) return []
      // An entry with all the words beats one that repeats a single one.
      const met = words.filter((word) => queryTerms.some((term) => word.terms.has(term))).length
      // The engine multiplies by the number of terms met, which counts a word, its stem and its synonyms as many.
      const sum = score / Math.max(1, queryTerms.length)
      // Rounded, because sums of fractions differ in their last digits with the order of arrival.
      const weighed = Number((sum * (0.4 + (0.6 * met) / words.length)).toPrecision(6))
      return [{ entry, score: weighed, terms: new Set(terms) }]
    })
    return hits.sort(BEST_FIRST)
  }
}

function emptySearch(): MiniSearch<PublicEntry> {
  return new MiniSearch<PublicEntry>({
    idField: "id",
    fields: ["question", "answer"],
    tokenize: (text) => wordsOf(text).map(({ folded }) => folded),
    processTerm: (folded) => (isStopWord(folded) ? null : termsOf(folded)),
    searchOptions: {
      boost: { question: TITLE_WEIGHT, answer: 1 },
      weights: { fuzzy: 0.45, prefix: 0.4 },
      combineWith: "OR",
    },
  })
}

function isSame(before: PublicEntry, after: PublishedText): boolean {
  return before.version === after.version && before.publishedAt === after.publishedAt
}
