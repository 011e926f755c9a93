import { badValue, CommandError } from "../errors.ts"
import { plainNumber } from "../values/numbers.ts"
import { binaryOf, Rank, rankOf } from "../values/rank.ts"
import type { ValueTest } from "./condition.ts"

type Bits = { has: (position: number) => boolean }

/** `$bitsAllSet` and its kin: numbers that are whole, and binary data, byte by byte from the lowest bit. */
export function bitTest(operator: string, operand: unknown): ValueTest {
  const positions = positionsOf(operator, operand)
  const wanted = operator.endsWith("Set")
  const quantifier = operator.startsWith("$bitsAll") ? "every" : "some"
  return (value) => {
    const bits = bitsOf(value)
    return bits !== undefined && positions[quantifier]((position) => bits.has(position) === wanted)
  }
}

function bitsOf(value: unknown): Bits | undefined {
  const number = wholeNumber(value)
  // Two's complement: beyond the sign bit a negative number goes on with ones.
  if (number !== undefined) return { has: (position) => ((number >> BigInt(position)) & 1n) === 1n }
  if (rankOf(value) !== Rank.binary) return undefined
  const bytes = binaryOf(value).value()
  return { has: (position) => (((bytes[position >> 3] ?? 0) >> (position & 7)) & 1) === 1 }
}

/** An int64 of a number that is whole and fits one, else undefined. */
function wholeNumber(value: unknown): bigint | undefined {
  const plain = plainNumber(value)
  if (plain === undefined) return undefined
  const asDouble = typeof plain === "object" ? Number(plain.toString()) : plain
  if (typeof asDouble === "bigint") return asDouble
  if (!Number.isInteger(asDouble) || asDouble < -(2 ** 63) || asDouble >= 2 ** 63) return undefined
  return BigInt(asDouble)
}

function positionsOf(operator: string, operand: unknown): number[] {
  if (Array.isArray(operand)) return operand.map((position) => bitPosition(operator, position))
  const mask = wholeNumber(operand)
  if (mask !== undefined) {
    if (mask < 0n) throw new CommandError(9, `Expected a non-negative number in: ${operator}: ${mask}`)
    return Array.from({ length: 64 }, (_, at) => at).filter((at) => (mask >> BigInt(at)) & 1n)
  }
  if (rankOf(operand) !== Rank.binary) throw badValue(`${operator} takes an Array, a number, or a BinData`)
  const bits = bitsOf(operand)
  const length = binaryOf(operand).position * 8
  return Array.from({ length }, (_, at) => at).filter((at) => bits?.has(at))
}

function bitPosition(operator: string, value: unknown): number {
  const position = wholeNumber(value)
  if (position === undefined || position > 0x7fffffffn)
    throw badValue(`bit positions must be an integer in: ${operator}`)
  if (position < 0n) throw badValue(`bit positions must be >= 0 but got: ${position}`)
  return Number(position)
}
