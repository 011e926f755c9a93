import { CommandError } from "../errors.ts"
import { compareValues, equalValues } from "../values/compare.ts"
import { toNumber } from "../values/numbers.ts"
import { isDocument, setOwn, type Document } from "../values/rank.ts"
import { compileSort } from "../query/sort.ts"
import {
  binary,
  isNullish,
  isTruthy,
  named,
  namedArguments,
  needArray,
  needInt,
  typeName,
  unary,
  variadic,
  type Operators,
} from "./define.ts"

/** Array operators. */
export const arrays: Operators = {
  $arrayElemAt: binary((array, index, name) => {
    if (isNullish(array) || isNullish(index)) return null
    const list = needArray(array, 28689, name)
    const at = needInt(index, 28691, name)
    return list[at < 0 ? list.length + at : at]
  }),
  $first: unary((array, name) => (isNullish(array) ? null : needArray(array, 28689, name)[0])),
  $last: unary((array, name) => (isNullish(array) ? null : needArray(array, 28689, name).at(-1))),
  $concatArrays: variadic(0, Infinity, (values, name) => {
    if (values.some(isNullish)) return null
    return values.flatMap((value) => needArray(value, 28664, name))
  }),
  $in: binary((value, array, name) => needArray(array, 40081, name).some((item) => equalValues(item, value))),
  $isArray: unary((value) => Array.isArray(value)),
  $size: unary((array, name) => needArray(array, 17124, name).length),
  $reverseArray: unary((array, name) =>
    isNullish(array) ? null : needArray(array, 34435, name).toReversed(),
  ),
  $indexOfArray: variadic(2, 4, ([array, value, start, end], name) => {
    if (isNullish(array)) return null
    const list = needArray(array, 40090, name)
    const from = start === undefined ? 0 : needPosition(start, name)
    const to = Math.min(list.length, end === undefined ? list.length : needPosition(end, name))
    for (let at = from; at < to; at++) if (equalValues(list[at], value)) return at
    return -1
  }),
  $range: variadic(2, 3, ([start, end, step = 1], name) => {
    const [from, to, by] = [
      needInt(start, 34444, name),
      needInt(end, 34446, name),
      needInt(step, 34448, name),
    ]
    if (by === 0) throw new CommandError(34449, "$range requires a non-zero step value")
    const count = Math.max(0, Math.ceil((to - from) / by))
    if (count > 16_000_000) throw new CommandError(146, "$range would use too much memory")
    return Array.from({ length: count }, (_, at) => from + at * by)
  }),
  $slice: variadic(2, 3, ([array, second, third], name) => {
    if (isNullish(array) || second === null || third === null) return null
    const list = needArray(array, 28724, name)
    const position = needInt(second, 28726, name)
    if (third === undefined) return position < 0 ? list.slice(position) : list.slice(0, position)
    const count = needInt(third, 28728, name)
    if (count <= 0) throw new CommandError(28729, `Third argument to $slice must be positive: ${count}`)
    const from = position < 0 ? Math.max(0, list.length + position) : position
    return list.slice(from, from + count)
  }),
  $zip: named(["inputs"], ["useLongestLength", "defaults"], zip),
  $firstN: takeN((list, n) => list.slice(0, n)),
  $lastN: takeN((list, n) => list.slice(-n)),
  $minN: takeN((list, n) => present(list).sort(compareValues).slice(0, n)),
  $maxN: takeN((list, n) =>
    present(list)
      .sort((a, b) => compareValues(b, a))
      .slice(0, n),
  ),
  $sortArray: (operand, scope, compile, name) => {
    const { input, sortBy } = namedArguments(operand, ["input", "sortBy"], [], name)
    const evaluate = compile(input, scope)
    const order = elementOrder(sortBy)
    return (frame) => {
      const value = evaluate(frame)
      return isNullish(value) ? null : needArray(value, 2942504, name).toSorted(order)
    }
  },
  $map: (operand, scope, compile, name) => {
    const { input, as = "this", in: body } = namedArguments(operand, ["input", "in"], ["as"], name)
    const list = compile(input, scope)
    const inner = scope.with([String(as)])
    const evaluate = compile(body, inner.scope)
    const slot = inner.slots[0] as number
    return (frame) => {
      const value = list(frame)
      if (isNullish(value)) return null
      return needArray(value, 16883, name).map((item) => {
        frame.slots[slot] = item
        return evaluate(frame) ?? null
      })
    }
  },
  $filter: (operand, scope, compile, name) => {
    const {
      input,
      as = "this",
      cond,
      limit,
    } = namedArguments(operand, ["input", "cond"], ["as", "limit"], name)
    const list = compile(input, scope)
    const most = limit === undefined ? undefined : compile(limit, scope)
    const inner = scope.with([String(as)])
    const evaluate = compile(cond, inner.scope)
    const slot = inner.slots[0] as number
    return (frame) => {
      const value = list(frame)
      if (isNullish(value)) return null
      const max = most?.(frame)
      const wanted = isNullish(max) ? Infinity : needInt(max, 327391, name)
      if (wanted < 1)
        throw new CommandError(327392, "$filter: limit must be represented as a positive integer")
      const kept: unknown[] = []
      for (const item of needArray(value, 28651, name)) {
        if (kept.length >= wanted) break
        frame.slots[slot] = item
        if (isTruthy(evaluate(frame))) kept.push(item)
      }
      return kept
    }
  },
  $reduce: (operand, scope, compile, name) => {
    const {
      input,
      initialValue,
      in: body,
    } = namedArguments(operand, ["input", "initialValue", "in"], [], name)
    const list = compile(input, scope)
    const start = compile(initialValue, scope)
    const inner = scope.with(["value", "this"])
    const evaluate = compile(body, inner.scope)
    const [valueSlot = 0, thisSlot = 0] = inner.slots
    return (frame) => {
      const items = list(frame)
      if (isNullish(items)) return null
      let result = start(frame)
      for (const item of needArray(items, 40080, name)) {
        frame.slots[valueSlot] = result
        frame.slots[thisSlot] = item
        result = evaluate(frame)
      }
      return result
    }
  },
  $arrayToObject: unary(arrayToObject),
  $objectToArray: unary((value) => {
    if (isNullish(value)) return null
    if (!isDocument(value))
      throw new CommandError(40390, `$objectToArray requires a document input, found: ${typeName(value)}`)
    return Object.keys(value).map((k) => ({ k, v: value[k] }))
  }),
}

const present = (list: unknown[]): unknown[] => list.filter((item) => !isNullish(item))

function needPosition(value: unknown, name: string): number {
  const position = needInt(value, 40096, name)
  if (position < 0) throw new CommandError(40097, `${name} requires a nonnegative index`)
  return position
}

function takeN(take: (list: unknown[], n: number) => unknown[]): Operators[string] {
  return named(["n", "input"], [], ({ n, input }, name) => {
    const count = toNumber(n)
    if (count === undefined || !Number.isInteger(count) || count < 1)
      throw new CommandError(5787908, `'n' must be greater than 0, found ${String(n)}`)
    return take(needArray(input, 5788200, name), count)
  })
}

/** The order of `$sortArray` and `$push`'s `$sort`: a document orders by fields, a number by whole elements. */
export function elementOrder(sortBy: unknown): (a: unknown, b: unknown) => number {
  if (isDocument(sortBy)) {
    const byFields = compileSort(sortBy)
    return (a, b) => byFields(asDocument(a), asDocument(b))
  }
  const direction = toNumber(sortBy)
  if (direction !== 1 && direction !== -1)
    throw new CommandError(2942507, "Invalid sort specification: expected 1, -1 or an object")
  return (a, b) => compareValues(a, b) * direction
}

const asDocument = (value: unknown): Document => (isDocument(value) ? value : {})

function zip({ inputs, useLongestLength, defaults }: Document, name: string): unknown {
  if (isNullish(inputs)) return null
  const lists = needArray(inputs, 34461, name)
  if (lists.some(isNullish)) return null
  const checked = lists.map((list) => needArray(list, 34468, name))
  const lengths = checked.map((list) => list.length)
  const longest = isTruthy(useLongestLength)
  if (defaults !== undefined && !longest)
    throw new CommandError(34466, "cannot specify defaults unless useLongestLength is true")
  const fill = isNullish(defaults) ? [] : needArray(defaults, 34462, name)
  const length = lengths.length === 0 ? 0 : longest ? Math.max(...lengths) : Math.min(...lengths)
  return Array.from({ length }, (_, at) => checked.map((list, which) => list[at] ?? fill[which] ?? null))
}

function arrayToObject(value: unknown): unknown {
  if (isNullish(value)) return null
  if (!Array.isArray(value))
    throw new CommandError(40386, `$arrayToObject requires an array input, found: ${typeName(value)}`)
  const result: Document = {}
  for (const item of value as unknown[]) {
    const [key, field] = Array.isArray(item)
      ? (item as unknown[])
      : isDocument(item)
        ? [item["k"], item["v"]]
        : []
    if (typeof key !== "string")
      throw new CommandError(
        40395,
        "$arrayToObject requires an array of key-value pairs, where the key must be of type string",
      )
    setOwn(result, key, field)
  }
  return result
}
