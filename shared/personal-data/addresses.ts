import { spans, type Span } from "./finding.ts"

/** Ways whose name in the singular leaves no doubt. */
const CLEAR_WAYS =
  "rue|r\\.|avenue|av\\.?|ave\\.?|boulevard|blvd|boul\\.?|bvd|bd\\.?|impasse|imp\\.?|allee|all\\.|chemin|chem\\.?|ch\\.|quai|square|sq\\.?|passage|sentier|ruelle|faubourg|fbg|fg|esplanade|promenade|lotissement|lot\\.?|hameau|lieu-dit|lieudit|rond-point|venelle|montee|traverse|place|pl\\.?"
/** Also ordinary words ("10 cours de natation"): a capital must follow. */
const DOUBTFUL_WAYS =
  "allees|route|rte\\.?|cours|cite|villa|residence|res\\.?|voie|porte|parc|mail|clos|cour|chaussee|domaine|parvis|galerie|rampe|escalier|pont|quartier|zone|za|zi"

const NUMBER = String.raw`(?<![\d.,/])\d{1,4}(?:\s?[-/&]\s?\d{1,4})?(?:\s?(?:bis|ter|quater|[a-dA-D](?![a-z'])))?`
const SPELLED_NUMBER =
  "(?<![a-z])(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|dix-sept|dix-huit|dix-neuf|vingt|trente|quarante|cinquante)(?:\\s(?:bis|ter))?"
const JOINT = String.raw`(?:\s?,\s?|\s{1,2})(?:de\s(?:la\s|l')?|du\s)?`
const START = new RegExp(
  `(?:(?:n°|no|numero)\\s?)?${NUMBER}${JOINT}(?:(?<clear>(?:${CLEAR_WAYS})(?![a-z]))|(?<doubtful>(?:${DOUBTFUL_WAYS})(?![a-z])))\\s?`,
  "gi",
)
const SPELLED_START = new RegExp(`${SPELLED_NUMBER}${JOINT}(?<doubtful>(?:${CLEAR_WAYS})(?![a-z]))\\s?`, "gi")
/** "rue Pasteur, au numéro 12", "avenue Foch n°33". */
const NUMBER_LAST = new RegExp(
  `(?<![a-z])(?:${CLEAR_WAYS}|route)(?![a-z])\\s(?:[\\w'-]{1,30}\\s){0,4}[\\w'-]{1,30}(?:\\s?,)?\\s?(?:au\\s)?\\(?(?:n°|no|numero|au)\\s?\\d{1,4}(?:\\s?(?:bis|ter))?(?![\\d\\w])`,
  "gi",
)
const FLAT = /(?<![a-z])(?:appartement|appart|appt|apt)\.?\s?(?:n°|no|numero)?\s?\d{1,4}(?!\d)/gi

const PARTICLES = new Set(
  "de du des la le les l d et aux saint sainte st ste general colonel docteur dr president marechal abbe".split(
    " ",
  ),
)
/** What may follow a street's name in small letters without being part of it; also what a place can be for. */
const STOPS = new Set(
  (
    "est sont etait a ont il elle on ne pas plus depuis devant derriere dans chez pour par avec sans qui que ou car mais " +
    "hs svp merci bonjour trou panne cassee casse lampadaire c ce cette ces mon ma mes je nous vous ils y encore toujours tous " +
    "toutes tout tres trop parking stationnement livraison livraisons assise assises gratuite gratuites disponible disponibles " +
    "libre libres reservee reservees pmr handicapee creche sur vers entre pietonne pietonnes est-ce jour jours nuit matin soir"
  ).split(" "),
)

const NAMED_DAY =
  /^\s(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)(?![a-z])/i

/** House numbers with the name of their street; a postcode and a town that follow belong to it. */
export function findAddresses(text: string): Span[] {
  return [
    ...[...text.matchAll(START), ...text.matchAll(SPELLED_START)].flatMap((match) => {
      const end = endOfName(text, match.index + match[0].length, match.groups?.["doubtful"] !== undefined)
      return end === null ? [] : [{ kind: "address" as const, start: match.index, end }]
    }),
    ...spans("address", text, NUMBER_LAST),
    ...spans("address", text, FLAT),
  ]
}

/** Where the street's name ends; null when there is none, as in "12 places de parking". */
function endOfName(text: string, from: number, capitalWanted: boolean): number | null {
  const word = /(?<gap>[\s'-]{0,2})(?<word>[A-Za-z]+|\d{1,4}(?!\d))/y
  let end: number | null = null
  let at = from
  let small = 0
  let capital = false
  for (let count = 0; count < 9; count++) {
    word.lastIndex = at
    const match = word.exec(text)
    const found = match?.groups?.["word"] ?? ""
    const lower = found.toLowerCase()
    if (!match || (count > 0 && match.groups?.["gap"] === "") || /\n/.test(match[0])) break
    at = match.index + match[0].length
    const isCapital = /^[A-Z]/.test(found) && (found.length > 1 || !capitalWanted)
    if (PARTICLES.has(lower)) continue
    if (/^\d/.test(found)) {
      // "8 mai 1945" is a name; any other number ends one.
      if (end === null && NAMED_DAY.test(text.slice(at, at + 12))) continue
      break
    }
    if (STOPS.has(lower) && !(isCapital && end === null)) break
    if (!isCapital) {
      if (capitalWanted && end === null) return null
      if (capital) break
      small += 1
      if (small > 2) break
    }
    capital = isCapital
    end = at
  }
  return end === null ? null : endOfTown(text, endOfYear(text, end))
}

function endOfYear(text: string, end: number): number {
  return end + (/^\s(?:18|19|20)\d\d(?!\d)/.exec(text.slice(end, end + 6))?.[0].length ?? 0)
}

function endOfTown(text: string, end: number): number {
  const town = /^\s?,?\s?\d{5}(?!\d)(?:\s[A-Z][\w'-]{1,30}){0,3}/.exec(text.slice(end, end + 120))
  return end + (town?.[0].length ?? 0)
}
