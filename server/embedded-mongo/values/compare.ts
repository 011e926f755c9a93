import { Decimal128, type Binary, type Code, type DBRef, type ObjectId, type Timestamp } from "bson"
import { stringOrder } from "../collation/string-order.ts"
import { numberTypeOf } from "./bson-type.ts"
import { Rank, rankOf, textOf, regexOf, binaryOf, type Document } from "./rank.ts"
import { compareNumbers, plainNumber, type Plain } from "./numbers.ts"

/**
 * The canonical order of BSON values, as MongoDB documents under "Comparison/Sort Order":
 * types first, then value. Null, undefined and missing are equal here, as a sort sees them.
 */
export function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0
  if (typeof a === "string" && typeof b === "string") return compareText(a, b)
  if (typeof a === "number" && typeof b === "number") return compareNumbers(a, b)
  return compareRanked(a ?? null, b ?? null)
}

/** True when two values are the same to a query: `5` equals `Long 5`; key order of documents counts. */
export function equalValues(a: unknown, b: unknown): boolean {
  return a === b || compareValues(a, b) === 0
}

function compareRanked(a: unknown, b: unknown): number {
  const rank = rankOf(a)
  const other = rankOf(b)
  if (rank !== other) return rank < other ? -1 : 1
  switch (rank) {
    case Rank.number:
      return compareNumbers(plainNumber(a) as Plain, plainNumber(b) as Plain)
    case Rank.string:
      return compareText(textOf(a), textOf(b))
    case Rank.object:
      return compareDocuments(a as Document, b as Document)
    case Rank.array:
      return compareArrays(a as unknown[], b as unknown[])
    case Rank.objectId:
      return compareIds(a as ObjectId, b as ObjectId)
    case Rank.boolean:
      return Number(a) - Number(b)
    case Rank.date:
      return compareNumbers((a as Date).getTime(), (b as Date).getTime())
    default:
      return compareRare(rank, a, b)
  }
}

function compareRare(rank: Rank, a: unknown, b: unknown): number {
  switch (rank) {
    case Rank.binary:
      return compareBinary(binaryOf(a), binaryOf(b))
    case Rank.timestamp: {
      const left = a as Timestamp
      const right = b as Timestamp
      return left.t - right.t || left.i - right.i
    }
    case Rank.regex: {
      const left = regexOf(a)
      const right = regexOf(b)
      return compareStrings(left.pattern, right.pattern) || compareStrings(left.options, right.options)
    }
    case Rank.dbPointer: {
      const left = a as DBRef
      const right = b as DBRef
      return compareStrings(left.collection, right.collection) || compareIds(left.oid, right.oid)
    }
    case Rank.code:
      return compareStrings((a as Code).code, (b as Code).code)
    case Rank.codeWithScope: {
      const left = a as Code
      const right = b as Code
      return compareStrings(left.code, right.code) || compareDocuments(left.scope ?? {}, right.scope ?? {})
    }
    default:
      return 0
  }
}

/** Strings as values, under the collation of the command that runs. */
function compareText(a: string, b: string): number {
  const order = stringOrder()
  return order ? order.compare(a, b) : compareStrings(a, b)
}

/**
 * Order of strings by their UTF-8 bytes. UTF-16 order differs only where a surrogate pair meets
 * a unit from E000 up: code points above FFFF must come last.
 */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at++) {
    const x = a.charCodeAt(at)
    const y = b.charCodeAt(at)
    if (x !== y) return fixSurrogate(x) < fixSurrogate(y) ? -1 : 1
  }
  return a.length < b.length ? -1 : 1
}

const fixSurrogate = (unit: number): number =>
  unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800

/** Field by field in order: type of the value, then the name, then the value (`BSONObj::woCompare`). */
function compareDocuments(a: Document, b: Document): number {
  const keysA = Object.keys(a)
  const keysB = Object.keys(b)
  const length = Math.min(keysA.length, keysB.length)
  for (let at = 0; at < length; at++) {
    const keyA = keysA[at] as string
    const keyB = keysB[at] as string
    const x = a[keyA] ?? null
    const y = b[keyB] ?? null
    const rankX = rankOf(x)
    const rankY = rankOf(y)
    if (rankX !== rankY) return rankX < rankY ? -1 : 1
    const order = compareStrings(keyA, keyB) || compareValues(x, y)
    if (order !== 0) return order
  }
  return keysA.length - keysB.length
}

function compareArrays(a: unknown[], b: unknown[]): number {
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at++) {
    const order = compareValues(a[at], b[at])
    if (order !== 0) return order
  }
  return a.length - b.length
}

function compareIds(a: ObjectId, b: ObjectId): number {
  return a.equals(b) ? 0 : Buffer.compare(a.id, b.id)
}

/** Binary data: length, then subtype, then bytes. */
function compareBinary(a: Binary, b: Binary): number {
  if (a.position !== b.position) return a.position - b.position
  if (a.sub_type !== b.sub_type) return a.sub_type - b.sub_type
  return Buffer.compare(a.value(), b.value())
}

/** True when two values would be the same bytes: number types and the order of fields count. */
export function identicalValues(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  const rank = rankOf(a)
  if (rank !== rankOf(b)) return false
  switch (rank) {
    case Rank.number:
      return numberTypeOf(a) === numberTypeOf(b) && identicalNumbers(a, b)
    case Rank.string:
      return typeof a === typeof b && textOf(a) === textOf(b)
    case Rank.array: {
      const [left, right] = [a as unknown[], b as unknown[]]
      return left.length === right.length && left.every((item, at) => identicalValues(item, right[at]))
    }
    case Rank.object: {
      const [left, right] = [a as Document, b as Document]
      const keys = Object.keys(left)
      const others = Object.keys(right)
      return (
        keys.length === others.length &&
        keys.every((key, at) => key === others[at] && identicalValues(left[key], right[key]))
      )
    }
    default:
      return compareValues(a, b) === 0
  }
}

function identicalNumbers(a: unknown, b: unknown): boolean {
  const left = plainNumber(a)
  const right = plainNumber(b)
  if (left instanceof Decimal128 && right instanceof Decimal128)
    return Buffer.compare(left.bytes, right.bytes) === 0
  return Object.is(left, right)
}
