import { badValue, CommandError, notSupported } from "../errors.ts"
import { typeAliases, typeAliasOf } from "../values/bson-type.ts"
import { compareValues, equalValues } from "../values/compare.ts"
import { getOwn, hasOwn, isDocument, Rank, rankOf, type Document } from "../values/rank.ts"
import { toNumber } from "../values/numbers.ts"
import { matchesRegex } from "../query/equality.ts"
import { bsonRegex } from "../query/regex.ts"
import { combining } from "./schema-combining.ts"

/** One rule of a schema: what of a value breaks it, in the words of `errInfo`, or undefined when it holds. */
export type Rule = (value: unknown) => Document | undefined
/** All rules of a schema: those that a value breaks. */
export type Schema = { broken: (value: unknown) => Document[] }
export type CompileKeyword = (operand: unknown, schema: Document, compile: typeof compileSchema) => Rule

/** Words that explain a schema and ask for nothing. */
const annotations = new Set(["title", "description"])
/** Parts of other keywords, read with them. */
const companions = new Set(["exclusiveMinimum", "exclusiveMaximum"])

const notOffered = new Set([
  "patternProperties",
  "dependencies",
  "additionalItems",
  "encrypt",
  "encryptMetadata",
])
const unsupportedByAll = new Set(["$ref", "$schema", "default", "definitions", "format", "id"])

/**
 * Compiles a `$jsonSchema`, MongoDB's form of JSON Schema draft 4.
 * @throws CommandError 9 for an unknown keyword, 238 for one not offered, 2 or 14 for a malformed one.
 */
export function compileSchema(schema: unknown): Schema {
  if (!isDocument(schema)) throw new CommandError("TypeMismatch", "$jsonSchema must be an object")
  const rules: Rule[] = []
  for (const keyword of Object.keys(schema)) {
    const compile = Object.hasOwn(keywords, keyword) ? keywords[keyword] : undefined
    if (compile) rules.push(compile(schema[keyword], schema, compileSchema))
    else if (annotations.has(keyword)) checkText(keyword, schema[keyword])
    else if (!companions.has(keyword)) throw refusal(keyword)
  }
  for (const [part, of] of [
    ["exclusiveMinimum", "minimum"],
    ["exclusiveMaximum", "maximum"],
  ] as const)
    if (hasOwn(schema, part) && !hasOwn(schema, of))
      throw new CommandError("FailedToParse", `$jsonSchema keyword '${part}' must be a present if '${of}' is`)
  return {
    broken: (value) => rules.map((rule) => rule(value)).filter((each) => each !== undefined),
  }
}

function refusal(keyword: string): CommandError {
  if (notOffered.has(keyword)) return notSupported(`$jsonSchema keyword '${keyword}'`)
  if (unsupportedByAll.has(keyword))
    return new CommandError("FailedToParse", `$jsonSchema keyword '${keyword}' is not currently supported`)
  return new CommandError("FailedToParse", `Unknown $jsonSchema keyword: ${keyword}`)
}

function checkText(keyword: string, value: unknown): void {
  if (typeof value !== "string")
    throw new CommandError("TypeMismatch", `$jsonSchema keyword '${keyword}' must be of type string`)
}

const jsonTypes: Record<string, readonly string[]> = {
  object: ["object"],
  array: ["array"],
  number: ["int", "long", "double", "decimal"],
  boolean: ["bool"],
  string: ["string"],
  null: ["null"],
}

function typeRule(keyword: "type" | "bsonType"): CompileKeyword {
  return (operand) => {
    const names: unknown[] = Array.isArray(operand) ? operand : [operand]
    if (names.length === 0)
      throw new CommandError("FailedToParse", `$jsonSchema keyword '${keyword}' is empty`)
    const wanted = new Set(names.flatMap((name) => aliasesOf(keyword, name)))
    return (value) => (wanted.has(typeAliasOf(value)) ? undefined : typeBroken(keyword, operand, value))
  }
}

function aliasesOf(keyword: string, name: unknown): readonly string[] {
  if (typeof name !== "string")
    throw new CommandError("TypeMismatch", `$jsonSchema keyword '${keyword}' must name types`)
  if (keyword === "type") {
    if (name === "integer")
      throw new CommandError("FailedToParse", "$jsonSchema type 'integer' is not currently supported.")
    const aliases = Object.hasOwn(jsonTypes, name) ? jsonTypes[name] : undefined
    if (!aliases) throw badValue(`Unknown type name alias: ${name}`)
    return aliases
  }
  if (name === "number") return jsonTypes.number ?? []
  if (!Object.hasOwn(typeAliases, name)) throw badValue(`Unknown type name alias: ${name}`)
  return [name]
}

const typeBroken = (keyword: string, operand: unknown, value: unknown): Document => ({
  operatorName: keyword,
  specifiedAs: { [keyword]: operand },
  reason: "type did not match",
  consideredValue: value,
  consideredType: typeAliasOf(value),
})

/** A rule about values of one rank; it does not concern others. */
const about =
  (rank: Rank, keyword: string, operand: unknown, reason: string, holds: (value: unknown) => boolean): Rule =>
  (value) =>
    rankOf(value) !== rank || holds(value)
      ? undefined
      : { operatorName: keyword, specifiedAs: { [keyword]: operand }, reason, consideredValue: value }

/** A limit of a number; the limit itself is within it unless the schema says otherwise. */
function limit(keyword: "minimum" | "maximum", sign: 1 | -1): CompileKeyword {
  const exclusive = keyword === "minimum" ? "exclusiveMinimum" : "exclusiveMaximum"
  return (operand, schema) => {
    if (rankOf(operand) !== Rank.number)
      throw new CommandError("TypeMismatch", `$jsonSchema keyword '${keyword}' must be a number`)
    const isExclusive = getOwn(schema, exclusive) ?? false
    if (typeof isExclusive !== "boolean")
      throw new CommandError("TypeMismatch", `$jsonSchema keyword '${exclusive}' must be a boolean`)
    return about(Rank.number, keyword, operand, "comparison failed", (value) => {
      const order = compareValues(value, operand) * sign
      return order > 0 || (order === 0 && !isExclusive)
    })
  }
}

/** A limit of a length: characters of a string, elements of an array, fields of a document. */
function length(
  keyword: string,
  rank: Rank,
  reason: string,
  measure: (value: unknown) => number,
  holds: (length: number, limit: number) => boolean,
): CompileKeyword {
  return (operand) => {
    const bound = toNumber(operand)
    if (bound === undefined || !Number.isInteger(bound) || bound < 0)
      throw new CommandError(
        "FailedToParse",
        `$jsonSchema keyword '${keyword}' must be representable as a non-negative integer`,
      )
    return about(rank, keyword, operand, reason, (value) => holds(measure(value), bound))
  }
}

const atLeast = (length: number, limit: number): boolean => length >= limit
const atMost = (length: number, limit: number): boolean => length <= limit
const characters = (value: unknown): number => Array.from(value as string).length
const elements = (value: unknown): number => (value as unknown[]).length
const names = (value: unknown): number => Object.keys(value as Document).length
const badLength = "specified string length was not satisfied"
const badSize = "array did not match specified length"
const badCount = "specified number of properties was not satisfied"

const pattern: CompileKeyword = (operand) => {
  if (typeof operand !== "string")
    throw new CommandError("TypeMismatch", "$jsonSchema keyword 'pattern' must be a string")
  const matches = matchesRegex(bsonRegex(operand, ""))
  return about(Rank.string, "pattern", operand, "regular expression did not match", matches)
}

const enumeration: CompileKeyword = (operand) => {
  if (!Array.isArray(operand) || operand.length === 0)
    throw new CommandError("FailedToParse", "$jsonSchema keyword 'enum' must be a non-empty array")
  return (value) =>
    operand.some((each) => equalValues(each, value))
      ? undefined
      : {
          operatorName: "enum",
          specifiedAs: { enum: operand },
          reason: "value was not found in enum",
          consideredValue: value,
        }
}

const keywords: Record<string, CompileKeyword> = {
  type: typeRule("type"),
  bsonType: typeRule("bsonType"),
  enum: enumeration,
  minimum: limit("minimum", 1),
  maximum: limit("maximum", -1),
  minLength: length("minLength", Rank.string, badLength, characters, atLeast),
  maxLength: length("maxLength", Rank.string, badLength, characters, atMost),
  pattern,
  minItems: length("minItems", Rank.array, badSize, elements, atLeast),
  maxItems: length("maxItems", Rank.array, badSize, elements, atMost),
  minProperties: length("minProperties", Rank.object, badCount, names, atLeast),
  maxProperties: length("maxProperties", Rank.object, badCount, names, atMost),
  ...combining,
}
