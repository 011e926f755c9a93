import { CommandError } from "../errors.ts"
import { calendar } from "./calendar.ts"
import { toLocal, toUtc, utcTime, utcZone, zoneOf, type Zone } from "./time-zone.ts"

const iso =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)? ?(Z|[+-]\d{2}(?::?\d{2})?)?$/i

/** Reads a date in ISO 8601's forms; undefined when it is none. The text's own offset wins over the zone. */
export function parseDate(text: string, zone: Zone = utcZone): Date | undefined {
  const match = iso.exec(text.trim())
  if (!match) return undefined
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "0", offset] = match
  return assemble(
    [Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second)],
    Math.trunc(Number(`0.${fraction}`) * 1000),
    offset ? zoneOf(offset.toUpperCase()) : zone,
  )
}

function assemble(fields: number[], milliseconds: number, zone: Zone): Date | undefined {
  const [year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0] = fields
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 59)
    return undefined
  const local = utcTime(year, month - 1, day, hour, minute, second, milliseconds)
  return new Date(toUtc(local, zone))
}

const monthNames = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
]

/** Writes a date by a format with `%` specifiers. @throws CommandError 18536 for an unknown one. */
export function formatDate(date: Date, format: string, zone: Zone): string {
  const local = toLocal(date.getTime(), zone)
  const offset = (local - date.getTime()) / 60_000
  let text = ""
  for (let at = 0; at < format.length; at++) {
    const char = format[at] as string
    text += char === "%" ? writeSpecifier(format[++at] ?? "", local, offset) : char
  }
  return text
}

const pad = (value: number, width: number): string => String(value).padStart(width, "0")

function writeSpecifier(specifier: string, local: number, offset: number): string {
  const at = new Date(local)
  switch (specifier) {
    case "Y": {
      const year = at.getUTCFullYear()
      if (year < 0 || year > 9999)
        throw new CommandError(
          18537,
          `Could not convert date to string: date component was outside the supported range of 0-9999: ${year}`,
        )
      return pad(year, 4)
    }
    case "m":
      return pad(at.getUTCMonth() + 1, 2)
    case "d":
      return pad(at.getUTCDate(), 2)
    case "H":
      return pad(at.getUTCHours(), 2)
    case "M":
      return pad(at.getUTCMinutes(), 2)
    case "S":
      return pad(at.getUTCSeconds(), 2)
    case "L":
      return pad(at.getUTCMilliseconds(), 3)
    case "j":
      return pad(calendar.dayOfYear(local), 3)
    case "w":
      return String(calendar.dayOfWeek(local))
    case "u":
      return String(calendar.isoDayOfWeek(local))
    case "U":
      return pad(calendar.week(local), 2)
    case "V":
      return pad(calendar.isoWeek(local), 2)
    case "G":
      return pad(calendar.isoWeekYear(local), 4)
    case "b":
      return (monthNames[at.getUTCMonth()] as string).slice(0, 3)
    case "B":
      return monthNames[at.getUTCMonth()] as string
    case "z":
      return `${offset < 0 ? "-" : "+"}${pad(Math.trunc(Math.abs(offset) / 60), 2)}${pad(Math.abs(offset) % 60, 2)}`
    case "Z":
      return String(offset)
    case "%":
      return "%"
    default:
      throw new CommandError(18536, `Invalid format character '%${specifier}' in format string`)
  }
}

const patterns: Record<string, [name: string, pattern: string]> = {
  Y: ["year", "\\d{4}"],
  m: ["month", "\\d{1,2}"],
  d: ["day", "\\d{1,2}"],
  H: ["hour", "\\d{1,2}"],
  M: ["minute", "\\d{1,2}"],
  S: ["second", "\\d{1,2}"],
  L: ["fraction", "\\d{1,3}"],
  j: ["dayOfYear", "\\d{1,3}"],
  z: ["offset", "Z|[+-]\\d{2}:?\\d{0,2}"],
  Z: ["minutes", "[+-]\\d+"],
  b: ["monthName", "[A-Za-z]{3}"],
  B: ["monthName", "[A-Za-z]+"],
  G: ["isoYear", "\\d{4}"],
  V: ["isoWeek", "\\d{1,2}"],
  u: ["isoDay", "\\d"],
}

/** Reads a date by a format; undefined when the text does not follow it. */
export function parseDateByFormat(text: string, format: string, zone: Zone): Date | undefined {
  const names: string[] = []
  const source = format.replace(/%(.|$)|[\\^$.*+?()[\]{}|/]/gs, (all, specifier: string | undefined) => {
    if (specifier === undefined || specifier === "") return `\\${all}`
    if (specifier === "%") return "%"
    const [name, pattern] = patterns[specifier] ?? []
    if (!name || !pattern)
      throw new CommandError(18536, `Invalid format character '%${specifier}' in format string`)
    names.push(name)
    return `(${pattern})`
  })
  const match = new RegExp(`^${source}$`).exec(text)
  if (!match) return undefined
  const field: Record<string, string> = {}
  names.forEach((name, at) => (field[name] = match[at + 1] as string))
  return fromFields(field, zone)
}

function fromFields(field: Record<string, string>, zone: Zone): Date | undefined {
  const number = (name: string, otherwise: number): number => Number(field[name] ?? otherwise)
  const own = field["offset"]
    ? zoneOf(field["offset"])
    : field["minutes"]
      ? { name: "", offsetAt: () => number("minutes", 0) * 60_000 }
      : zone
  const milliseconds = Number((field["fraction"] ?? "0").padEnd(3, "0"))
  const clock = [number("hour", 0), number("minute", 0), number("second", 0)] as const
  if (field["isoYear"]) {
    const day = calendar.fromIsoWeek(number("isoYear", 1970), number("isoWeek", 1), number("isoDay", 1))
    return new Date(toUtc(day + utcTime(1970, 0, 1, ...clock, milliseconds), own))
  }
  const name = field["monthName"]?.toLowerCase()
  const month = name
    ? monthNames.findIndex((full) => full.toLowerCase().startsWith(name)) + 1
    : number("month", 1)
  if (!field["dayOfYear"])
    return assemble([number("year", 1970), month, number("day", 1), ...clock], milliseconds, own)
  return new Date(
    toUtc(utcTime(number("year", 1970), 0, number("dayOfYear", 1), ...clock, milliseconds), own),
  )
}
