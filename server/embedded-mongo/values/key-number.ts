import type { ByteWriter } from "./byte-writer.ts"
import { compareExact, decimalToDouble, exactOf, leadingPower, parseDecimal, type Exact } from "./decimal.ts"
import type { Plain } from "./numbers.ts"

/**
 * Writes a number so that bytes order by exact value across types: the greatest double that is not
 * above it with its sign bit made orderly, then 00 when that is the number itself. Otherwise 01 and
 * the number's digits, which order all numbers that share that double.
 */
export function encodeNumber(writer: ByteWriter, value: Plain): void {
  if (typeof value === "number") return encodeDouble(writer, value, undefined)
  if (typeof value === "bigint") return encodeExact(writer, Number(value), value)
  const decimal = parseDecimal(value)
  if (decimal.kind !== "finite") return encodeDouble(writer, decimalToDouble(decimal), undefined)
  return encodeExact(writer, decimalToDouble(decimal), decimal)
}

function encodeExact(writer: ByteWriter, nearest: number, value: Parameters<typeof exactOf>[0]): void {
  if (typeof value === "bigint" && BigInt(nearest) === value) return encodeDouble(writer, nearest, undefined)
  const exact = exactOf(value)
  if (!Number.isFinite(nearest))
    return encodeDouble(writer, nearest > 0 ? Number.MAX_VALUE : -Infinity, exact)
  const order = compareExact(exact, exactOf(nearest))
  if (order === 0) return encodeDouble(writer, nearest, undefined)
  return encodeDouble(writer, order < 0 ? doubleBelow(nearest) : nearest, exact)
}

function encodeDouble(writer: ByteWriter, value: number, rest: Exact | undefined): void {
  writer.reserve(9)
  const { bytes, length } = writer
  if (value !== value) bytes.fill(0, length, length + 8)
  else {
    bytes.writeDoubleBE(value === 0 ? 0 : value, length)
    const negative = (bytes[length] as number) & 0x80
    if (negative) for (let at = length; at < length + 8; at++) bytes[at] = ~(bytes[at] as number)
    else bytes[length] = (bytes[length] as number) | 0x80
  }
  writer.length = length + 8
  if (rest) encodeDigits(writer, rest)
  else writer.byte(0)
}

/** 01, then the power of the first digit and the digits, inverted below zero; a digit is written +1. */
function encodeDigits(writer: ByteWriter, exact: Exact): void {
  writer.byte(1)
  const start = writer.length
  const power = leadingPower(exact) + 0x8000
  writer.byte(power >> 8)
  writer.byte(power & 0xff)
  const text = (exact.digits < 0n ? -exact.digits : exact.digits).toString()
  for (let at = 0; at < text.length; at++) writer.byte(text.charCodeAt(at) - 47)
  writer.byte(0)
  if (exact.digits >= 0n) return
  const { bytes, length } = writer
  for (let at = start; at < length; at++) bytes[at] = ~(bytes[at] as number)
}

const bits = new DataView(new ArrayBuffer(8))

/** The next double towards minus infinity. */
function doubleBelow(value: number): number {
  if (value === 0) return -Number.MIN_VALUE
  bits.setFloat64(0, value)
  bits.setBigInt64(0, bits.getBigInt64(0) + (value > 0 ? -1n : 1n))
  return bits.getFloat64(0)
}
