import type { ReactNode } from "react"
import { termsOf, wordsOf } from "./search/words.ts"
import { typeset } from "./typeset.ts"

/** A text with the words that a search met marked. */
export function Highlight({ text: raw, terms }: { text: string; terms: ReadonlySet<string> }): ReactNode {
  const text = typeset(raw)
  const parts: ReactNode[] = []
  let at = 0
  for (const { folded, start, end } of wordsOf(text)) {
    if (!isMet(folded, terms)) continue
    parts.push(text.slice(at, start), <mark key={start}>{text.slice(start, end)}</mark>)
    at = end
  }
  return <>{[...parts, text.slice(at)]}</>
}

const EXCERPT = 190

/** The stretch of an answer that holds most of the words met, on one line. */
export function excerptOf(answer: string, terms: ReadonlySet<string>): string {
  const text = answer
    .replace(/https:\/\/\S+/g, "")
    .replace(/^\s*(?:[-–•*]|\d{1,2}[.)])\s+/gm, "")
    .replace(/\s+/g, " ")
    .trim()
  if (text.length <= EXCERPT) return text
  const met = wordsOf(text).filter(({ folded }) => isMet(folded, terms))
  const within = (start: number) =>
    met.filter((word) => word.start >= start && word.end <= start + EXCERPT).length
  const best = met.reduce((best, { start }) => (within(start) > within(best) ? start : best), 0)
  // What opens an answer says most: move away from it only for more.
  const from = within(best) > within(0) ? Math.max(0, text.lastIndexOf(" ", Math.max(0, best - 30)) + 1) : 0
  const to = text.lastIndexOf(" ", from + EXCERPT)
  return `${from > 0 ? "… " : ""}${text.slice(from, to)} …`
}

function isMet(folded: string, terms: ReadonlySet<string>): boolean {
  return termsOf(folded).some((term) => terms.has(term))
}
