/** Shorter words have too many neighbours: « mars » would become « mais ». */
const SHORTEST = 6

export type Mend = (folded: string) => string

/**
 * One letter missing, added, changed or swapped: « lampadiare » is read as « lampadaire ». The first letter
 * must hold, and the word must be one the classifier never met. `words` come most frequent first: the
 * first that fits wins.
 */
export function createMend(words: readonly string[]): Mend {
  const known = new Set(words)
  const byGap = new Map<string, string>()
  for (const word of words) {
    if (word.length < SHORTEST) continue
    for (const gap of gaps(word)) if (!byGap.has(gap)) byGap.set(gap, word)
  }
  return (folded) => {
    if (folded.length < SHORTEST || known.has(folded)) return folded
    const missing = byGap.get(folded)
    if (missing) return missing
    for (const gap of gaps(folded)) {
      const found = known.has(gap) ? gap : byGap.get(gap)
      if (found && Math.abs(found.length - folded.length) <= 1) return found
    }
    return folded
  }
}

/** The word with each letter left out, but the first. */
function gaps(word: string): string[] {
  return Array.from({ length: word.length - 1 }, (_, at) => word.slice(0, at + 1) + word.slice(at + 2))
}
