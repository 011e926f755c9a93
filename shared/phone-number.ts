/** What people write between the digits of a number. */
const SEPARATORS = /[\s.\-‐-―/()·]/gu

/**
 * Territories with a country code of their own that share France's way of dialling (ARCEP, national numbering plan):
 * what follows the leading 0 tells which. The group is the number as it follows the country code.
 */
const TERRITORIES: readonly { code: string; national: RegExp }[] = [
  { code: "590", national: /^((?:590|690|691)\d{6})$/ },
  { code: "594", national: /^((?:594|694)\d{6})$/ },
  { code: "596", national: /^((?:596|696|697)\d{6})$/ },
  // 0639 is Mayotte's, but for 0639 98, which ARCEP keeps for fiction in metropolitan France.
  { code: "262", national: /^((?:262|263|269|639(?!98)|692|693)\d{6})$/ },
  { code: "508", national: /^508(\d{6})$/ },
  { code: "508", national: /^(708\d{6})$/ },
]

/**
 * A number as people write it in France, in the one form of ITU-T E.164 (`+33612345678`): with or without separators,
 * with 0, +33 or 0033, from overseas, or foreign with its country code.
 * @returns null when it is no number that can be called from here
 */
export function toE164(written: string): string | null {
  const bare = written.normalize("NFKC").trim().replace(/\(0\)/g, "").replace(SEPARATORS, "")
  const parts = /^(\+|00)?(\d+)$/.exec(bare)
  if (!parts) return null
  const [, prefix, digits = ""] = parts
  if (prefix === undefined) return /^0[1-9]\d{8}$/.test(digits) ? fromNational(digits.slice(1)) : null
  const french = /^33(.*)$/.exec(digits)?.[1]
  if (french !== undefined) {
    const national = french.replace(/^0/, "")
    return /^[1-9]\d{8}$/.test(national) ? fromNational(national) : null
  }
  const overseas = /^(590|594|596|262)0?(\d+)$/.exec(digits)
  if (overseas) return overseas[2]?.length === 9 ? `+${overseas[1]}${overseas[2]}` : null
  return /^[1-9]\d{7,14}$/.test(digits) ? `+${digits}` : null
}

function fromNational(national: string): string {
  for (const { code, national: pattern } of TERRITORIES) {
    const local = pattern.exec(national)?.[1]
    if (local !== undefined) return `+${code}${local}`
  }
  return `+33${national}`
}

/** The country code of a number and what follows it, where the code is one of France's. */
const codeAndLocal = (e164: string) => /^\+(33|590|594|596|262|508)(\d+)$/.exec(e164)

/** A number as people in France read it, in unbreakable groups; foreign ones keep their country code. */
export function formatPhone(e164: string): string {
  const [, code, local = ""] = codeAndLocal(e164) ?? []
  if (code === undefined || code === "508") return e164
  const first = code === "33" ? 2 : 4
  const national = `0${local}`
  return [national.slice(0, first), ...(national.slice(first).match(/\d{2}/g) ?? [])].join("\u00a0")
}

/**
 * Takes one number out of a text, in every form it may be written in, with digits however separated.
 * @param instead what stands in its place: by default words in French, as what a city hall notes
 */
export function withoutNumber(text: string, e164: string, instead = "(numéro de rappel)"): string {
  return text.replace(formsOf(e164), instead)
}

/** Where the number stands in a text, in any form. */
export const findNumber = (text: string, e164: string): { start: number; end: number; text: string }[] =>
  [...text.matchAll(formsOf(e164))].map(({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
    text: found,
  }))

/** The first thing in a text that is a number to call, in the form of E.164; null when there is none. */
export function findAnyNumber(text: string): string | null {
  for (const [written] of text.matchAll(/(?:\+|\b)\d(?:[\s.\-‐-―/()·]{0,3}\d){8,14}\b/gu)) {
    const number = toE164(written)
    if (number !== null) return number
  }
  return null
}

/** Whether the number stands in the text, in any form. */
export const hasNumber = (text: string, e164: string): boolean => formsOf(e164).test(text)

function formsOf(e164: string): RegExp {
  const between = "[\\s.\\-‐-―/()·]{0,3}"
  const spaced = (digits: string) => [...digits].join(between)
  const [, code, local] = codeAndLocal(e164) ?? []
  if (code === undefined || local === undefined) return new RegExp(spaced(e164.slice(1)), "gu")
  const prefix = `(?:(?:\\+|00)${between}${spaced(code)}${between}(?:0${between})?|0${between})?`
  const [body, more] = code === "508" && local.length === 6 ? [local, `(?:508${between})?`] : [local, ""]
  return new RegExp(`${prefix}${more}${spaced(body)}`, "gu")
}
