import { BSONSymbol, ObjectId } from "bson"
import { stringOrder } from "../collation/string-order.ts"
import { badValue } from "../errors.ts"
import { compareValues, equalValues } from "../values/compare.ts"
import { plainNumber, toNumber } from "../values/numbers.ts"
import { Rank, rankOf, regexOf, isDocument, textOf } from "../values/rank.ts"
import { isOperatorDocument } from "./operator-document.ts"
import type { ValueTest } from "./condition.ts"
import { compileRegex } from "./regex.ts"

/** Equality as a filter means it: null also finds missing fields. */
export function equals(operand: unknown): ValueTest {
  switch (rankOf(operand)) {
    case Rank.undefined:
    case Rank.null:
      return (value) => value === null || value === undefined
    case Rank.string:
      if (stringOrder()) return (value) => value !== undefined && equalValues(value, operand)
      return typeof operand === "string"
        ? (value) => value === operand || (typeof value === "object" && equalValues(value, operand))
        : (value) => equalValues(value, operand)
    case Rank.objectId: {
      const id = operand as ObjectId
      return (value) => value instanceof ObjectId && value.equals(id)
    }
    default:
      return (value) => value === operand || (value !== undefined && equalValues(value, operand))
  }
}

/** A regular expression finds strings it matches, and the same expression stored as a value. */
export function matchesRegex(operand: unknown): ValueTest {
  const stored = regexOf(operand)
  const regex = compileRegex(stored)
  return (value) => {
    if (typeof value === "string") return regex.test(value)
    if (typeof value !== "object") return false
    const rank = rankOf(value)
    if (rank === Rank.string) return regex.test(textOf(value))
    return rank === Rank.regex && equalValues(value, stored)
  }
}

type RangeOperator = "$gt" | "$gte" | "$lt" | "$lte"

/** A range within the operand's type: `{$gt: 5}` finds no string. Null, NaN and the end keys are special. */
export function inRange(operator: RangeOperator, operand: unknown): ValueTest {
  const rank = rankOf(operand ?? null)
  if (rank === Rank.regex) throw badValue("Can't have RegEx as arg to predicate over field")
  const inclusive = operator.endsWith("e")
  const isNaN = rank === Rank.number && Number.isNaN(Number(plainNumber(operand)))
  if (rank === Rank.null || isNaN) return inclusive ? equals(operand) : () => false
  const passes = orderTest(operator)
  if (rank === Rank.minKey || rank === Rank.maxKey) return (value) => passes(rankOf(value ?? null) - rank)
  if (rank !== Rank.number) return (value) => rankOf(value) === rank && passes(compareValues(value, operand))
  const quick = typeof operand === "number" ? numberTest(operator, operand) : undefined
  return (value) => {
    if (quick && typeof value === "number") return quick(value)
    return isRealNumber(value) && passes(compareValues(value, operand))
  }
}

/** JavaScript's own comparisons are false for NaN, as they should be here. */
function numberTest(operator: RangeOperator, operand: number): (value: number) => boolean {
  if (operator === "$gt") return (value) => value > operand
  if (operator === "$gte") return (value) => value >= operand
  if (operator === "$lt") return (value) => value < operand
  return (value) => value <= operand
}

function isRealNumber(value: unknown): boolean {
  const plain = plainNumber(value)
  return plain !== undefined && plain === plain && !(typeof plain === "object" && plain.toString() === "NaN")
}

function orderTest(operator: RangeOperator): (order: number) => boolean {
  if (operator === "$gt") return (order) => order > 0
  if (operator === "$gte") return (order) => order >= 0
  if (operator === "$lt") return (order) => order < 0
  return (order) => order <= 0
}

/** Any of a list: looked up by hash where the type allows it, so that long lists cost no more than short ones. */
export function inList(operator: string, operand: unknown): ValueTest {
  if (!Array.isArray(operand)) throw badValue(`${operator} needs an array`)
  const strings = new Set<string>()
  const numbers = new Set<number>()
  const ids = new Set<string>()
  const rest: ValueTest[] = []
  let hasNull = false
  for (const item of operand as unknown[]) {
    if (isDocument(item) && isOperatorDocument(item)) throw badValue(`cannot nest $ under ${operator}`)
    const rank = rankOf(item)
    const number = rank === Rank.number ? exactDouble(item) : undefined
    if (item === null || item === undefined) hasNull = true
    else if (typeof item === "string" && !stringOrder()) strings.add(item)
    else if (number !== undefined) numbers.add(number)
    else if (rank === Rank.objectId) ids.add((item as ObjectId).toHexString())
    else if (rank === Rank.regex) rest.push(matchesRegex(item))
    else rest.push(equals(item))
  }
  return (value) => {
    switch (typeof value) {
      case "undefined":
        return hasNull
      case "string":
        if (strings.has(value)) return true
        break
      case "number":
        if (numbers.has(value)) return true
        break
      default:
        if (value === null) return hasNull
        if (ids.size > 0 && value instanceof ObjectId) return ids.has(value.toHexString())
        if (strings.size > 0 && value instanceof BSONSymbol && strings.has(value.value)) return true
        if (numbers.size > 0 && rankOf(value) === Rank.number && hasNumber(numbers, value)) return true
    }
    for (const test of rest) if (test(value)) return true
    return false
  }
}

const hasNumber = (numbers: Set<number>, value: unknown): boolean => {
  const number = exactDouble(value)
  return number !== undefined && numbers.has(number)
}

/** The double that equals a number of any type exactly, if there is one. */
function exactDouble(value: unknown): number | undefined {
  const nearest = toNumber(value)
  return nearest !== undefined && compareValues(nearest, value) === 0 ? nearest : undefined
}
