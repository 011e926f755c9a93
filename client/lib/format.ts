import i18next from "i18next"

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** The language of the interface, for the platform's own formatters. */
export const language = (): string => i18next.resolvedLanguage ?? i18next.language ?? "fr"

/** English here is read in France: days before months, twenty-four hours. */
const convention = (): string => (language() === "en" ? "en-GB" : "fr-FR")

const made = new Map<string, Intl.DateTimeFormat>()

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = convention() + JSON.stringify(options)
  const format = made.get(key) ?? new Intl.DateTimeFormat(convention(), options)
  made.set(key, format)
  return format
}

/** « 14:32 » */
export const clockTime = (at: string): string =>
  dateFormat({ hour: "2-digit", minute: "2-digit" }).format(new Date(at))

/** « lundi 24 novembre 2025 à 14:32 » */
export const exactTime = (at: string): string =>
  dateFormat({ dateStyle: "full", timeStyle: "short" }).format(new Date(at))

/** « lun. 24 nov. » */
export const shortDay = (at: string): string =>
  dateFormat({ weekday: "short", day: "numeric", month: "short" }).format(new Date(at))

/** « lun. 24 nov. à 14:32 », or only the hour when it is today. */
export function dayAndTime(at: string, now: number): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString()
  if (sameDay) return clockTime(at)
  return dateFormat({
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  }).format(new Date(at))
}

/** How long ago, as short as it can be said: « 3 min », « 5 h », « 2 j », then the date. */
export function age(
  at: string,
  now: number,
): { unit: "now" | "minutes" | "hours" | "days" | "date"; value: number } {
  const past = Math.max(0, now - Date.parse(at))
  if (past < MINUTE) return { unit: "now", value: 0 }
  if (past < HOUR) return { unit: "minutes", value: Math.floor(past / MINUTE) }
  if (past < DAY) return { unit: "hours", value: Math.floor(past / HOUR) }
  if (past < 7 * DAY) return { unit: "days", value: Math.floor(past / DAY) }
  return { unit: "date", value: 0 }
}

/** « 82 % » */
export const percent = (score: number): string =>
  new Intl.NumberFormat(convention(), { style: "percent", maximumFractionDigits: 0 }).format(score)

/** « 18 000 » */
export const count = (amount: number): string => new Intl.NumberFormat(convention()).format(amount)

/** « 0,42 $ » */
export const dollars = (amount: number): string =>
  new Intl.NumberFormat(convention(), {
    style: "currency",
    currency: "USD",
    currencyDisplay: "narrowSymbol",
    maximumFractionDigits: 3,
  }).format(amount)

/** « NB » for « Nadia Benali ». */
export const initials = (name: string): string =>
  name
    .split(/[\s-]+/)
    .filter((word) => /\p{L}/u.test(word))
    .map((word) => [...word][0]?.toLocaleUpperCase() ?? "")
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join("")
