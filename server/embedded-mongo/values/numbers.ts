import { Decimal128, Double, Int32, Long } from "bson"
import { compareExact, decimalToDouble, exactOf, parseDecimal, type Decimal } from "./decimal.ts"

/** A number without its wrapper: a double or int32 as `number`, int64 as `bigint`. */
export type Plain = number | bigint | Decimal128

/** Removes the wrapper of a number; undefined for anything else. */
export function plainNumber(value: unknown): Plain | undefined {
  if (typeof value === "number" || typeof value === "bigint") return value
  if (typeof value !== "object" || value === null) return undefined
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === Double.prototype || prototype === Int32.prototype) return (value as Double).value
  if (prototype === Long.prototype) return (value as Long).toBigInt()
  if (prototype === Decimal128.prototype) return value as Decimal128
  return undefined
}

/** True for a value of any BSON number type. */
export function isNumber(value: unknown): boolean {
  return plainNumber(value) !== undefined
}

/** The nearest double of any BSON number; undefined for anything else. */
export function toNumber(value: unknown): number | undefined {
  const plain = plainNumber(value)
  if (plain === undefined || typeof plain === "number") return plain
  return typeof plain === "bigint" ? Number(plain) : decimalToDouble(parseDecimal(plain))
}

/** Order of two numbers by exact value across types: -0 equals 0, NaN is the lowest and equals itself. */
export function compareNumbers(left: Plain, right: Plain): number {
  if (typeof left === "object" || typeof right === "object") return compareDecimals(left, right)
  // JavaScript compares a bigint with a number by exact value.
  if (left < right) return -1
  if (left > right) return 1
  if (left >= right) return 0
  const leftIsNaN = left !== left
  return leftIsNaN === (right !== right) ? 0 : leftIsNaN ? -1 : 1
}

function compareDecimals(left: Plain, right: Plain): number {
  const a = typeof left === "object" ? parseDecimal(left) : left
  const b = typeof right === "object" ? parseDecimal(right) : right
  const x = approximate(a)
  const y = approximate(b)
  // Rounding keeps the order, so only a tie needs exact arithmetic.
  if (x < y) return -1
  if (x > y) return 1
  if (x !== x || y !== y) return x !== x ? (y !== y ? 0 : -1) : 1
  const finiteA = isFiniteNumber(a)
  const finiteB = isFiniteNumber(b)
  if (finiteA && finiteB) return compareExact(exactOf(a), exactOf(b))
  if (finiteA === finiteB) return 0
  return finiteA === x > 0 ? -1 : 1
}

const approximate = (value: Decimal | number | bigint): number =>
  typeof value === "object" ? decimalToDouble(value) : Number(value)

const isFiniteNumber = (value: Decimal | number | bigint): boolean =>
  typeof value === "object" ? value.kind === "finite" : typeof value === "bigint" || Number.isFinite(value)
