import type { Query } from "minisearch"
import { synonymsOf } from "./synonyms.ts"
import { isStopWord, stem, termsOf, wordsOf } from "./words.ts"

/** Longer searches are cut: nobody types that much, and reading it must stay cheap. */
export const LONGEST_QUERY = 200
const MOST_WORDS = 12
const SYNONYM_WEIGHT = 0.45
const SWAP_WEIGHT = 0.7

/**
 * What to look for. `words`: the words of the search that say something, each with every term that stands for it;
 * `tree`: the same for the engine, or null when there are none.
 */
export type ParsedQuery = { words: { word: string; terms: ReadonlySet<string> }[]; tree: Query | null }

/**
 * Reads a search. A word that entries hold is looked for as it is, with its stem and its synonyms;
 * one that none holds is taken for a typing error: one edit from 4 letters on, two from 8 (users.md U21),
 * or two letters swapped.
 */
export function parseQuery(text: string, isKnown: (term: string) => boolean): ParsedQuery {
  const all = wordsOf(text.slice(0, LONGEST_QUERY)).map(({ folded }) => folded)
  const meaningful = [...new Set(all.filter((word) => !isStopWord(word)))].slice(0, MOST_WORDS)
  if (meaningful.length === 0) return { words: [], tree: null }
  const last = all.at(-1)
  const parts = meaningful.map((word) => wordQuery(word, isKnown, word === last))
  return {
    words: parts.map(({ word, terms }) => ({ word, terms })),
    tree: { combineWith: "OR", queries: parts.map(({ query }) => query) },
  }
}

function wordQuery(word: string, isKnown: (term: string) => boolean, isLast: boolean) {
  const known = termsOf(word).some(isKnown)
  const swapped = known ? [] : swaps(word).filter((candidate) => termsOf(candidate).some(isKnown))
  const others = [
    ...swapped.map((candidate) => weighed(candidate, SWAP_WEIGHT)),
    ...synonymsOf(word).map((synonym) => weighed(synonym, SYNONYM_WEIGHT)),
  ]
  // The last word may still be being typed.
  const itself: Query = {
    queries: [word],
    prefix: isLast && word.length >= 3,
    fuzzy: known ? false : distance,
  }
  const query: Query = { combineWith: "OR", queries: [itself, ...others.map(({ query }) => query)] }
  return { word, query, terms: new Set([word, ...others.map(({ word }) => word)].flatMap(termsOf)) }
}

const distance = (term: string): number | false => (term.length >= 8 ? 2 : term.length >= 4 ? 1 : false)

function weighed(word: string, weight: number): { word: string; query: Query } {
  return { word, query: { queries: [word], fuzzy: false, prefix: false, boostTerm: () => weight } }
}

/** Every way to put two neighbouring letters right. */
function swaps(word: string): string[] {
  if (word.length < 4) return []
  return Array.from({ length: word.length - 1 }, (_, at) =>
    [word.slice(0, at), word.charAt(at + 1), word.charAt(at), word.slice(at + 2)].join(""),
  ).filter((swapped) => swapped !== word && stem(swapped) !== "")
}
