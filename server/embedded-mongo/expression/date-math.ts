import { CommandError } from "../errors.ts"
import { addMonths, calendar } from "./calendar.ts"
import { toLocal, toUtc, utcTime, type Zone } from "./time-zone.ts"

const durations = { millisecond: 1, second: 1000, minute: 60_000, hour: 3_600_000 }
const day = 86_400_000
const months = { month: 1, quarter: 3, year: 12 }

export type Unit = keyof typeof durations | "day" | "week" | keyof typeof months

/** The unit of a date operator. @throws CommandError 9 for an unknown one. */
export function unitOf(value: unknown): Unit {
  const units = [...Object.keys(durations), "day", "week", ...Object.keys(months)]
  if (typeof value === "string" && units.includes(value)) return value as Unit
  throw new CommandError(9, `unknown time unit value: ${typeof value === "string" ? value : typeof value}`)
}

const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]

/** The day of the week a name or its first letters stand for; Sunday when none is given. */
export function weekdayOf(value: unknown): number {
  if (value === undefined || value === null) return 0
  const name = typeof value === "string" ? value.toLowerCase() : ""
  const found = weekdays.findIndex((weekday) => weekday === name || weekday.slice(0, 3) === name)
  if (found === -1) throw new CommandError(9, `unknown day of week value: ${name || typeof value}`)
  return found
}

/** Adds units: months and days by the local calendar, shorter ones by the clock that never jumps. */
export function addTo(utc: number, unit: Unit, amount: number, zone: Zone): number {
  if (isDuration(unit)) return utc + amount * durations[unit]
  const local = toLocal(utc, zone)
  if (isMonths(unit)) return toUtc(addMonths(local, amount * months[unit]), zone)
  return toUtc(local + amount * (unit === "week" ? 7 : 1) * day, zone)
}

/** How many boundaries of the unit lie between two instants. */
export function differenceBetween(from: number, to: number, unit: Unit, zone: Zone, weekday: number): number {
  if (isDuration(unit)) {
    const place = (utc: number): number =>
      Math.floor((utc + (zone.offsetAt(utc) % 3_600_000)) / durations[unit])
    return place(to) - place(from)
  }
  const [a, b] = [toLocal(from, zone), toLocal(to, zone)]
  if (isMonths(unit))
    return Math.floor(monthNumber(b) / months[unit]) - Math.floor(monthNumber(a) / months[unit])
  const place = (local: number): number =>
    unit === "day" ? Math.floor(local / day) : Math.floor((Math.floor(local / day) + 4 - weekday) / 7)
  return place(b) - place(a)
}

const monthNumber = (local: number): number => calendar.year(local) * 12 + calendar.month(local) - 1

/** The start of the bin an instant is in; bins are counted from 1 January 2000. */
export function truncateDate(utc: number, unit: Unit, size: number, zone: Zone, weekday: number): number {
  const offset = zone.offsetAt(utc)
  const reference = utcTime(2000, 0, 1)
  if (isDuration(unit)) {
    const bin = durations[unit] * size
    return reference + Math.floor((utc + offset - reference) / bin) * bin - offset
  }
  const local = utc + offset
  if (isMonths(unit)) {
    const bin = months[unit] * size
    const start = 24_000 + Math.floor((monthNumber(local) - 24_000) / bin) * bin
    return toUtc(utcTime(Math.floor(start / 12), ((start % 12) + 12) % 12, 1), zone)
  }
  // The first of January 2000 was a Saturday: weeks are counted from the first weekday asked for.
  const origin = unit === "week" ? reference + ((weekday + 1) % 7) * day : reference
  const bin = (unit === "week" ? 7 : 1) * size * day
  return toUtc(origin + Math.floor((local - origin) / bin) * bin, zone)
}

const isDuration = (unit: Unit): unit is keyof typeof durations => Object.hasOwn(durations, unit)
const isMonths = (unit: Unit): unit is keyof typeof months => Object.hasOwn(months, unit)
