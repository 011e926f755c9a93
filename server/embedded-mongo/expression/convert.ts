import { Decimal128, ObjectId, type Timestamp } from "bson"
import { CommandError } from "../errors.ts"
import { double } from "../values/bson-double.ts"
import { toDecimal } from "../values/arithmetic.ts"
import { typeAliases, type TypeAlias } from "../values/bson-type.ts"
import { isNumber, plainNumber, toNumber } from "../values/numbers.ts"
import { binaryOf, Rank, rankOf, textOf } from "../values/rank.ts"
import { parseDate } from "./date-text.ts"
import { isNullish, isTruthy, namedArguments, typeName, unary, type Operators } from "./define.ts"

/** Conversion operators. */
export const conversions: Operators = {
  $toInt: unary((value) => convert(value, "int")),
  $toLong: unary((value) => convert(value, "long")),
  $toDouble: unary((value) => convert(value, "double")),
  $toDecimal: unary((value) => convert(value, "decimal")),
  $toString: unary((value) => convert(value, "string")),
  $toBool: unary((value) => convert(value, "bool")),
  $toDate: unary((value) => convert(value, "date")),
  $toObjectId: unary((value) => convert(value, "objectId")),
  $type: unary((value) => typeName(value)),
  $isNumber: unary((value) => isNumber(value)),
  $convert: (operand, scope, compile, name) => {
    const fields = namedArguments(operand, ["input", "to"], ["onError", "onNull"], name)
    const input = compile(fields["input"], scope)
    const to = compile(fields["to"], scope)
    const onError = Object.hasOwn(fields, "onError") ? compile(fields["onError"], scope) : undefined
    const onNull = Object.hasOwn(fields, "onNull") ? compile(fields["onNull"], scope) : () => null
    return (frame) => {
      const type = to(frame)
      const value = input(frame)
      if (isNullish(value)) return onNull(frame)
      if (isNullish(type)) return null
      const target = targetType(type)
      try {
        return convert(value, target)
      } catch (error) {
        if (onError && error instanceof CommandError && error.code === 241) return onError(frame)
        throw error
      }
    }
  },
}

type Target = "int" | "long" | "double" | "decimal" | "string" | "bool" | "date" | "objectId"
const targets: TypeAlias[] = ["int", "long", "double", "decimal", "string", "bool", "date", "objectId"]

function targetType(type: unknown): Target {
  const alias =
    typeof type === "string"
      ? type
      : Object.entries(typeAliases).find(([, code]) => code === toNumber(type))?.[0]
  if (alias !== undefined && (targets as string[]).includes(alias)) return alias as Target
  if (typeof type === "string") throw new CommandError(2, `Unknown type name: ${type}`)
  throw new CommandError(9, "In $convert, unsupported 'to' type")
}

/** The refusal of a conversion: 241, ConversionFailure. */
function failure(why: string): CommandError {
  return new CommandError(241, `${why} in $convert with no onError value`)
}

function unsupported(value: unknown, to: string): CommandError {
  return failure(`Unsupported conversion from ${typeName(value)} to ${to}`)
}

function convert(value: unknown, to: Target): unknown {
  if (isNullish(value)) return null
  switch (to) {
    case "bool":
      return isTruthy(value)
    case "string":
      return toText(value)
    case "int":
    case "long":
      return toInteger(value, to)
    case "double":
      return toDouble(value)
    case "decimal":
      return toDecimalFrom(value)
    case "date":
      return toDate(value)
    default:
      return toObjectId(value)
  }
}

/** The text of a value as `$toString` writes it. */
export function toText(value: unknown): string {
  switch (rankOf(value)) {
    case Rank.string:
      return textOf(value)
    case Rank.number: {
      const plain = plainNumber(value)
      return typeof plain === "number" ? doubleText(plain) : String(plain)
    }
    case Rank.boolean:
      return String(value)
    case Rank.objectId:
      return (value as ObjectId).toHexString()
    case Rank.date:
      return (value as Date).toISOString()
    case Rank.binary:
      return Buffer.from(binaryOf(value).value()).toString("base64")
    default:
      throw unsupported(value, "string")
  }
}

function doubleText(value: number): string {
  return Object.is(value, -0)
    ? "-0"
    : String(value)
        .replace(/e\+?(-?)(\d)$/, "e$10$2")
        .replace(/e(\d)/, "e+$1")
}

function toInteger(value: unknown, to: "int" | "long"): number | bigint {
  const big = wholeOf(value, to)
  const bits = to === "int" ? 32 : 64
  if (BigInt.asIntN(bits, big) !== big) throw failure("Conversion would overflow target type")
  return to === "int" ? Number(big) : big
}

function wholeOf(value: unknown, to: string): bigint {
  switch (rankOf(value)) {
    case Rank.number: {
      const plain = plainNumber(value)
      if (typeof plain === "bigint") return plain
      if (typeof plain === "object") return wholeOfDecimal(plain)
      if (!Number.isFinite(plain)) throw failure("Attempt to convert NaN or infinite value to integer type")
      return BigInt(Math.trunc(plain as number))
    }
    case Rank.boolean:
      return value ? 1n : 0n
    case Rank.date:
      if (to === "long") return BigInt((value as Date).getTime())
      throw unsupported(value, to)
    case Rank.string: {
      const text = textOf(value)
      if (!/^[+-]?\d+$/.test(text)) throw failure(`Failed to parse number '${text}'`)
      return BigInt(text.replace(/^\+/, ""))
    }
    default:
      throw unsupported(value, to)
  }
}

function wholeOfDecimal(value: Decimal128): bigint {
  const text = value.toString()
  const number = Number(text)
  if (!Number.isFinite(number)) throw failure("Attempt to convert NaN or infinite value to integer type")
  if (Math.abs(number) < 2 ** 53 || Math.abs(number) >= 2 ** 64) return BigInt(Math.trunc(number))
  const match = /^(-?\d+)(?:\.(\d+))?(?:E\+?(-?\d+))?$/.exec(text)
  const [, whole = "0", fraction = "", power = "0"] = match ?? []
  const digits = BigInt(whole + fraction)
  const exponent = Number(power) - fraction.length
  return exponent >= 0 ? digits * 10n ** BigInt(exponent) : digits / 10n ** BigInt(-exponent)
}

const numeric = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$|^[+-]?(inf|infinity|nan)$/i

function numberText(value: unknown): string {
  const text = textOf(value)
  if (!numeric.test(text)) throw failure(`Failed to parse number '${text}'`)
  return text.replace(/^([+-]?)inf(inity)?$/i, "$1Infinity").replace(/^[+-]?nan$/i, "NaN")
}

function toDouble(value: unknown): unknown {
  switch (rankOf(value)) {
    case Rank.number:
      return double(toNumber(value) as number)
    case Rank.boolean:
      return double(value ? 1 : 0)
    case Rank.date:
      return double((value as Date).getTime())
    case Rank.string:
      return double(Number(numberText(value)))
    default:
      throw unsupported(value, "double")
  }
}

function toDecimalFrom(value: unknown): Decimal128 {
  switch (rankOf(value)) {
    case Rank.number:
      return toDecimal(value)
    case Rank.boolean:
      return Decimal128.fromString(value ? "1" : "0")
    case Rank.date:
      return Decimal128.fromString(String((value as Date).getTime()))
    case Rank.string:
      return Decimal128.fromStringWithRounding(numberText(value))
    default:
      throw unsupported(value, "decimal")
  }
}

function toDate(value: unknown): Date {
  switch (rankOf(value)) {
    case Rank.date:
      return value as Date
    case Rank.number: {
      const plain = plainNumber(value)
      if (typeof value === "number" && (value | 0) === value) throw unsupported(value, "date")
      return new Date(Math.trunc(typeof plain === "number" ? plain : Number(String(plain))))
    }
    case Rank.objectId:
      return (value as ObjectId).getTimestamp()
    case Rank.timestamp:
      return new Date((value as Timestamp).t * 1000)
    case Rank.string: {
      const date = parseDate(textOf(value))
      if (date) return date
      throw failure(`Error parsing date string '${textOf(value)}'`)
    }
    default:
      throw unsupported(value, "date")
  }
}

function toObjectId(value: unknown): ObjectId {
  if (rankOf(value) === Rank.objectId) return value as ObjectId
  if (rankOf(value) !== Rank.string) throw unsupported(value, "objectId")
  const text = textOf(value)
  if (/^[0-9a-f]{24}$/i.test(text)) return new ObjectId(text)
  throw failure(`Failed to parse objectId '${text}'`)
}
