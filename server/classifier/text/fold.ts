const MARKS = /\p{M}+/gu
/** Longer runs carry no more meaning and would let one message cost as much as a thousand. */
const LONGEST_WORD = 40

/**
 * One word as the classifier compares it: accents, case, ligatures and repeated letters gone.
 * Works on composed (NFC) and decomposed (NFD) text alike: both fold to the same letters.
 */
export function fold(word: string): string {
  const start = word.length > LONGEST_WORD ? word.slice(0, LONGEST_WORD) : word
  if (/^[a-z]+$/.test(start)) return unrepeat(start)
  const letters = start.normalize("NFKD").replace(MARKS, "").toLowerCase()
  return unrepeat(letters.replaceAll("œ", "oe").replaceAll("æ", "ae").replaceAll("ß", "ss"))
}

/** « troooop » says trop; French doubles letters (« ville ») but never triples them. */
function unrepeat(word: string): string {
  return word.replace(/(.)\1{2,}/gu, "$1")
}

/** True when someone leaned on a key: « nooooon ». */
export function isStretched(word: string): boolean {
  return /(\p{L})\1{2,}/iu.test(word.slice(0, LONGEST_WORD))
}
