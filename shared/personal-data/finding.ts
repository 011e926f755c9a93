import { z } from "zod"

/** What must not reach the public FAQ unless a person judged it harmless, with a reason. */
export const PersonalDataKind = z.enum([
  "handle",
  "email",
  "phone",
  "social_security",
  "plate",
  "iban",
  "address",
  "birth_date",
  "name",
  "file_number",
])
export type PersonalDataKind = z.infer<typeof PersonalDataKind>

/** A stretch of a text (UTF-16 offsets, end excluded) that may tell who someone is. */
export const Finding = z.object({
  kind: PersonalDataKind,
  start: z.number().int().nonnegative(),
  end: z.number().int().positive(),
  text: z.string(),
})
export type Finding = z.infer<typeof Finding>

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
