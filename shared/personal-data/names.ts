import { FIRST_NAMES, WORDS_TOO } from "./first-names.ts"
import type { Span } from "./finding.ts"
import {
  BEFORE_INITIAL,
  CIVILITIES,
  KIN,
  LEARNED,
  NAMED_PLACES,
  NOT_A_NAME,
  PARTICLES,
  TITLES,
} from "./name-words.ts"
import { SURNAMES } from "./surnames.ts"
import { isCapital, isInitial, isShouted, tokenize, type Tokens } from "./tokens.ts"

/**
 * Names of people: after a civility, a relative or "je m'appelle"; a known first name, with the capitals that follow;
 * a known surname beside another capital. Streets, schools and saints keep theirs.
 * Some are missed and some words are taken for names: a person reads everything before it is published.
 */
export function findNames(text: string): Span[] {
  const tokens = tokenize(text)
  const found: Span[] = []
  let at = 0
  while (at < tokens.length) {
    const range = nameAt(tokens, at)
    if (!range) {
      at += 1
      continue
    }
    const start = tokens.start(range.first)
    const dot = isInitial(tokens.text(range.last)) && tokens.gap(range.last + 1).startsWith(".") ? 1 : 0
    found.push({ kind: "name", start, end: tokens.end(range.last) + dot })
    at = Math.max(range.last, at) + 1
  }
  return found
}

type Range = { first: number; last: number }

function nameAt(tokens: Tokens, at: number): Range | null {
  return (
    afterCivility(tokens, at) ??
    afterRelative(tokens, at) ??
    knownFirstName(tokens, at) ??
    knownSurname(tokens, at) ??
    initialAndSurname(tokens, at)
  )
}

function afterCivility(tokens: Tokens, at: number): Range | null {
  if (!isCivility(tokens, at)) return null
  let next = at + 1
  if (tokens.lower(next) === "et" && CIVILITIES.has(tokens.lower(next + 1))) next += 2
  if (LEARNED.has(tokens.lower(at)) && isPlace(tokens, at)) return null
  const last = surnameFrom(tokens, next, true)
  if (last !== null) return { first: at, last }
  const known = FIRST_NAMES.has(tokens.lower(next)) || SURNAMES.has(tokens.lower(next))
  return known && isClose(tokens.gap(next)) && !NOT_A_NAME.has(tokens.lower(next))
    ? { first: at, last: next }
    : null
}

const ABBREVIATED = new Set(["mr", "mme", "mlle", "mmes", "mrs", "dr"])

function isCivility(tokens: Tokens, at: number): boolean {
  const lower = tokens.lower(at)
  if (!CIVILITIES.has(lower)) return false
  const gap = tokens.gap(at + 1)
  if (lower === "m" || lower === "mm") return tokens.text(at) === lower.toUpperCase() && /^\.? $/.test(gap)
  if (lower === "me" || lower === "pr" || lower === "ms")
    return isCapital(tokens.text(at)) && /^\.? $/.test(gap)
  return gap === " " || (ABBREVIATED.has(lower) && /^\. ?$/.test(gap))
}

function afterRelative(tokens: Tokens, at: number): Range | null {
  const lower = tokens.lower(at)
  const next = at + 1
  const gap = tokens.gap(next)
  const isTitle = (lower === "nom" || lower === "prenom") && /^ ?: ?$/.test(gap)
  const isNameIs = lower === "is" && tokens.lower(at - 1) === "name" && gap === " "
  const isKin = KIN.has(lower) && /^(?: | ?: ?)$/.test(gap)
  if (!isTitle && !isNameIs && !isKin) return null
  const last = tokens.lower(next) === "noel" ? null : surnameFrom(tokens, next, false)
  return last === null ? null : { first: next, last }
}

function knownFirstName(tokens: Tokens, at: number): Range | null {
  if (!FIRST_NAMES.has(tokens.lower(at))) return null
  const capital = isCapital(tokens.text(at))
  let last = at
  while (tokens.gap(last + 1) === "-" && tokens.length > last + 1) last += 1
  const next = last + 1
  if (!capital) {
    const surname = tokens.lower(next)
    const bothKnown =
      SURNAMES.has(surname) &&
      !NOT_A_NAME.has(surname) &&
      !(WORDS_TOO.has(tokens.lower(at)) && WORDS_TOO.has(surname))
    return bothKnown && tokens.gap(next) === " " && !isCommonPair(tokens, at)
      ? { first: at, last: next }
      : null
  }
  if (isPlace(tokens, at)) return null
  const first = surnameBefore(tokens, at) ? at - 1 : at
  const surname = surnameFrom(tokens, next, false)
  if (surname !== null && isBelievable(tokens, at, next, surname)) return { first, last: surname }
  if (first < at || last > at) return { first, last }
  return WORDS_TOO.has(tokens.lower(at)) && !isAlone(tokens, at) ? null : { first, last }
}

/** "Pierre Martin" is someone; "Rose Trémière" may be a plant, so a first name that is a word wants a known surname… */
function isBelievable(tokens: Tokens, at: number, next: number, last: number): boolean {
  if (!["noel", "max", "sam", "come", "line", "france", "avril"].includes(tokens.lower(at))) return true
  for (let index = next; index <= last; index++) if (SURNAMES.has(tokens.lower(index))) return true
  return false
}

/** "une pierre petit modèle": small letters only name someone when no article stands before. */
function isCommonPair(tokens: Tokens, at: number): boolean {
  return (
    WORDS_TOO.has(tokens.lower(at)) &&
    ["un", "une", "la", "le", "cette", "ce", "l", "d", "des"].includes(tokens.lower(at - 1))
  )
}

/** …unless it closes a letter by itself: "Cordialement, Claire". */
function isAlone(tokens: Tokens, at: number): boolean {
  return (
    ["cordialement", "cdt", "vous", "merci", "signe", "bonjour", "bonsoir", "salut"].includes(
      tokens.lower(at - 1),
    ) &&
    /^[ ,:\n]{1,3}$/.test(tokens.gap(at)) &&
    /^\s*(?:[.!,;:\n]|$)/.test(tokens.gap(at + 1))
  )
}

/** "DUPONT Jean", "Nguyen Minh". */
function surnameBefore(tokens: Tokens, at: number): boolean {
  const before = tokens.lower(at - 1)
  if (at === 0 || tokens.gap(at) !== " " || !isCapital(tokens.text(at - 1)) || NOT_A_NAME.has(before))
    return false
  return (
    SURNAMES.has(before) ||
    (isShouted(tokens.text(at - 1)) && before.length >= 4 && !isShouted(tokens.text(at)))
  )
}

/** Endings that ordinary French words do not have. */
const SURNAME_ENDING = /.{2}(?:enko|ova|ski|ska|vic|vitch|oglu|escu|opoulos|dze|shvili|aoui|etti|elli|inho)$/

function knownSurname(tokens: Tokens, at: number): Range | null {
  const known = SURNAMES.has(tokens.lower(at)) || SURNAME_ENDING.test(tokens.lower(at))
  if (!known || !isCapital(tokens.text(at)) || isPlace(tokens, at)) return null
  const after = surnameFrom(tokens, at + 1, false)
  if (after !== null && tokens.gap(at + 1) === " ") return { first: at, last: after }
  const before = tokens.text(at - 1)
  const isFirstName =
    isCapital(before) &&
    before.length > 1 &&
    tokens.gap(at) === " " &&
    !NOT_A_NAME.has(before.toLowerCase()) &&
    !NAMED_PLACES.has(before.toLowerCase()) &&
    !isShouted(before)
  return isFirstName ? { first: at - 1, last: at } : null
}

/** "J. Dupont"; not "bâtiment B. Merci". */
function initialAndSurname(tokens: Tokens, at: number): Range | null {
  if (!isInitial(tokens.text(at)) || !/^\. ?$/.test(tokens.gap(at + 1)) || isPlace(tokens, at)) return null
  const last = surnameFrom(tokens, at + 1, true)
  if (last === null) return null
  const opens = at === 0 || !/^[ '-]$/.test(tokens.gap(at)) || BEFORE_INITIAL.has(tokens.lower(at - 1))
  return opens || SURNAMES.has(tokens.lower(at + 1)) ? { first: at, last } : null
}

/** The last word of the surname that starts here: capitals, joined by particles, hyphens or apostrophes. */
function surnameFrom(tokens: Tokens, from: number, afterDot: boolean): number | null {
  let last: number | null = null
  let capitals = 0
  for (let at = from; at < tokens.length && capitals < 4; at++) {
    const gap = tokens.gap(at)
    const joined = gap === "-" || gap === "'"
    const close = joined || gap === " " || (at === from && isClose(gap, afterDot))
    if (!close) break
    const lower = tokens.lower(at)
    const dotted = isInitial(tokens.text(at)) && tokens.gap(at + 1).startsWith(".")
    if (PARTICLES.has(lower) && !dotted) continue
    if (!isCapital(tokens.text(at)) || CIVILITIES.has(lower)) break
    if (!joined && !dotted && (NOT_A_NAME.has(lower) || isInitial(tokens.text(at)))) break
    last = at
    capitals += 1
  }
  return last
}

function isClose(gap: string, dotted = true): boolean {
  return dotted ? /^\.? ?$/.test(gap) : /^ ?:? ?$/.test(gap) && gap !== ""
}

/** True when the capitals before lead back to a street, a school, a saint…: the name is a place's. */
function isPlace(tokens: Tokens, at: number): boolean {
  for (let back = at - 1; back >= Math.max(0, at - 7); back--) {
    if (!/^[ '-]$|^\. $/.test(tokens.gap(back + 1))) return false
    const lower = tokens.lower(back)
    if (NAMED_PLACES.has(lower)) return true
    if (!PARTICLES.has(lower) && !TITLES.has(lower) && !isCapital(tokens.text(back))) return false
    if (CIVILITIES.has(lower) && !TITLES.has(lower)) return false
  }
  return false
}
