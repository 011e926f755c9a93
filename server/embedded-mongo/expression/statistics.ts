import { CommandError } from "../errors.ts"
import { add, divide } from "../values/arithmetic.ts"
import { double } from "../values/bson-double.ts"
import { compareValues } from "../values/compare.ts"
import { isNumber, toNumber } from "../values/numbers.ts"
import { argumentsOf, isNullish, named, type Operators } from "./define.ts"

/** Accumulators used as expressions: over their arguments, or over the elements of a single array. */
export const statistics: Operators = {
  $sum: over((values) => values.filter(isNumber).reduce<unknown>((sum, value) => add(sum, value), 0)),
  $avg: over(average),
  $min: over((values) => extreme(values, -1)),
  $max: over((values) => extreme(values, 1)),
  $stdDevPop: over((values) => deviation(values, 0)),
  $stdDevSamp: over((values) => deviation(values, 1)),
  $median: named(["input", "method"], [], ({ input }) => percentiles(input, [0.5])?.[0] ?? null),
  $percentile: named(["input", "p", "method"], [], ({ input, p }) => percentiles(input, p)),
}

function over(compute: (values: unknown[]) => unknown): Operators[string] {
  return (operand, scope, compile, name) => {
    const parts = argumentsOf(operand, 0, Infinity, name).map((item) => compile(item, scope))
    const [only] = parts
    if (only && parts.length === 1)
      return (frame) => {
        const value = only(frame)
        return compute(Array.isArray(value) ? (value as unknown[]) : [value])
      }
    return (frame) => compute(parts.map((part) => part(frame)))
  }
}

/** The mean of the numbers among the values; null when there are none. */
function average(values: unknown[]): unknown {
  const numbers = values.filter(isNumber)
  if (numbers.length === 0) return null
  return divide(
    numbers.reduce<unknown>((sum, value) => add(sum, value), 0),
    numbers.length,
  )
}

/** The greatest (1) or least (-1) of the values that are there; null when none is. */
function extreme(values: unknown[], direction: 1 | -1): unknown {
  let best: unknown = null
  for (const value of values)
    if (!isNullish(value) && (best === null || compareValues(value, best) * direction > 0)) best = value
  return best
}

/** The standard deviation of the numbers, of a population (0) or a sample (1). */
export function deviation(values: unknown[], correction: 0 | 1): unknown {
  const numbers = values.filter(isNumber).map((value) => toNumber(value) as number)
  if (numbers.length <= correction) return null
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length
  const squares = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return double(Math.sqrt(squares / (numbers.length - correction)))
}

/** Percentiles by the nearest rank, which is what the approximate method gives on small sets. */
export function percentiles(input: unknown, p: unknown): unknown[] | null {
  if (!Array.isArray(p) || p.length === 0)
    throw new CommandError(7750300, "The $percentile 'p' field must be an array of numbers from [0.0, 1.0]")
  const list: unknown[] = Array.isArray(input) ? input : [input]
  const sorted = list.filter(isNumber).toSorted(compareValues)
  return p.map((fraction: unknown) => {
    const part = toNumber(fraction)
    if (part === undefined || part < 0 || part > 1)
      throw new CommandError(7750303, "The $percentile 'p' field must be an array of numbers from [0.0, 1.0]")
    if (sorted.length === 0) return null
    return double(toNumber(sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)]) as number)
  })
}
