/** A text without accents or invisible characters, and where each of its characters came from. */
export type PlainText = {
  plain: string
  /** Where the character at `index` of `plain` starts in the original. */
  startOf: (index: number) => number
  /** Where the character at `index` of `plain` ends in the original. */
  endOf: (index: number) => number
}

const INVISIBLE = /[\p{Mn}\p{Cf}]/u
const FOLDED: Record<string, string> = {
  œ: "oe",
  Œ: "OE",
  æ: "ae",
  Æ: "AE",
  ß: "ss",
  ł: "l",
  Ł: "L",
  ø: "o",
  Ø: "O",
  "’": "'",
  "‘": "'",
  ʼ: "'",
  "‐": "-",
  "‑": "-",
  "–": "-",
  "—": "-",
  "−": "-",
  "∕": "/",
  "⁄": "/",
}

/**
 * Makes "né à" and "ne a" the same for a pattern, keeping capitals: they tell names.
 * Full-width digits, typographic spaces, dashes and apostrophes become plain ones; what cannot be seen goes.
 */
export function toPlainText(text: string): PlainText {
  let plain = ""
  const starts: number[] = []
  const ends: number[] = []
  let at = 0
  for (const character of text) {
    const end = at + character.length
    for (const unit of fold(character)) {
      plain += unit
      starts.push(at)
      ends.push(end)
    }
    at = end
  }
  return {
    plain,
    startOf: (index) => starts[index] ?? text.length,
    endOf: (index) => ends[index] ?? text.length,
  }
}

/** UTF-16 units, so that an index of `plain` is an index of the arrays above. */
function fold(character: string): string[] {
  const code = character.charCodeAt(0)
  if (code < 0x80) return [character]
  const known = FOLDED[character]
  if (known !== undefined) return known.split("")
  if (/\s/.test(character)) return [character === "\n" ? "\n" : " "]
  return character
    .normalize("NFKD")
    .split("")
    .filter((unit) => !INVISIBLE.test(unit))
}
