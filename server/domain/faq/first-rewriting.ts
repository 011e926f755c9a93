import type { KnownPeople } from "../../../shared/personal-data/known-people.ts"
import type { PersonalDataKind } from "../../../shared/personal-data/finding.ts"
import { findPersonalData } from "../../../shared/personal-data.ts"

const LONGEST_QUESTION = 300
const LONGEST_ANSWER = 8000

type Words = Record<Exclude<PersonalDataKind, "handle">, string>

/** What stands for what was taken out. The person who edits decides what it should really say. */
const NEUTRAL: Record<"fr" | "en", Words> = {
  fr: {
    email: "une adresse électronique",
    phone: "un numéro de téléphone",
    social_security: "un numéro de sécurité sociale",
    plate: "un véhicule",
    iban: "un compte bancaire",
    address: "dans une rue",
    birth_date: "une date de naissance",
    name: "une personne",
    file_number: "un dossier",
  },
  en: {
    email: "an e-mail address",
    phone: "a phone number",
    social_security: "a social security number",
    plate: "a vehicle",
    iban: "a bank account",
    address: "in a street",
    birth_date: "a date of birth",
    name: "somebody",
    file_number: "a file",
  },
}

/** A citizen's message as a question anybody could ask: to be edited by a person, never published as it is. */
export function rewriteQuestion(text: string, people: KnownPeople, language: string): string {
  return capitalise(cut(mainPart(rewrite(text, people, language)), LONGEST_QUESTION))
}

/** The city's reply without the person it went to. Links stay: they are half of a good answer. */
export function rewriteAnswer(text: string, people: KnownPeople, language: string): string {
  return capitalise(cut(rewrite(text, people, language), LONGEST_ANSWER))
}

function rewrite(text: string, people: KnownPeople, language: string): string {
  const neutral = withoutPeople(text, people, language === "en" ? NEUTRAL.en : NEUTRAL.fr)
  return withoutCourtesy(tidy(neutral))
}

/** Words before a finding that belong to it: "devant le 12 rue…", "dossier n° 2024…", "M." is in the finding itself. */
const LEAD: Partial<Record<PersonalDataKind, RegExp>> = {
  address:
    /(?:\b(?:devant|derri[èe]re|face|en face|pr[èe]s|[àa] c[ôo]t[ée]|[àa] hauteur|au niveau|[àa] l['’]adresse|chez moi|j['’]habite|habite|in front of|outside|near|at)\s?,?\s)?(?:\b(?:le|la|du|au|de|[àa]|the)\s)?$/iu,
  file_number:
    /(?:\b(?:mon|ma|le|la|votre|my|your)\s)?(?:\p{L}{3,15}\s?)?(?:n°|no|num[ée]ro|#|:)?\s?:?\s?$/iu,
  birth_date: /(?:\ble\s)?$/iu,
  plate: /(?:\b(?:immatricul[ée]e?s?|plaque|la|le|un|une|the|a)\s)*$/iu,
}

function withoutPeople(text: string, people: KnownPeople, words: Words): string {
  let rewritten = ""
  let at = 0
  for (const { kind, start, end } of findPersonalData(text, people)) {
    const before = text.slice(at, start)
    const lead = LEAD[kind]?.exec(before.slice(-60))?.[0].length ?? 0
    rewritten += before.slice(0, before.length - lead)
    const isDropped = kind === "handle" || opensOrCloses(text, start, end, kind) || isSaid(before, kind)
    rewritten += isDropped ? " " : words[kind]
    at = end
  }
  return rewritten + text.slice(at)
}

/** "ma voiture AB-123-CD": the thing itself was just named. */
function isSaid(before: string, kind: PersonalDataKind): boolean {
  return (
    kind === "plate" &&
    /(?:voiture|véhicule|camion|camionnette|fourgon|moto|scooter|auto|car|van|vehicle)[\s,(]*$/iu.test(before)
  )
}

/** A name in a greeting or a signature is dropped: nothing needs to stand for it. */
function opensOrCloses(text: string, start: number, end: number, kind: PersonalDataKind): boolean {
  if (kind !== "name") return false
  const greets =
    /(?:^|[\s,;.!])(?:bonjour|bonsoir|salut|hello|hi|dear|cher|ch[èe]re|coucou|merci|thanks|thank you)[\s,]*$/iu
  const signs = /(?:cordialement|cdt|bien [àa] vous|signé|salutations|regards|[\n^–—-])[\s,:]*$/iu
  const before = text.slice(Math.max(0, start - 40), start)
  return (
    greets.test(before) || signs.test(before) || (/^\s*$/.test(text.slice(end)) && /[.!?\n]\s*$/.test(before))
  )
}

function tidy(text: string): string {
  return text
    .replace(/(^|\s)#(?=[\p{L}\d])/gu, "$1")
    .replace(/[ \t]+/g, " ")
    .replace(/ ([,.])/g, "$1")
    .replace(/([,:])(?:\s?[,:])+/g, "$1")
    .replace(/\(\s*\)/g, "")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim()
}

const GREETING =
  /^(?:(?:rt|cc)\b\s*:?|(?:bonjour|bonsoir|salut|hello|hi|coucou|bjr|bsr|dear|cher|ch[èe]re)(?![\p{L}])(?:\s(?:à tous|madame|monsieur|mesdames|messieurs|la mairie|la ville|everyone|all))*|(?:madame|monsieur)(?:,\s?(?:madame|monsieur))*(?=\s?,))[\s,.!:;-]*/iu
const SIGNATURE =
  /[\s,.!]*(?:\b(?:cordialement|cdt|bien cordialement|bien à vous|belle journée|bonne journée|bonne soirée|(?:un grand |par avance )?merci(?: (?:d['’]avance|beaucoup|par avance|pour votre (?:aide|réponse|retour)))?|svp|s['’]il vous pla[îi]t|(?:kind |best )?regards|thanks(?: in advance)?|thank you)\b|\^\p{L}{0,20}|[–—-] ?(?=$))[\s,.!:]*$/iu

/** Greetings and thanks are for one person; a few rounds, since they pile up. */
function withoutCourtesy(text: string): string {
  let bare = text
  for (let round = 0; round < 4; round++) {
    const next = bare
      .replace(GREETING, "")
      .replace(SIGNATURE, (end) => (/[.!]/.test(end.charAt(0)) ? end.charAt(0) : ""))
    if (next === bare) break
    bare = next.trim()
  }
  return bare
}

/** The question in a message, when it asks one; else the message. */
function mainPart(text: string): string {
  const line = text.replace(/\s*\n\s*/g, " ")
  const questions = line.match(/[^.!?]{12,}\?/g)
  const longest = questions?.reduce((best, one) => (one.length > best.length ? one : best))
  return (longest ?? line).trim()
}

function cut(text: string, longest: number): string {
  if (text.length <= longest) return text
  const room = text.slice(0, longest - 1)
  return `${room.slice(0, Math.max(room.lastIndexOf(" "), longest / 2))}…`
}

function capitalise(text: string): string {
  const first = [...text][0] ?? ""
  return first.toLocaleUpperCase("fr") + text.slice(first.length)
}
