import { FIRST_NAMES, WORDS_TOO } from "./first-names.ts"
import type { Span } from "./finding.ts"
import { NOT_A_NAME, NAMED_PLACES, PARTICLES } from "./name-words.ts"
import { toPlainText } from "./plain-text.ts"
import { tokenize } from "./tokens.ts"

/** What is known of the person an entry comes from: their names and handles on the network. */
export type KnownPeople = { names?: readonly string[]; handles?: readonly string[] }

/** The names and handles of known people, however they are written: parts alone, small letters, without "@". */
export function findKnownPeople(text: string, { names = [], handles = [] }: KnownPeople): Span[] {
  const parts = new Map<string, boolean>()
  for (const name of names) for (const part of partsOf(name)) parts.set(part.word, part.anyCase)
  const wanted = new Set(
    handles.map((handle) => handle.replace(/^@/, "").toLowerCase()).filter(({ length }) => length > 2),
  )
  const found: Span[] = []
  for (const match of text.matchAll(/[\p{L}\d_]+/gu)) {
    const word = match[0].toLowerCase()
    const end = match.index + match[0].length
    if (wanted.has(word)) found.push({ kind: "handle", start: match.index, end })
  }
  const tokens = tokenize(text)
  for (let at = 0; at < tokens.length; at++) {
    const anyCase = parts.get(tokens.lower(at))
    if (anyCase === undefined || (!anyCase && !/^\p{Lu}/u.test(tokens.text(at)))) continue
    found.push({ kind: "name", start: tokens.start(at), end: tokens.end(at) })
  }
  return found
}

/** The words of a name that tell a person; one that is also an ordinary word counts with a capital only. */
function partsOf(name: string): { word: string; anyCase: boolean }[] {
  const tokens = tokenize(toPlainText(name).plain)
  return Array.from({ length: tokens.length }, (_, at) => tokens.lower(at))
    .filter(
      (word) => word.length >= 3 && !PARTICLES.has(word) && !NOT_A_NAME.has(word) && !NAMED_PLACES.has(word),
    )
    .map((word) => ({ word, anyCase: !WORDS_TOO.has(word) && (FIRST_NAMES.has(word) || word.length >= 5) }))
}
