import { badValue, CommandError, notSupported } from "../errors.ts"
import { show } from "../values/show.ts"
import { toNumber } from "../values/numbers.ts"
import { isDocument, type Document } from "../values/rank.ts"
import { type StringOrder } from "./string-order.ts"

/** A collation with all its fields, as a real server shows it. */
const defaults = {
  caseLevel: false,
  caseFirst: "off",
  strength: 3,
  numericOrdering: false,
  alternate: "non-ignorable",
  maxVariable: "punct",
  normalization: false,
  backwards: false,
}
/** The version of ICU's rules that MongoDB 7.0 names. */
const icuVersion = "57.1"

const choices: Record<string, readonly unknown[]> = {
  caseLevel: [true, false],
  caseFirst: ["off", "upper", "lower"],
  strength: [1, 2, 3, 4, 5],
  numericOrdering: [true, false],
  alternate: ["non-ignorable", "shifted"],
  maxVariable: ["punct", "space"],
  normalization: [true, false],
  backwards: [true, false],
}

/**
 * A collation in full; undefined for `{locale: "simple"}`, which is the order of bytes.
 * @throws CommandError 2, 14 or 40415 for what is no collation, 238 for what ICU offers and JavaScript does not.
 */
export function normalizeCollation(value: unknown): Document | undefined {
  if (value === undefined || value === null) return undefined
  if (!isDocument(value))
    throw new CommandError("TypeMismatch", "BSON field 'collation' is the wrong type, expected type 'object'")
  if (Object.keys(value).length === 0) return undefined
  const { locale, version: _version, ...options } = value
  if (typeof locale !== "string") throw badValue(`Field 'locale' is invalid in: ${show(value)}`)
  for (const [field, given] of Object.entries(options)) {
    const allowed = Object.hasOwn(choices, field) ? choices[field] : undefined
    if (!allowed) throw new CommandError(40415, `BSON field 'collation.${field}' is an unknown field.`)
    if (!allowed.includes(field === "strength" ? toNumber(given) : given))
      throw badValue(`Field '${field}' is invalid in: ${show(value)}`)
  }
  if (locale === "simple") {
    if (Object.keys(options).length > 0)
      throw badValue(`Collation with locale 'simple' has other fields: ${show(value)}`)
    return undefined
  }
  const strength = toNumber(options.strength ?? defaults.strength) ?? defaults.strength
  const full = { locale, ...defaults, ...options, strength, version: icuVersion }
  checkOffered(full)
  if (!languageOf(locale)) throw badValue(`Field 'locale' is invalid in: ${show(value)}`)
  return full
}

type Full = typeof defaults & { locale: string }

function checkOffered({ backwards, strength, caseLevel, alternate, maxVariable }: Full): void {
  if (backwards) throw notSupported("collation option 'backwards'")
  if (strength === 2 && caseLevel) throw notSupported("collation option 'caseLevel' with strength 2")
  if (alternate === "shifted" && (maxVariable === "space" || strength > 3))
    throw notSupported("collation option 'alternate: shifted' with 'maxVariable: space' or strength 4 and 5")
}

/** ICU's name of a locale as JavaScript writes it; undefined when there are no rules for it. */
function languageOf(locale: string): string | undefined {
  if (!/^[A-Za-z]{2,3}(_[A-Za-z0-9]+)*$/.test(locale)) return undefined
  const tag = locale.replaceAll("_", "-")
  try {
    return Intl.Collator.supportedLocalesOf([tag]).length > 0 ? tag : undefined
  } catch {
    return undefined
  }
}

/** The order of a collation in full. */
export function orderOf(collation: Document): StringOrder {
  const { locale, strength, caseLevel, caseFirst, numericOrdering, alternate } = collation as Full
  const collator = new Intl.Collator(languageOf(locale), {
    sensitivity: strength === 1 ? (caseLevel ? "case" : "base") : strength === 2 ? "accent" : "variant",
    numeric: numericOrdering,
    caseFirst: caseFirst === "off" ? "false" : (caseFirst as "upper" | "lower"),
    ignorePunctuation: alternate === "shifted",
  })
  const compare = (a: string, b: string): number =>
    collator.compare(a, b) || (strength === 5 && a !== b ? (a < b ? -1 : 1) : 0)
  return { compare, canonical: representatives(compare) }
}

/** Keeps the first of all strings that compare as equal, in order, so that each is found by halving. */
function representatives(compare: (a: string, b: string) => number): (text: string) => string {
  const known: string[] = []
  const found = new Map<string, string>()
  return (text) => {
    const before = found.get(text)
    if (before !== undefined) return before
    let [low, high] = [0, known.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (compare(known[middle] ?? "", text) < 0) low = middle + 1
      else high = middle
    }
    const at = known[low]
    const canonical = at !== undefined && compare(at, text) === 0 ? at : text
    if (canonical === text) known.splice(low, 0, text)
    found.set(text, canonical)
    return canonical
  }
}
