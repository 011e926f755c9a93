import { spans, type Span } from "./finding.ts"

const MONTH =
  "janvier|janv\\.?|fevrier|fev\\.?|mars|avril|avr\\.?|mai|juin|juillet|juil\\.?|aout|septembre|sept\\.?|octobre|oct\\.?|novembre|nov\\.?|decembre|dec\\.?|january|february|march|april|may|june|july|august|september|october|november|december"
const DATE = `(?:(?<!\\d)\\d{1,2}\\s?[./-]\\s?\\d{1,2}\\s?[./-]\\s?(?:\\d{4}|\\d{2})(?!\\d)|(?<!\\d)\\d{2}\\s\\d{2}\\s\\d{4}(?!\\d)|(?<!\\d)(?:18|19|20)\\d\\d-\\d\\d-\\d\\d(?!\\d)|(?<!\\d)\\d{1,2}(?:er)?\\s(?:${MONTH})\\s\\d{2,4}(?!\\d))`
const BIRTH =
  "(?<![a-z])(?:nee?s?(?:\\(e\\))?(?=\\s)|naissance|naiss\\.?|ddn|d\\.d\\.n\\.?|dob|born|anniversaire)(?![a-z])"

const DATE_AFTER = new RegExp(`${BIRTH}(?<gap>[^.!?\\n\\d]{0,40}?)(?<it>${DATE})`, "gi")
const DATE_BEFORE = new RegExp(
  `(?<it>${DATE})[^.!?\\n\\d]{0,25}?(?<![a-z])(?:naissance|ddn|date of birth)`,
  "gi",
)
/** A rule about ages ("nés entre le… et le…", "né avant le…") is about nobody. */
const RULE = /\b(?:entre|plus tard|avant|apres|partir|depuis|jusqu|before|after|between|a compter)\b/i

/** Dates of birth: full dates beside a word of birth. */
export function findBirthDates(text: string): Span[] {
  return [
    ...spans("birth_date", text, DATE_AFTER, (match) => !RULE.test(match.groups?.["gap"] ?? "")),
    ...spans("birth_date", text, DATE_BEFORE),
  ]
}

const FILE_WORDS =
  "dossier|reference|references|ref|demande|ticket|facture|contrat|contravention|proces-verbal|pv|avis de paiement|avis|fps|matricule|allocataire|permis|numero fiscal|n°\\s?fiscal|fiscal|passeport|carte d'identite|cni|titre de sejour|identifiant|client|usager|adherent|adherente|abonne|abonnee|titre de recette|titre|signalement|suivi|recommande|recepisse|courrier|reclamation|affaire|inscription|licence|badge|carte|enregistre sous le"
const MARK = "(?:\\s?(?:n°|n\\.|no|num|numero|num\\.|#)\\s?:?|\\s?:|\\s?#)"
/** A code: letters and digits with the usual joints, three digits at least (asked below). */
const CODE = "[A-Z\\d](?:[A-Z\\d]|[/_.-](?=[A-Z\\d])){2,30}"
const SPACED_CODE = "\\d[\\dA-Z]{0,3}(?:\\s\\d{2,5}[A-Z]?){2,4}(?:\\s[\\dA-Z]{1,5})?"

const MARKED_FILE = new RegExp(
  `(?<![a-z])(?:${FILE_WORDS})(?:s)?\\.?(?:\\sde\\s[a-z]{3,12})?${MARK}\\s?(?<it>${SPACED_CODE}|${CODE})`,
  "gi",
)
const NUMBER_OF_FILE = new RegExp(
  `(?:n°|no|numero|num)\\s?(?:d'|de\\s|du\\s)?(?:${FILE_WORDS})\\s?(?:est\\s|:\\s?|est\\sle\\s)?(?:le\\s)?(?<it>${CODE})`,
  "gi",
)
const BARE_FILE = new RegExp(
  `(?<![a-z])(?:${FILE_WORDS})(?:\\sde\\s[a-z]{3,12})?\\s(?<it>${SPACED_CODE}|${CODE})`,
  "gi",
)
const UNDER_NUMBER = new RegExp(
  `\\bsous\\s(?:le\\s|la\\s)?(?:n°|numero|reference|ref)\\s?:?\\s?(?<it>${CODE})`,
  "gi",
)
/** Building permissions: kind, department and town, year, order. */
const BUILDING = /\b(?:PC|DP|PD|PA|CU)\s?(?<it>\d{3}\s?\d{3}\s?\d{2}\s?[A-Z]?\d{4,5})(?!\d)/gi
const BUILDING_NAMED = /\bpermis\s(?<it>(?:PC|DP|PD|PA)\s?\d{3}\s?\d{3}\s?\d{2}\s?[A-Z]?\d{4,5})(?!\d)/gi
/** The law and public forms have numbers too. */
const OF_EVERYONE =
  /(?:loi|decret|arrete|cerfa|deliberation|formulaire|ligne|bus|article|decision|norme|reglement)\s?(?:n°|no|numero)?\s?$/i
const LONG_NUMBER = /(?:n°)\s?(?<it>[A-Z]{0,4}\d{5,24})(?![\d*-])/g

/** Numbers of a file, a bill, a fine, an identity paper…: they name one person's case. */
export function findFileNumbers(text: string): Span[] {
  const named = (match: RegExpExecArray) => isCode(match.groups?.["it"] ?? "")
  const marked = (match: RegExpExecArray) => named(match) && !isYear(match.groups?.["it"] ?? "")
  // Without "n°" before it, "une facture 120 €" is an amount.
  const bare = (match: RegExpExecArray) =>
    marked(match) && /\d{5}|[A-Z].*\d|\d.*[A-Z]|\d[-/]\d/i.test(match.groups?.["it"] ?? "")
  return [
    ...spans("file_number", text, BUILDING_NAMED),
    ...spans("file_number", text, BUILDING),
    ...spans("file_number", text, MARKED_FILE, marked),
    ...spans("file_number", text, NUMBER_OF_FILE, marked),
    ...spans("file_number", text, BARE_FILE, bare),
    ...spans("file_number", text, UNDER_NUMBER, named),
    ...spans(
      "file_number",
      text,
      LONG_NUMBER,
      ({ index }) => !OF_EVERYONE.test(text.slice(Math.max(0, index - 30), index)),
    ),
  ]
}

function isCode(code: string): boolean {
  const digits = code.replace(/\D/g, "").length
  return digits >= 3 || (digits >= 2 && code.length >= 8)
}

const isYear = (code: string) => /^(?:19|20)\d\d(?:[-/](?:19|20)?\d\d)?$/.test(code)
