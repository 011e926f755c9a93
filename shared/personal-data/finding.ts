import type { PersonalDataKind } from "../personal-data.ts"

/** Where a pattern matched in the plain text. */
export type Span = { kind: PersonalDataKind; start: number; end: number }

/** Every match of a global pattern; `group` names the part that is the finding. */
export function spans(
  kind: PersonalDataKind,
  text: string,
  pattern: RegExp,
  accept: (match: RegExpExecArray) => boolean = () => true,
): Span[] {
  const found: Span[] = []
  for (const match of text.matchAll(pattern)) {
    if (!accept(match)) continue
    const part = match.groups?.["it"] ?? match[0]
    // The named part ends the match or stands alone in it: its last place is the right one.
    const start = match.index + match[0].lastIndexOf(part)
    found.push({ kind, start, end: start + part.length })
  }
  return found
}
