import type { Timestamp } from "bson"
import { CommandError } from "../errors.ts"
import { encodeDocument } from "../values/bson-encode.ts"
import { binaryOf, getOwn, isDocument, Rank, rankOf, setOwn, textOf, type Document } from "../values/rank.ts"
import { isNullish, namedArguments, typeName, unary, variadic, type Operators } from "./define.ts"

/** Operators on documents, and small ones that fit nowhere else. */
export const objects: Operators = {
  $mergeObjects: variadic(0, Infinity, (values) => {
    const list: unknown[] = values.length === 1 && Array.isArray(values[0]) ? values[0] : values
    const result: Document = {}
    for (const value of list) mergeInto(result, value)
    return result
  }),
  $getField: (operand, scope, compile, name) => {
    const isLong = isDocument(operand) && Object.hasOwn(operand, "field")
    const fields = isLong ? namedArguments(operand, ["field"], ["input"], name) : { field: operand }
    const field = compile(fields["field"], scope)
    const input = compile(Object.hasOwn(fields, "input") ? fields["input"] : "$$CURRENT", scope)
    return (frame) => {
      const key = field(frame)
      if (typeof key !== "string")
        throw new CommandError(
          3041704,
          `$getField requires 'field' to evaluate to type String, but got ${typeName(key)}`,
        )
      const value = input(frame)
      if (isNullish(value)) return value
      return isDocument(value) ? getOwn(value, key) : undefined
    }
  },
  $setField: (operand, scope, compile, name) => {
    const fields = namedArguments(operand, ["field", "input", "value"], [], name)
    const value = compile(fields["value"], scope)
    return replaceField(fields, compile(fields["input"], scope), compile(fields["field"], scope), value)
  },
  $unsetField: (operand, scope, compile, name) => {
    const fields = namedArguments(operand, ["field", "input"], [], name)
    return replaceField(
      fields,
      compile(fields["input"], scope),
      compile(fields["field"], scope),
      () => undefined,
    )
  },
  $rand: () => () => Math.random(),
  $binarySize: unary((value, name) => {
    if (isNullish(value)) return null
    const rank = rankOf(value)
    if (rank === Rank.string) return Buffer.byteLength(textOf(value))
    if (rank === Rank.binary) return binaryOf(value).position
    throw new CommandError(51276, `${name} requires a string or BinData argument, found: ${typeName(value)}`)
  }),
  $bsonSize: unary((value, name) => {
    if (isNullish(value)) return null
    if (isDocument(value)) return encodeDocument(value).length
    throw new CommandError(31393, `${name} requires a document input, found: ${typeName(value)}`)
  }),
  $tsSecond: unary((value) => (isNullish(value) ? null : BigInt(needTimestamp(value, "$tsSecond").t))),
  $tsIncrement: unary((value) => (isNullish(value) ? null : BigInt(needTimestamp(value, "$tsIncrement").i))),
}

/** Adds a document's fields to another's; null and missing add nothing. */
export function mergeInto(result: Document, value: unknown): void {
  if (isNullish(value)) return
  if (!isDocument(value))
    throw new CommandError(
      40400,
      `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`,
    )
  for (const key of Object.keys(value)) setOwn(result, key, value[key])
}

type Part = ReturnType<NonNullable<Operators[string]>>

function replaceField(_fields: Document, input: Part, field: Part, value: Part): Part {
  return (frame) => {
    const key = field(frame)
    if (typeof key !== "string")
      throw new CommandError(4161107, "$setField requires 'field' to evaluate to type String")
    const document = input(frame)
    if (isNullish(document)) return null
    if (!isDocument(document))
      throw new CommandError(4161105, "$setField requires 'input' to evaluate to type Object")
    const result = { ...document }
    const replacement = value(frame)
    if (replacement === undefined) delete result[key]
    else setOwn(result, key, replacement)
    return result
  }
}

function needTimestamp(value: unknown, name: string): Timestamp {
  if (rankOf(value) === Rank.timestamp) return value as Timestamp
  throw new CommandError(5687301, `${name} requires a timestamp argument, found: ${typeName(value)}`)
}
