import PorterStemmerFr from "natural/lib/natural/stemmers/porter_stemmer_fr.js"

/** People invent words without end; past this many the cache starts again. */
const MOST_CACHED = 20_000
const stems = new Map<string, string>()

/** The stem of a folded word. The same word always gives the same stem, so it is worth remembering. */
export function stem(folded: string): string {
  const cached = stems.get(folded)
  if (cached !== undefined) return cached
  if (stems.size >= MOST_CACHED) stems.clear()
  const found = PorterStemmerFr.stem(folded)
  stems.set(folded, found)
  return found
}
