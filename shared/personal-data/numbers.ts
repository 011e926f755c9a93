import { spans, type Span } from "./finding.ts"

// Sex, year, month (01-12, or 20 and more when unknown), department (2A and 2B in Corsica), town, order, key.
const SECURITY_NUMBER =
  /(?<![\dA-Za-z])[1-478][ .-]?\d{2}[ .-]?(?:0[1-9]|1[0-2]|[2-9]\d)[ .-]?(?:\d{2}|2[AB])[ .-]?\d{3}[ .-]?\d{3}(?:[ .-]?\d{2})?(?![\dA-Za-z])/gi
const LOOSE_SECURITY_NUMBER =
  /(?<![\dA-Za-z])[12](?:[ .-]?\d){4}[ .-]?(?:\d[ .-]?\d|2[ .-]?[AB])(?:[ .-]?\d){8}(?![\dA-Za-z])/gi

/** French social-security numbers. A right key also tells one that is grouped in an unusual way. */
export function findSecurityNumbers(text: string): Span[] {
  return [
    ...spans("social_security", text, SECURITY_NUMBER, ([match]) => hasShape(match)),
    ...spans("social_security", text, LOOSE_SECURITY_NUMBER, ([match]) => hasSecurityKey(match)),
  ]
}

/** Thirteen digits in a row are also a bar code: without spaces nor key they must be a plausible person. */
function hasShape(match: string): boolean {
  const digits = match.replace(/[^\dAB]/gi, "")
  return digits.length === 15 || /[ .-]/.test(match) || /^[12]/.test(digits)
}

/** 97 minus the number modulo 97; Corsican departments count as 19 and 18 (INSEE). */
function hasSecurityKey(text: string): boolean {
  const digits = text
    .replace(/[^\dAB]/gi, "")
    .toUpperCase()
    .replace("2A", "19")
    .replace("2B", "18")
  if (!/^\d{15}$/.test(digits)) return false
  return 97n - (BigInt(digits.slice(0, 13)) % 97n) === BigInt(digits.slice(13))
}

/** Length of an IBAN by country: where French residents bank (SWIFT registry). */
const IBAN_LENGTHS: Record<string, number> = Object.fromEntries(
  (
    "FR27 MC27 DE22 BE16 ES24 IT27 PT25 LU20 CH21 GB22 NL18 IE22 AT20 PL28 RO24 SE24 DK18 FI18 NO15 GR27 " +
    "CZ24 HU28 LT20 LV21 EE20 BG22 HR21 SI19 SK24 MT31 CY28 TN24 MA28 DZ26 TR26 AD24 LI21 SM27"
  )
    .split(" ")
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
)
const IBAN_START = /(?<![A-Za-z\d])[A-Z]{2}\d{2}/gi
const BANK_DETAILS = /(?<!\d)\d{5}[ -]\d{5}[ -][\dA-Z]{11}[ -]\d{2}(?!\d)/gi
const BANK_DETAILS_NAMED =
  /\b(?:rib|iban|compte)\b\W{1,6}(?<it>\d{5}[ -]?\d{5}[ -]?[\dA-Z]{11}[ -]?\d{2})(?!\d)/gi

/** IBANs with the length of their country, and French bank details without the country. */
export function findBankAccounts(text: string): Span[] {
  return [...ibans(text), ...spans("iban", text, BANK_DETAILS), ...spans("iban", text, BANK_DETAILS_NAMED)]
}

/** Read character by character: the country says how long it is, whatever stands between the groups. */
function ibans(text: string): Span[] {
  return spans("iban", text, IBAN_START).flatMap((span) => {
    let missing = (IBAN_LENGTHS[text.slice(span.start, span.start + 2).toUpperCase()] ?? 0) - 4
    let end = span.end
    let gap = 0
    while (missing > 0 && gap <= 2 && end < text.length) {
      const character = text.charAt(end)
      if (/[A-Z\d]/i.test(character)) missing -= 1
      else if (!/[ .-]/.test(character)) break
      gap = /[ .-]/.test(character) ? gap + 1 : 0
      end += 1
    }
    return missing === 0 && !/[A-Z\d]/i.test(text.charAt(end)) ? [{ ...span, end }] : []
  })
}

// I, O and U are never on a plate since 2009 (arrêté du 9 février 2009).
const LETTERS = "[A-HJ-NP-TV-Z]{2}"
const PLATE = new RegExp(
  `(?<![A-Za-z\\d-])${LETTERS}(?<gap>[ .-]?)\\d{3}\\k<gap>${LETTERS}(?![A-Za-z\\d-])`,
  "gi",
)
const MIXED_PLATE = new RegExp(`(?<![A-Za-z\\d-])${LETTERS}[ -]?\\d{3}[ -]?${LETTERS}(?![A-Za-z\\d-])`, "g")
const OLD_PLATE =
  /(?<![A-Za-z\d-])\d{2,4}[ -]?(?<letters>[A-HJ-NP-TV-Z]{2,3})[ -]?(?:0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-8])(?![A-Za-z\d])/g
const ABOUT_A_VEHICLE =
  /(?:immatric|plaque|voiture|vehicule|moto|scooter|camion|fourgon|auto)[^.!?\n]{0,40}$/i
const WORDS_IN_CAPITALS = new Set(
  "DE LE LA ET AU EN KM DB MM CM BD AV RD RN PV TVA EUR RUE BIS TER".split(" "),
)

/** Number plates, of today's shape and of the one before 2009. */
export function findPlates(text: string): Span[] {
  const notWords = (match: RegExpExecArray) => {
    const [first = "", last = ""] = match[0].split(/[^A-Za-z]+/)
    if (match[0] === match[0].toUpperCase() && !WORDS_IN_CAPITALS.has(first) && !WORDS_IN_CAPITALS.has(last))
      return true
    // In small letters with spaces, "de 100 km" has the same shape.
    return !/ /.test(match[0]) || ABOUT_A_VEHICLE.test(text.slice(Math.max(0, match.index - 80), match.index))
  }
  return [
    ...spans("plate", text, PLATE, notWords),
    ...spans("plate", text, MIXED_PLATE, notWords),
    ...spans("plate", text, OLD_PLATE, (match) => !WORDS_IN_CAPITALS.has(match.groups?.["letters"] ?? "")),
  ]
}
