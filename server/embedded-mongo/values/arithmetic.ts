import { Decimal128 } from "bson"
import { double } from "./bson-double.ts"
import { numberTypeOf, type NumberType } from "./bson-type.ts"
import { makeDecimal, parseDecimal, type Decimal } from "./decimal.ts"
import { plainNumber, toNumber, type Plain } from "./numbers.ts"

/** What happens when an int64 result does not fit: expressions go on in double, updates refuse. */
export type OnOverflow = "double" | "error"

/** Thrown for an int64 overflow where the caller must refuse. */
export class IntegerOverflow extends Error {}

type Operation = {
  big: (a: bigint, b: bigint) => bigint
  real: (a: number, b: number) => number
  decimal: (a: Decimal, b: Decimal) => Decimal128
}

/**
 * The wider of two number types: int, long, double, decimal. Arithmetic is done in that type,
 * and an int result that needs more than 32 bits becomes a long.
 */
function widerType(a: NumberType, b: NumberType): NumberType {
  const order: NumberType[] = ["int", "long", "double", "decimal"]
  return order.indexOf(a) >= order.indexOf(b) ? a : b
}

function apply(a: unknown, b: unknown, operation: Operation, onOverflow: OnOverflow): unknown {
  if (typeof a === "number" && typeof b === "number") {
    const result = operation.real(a, b)
    // Two int32 cannot leave the exact range of a double, except by multiplying: longs do that.
    const bothInt = (a | 0) === a && (b | 0) === b
    if (!bothInt) return double(result)
    if ((result | 0) === result) return result === 0 ? 0 : result
    if (Number.isSafeInteger(result)) return BigInt(result)
  }
  const type = widerType(numberTypeOf(a), numberTypeOf(b))
  if (type === "decimal") return operation.decimal(asDecimal(a), asDecimal(b))
  if (type === "double") return double(operation.real(toNumber(a) as number, toNumber(b) as number))
  const result = operation.big(toBigInt(a), toBigInt(b))
  if (type === "int") return narrow(result)
  if (BigInt.asIntN(64, result) === result) return result
  if (onOverflow === "error") throw new IntegerOverflow("int64 overflow")
  return double(Number(result))
}

const toBigInt = (value: unknown): bigint => BigInt(plainNumber(value) as number | bigint)

/** An int32 where it fits, else a long. */
export function narrow(value: bigint): number | bigint {
  return BigInt.asIntN(32, value) === value ? Number(value) : value
}

/** The sum of two BSON numbers. */
export function add(a: unknown, b: unknown, onOverflow: OnOverflow = "double"): unknown {
  return apply(a, b, addition, onOverflow)
}

/** The difference of two BSON numbers. */
export function subtract(a: unknown, b: unknown): unknown {
  return apply(a, b, subtraction, "double")
}

/** The product of two BSON numbers. */
export function multiply(a: unknown, b: unknown, onOverflow: OnOverflow = "double"): unknown {
  return apply(a, b, multiplication, onOverflow)
}

/** The quotient: a double, or a decimal when either is one. The divisor must not be zero. */
export function divide(a: unknown, b: unknown): unknown {
  if (widerType(numberTypeOf(a), numberTypeOf(b)) !== "decimal")
    return double((toNumber(a) as number) / (toNumber(b) as number))
  return finite(
    asDecimal(a),
    asDecimal(b),
    (x, y) => x / y,
    (x, y) => {
      const scaled = x.digits * 10n ** 70n
      return makeDecimal(scaled / y.digits, x.exponent - 70 - y.exponent)
    },
  )
}

/** The remainder with the sign of the dividend, in the wider type. */
export function remainder(a: unknown, b: unknown): unknown {
  const type = widerType(numberTypeOf(a), numberTypeOf(b))
  if (type === "int" || type === "long") {
    const result = toBigInt(a) % toBigInt(b)
    return type === "int" ? Number(result) : result
  }
  if (type === "double") return double((toNumber(a) as number) % (toNumber(b) as number))
  return finite(
    asDecimal(a),
    asDecimal(b),
    (x, y) => x % y,
    (x, y) => {
      const low = Math.min(x.exponent, y.exponent)
      return makeDecimal(scaleTo(x, low) % scaleTo(y, low), low)
    },
  )
}

type Signed = { digits: bigint; exponent: number }
const scaleTo = ({ digits, exponent }: Signed, low: number): bigint => digits * 10n ** BigInt(exponent - low)

/** Exact arithmetic for two finite decimals; doubles know what to do with the special values. */
function finite(
  a: Decimal,
  b: Decimal,
  special: (x: number, y: number) => number,
  exact: (x: Signed, y: Signed) => Decimal128,
): Decimal128 {
  if (a.kind === "finite" && b.kind === "finite") return exact(signed(a), signed(b))
  return specialDecimal(special(magnitude(a), magnitude(b)))
}

const signed = ({ negative, coefficient, exponent }: Extract<Decimal, { kind: "finite" }>): Signed => ({
  digits: negative ? -coefficient : coefficient,
  exponent,
})

function magnitude(value: Decimal): number {
  if (value.kind === "nan") return NaN
  if (value.kind === "infinity") return value.negative ? -Infinity : Infinity
  return value.coefficient === 0n ? 0 : value.negative ? -1 : 1
}

/** NaN or an infinity as a decimal; a finite number through its shortest text. */
function specialDecimal(value: number): Decimal128 {
  return Decimal128.fromString(Number.isFinite(value) ? String(value).toUpperCase() : String(value))
}

const addition: Operation = {
  big: (a, b) => a + b,
  real: (a, b) => a + b,
  decimal: (a, b) => sum(a, b, 1n),
}
const subtraction: Operation = {
  big: (a, b) => a - b,
  real: (a, b) => a - b,
  decimal: (a, b) => sum(a, b, -1n),
}
const multiplication: Operation = {
  big: (a, b) => a * b,
  real: (a, b) => a * b,
  decimal: (a, b) =>
    finite(
      a,
      b,
      (x, y) => x * y,
      (x, y) => makeDecimal(x.digits * y.digits, x.exponent + y.exponent),
    ),
}

function sum(a: Decimal, b: Decimal, sign: bigint): Decimal128 {
  return finite(
    a,
    b,
    (x, y) => x + Number(sign) * y,
    (x, y) => {
      // Digits more than 70 places apart cannot meet: the small number would only round.
      const low = Math.max(Math.min(x.exponent, y.exponent), Math.max(x.exponent, y.exponent) - 80)
      const shrink = (part: Signed): bigint =>
        part.exponent >= low ? scaleTo(part, low) : part.digits / 10n ** BigInt(low - part.exponent)
      return makeDecimal(shrink(x) + sign * shrink(y), low)
    },
  )
}

/** A number as decimal; a double by its 15 significant digits, as MongoDB converts it. */
function asDecimal(value: unknown): Decimal {
  return parseDecimal(toDecimal(value))
}

/** A number as Decimal128. */
export function toDecimal(value: unknown): Decimal128 {
  const plain = plainNumber(value) as Plain
  if (typeof plain === "object") return plain
  if (typeof plain === "bigint") return makeDecimal(plain, 0)
  if (!Number.isFinite(plain)) return Decimal128.fromString(String(plain))
  if (numberTypeOf(value) === "int") return makeDecimal(BigInt(plain), 0)
  return Decimal128.fromString(plain.toPrecision(15).toUpperCase())
}
