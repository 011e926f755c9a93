import { ObjectId, Timestamp } from "bson"
import { CommandError } from "../errors.ts"
import { toNumber } from "../values/numbers.ts"
import { isDocument, Rank, rankOf, type Document } from "../values/rank.ts"
import { calendar } from "./calendar.ts"
import { addTo, differenceBetween, truncateDate, unitOf, weekdayOf } from "./date-math.ts"
import { formatDate, parseDate, parseDateByFormat } from "./date-text.ts"
import {
  argumentsOf,
  isNullish,
  isTruthy,
  named,
  namedArguments,
  typeName,
  type Operators,
} from "./define.ts"
import type { Evaluate } from "./scope.ts"
import { toLocal, toUtc, utcTime, utcZone, zoneOf, type Zone } from "./time-zone.ts"

/** Date operators; zones are Olson names or offsets. */
export const dates: Operators = {
  $year: reading(calendar.year),
  $month: reading(calendar.month),
  $dayOfMonth: reading(calendar.dayOfMonth),
  $hour: reading(calendar.hour),
  $minute: reading(calendar.minute),
  $second: reading(calendar.second),
  $millisecond: reading(calendar.millisecond),
  $dayOfYear: reading(calendar.dayOfYear),
  $dayOfWeek: reading(calendar.dayOfWeek),
  $week: reading(calendar.week),
  $isoWeek: reading(calendar.isoWeek),
  $isoDayOfWeek: reading(calendar.isoDayOfWeek),
  $isoWeekYear: reading((local) => BigInt(calendar.isoWeekYear(local))),
  $dateToString: named(["date"], ["format", "timezone", "onNull"], (values) => {
    const { date, format, timezone, onNull } = values
    if (isNullish(date)) return onNull ?? null
    const zone = zoneFrom(timezone)
    if (!zone || format === null) return null
    const pattern = format ?? `%Y-%m-%dT%H:%M:%S.%L${timezone === undefined || zone === utcZone ? "Z" : ""}`
    if (typeof pattern !== "string")
      throw new CommandError(18533, "$dateToString requires that 'format' be a string")
    return formatDate(dateOf(date), pattern, zone)
  }),
  $dateFromString: (operand, scope, compile, name) => {
    const fields = namedArguments(operand, ["dateString"], ["format", "timezone", "onError", "onNull"], name)
    const part = (key: string): Evaluate =>
      Object.hasOwn(fields, key) ? compile(fields[key], scope) : () => undefined
    const [text, format, timezone, onError, onNull] = [
      "dateString",
      "format",
      "timezone",
      "onError",
      "onNull",
    ].map(part)
    return (frame) => {
      const value = text?.(frame)
      if (isNullish(value)) return onNull?.(frame) ?? null
      const date = readDate(value, format?.(frame), timezone?.(frame))
      if (date !== undefined) return date
      if (Object.hasOwn(fields, "onError")) return onError?.(frame)
      throw new CommandError(
        241,
        `Error parsing date string '${typeof value === "string" ? value : typeName(value)}'`,
      )
    }
  },
  $dateToParts: named(["date"], ["timezone", "iso8601"], ({ date, timezone, iso8601 }) => {
    const zone = zoneFrom(timezone)
    if (isNullish(date) || !zone) return null
    const local = toLocal(dateOf(date).getTime(), zone)
    const clock = {
      hour: calendar.hour(local),
      minute: calendar.minute(local),
      second: calendar.second(local),
      millisecond: calendar.millisecond(local),
    }
    if (!isTruthy(iso8601))
      return {
        year: calendar.year(local),
        month: calendar.month(local),
        day: calendar.dayOfMonth(local),
        ...clock,
      }
    return {
      isoWeekYear: calendar.isoWeekYear(local),
      isoWeek: calendar.isoWeek(local),
      isoDayOfWeek: calendar.isoDayOfWeek(local),
      ...clock,
    }
  }),
  $dateFromParts: named(
    [],
    [
      "year",
      "month",
      "day",
      "hour",
      "minute",
      "second",
      "millisecond",
      "isoWeekYear",
      "isoWeek",
      "isoDayOfWeek",
      "timezone",
    ],
    fromParts,
  ),
  $dateAdd: named(["startDate", "unit", "amount"], ["timezone"], (values, name) => shift(values, 1, name)),
  $dateSubtract: named(["startDate", "unit", "amount"], ["timezone"], (values, name) =>
    shift(values, -1, name),
  ),
  $dateDiff: named(["startDate", "endDate", "unit"], ["timezone", "startOfWeek"], (values) => {
    const { startDate, endDate, unit, timezone, startOfWeek } = values
    const zone = zoneFrom(timezone)
    if (isNullish(startDate) || isNullish(endDate) || isNullish(unit) || !zone) return null
    const from = dateOf(startDate).getTime()
    const to = dateOf(endDate).getTime()
    return BigInt(differenceBetween(from, to, unitOf(unit), zone, weekdayOf(startOfWeek)))
  }),
  $dateTrunc: named(["date", "unit"], ["binSize", "timezone", "startOfWeek"], (values) => {
    const { date, unit, binSize, timezone, startOfWeek } = values
    const zone = zoneFrom(timezone)
    if (isNullish(date) || isNullish(unit) || binSize === null || !zone) return null
    const size = binSize === undefined ? 1 : toNumber(binSize)
    if (size === undefined || !Number.isInteger(size) || size < 1)
      throw new CommandError(5439018, "$dateTrunc requires 'binSize' to be greater than 0")
    return new Date(truncateDate(dateOf(date).getTime(), unitOf(unit), size, zone, weekdayOf(startOfWeek)))
  }),
}

/** Undefined for a null zone, which makes the result null. */
function zoneFrom(value: unknown): Zone | undefined {
  if (value === undefined) return utcZone
  if (value === null) return undefined
  if (typeof value === "string") return zoneOf(value)
  throw new CommandError(40517, `timezone must evaluate to a string, found ${typeName(value)}`)
}

/** The date of what carries one: a date, a timestamp or an ObjectId. */
function dateOf(value: unknown): Date {
  if (rankOf(value) === Rank.date) return value as Date
  if (value instanceof Timestamp) return new Date(value.t * 1000)
  if (value instanceof ObjectId) return value.getTimestamp()
  throw new CommandError(16006, `can't convert from BSON type ${typeName(value)} to Date`)
}

function reading(read: (local: number) => unknown): Operators[string] {
  return (operand, scope, compile, name) => {
    const isLong = isDocument(operand) && Object.hasOwn(operand, "date")
    const fields: Document = isLong
      ? namedArguments(operand, ["date"], ["timezone"], name)
      : { date: argumentsOf(operand, 1, 1, name)[0] }
    const date = compile(fields["date"], scope)
    const timezone = Object.hasOwn(fields, "timezone") ? compile(fields["timezone"], scope) : undefined
    return (frame) => {
      const value = date(frame)
      const zone = timezone ? zoneFrom(timezone(frame) ?? null) : utcZone
      return isNullish(value) || !zone ? null : read(toLocal(dateOf(value).getTime(), zone))
    }
  }
}

function readDate(value: unknown, format: unknown, timezone: unknown): Date | null | undefined {
  const zone = zoneFrom(timezone)
  if (!zone || format === null) return null
  if (typeof value !== "string") return undefined
  if (format === undefined) return parseDate(value, zone)
  if (typeof format === "string") return parseDateByFormat(value, format, zone)
  throw new CommandError(
    40684,
    `$dateFromString requires that 'format' be a string, found: ${typeName(format)}`,
  )
}

function fromParts(values: Document): Date | null {
  const zone = zoneFrom(values["timezone"])
  if (!zone || Object.values(values).some(isNullish)) return null
  const part = (key: string, otherwise: number): number => {
    if (!Object.hasOwn(values, key)) return otherwise
    const number = toNumber(values[key])
    if (number === undefined || !Number.isInteger(number))
      throw new CommandError(40515, `'${key}' must evaluate to an integer, found ${typeName(values[key])}`)
    return number
  }
  const clock = [part("hour", 0), part("minute", 0), part("second", 0), part("millisecond", 0)] as const
  if (Object.hasOwn(values, "isoWeekYear")) {
    const midnight = calendar.fromIsoWeek(
      part("isoWeekYear", 1970),
      part("isoWeek", 1),
      part("isoDayOfWeek", 1),
    )
    return new Date(toUtc(midnight + utcTime(1970, 0, 1, ...clock), zone))
  }
  if (!Object.hasOwn(values, "year"))
    throw new CommandError(40516, "$dateFromParts requires either 'year' or 'isoWeekYear' to be present")
  return new Date(toUtc(utcTime(part("year", 1970), part("month", 1) - 1, part("day", 1), ...clock), zone))
}

function shift({ startDate, unit, amount, timezone }: Document, sign: 1 | -1, name: string): Date | null {
  const zone = zoneFrom(timezone)
  if (isNullish(startDate) || isNullish(unit) || isNullish(amount) || !zone) return null
  const count = toNumber(amount)
  if (count === undefined || !Number.isInteger(count))
    throw new CommandError(5166405, `${name} expects integer amount of time units`)
  return new Date(addTo(dateOf(startDate).getTime(), unitOf(unit), count * sign, zone))
}
