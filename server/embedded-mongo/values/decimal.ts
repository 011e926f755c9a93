import { Decimal128 } from "bson"

/** A finite decimal: `(-1)^negative * coefficient * 10^exponent`, or one of the special values. */
export type Decimal =
  | { kind: "finite"; negative: boolean; coefficient: bigint; exponent: number }
  | { kind: "infinity"; negative: boolean }
  | { kind: "nan" }

const bias = 6176
const maxCoefficient = 10n ** 34n - 1n

/** Reads the bits of a Decimal128 (IEEE 754-2008, binary integer significand). */
export function parseDecimal(value: Decimal128): Decimal {
  const view = new DataView(value.bytes.buffer, value.bytes.byteOffset, 16)
  const high = view.getBigUint64(8, true)
  const low = view.getBigUint64(0, true)
  const negative = high >> 63n === 1n
  const combination = Number((high >> 58n) & 0x1fn)
  if (combination === 0x1f) return { kind: "nan" }
  if (combination === 0x1e) return { kind: "infinity", negative }
  // The second form encodes coefficients above 10^34, which count as zero.
  if (combination >> 3 === 3)
    return { kind: "finite", negative, coefficient: 0n, exponent: Number((high >> 47n) & 0x3fffn) - bias }
  const coefficient = ((high & 0x1ffffffffffffn) << 64n) | low
  const exponent = Number((high >> 49n) & 0x3fffn) - bias
  return { kind: "finite", negative, coefficient: coefficient > maxCoefficient ? 0n : coefficient, exponent }
}

/** The nearest double, infinite when out of range. */
export function decimalToDouble(decimal: Decimal): number {
  if (decimal.kind === "nan") return NaN
  const sign = decimal.negative ? -1 : 1
  if (decimal.kind === "infinity") return sign * Infinity
  return sign * Number(`${decimal.coefficient}e${decimal.exponent}`)
}

/** An exact number without trailing zeros: `digits * 10^exponent`, where digits has the sign. */
export type Exact = { digits: bigint; exponent: number }

/** The exact value of a finite decimal, int64 or double. */
export function exactOf(value: Decimal | bigint | number): Exact {
  if (typeof value === "bigint") return strip(value, 0)
  if (typeof value === "number") return exactOfDouble(value)
  if (value.kind !== "finite") throw new RangeError("not finite")
  return strip(value.negative ? -value.coefficient : value.coefficient, value.exponent)
}

function exactOfDouble(value: number): Exact {
  const bits = new DataView(new ArrayBuffer(8))
  bits.setFloat64(0, value)
  const raw = bits.getBigUint64(0)
  const field = Number((raw >> 52n) & 0x7ffn)
  const fraction = raw & 0xfffffffffffffn
  const mantissa = field === 0 ? fraction : fraction | 0x10000000000000n
  const power = (field === 0 ? 1 : field) - 1075
  const signed = value < 0 ? -mantissa : mantissa
  // m / 2^k is m * 5^k / 10^k: every double is a finite decimal.
  return power >= 0 ? strip(signed << BigInt(power), 0) : strip(signed * 5n ** BigInt(-power), power)
}

function strip(digits: bigint, exponent: number): Exact {
  if (digits === 0n) return { digits, exponent: 0 }
  let rest = digits
  let power = exponent
  while (rest % 10n === 0n) {
    rest /= 10n
    power++
  }
  return { digits: rest, exponent: power }
}

/** Order of two exact numbers. */
export function compareExact(a: Exact, b: Exact): number {
  const signA = a.digits < 0n ? -1 : a.digits > 0n ? 1 : 0
  const signB = b.digits < 0n ? -1 : b.digits > 0n ? 1 : 0
  if (signA !== signB) return signA < signB ? -1 : 1
  if (signA === 0) return 0
  // The position of the first digit decides unless equal, so that scaling stays small.
  const magnitude = leadingPower(a) - leadingPower(b)
  if (magnitude !== 0) return magnitude < 0 ? -signA : signA
  const low = Math.min(a.exponent, b.exponent)
  const x = a.digits * 10n ** BigInt(a.exponent - low)
  const y = b.digits * 10n ** BigInt(b.exponent - low)
  return x < y ? -1 : x > y ? 1 : 0
}

/** The power of ten of the first digit, plus one. */
export function leadingPower({ digits, exponent }: Exact): number {
  return (digits < 0n ? -digits : digits).toString().length + exponent
}

/** The decimal nearest to `digits * 10^exponent`, rounded half to even at 34 digits. */
export function makeDecimal(digits: bigint, exponent: number): Decimal128 {
  let magnitude = digits < 0n ? -digits : digits
  let power = exponent
  for (let excess = magnitude.toString().length - 34; excess > 0; excess = magnitude.toString().length - 34) {
    magnitude = divideHalfEven(magnitude, 10n ** BigInt(excess))
    power += excess
  }
  const leading = magnitude.toString().length + power
  if (leading > 6145) return Decimal128.fromString(digits < 0n ? "-Infinity" : "Infinity")
  if (power < -bias) {
    magnitude = divideHalfEven(magnitude, 10n ** BigInt(Math.min(-bias - power, 40)))
    power = -bias
  }
  return Decimal128.fromString(`${digits < 0n ? "-" : ""}${magnitude}E${power >= 0 ? "+" : ""}${power}`)
}

/** Integer division of positive numbers, rounded half to even. */
export function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor
  const twice = (dividend % divisor) * 2n
  if (twice < divisor || (twice === divisor && quotient % 2n === 0n)) return quotient
  return quotient + 1n
}
