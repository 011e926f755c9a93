import { Timestamp } from "bson"
import { badValue, CommandError } from "../errors.ts"
import { add, IntegerOverflow, multiply, narrow } from "../values/arithmetic.ts"
import { double } from "../values/bson-double.ts"
import { numberTypeOf, typeAliasOf } from "../values/bson-type.ts"
import { compareValues, identicalValues } from "../values/compare.ts"
import { isNumber, plainNumber } from "../values/numbers.ts"
import { getOwn, isDocument, type Document } from "../values/rank.ts"
import { show } from "../values/show.ts"
import { toDecimal } from "../values/arithmetic.ts"
import type { Change } from "./update-path.ts"

/** Turns an operator's argument for one path into the computation of the new value. */
export type CompileChange = (
  argument: unknown,
  path: string,
  context: { now: Date },
) => { creates: boolean; compute: Change["compute"] }

/** Update operators on a value as a whole; those on arrays are in `array-updates.ts`. */
export const valueOperators: Record<string, CompileChange> = {
  $set: (argument) => ({ creates: true, compute: setTo(argument) }),
  $setOnInsert: (argument) => ({ creates: true, compute: setTo(argument) }),
  $unset: () => ({ creates: false, compute: () => undefined }),
  $inc: (argument, path) => {
    if (!isNumber(argument))
      throw new CommandError(
        "TypeMismatch",
        `Cannot increment with non-numeric argument: {${path}: ${show(argument)}}`,
      )
    return { creates: true, compute: arithmetic("$inc", argument, path) }
  },
  $mul: (argument, path) => {
    if (!isNumber(argument))
      throw new CommandError(
        "TypeMismatch",
        `Cannot multiply with non-numeric argument: {${path}: ${show(argument)}}`,
      )
    return { creates: true, compute: arithmetic("$mul", argument, path) }
  },
  $min: (argument) => ({
    creates: true,
    compute: (old) => (old === undefined || compareValues(argument, old) < 0 ? argument : old),
  }),
  $max: (argument) => ({
    creates: true,
    compute: (old) => (old === undefined || compareValues(argument, old) > 0 ? argument : old),
  }),
  $currentDate: (argument, path, { now }) => {
    const value = currentDate(argument, path, now)
    return { creates: true, compute: () => value }
  },
  $bit: (argument, path) => ({ creates: true, compute: bitwise(argument, path) }),
}

/** The same bytes are no change. */
function setTo(value: unknown): Change["compute"] {
  return (old) => (identicalValues(old, value) ? old : value)
}

function arithmetic(operator: "$inc" | "$mul", argument: unknown, path: string): Change["compute"] {
  const combine = operator === "$inc" ? add : multiply
  return (old, document) => {
    if (old === undefined) return operator === "$inc" ? argument : zeroLike(argument)
    if (!isNumber(old))
      throw new CommandError(
        "TypeMismatch",
        `Cannot apply ${operator} to a value of non-numeric type. {_id: ${show(getOwn(document, "_id"))}} has the field '${lastName(path)}' of non-numeric type ${typeAliasOf(old)}`,
      )
    try {
      const value = combine(old, argument, "error")
      return identicalValues(old, value) ? old : value
    } catch (error) {
      if (!(error instanceof IntegerOverflow)) throw error
      throw badValue(
        `Failed to apply ${operator} operations to current value (${show(old)}) for document {_id: ${show(getOwn(document, "_id"))}}`,
      )
    }
  }
}

function zeroLike(value: unknown): unknown {
  const type = numberTypeOf(value)
  if (type === "int") return 0
  if (type === "long") return 0n
  return type === "double" ? double(0) : toDecimal(0)
}

function currentDate(argument: unknown, path: string, now: Date): unknown {
  if (typeof argument === "boolean") return now
  if (!isDocument(argument))
    throw badValue(
      `${typeAliasOf(argument)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).`,
    )
  const type = getOwn(argument, "$type")
  for (const key of Object.keys(argument))
    if (key !== "$type") throw badValue(`Unrecognized $currentDate option: ${key}`)
  if (type === "date") return now
  if (type === "timestamp") return new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 })
  throw badValue(
    `The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {${path} : {$type: 'date'}}}`,
  )
}

const bitOperations: Record<string, (a: bigint, b: bigint) => bigint> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
}

function bitwise(argument: unknown, path: string): Change["compute"] {
  if (!isDocument(argument) || Object.keys(argument).length === 0)
    throw badValue(
      `The $bit modifier is not compatible with a ${typeAliasOf(argument)}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`,
    )
  const steps = Object.keys(argument).map((name) => {
    const operation = Object.hasOwn(bitOperations, name) ? bitOperations[name] : undefined
    if (!operation)
      throw badValue(
        `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator: {${name}: ${show(argument[name])}}`,
      )
    return { operation, operand: argument[name], type: integerType(argument[name]) }
  })
  for (const { type, operand } of steps)
    if (!type)
      throw badValue(
        `The $bit modifier field must be an Integer(32/64 bit); a '${typeAliasOf(operand)}' is not supported here: {${path}: ${show(operand)}}`,
      )
  return (old, document) => {
    let value = old ?? (steps.some(({ type }) => type === "long") ? 0n : 0)
    if (!integerType(value))
      throw badValue(
        `Cannot apply $bit to a value of non-integral type._id: ${show(getOwn(document, "_id"))} has the field ${lastName(path)} of non-integer type ${typeAliasOf(value)}`,
      )
    for (const { operation, operand, type } of steps) {
      const isLong = type === "long" || integerType(value) === "long"
      const result = operation(bigOf(value), bigOf(operand))
      value = isLong ? result : narrow(result)
    }
    return identicalValues(old, value) ? old : value
  }
}

const bigOf = (value: unknown): bigint => BigInt(plainNumber(value) as number | bigint)

function integerType(value: unknown): "int" | "long" | undefined {
  if (!isNumber(value)) return undefined
  const type = numberTypeOf(value)
  return type === "int" || type === "long" ? type : undefined
}

const lastName = (path: string): string => path.slice(path.lastIndexOf(".") + 1)

/** Whether an operator's argument is the document of paths it must be. */
export function pathsOf(operator: string, argument: unknown): Document {
  if (isDocument(argument)) return argument
  throw new CommandError(
    "FailedToParse",
    `Modifiers operate on fields but we found type ${typeAliasOf(argument)} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${show(argument)}}`,
  )
}
