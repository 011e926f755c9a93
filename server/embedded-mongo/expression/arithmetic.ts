import { Decimal128 } from "bson"
import { CommandError } from "../errors.ts"
import { add, divide, multiply, narrow, remainder, subtract, toDecimal } from "../values/arithmetic.ts"
import { double } from "../values/bson-double.ts"
import { numberTypeOf } from "../values/bson-type.ts"
import { divideHalfEven, makeDecimal, parseDecimal } from "../values/decimal.ts"
import { isNumber, plainNumber, toNumber } from "../values/numbers.ts"
import { Rank, rankOf } from "../values/rank.ts"
import { binary, isNullish, typeName, unary, variadic, type Operators } from "./define.ts"

/** Arithmetic, trigonometric and bitwise operators; null and missing make the result null. */
export const arithmetic: Operators = {
  $add: variadic(0, Infinity, addAll),
  $multiply: variadic(0, Infinity, (values, name) => {
    let product: unknown = 1
    for (const value of values) {
      if (isNullish(value)) return null
      product = multiply(product, needNumber(value, name))
    }
    return product
  }),
  $subtract: binary(subtractValues),
  $divide: numbers((a, b) => {
    if (toNumber(b) === 0) throw new CommandError(2, "can't $divide by zero")
    return divide(a, b)
  }),
  $mod: numbers((a, b) => {
    if (toNumber(b) === 0) throw new CommandError(16610, "can't $mod by zero")
    return remainder(a, b)
  }),
  $abs: number((value) => {
    const plain = plainNumber(value)
    if (typeof plain === "bigint") {
      if (plain === -(2n ** 63n)) throw new CommandError(28680, "can't take $abs of long long min")
      return plain < 0n ? -plain : plain
    }
    if (typeof plain === "object") return Decimal128.fromString(plain.toString().replace(/^-/, ""))
    const result = Math.abs(plain as number)
    return numberTypeOf(value) === "int" ? narrow(BigInt(result)) : double(result)
  }),
  $ceil: number((value) => roundTo(value, 0, "ceil")),
  $floor: number((value) => roundTo(value, 0, "floor")),
  $round: rounding("round"),
  $trunc: rounding("trunc"),
  $sqrt: real((value) => {
    if (value < 0) throw new CommandError(28714, "$sqrt's argument must be greater than or equal to 0")
    return Math.sqrt(value)
  }),
  $exp: real(Math.exp),
  $ln: real(positive(28766, "$ln", Math.log)),
  $log10: real(positive(28761, "$log10", Math.log10)),
  $log: numbers((value, base) => {
    const [x, b] = [toNumber(value) as number, toNumber(base) as number]
    if (x <= 0) throw new CommandError(28758, `$log's argument must be a positive number, but is ${x}`)
    if (b <= 0 || b === 1)
      throw new CommandError(28759, `$log's base must be a positive number not equal to 1, but is ${b}`)
    return like(value, Math.log(x) / Math.log(b))
  }),
  $pow: numbers(power),
  $sin: real(finiteOnly(Math.sin)),
  $cos: real(finiteOnly(Math.cos)),
  $tan: real(finiteOnly(Math.tan)),
  $asin: real(Math.asin),
  $acos: real(Math.acos),
  $atan: real(Math.atan),
  $atan2: numbers((y, x) => double(Math.atan2(toNumber(y) as number, toNumber(x) as number))),
  $sinh: real(Math.sinh),
  $cosh: real(Math.cosh),
  $tanh: real(Math.tanh),
  $asinh: real(Math.asinh),
  $acosh: real(Math.acosh),
  $atanh: real(Math.atanh),
  $degreesToRadians: real((value) => (value * Math.PI) / 180),
  $radiansToDegrees: real((value) => (value * 180) / Math.PI),
  $bitAnd: bitwise(-1n, (a, b) => a & b),
  $bitOr: bitwise(0n, (a, b) => a | b),
  $bitXor: bitwise(0n, (a, b) => a ^ b),
  $bitNot: unary((value, name) => {
    if (isNullish(value)) return null
    const { big, isLong } = needInteger(value, name)
    return isLong ? ~big : Number(~big)
  }),
}

/** Numbers and one date, which stays a date. */
function addAll(values: unknown[], name: string): unknown {
  let sum: unknown = 0
  let date: Date | undefined
  for (const value of values) {
    if (isNullish(value)) return null
    if (rankOf(value) === Rank.date) {
      if (date) throw new CommandError(16612, "only one date allowed in an $add expression")
      date = value as Date
    } else if (isNumber(value)) sum = add(sum, value)
    else throw new CommandError(14, `${name} only supports numeric or date types, not ${typeName(value)}`)
  }
  return date ? new Date(date.getTime() + Math.round(toNumber(sum) as number)) : sum
}

function subtractValues(a: unknown, b: unknown, name: string): unknown {
  if (isNullish(a) || isNullish(b)) return null
  if (rankOf(a) === Rank.date) {
    const time = (a as Date).getTime()
    if (rankOf(b) === Rank.date) return BigInt(time - (b as Date).getTime())
    if (isNumber(b)) return new Date(time - Math.round(toNumber(b) as number))
  } else if (isNumber(a) && isNumber(b)) return subtract(a, b)
  throw new CommandError(14, `can't ${name} ${typeName(b)} from ${typeName(a)}`)
}

function needNumber(value: unknown, name: string): unknown {
  if (isNumber(value)) return value
  throw new CommandError(14, `${name} only supports numeric types, not ${typeName(value)}`)
}

function number(compute: (value: unknown) => unknown): Operators[string] {
  return unary((value, name) => {
    if (isNullish(value)) return null
    if (!isNumber(value))
      throw new CommandError(28765, `${name} only supports numeric types, not ${typeName(value)}`)
    return compute(value)
  })
}

function numbers(compute: (a: unknown, b: unknown) => unknown): Operators[string] {
  return binary((a, b, name) => {
    if (isNullish(a) || isNullish(b)) return null
    return compute(needNumber(a, name), needNumber(b, name))
  })
}

/** A function of the reals: a double, or a decimal for a decimal. */
function real(compute: (value: number) => number): Operators[string] {
  return number((value) => like(value, compute(toNumber(value) as number)))
}

function like(value: unknown, result: number): unknown {
  return numberTypeOf(value) === "decimal" ? toDecimal(double(result)) : double(result)
}

function positive(code: number, name: string, compute: (value: number) => number): (value: number) => number {
  return (value) => {
    if (value <= 0)
      throw new CommandError(code, `${name}'s argument must be a positive number, but is ${value}`)
    return compute(value)
  }
}

function finiteOnly(compute: (value: number) => number): (value: number) => number {
  return (value) => {
    if (!Number.isFinite(value) && !Number.isNaN(value))
      throw new CommandError(
        50989,
        `cannot apply a trigonometric function to ${value}, value must be in (-inf,inf)`,
      )
    return compute(value)
  }
}

function power(base: unknown, exponent: unknown): unknown {
  const [x, y] = [toNumber(base) as number, toNumber(exponent) as number]
  if (x === 0 && y < 0) throw new CommandError(28764, "$pow cannot take a base of 0 and a negative exponent")
  const types = [numberTypeOf(base), numberTypeOf(exponent)]
  if (types.includes("decimal")) return toDecimal(double(x ** y))
  if (types.includes("double") || y < 0) return double(x ** y)
  if (y > 64 && Math.abs(x) > 1) return double(x ** y)
  const result = BigInt(plainNumber(base) as number | bigint) ** BigInt(y > 64 ? (y % 2) + 2 : y)
  if (BigInt.asIntN(64, result) !== result) return double(x ** y)
  return types.includes("long") ? result : narrow(result)
}

type Rounding = "round" | "trunc" | "ceil" | "floor"

function rounding(mode: Rounding): Operators[string] {
  return variadic(1, 2, ([value, place], name) => {
    if (isNullish(value) || place === null) return null
    if (!isNumber(value))
      throw new CommandError(51081, `${name} only supports numeric types, not ${typeName(value)}`)
    const digits = place === undefined ? 0 : toNumber(place)
    if (digits === undefined || !Number.isInteger(digits))
      throw new CommandError(51082, `precision argument to ${name} must be a integral value`)
    if (digits < -20 || digits > 100)
      throw new CommandError(
        51083,
        `cannot apply ${name} with precision value ${digits} value must be in [-20, 100]`,
      )
    return roundTo(value, digits, mode)
  })
}

/** Rounds in decimal, half to even, as MongoDB does; the type stays. */
function roundTo(value: unknown, digits: number, mode: Rounding): unknown {
  const type = numberTypeOf(value)
  if (type === "double") {
    const plain = toNumber(value) as number
    if (!Number.isFinite(plain)) return plain
    if (digits === 0 && mode !== "round") return double(Math[mode](plain))
    if (Math.abs(plain) >= 2 ** 53 && digits >= 0) return value
    return double(
      Number(roundDecimal(Decimal128.fromString(String(plain).toUpperCase()), digits, mode).toString()),
    )
  }
  if (type === "decimal") return roundDecimal(plainNumber(value) as Decimal128, digits, mode)
  if (digits >= 0) return value
  const big = BigInt(plainNumber(value) as number | bigint)
  const unit = 10n ** BigInt(-digits)
  const rounded = mode === "round" ? signedHalfEven(big, unit) * unit : big - (big % unit)
  return type === "int" ? narrow(rounded) : rounded
}

function roundDecimal(value: Decimal128, digits: number, mode: Rounding): Decimal128 {
  const decimal = parseDecimal(value)
  if (decimal.kind !== "finite" || decimal.exponent >= -digits) return value
  const unit = 10n ** BigInt(Math.min(-digits - decimal.exponent, 40))
  const signed = decimal.negative ? -decimal.coefficient : decimal.coefficient
  const towardsZero = signed / unit
  const exact = towardsZero * unit === signed
  if (mode === "round") return makeDecimal(signedHalfEven(signed, unit), -digits)
  const step = exact ? 0n : mode === "ceil" && signed > 0n ? 1n : mode === "floor" && signed < 0n ? -1n : 0n
  return makeDecimal(towardsZero + step, -digits)
}

const signedHalfEven = (value: bigint, unit: bigint): bigint =>
  value < 0n ? -divideHalfEven(-value, unit) : divideHalfEven(value, unit)

function needInteger(value: unknown, name: string): { big: bigint; isLong: boolean } {
  const type = rankOf(value) === Rank.number ? numberTypeOf(value) : undefined
  if (type === "int" || type === "long")
    return { big: BigInt(plainNumber(value) as number | bigint), isLong: type === "long" }
  throw new CommandError(14, `${name} only supports int and long operands, not ${typeName(value)}`)
}

function bitwise(start: bigint, combine: (a: bigint, b: bigint) => bigint): Operators[string] {
  return variadic(0, Infinity, (values, name) => {
    let result = start
    let anyLong = false
    for (const value of values) {
      if (isNullish(value)) return null
      const { big, isLong } = needInteger(value, name)
      result = combine(result, big)
      anyLong ||= isLong
    }
    return anyLong ? result : Number(result)
  })
}
