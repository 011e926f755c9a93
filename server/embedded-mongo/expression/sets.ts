import { CommandError } from "../errors.ts"
import { compareValues } from "../values/compare.ts"
import { binary, isNullish, isTruthy, typeName, unary, variadic, type Operators } from "./define.ts"

/** Set operators: arrays whose duplicates and order do not count. Results come in canonical order. */
export const sets: Operators = {
  $setUnion: variadic(0, Infinity, (values, name) => {
    if (values.some(isNullish)) return null
    return distinct(values.flatMap((value) => needSet(value, 17043, name)))
  }),
  $setIntersection: variadic(0, Infinity, (values, name) => {
    if (values.some(isNullish)) return null
    const [first = [], ...rest] = values.map((value) => needSet(value, 17047, name))
    return rest.reduce((kept, other) => {
      const has = memberTest(other)
      return kept.filter(has)
    }, distinct(first))
  }),
  $setDifference: binary((a, b, name) => {
    if (isNullish(a) || isNullish(b)) return null
    const has = memberTest(needSet(b, 17049, name))
    return uniqueInOrder(needSet(a, 17048, name)).filter((item) => !has(item))
  }),
  $setEquals: variadic(2, Infinity, (values, name) => {
    const [first = [], ...rest] = values.map((value) => distinct(needSet(value, 17044, name)))
    return rest.every((other) => compareValues(first, other) === 0)
  }),
  $setIsSubset: binary((a, b, name) => needSet(a, 17046, name).every(memberTest(needSet(b, 17042, name)))),
  $allElementsTrue: unary((value, name) => needSet(value, 17040, name).every(isTruthy)),
  $anyElementTrue: unary((value, name) => needSet(value, 17041, name).some(isTruthy)),
}

function needSet(value: unknown, code: number, name: string): unknown[] {
  if (Array.isArray(value)) return value
  throw new CommandError(
    code,
    `All operands of ${name} must be arrays. One argument is of type: ${typeName(value)}`,
  )
}

function distinct(items: unknown[]): unknown[] {
  const sorted = items.toSorted(compareValues)
  return sorted.filter((item, at) => at === 0 || compareValues(item, sorted[at - 1]) !== 0)
}

function uniqueInOrder(items: unknown[]): unknown[] {
  return items.filter((item, at) => items.findIndex((other) => compareValues(item, other) === 0) === at)
}

/** Membership by binary search. */
function memberTest(items: unknown[]): (item: unknown) => boolean {
  const sorted = items.toSorted(compareValues)
  return (item) => {
    let low = 0
    let high = sorted.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const order = compareValues(sorted[middle], item)
      if (order === 0) return true
      if (order < 0) low = middle + 1
      else high = middle - 1
    }
    return false
  }
}
