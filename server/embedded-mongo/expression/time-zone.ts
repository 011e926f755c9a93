import { CommandError } from "../errors.ts"

/**
 * A time zone. Local time is held as the milliseconds UTC would have at the same clock reading,
 * so that `getUTC…` of a date made of it read the local clock.
 */
export type Zone = { offsetAt: (utc: number) => number; name: string }

const minute = 60_000
const quarterHour = 15 * minute
export const utcZone: Zone = { offsetAt: () => 0, name: "UTC" }
const zones = new Map<string, Zone>()

/** The zone of an Olson name or an offset such as `+02:00`. @throws CommandError 40485 when unknown. */
export function zoneOf(name: string): Zone {
  if (name === "UTC" || name === "GMT" || name === "Z") return utcZone
  const known = zones.get(name)
  if (known) return known
  const zone = fixedZone(name) ?? namedZone(name)
  if (zones.size > 1000) zones.clear()
  zones.set(name, zone)
  return zone
}

function fixedZone(name: string): Zone | undefined {
  const match = /^([+-])(\d\d)(?::?(\d\d))?$/.exec(name)
  if (!match) return undefined
  const size = (Number(match[2]) * 60 + Number(match[3] ?? 0)) * minute
  return { offsetAt: () => (match[1] === "-" ? -size : size), name }
}

function namedZone(name: string): Zone {
  const format = formatFor(name)
  const offsets = new Map<number, number>()
  return {
    name,
    offsetAt: (utc) => {
      // Zones change on quarters of an hour: asking the runtime once for each is enough.
      const quarter = Math.floor(utc / quarterHour)
      let offset = offsets.get(quarter)
      if (offset === undefined) {
        offset = readClock(format, quarter * quarterHour) - quarter * quarterHour
        if (offsets.size > 20_000) offsets.clear()
        offsets.set(quarter, offset)
      }
      return offset
    },
  }
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      era: "short",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    })
  } catch {
    throw new CommandError(40485, `unrecognized time zone identifier: "${timeZone}"`)
  }
}

function readClock(format: Intl.DateTimeFormat, utc: number): number {
  const part: Record<string, string> = {}
  for (const { type, value } of format.formatToParts(utc)) part[type] = value
  const year = part["era"] === "BC" ? 1 - Number(part["year"]) : Number(part["year"])
  return utcTime(
    year,
    Number(part["month"]) - 1,
    Number(part["day"]),
    Number(part["hour"]),
    Number(part["minute"]),
    Number(part["second"]),
  )
}

/** `Date.UTC` without its special reading of the years 0 to 99. */
export function utcTime(
  year: number,
  month: number,
  day: number,
  hour = 0,
  minutes = 0,
  seconds = 0,
  milliseconds = 0,
): number {
  const date = new Date(0)
  date.setUTCFullYear(year, month, day)
  return date.setUTCHours(hour, minutes, seconds, milliseconds)
}

/** The local clock at an instant. */
export function toLocal(utc: number, zone: Zone): number {
  return utc + zone.offsetAt(utc)
}

/** The instant of a local clock reading; in a gap or overlap, by the offset that held before. */
export function toUtc(local: number, zone: Zone): number {
  const guess = local - zone.offsetAt(local - zone.offsetAt(local))
  const before = zone.offsetAt(guess - quarterHour * 12)
  return toLocal(local - before, zone) === local ? local - before : guess
}
