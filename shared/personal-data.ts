import { findAddresses } from "./personal-data/addresses.ts"
import { findOnlineIds, findPhones } from "./personal-data/contact-details.ts"
import { findBirthDates, findFileNumbers } from "./personal-data/dates-and-files.ts"
import type { Finding, Span } from "./personal-data/finding.ts"
import { findKnownPeople, type KnownPeople } from "./personal-data/known-people.ts"
import { findNames } from "./personal-data/names.ts"
import { findBankAccounts, findPlates, findSecurityNumbers } from "./personal-data/numbers.ts"
import { toPlainText } from "./personal-data/plain-text.ts"
import { findSpelledPhones } from "./personal-data/spelled-phone.ts"

/**
 * Finds what may tell who someone is: the check that an entry passes before a person may publish it
 * (CNIL and Etalab: a text with a name replaced is still personal data, so this never replaces reading).
 * Pure, and linear in the text's length: every pattern is bounded.
 * @param context the person it comes from, whose names and handles are looked for however written
 */
export function findPersonalData(text: string, context: KnownPeople = {}): Finding[] {
  const { plain, startOf, endOf } = toPlainText(text)
  // In order of certainty: where two overlap, the first keeps the place.
  const spans: Span[] = [
    ...findOnlineIds(plain),
    ...findBankAccounts(plain),
    ...findSecurityNumbers(plain),
    ...findPhones(plain),
    ...findSpelledPhones(plain),
    ...findBirthDates(plain),
    ...findPlates(plain),
    ...findAddresses(plain),
    ...findFileNumbers(plain),
    ...findNames(plain),
    ...findKnownPeople(plain, context),
  ]
  return withoutOverlaps(spans, plain.length).map(({ kind, start, end }) => {
    const [from, to] = [startOf(start), endOf(end - 1)]
    return { kind, start: from, end: to, text: text.slice(from, to) }
  })
}

function withoutOverlaps(spans: Span[], length: number): Span[] {
  const taken = new Uint8Array(length)
  const kept = spans.filter(({ start, end }) => {
    if (end <= start || taken.subarray(start, end).includes(1)) return false
    taken.fill(1, start, end)
    return true
  })
  return kept.sort((a, b) => a.start - b.start)
}
