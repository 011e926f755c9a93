import { fold } from "./fold.ts"

type Piece = { form: string; start: number; end: number }
type IsKnown = (folded: string) => boolean

const CASED = /(?:\p{Lu}\p{M}*)+(?![\p{Ll}\p{M}])|\p{Lu}?\p{M}*[\p{Ll}\p{M}]+|\p{Lo}[\p{Lo}\p{M}]*/gu
/** Words of one or two letters that may stand inside a hashtag; others would cut words to pieces. */
const SHORT = new Set(["a", "l", "d", "y", "la", "le", "de", "du", "en", "un", "on", "au", "et", "ma", "nos"])
const LONGEST_PIECE = 20

/** « HonteALaMairie » by its capitals, « honteàlamairie » by the words we know. Offsets are within `raw`. */
export function splitHashtag(raw: string, isKnown: IsKnown): Piece[] {
  const pieces: Piece[] = []
  for (const { 0: part, index: start } of raw.matchAll(CASED)) {
    const end = start + part.length
    const form = fold(part)
    // A word found inside a piece keeps the piece's offsets: folding may have changed its length.
    const words = isKnown(form) ? [form] : segment(form, isKnown)
    for (const word of words) pieces.push({ form: word, start, end })
  }
  return pieces
}

/** The fewest known words that make up the whole, or the whole itself. */
function segment(form: string, isKnown: IsKnown): string[] {
  const best: (string[] | undefined)[] = [[]]
  for (let end = 1; end <= form.length; end++) {
    for (let start = Math.max(0, end - LONGEST_PIECE); start < end; start++) {
      const before = best[start]
      const word = form.slice(start, end)
      if (!before || !(word.length > 2 ? isKnown(word) : SHORT.has(word))) continue
      const current = best[end]
      if (!current || before.length + 1 < current.length) best[end] = [...before, word]
    }
  }
  return best[form.length] ?? [form]
}
