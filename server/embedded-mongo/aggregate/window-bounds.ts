import { CommandError } from "../errors.ts"
import { addTo, unitOf } from "../expression/date-math.ts"
import { readExpressionPath } from "../expression/expression.ts"
import { utcZone } from "../expression/time-zone.ts"
import { add } from "../values/arithmetic.ts"
import { compareValues } from "../values/compare.ts"
import { isNumber, toNumber } from "../values/numbers.ts"
import { hasOwn, isDocument, Rank, rankOf, type Document } from "../values/rank.ts"

/** The window of each document, as positions from (included) and to (excluded) in its sorted partition. */
export type Bounds = {
  of: (partition: Document[]) => [from: number, to: number][]
  startsAtFirst: boolean
}

type Bound = number | "current" | "unbounded"

/** Reads a window: `documents` by position, `range` by the value sorted by. */
export function boundsOf(window: unknown, sortBy: Document): Bounds {
  if (!isDocument(window)) throw new CommandError(9, "'window' field must be an object")
  const byDocuments = hasOwn(window, "documents")
  const byRange = hasOwn(window, "range")
  if (byDocuments && byRange)
    throw new CommandError(9, "Window bounds can specify either 'documents' or 'range', not both.")
  if (byRange) return rangeBounds(pairOf(window["range"], "range"), window["unit"], sortBy)
  if (hasOwn(window, "unit"))
    throw new CommandError(9, "Window bounds can only specify 'unit' with range-based bounds.")
  return documentBounds(byDocuments ? pairOf(window["documents"], "documents") : ["unbounded", "unbounded"])
}

function pairOf(value: unknown, name: string): [Bound, Bound] {
  const pair = Array.isArray(value) ? value.map(boundOf) : []
  const [lower, upper] = pair
  if (lower === undefined || upper === undefined || pair.length !== 2)
    throw new CommandError(9, `Window bounds must be a 2-element array: ${name}`)
  if (typeof lower === "number" && typeof upper === "number" && lower > upper)
    throw new CommandError(5339900, "Lower bound must not exceed upper bound")
  return [lower, upper]
}

function boundOf(value: unknown): Bound | undefined {
  return value === "current" || value === "unbounded" ? value : toNumber(value)
}

function documentBounds([lower, upper]: [Bound, Bound]): Bounds {
  for (const bound of [lower, upper])
    if (typeof bound === "number" && !Number.isInteger(bound))
      throw new CommandError(9, "Numeric document-based bounds must be an integer")
  const offset = (bound: Bound, infinite: number): number =>
    bound === "unbounded" ? infinite : bound === "current" ? 0 : bound
  const [first, last] = [offset(lower, -Infinity), offset(upper, Infinity)]
  return {
    startsAtFirst: lower === "unbounded",
    of: (partition) =>
      partition.map((_, at) => {
        const from = Math.max(0, at + first)
        return [from, Math.max(from, Math.min(partition.length, at + last + 1))]
      }),
  }
}

function rangeBounds([lower, upper]: [Bound, Bound], unit: unknown, sortBy: Document): Bounds {
  const [path, ...rest] = Object.keys(sortBy)
  if (path === undefined || rest.length > 0 || toNumber(sortBy[path]) !== 1)
    throw new CommandError(5339902, "Range-based bounds require sortBy a single field")
  const shift = shiftBy(unit)
  return {
    startsAtFirst: false,
    of: (partition) => {
      const values = partition.map((document) => readExpressionPath(document, path))
      return values.map((value) => {
        const low = limitOf(value, lower, shift)
        const high = limitOf(value, upper, shift)
        const from = low === undefined ? 0 : firstAt(values, (other) => compareValues(other, low) >= 0)
        const to =
          high === undefined ? values.length : firstAt(values, (other) => compareValues(other, high) > 0)
        return [from, Math.max(from, to)]
      })
    },
  }
}

type Shift = (value: unknown, amount: number) => unknown

function shiftBy(unit: unknown): Shift {
  if (unit === undefined)
    return (value, amount) => {
      if (!isNumber(value))
        throw new CommandError(5429414, "Invalid range: Expected the sortBy field to be a number")
      return add(value, amount)
    }
  const of = unitOf(unit)
  return (value, amount) => {
    if (rankOf(value) !== Rank.date)
      throw new CommandError(5429513, "Invalid range: Expected the sortBy field to be a Date")
    return new Date(addTo((value as Date).getTime(), of, amount, utcZone))
  }
}

function limitOf(value: unknown, bound: Bound, shift: Shift): unknown {
  if (bound === "unbounded") return undefined
  return shift(value, bound === "current" ? 0 : bound)
}

/** The first position where a condition holds that, once true, stays true. */
function firstAt(values: unknown[], holds: (value: unknown) => boolean): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(values[middle])) high = middle
    else low = middle + 1
  }
  return low
}
