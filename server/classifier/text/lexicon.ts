import { createMend, type Mend } from "./mend.ts"

/** The words the classifier has met: they cut hashtags, mend spelling and vouch for French. */
export type Lexicon = { isKnown: (folded: string) => boolean; mend: Mend }

export const EMPTY_LEXICON: Lexicon = { isKnown: () => false, mend: (folded) => folded }

/** From words, most frequent first. */
export function createLexicon(words: readonly string[]): Lexicon {
  const known = new Set(words)
  return { isKnown: (folded) => known.has(folded), mend: createMend(words) }
}
