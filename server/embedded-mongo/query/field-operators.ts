import { badValue, CommandError, notSupported } from "../errors.ts"
import { typeAliases, typeAliasOf, type TypeAlias } from "../values/bson-type.ts"
import { plainNumber, toNumber } from "../values/numbers.ts"
import { isDocument, Rank, rankOf } from "../values/rank.ts"
import { bitTest } from "./bits.ts"
import { all, anyElement, not, whole, type Condition } from "./condition.ts"
import { equals, inList, inRange, matchesRegex } from "./equality.ts"
import { isOperatorDocument } from "./operator-document.ts"

/** Compiles the operand of a field operator that needs no other filter inside. */
export const fieldOperators: Record<string, (operand: unknown, operator: string) => Condition> = {
  $eq: (operand) => anyElement(equals(operand)),
  $ne: (operand) => {
    if (rankOf(operand) === Rank.regex) throw badValue("Can't have regex as arg to $ne.")
    return not(anyElement(equals(operand)))
  },
  $gt: (operand) => anyElement(inRange("$gt", operand)),
  $gte: (operand) => anyElement(inRange("$gte", operand)),
  $lt: (operand) => anyElement(inRange("$lt", operand)),
  $lte: (operand) => anyElement(inRange("$lte", operand)),
  $in: (operand, operator) => anyElement(inList(operator, operand)),
  $nin: (operand, operator) => not(anyElement(inList(operator, operand))),
  $exists: (operand) => {
    const exists = whole((value) => value !== undefined)
    return isTrue(operand) ? exists : not(exists)
  },
  $type: (operand) => anyElement(hasType(operand)),
  $size: (operand) => whole(hasSize(operand)),
  $mod: (operand) => anyElement(hasRemainder(operand)),
  $bitsAllSet: (operand, operator) => anyElement(bitTest(operator, operand)),
  $bitsAllClear: (operand, operator) => anyElement(bitTest(operator, operand)),
  $bitsAnySet: (operand, operator) => anyElement(bitTest(operator, operand)),
  $bitsAnyClear: (operand, operator) => anyElement(bitTest(operator, operand)),
}

const unsupported = new Set([
  "$geoWithin",
  "$geoIntersects",
  "$near",
  "$nearSphere",
  "$within",
  "$geoNear",
  "$maxDistance",
  "$minDistance",
  "$geometry",
])

/** The refusal of a name that is no field operator here. */
export function unknownOperator(name: string): CommandError {
  return unsupported.has(name) ? notSupported(name) : badValue(`unknown operator: ${name}`)
}

/** Truth as MongoDB's options mean it: any number but zero, true, and every other value but null. */
export function isTrue(value: unknown): boolean {
  const number = toNumber(value)
  return number === undefined ? value !== false && value != null : number !== 0
}

/** `$all` with values; with `$elemMatch` documents it is compiled beside that operator. */
export function containsAll(operand: unknown[]): Condition {
  // An empty list is met by nothing.
  if (operand.length === 0) return whole(() => false)
  return all(
    operand.map((item) => {
      if (isDocument(item) && isOperatorDocument(item)) throw badValue("no $ expressions in $all")
      return anyElement(rankOf(item) === Rank.regex ? matchesRegex(item) : equals(item))
    }),
  )
}

/** A regular expression given as a value, or as `$regex` with `$options`. */
export function regexCondition(operand: unknown): Condition {
  return anyElement(matchesRegex(operand))
}

function hasType(operand: unknown): (value: unknown) => boolean {
  const wanted = new Set<TypeAlias>()
  const items: unknown[] = Array.isArray(operand) ? operand : [operand]
  if (items.length === 0) throw new CommandError("FailedToParse", "$type must match at least one type")
  for (const item of items) for (const alias of aliasesOf(item)) wanted.add(alias)
  return (value) => value !== undefined && wanted.has(typeAliasOf(value))
}

const numberAliases: TypeAlias[] = ["int", "long", "double", "decimal"]

function aliasesOf(type: unknown): TypeAlias[] {
  if (typeof type === "string") {
    if (type === "number") return numberAliases
    if (!Object.hasOwn(typeAliases, type)) throw badValue(`Unknown type name alias: ${type}`)
    return [type as TypeAlias]
  }
  const code = toNumber(type)
  if (code === undefined)
    throw new CommandError("TypeMismatch", "type must be represented as a number or a string")
  const found = Object.entries(typeAliases).find(([, number]) => number === code)
  if (!found) throw badValue(`Invalid numerical type code: ${code}`)
  return [found[0] as TypeAlias]
}

function hasSize(operand: unknown): (value: unknown) => boolean {
  const size = toNumber(operand)
  if (size === undefined) throw badValue("Failed to parse $size. Expected a number")
  if (!Number.isInteger(size)) throw badValue("Failed to parse $size. Expected an integer")
  if (size < 0) throw badValue("Failed to parse $size. Expected a non-negative number")
  return (value) => Array.isArray(value) && value.length === size
}

function hasRemainder(operand: unknown): (value: unknown) => boolean {
  if (!Array.isArray(operand)) throw badValue("malformed mod, needs to be an array")
  if (operand.length < 2) throw badValue("malformed mod, not enough elements")
  if (operand.length > 2) throw badValue("malformed mod, too many elements")
  const [divisor, remainder] = operand.map(truncated)
  if (divisor === undefined) throw badValue("malformed mod, divisor not a number")
  if (divisor === 0n) throw badValue("divisor cannot be 0")
  if (remainder === undefined) throw badValue("malformed mod, remainder not a number")
  return (value) => {
    const number = truncated(value)
    return number !== undefined && number % divisor === remainder
  }
}

/** The int64 towards zero; undefined for what is no finite number. */
function truncated(value: unknown): bigint | undefined {
  const plain = plainNumber(value)
  if (typeof plain === "bigint") return plain
  const number = toNumber(value)
  return number !== undefined && Number.isFinite(number) ? BigInt(Math.trunc(number)) : undefined
}
