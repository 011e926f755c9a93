import { CommandError } from "../errors.ts"
import { toNumber } from "../values/numbers.ts"
import { isDocument, type Document } from "../values/rank.ts"
import { typeAliasOf } from "../values/bson-type.ts"
import type { CompileOperator } from "./scope.ts"

/** A table of operators. */
export type Operators = Record<string, CompileOperator>

/** An operator of one argument, given as itself or as a list of one. */
export function unary(compute: (value: unknown, name: string) => unknown): CompileOperator {
  return (operand, scope, compile, name) => {
    const [only] = argumentsOf(operand, 1, 1, name)
    const evaluate = compile(only, scope)
    return (frame) => compute(evaluate(frame), name)
  }
}

/** An operator of two arguments. */
export function binary(compute: (a: unknown, b: unknown, name: string) => unknown): CompileOperator {
  return (operand, scope, compile, name) => {
    const [left, right] = argumentsOf(operand, 2, 2, name)
    const a = compile(left, scope)
    const b = compile(right, scope)
    return (frame) => compute(a(frame), b(frame), name)
  }
}

/** An operator of a list of arguments. */
export function variadic(
  min: number,
  max: number,
  compute: (values: unknown[], name: string) => unknown,
): CompileOperator {
  return (operand, scope, compile, name) => {
    const parts = argumentsOf(operand, min, max, name).map((item) => compile(item, scope))
    return (frame) =>
      compute(
        parts.map((part) => part(frame)),
        name,
      )
  }
}

/** An operator whose arguments have names. */
export function named(
  required: string[],
  optional: string[],
  compute: (values: Document, name: string) => unknown,
): CompileOperator {
  return (operand, scope, compile, name) => {
    const fields = namedArguments(operand, required, optional, name)
    const parts = Object.keys(fields).map((key) => [key, compile(fields[key], scope)] as const)
    return (frame) => {
      const values: Document = {}
      for (const [key, part] of parts) values[key] = part(frame)
      return compute(values, name)
    }
  }
}

/** Checks the names of an operator's arguments without compiling them. */
export function namedArguments(
  operand: unknown,
  required: string[],
  optional: string[],
  name: string,
): Document {
  if (!isDocument(operand))
    throw new CommandError("FailedToParse", `${name} only supports an object as its argument`)
  for (const key of Object.keys(operand))
    if (!required.includes(key) && !optional.includes(key))
      throw new CommandError("FailedToParse", `Unrecognized argument to ${name}: ${key}`)
  for (const key of required)
    if (!Object.hasOwn(operand, key))
      throw new CommandError("FailedToParse", `Missing '${key}' parameter to ${name}`)
  return operand
}

/** The arguments as a list: anything but an array is a list of one. */
export function argumentsOf(operand: unknown, min: number, max: number, name: string): unknown[] {
  const list: unknown[] = Array.isArray(operand) ? operand : [operand]
  if (list.length >= min && list.length <= max) return list
  const wanted =
    min === max
      ? `exactly ${min} arguments`
      : max === Infinity
        ? `at least ${min} arguments`
        : `at least ${min} arguments, and at most ${max}`
  throw new CommandError(16020, `Expression ${name} takes ${wanted}. ${list.length} were passed in.`)
}

/** Null and missing, which most operators answer with null. */
export function isNullish(value: unknown): value is null | undefined {
  return value === null || value === undefined
}

/** Truth in an expression: everything but false, zero, null and missing. */
export function isTruthy(value: unknown): boolean {
  if (value === true) return true
  if (value === false || value === null || value === undefined) return false
  return toNumber(value) !== 0
}

/** The array an operator needs, or its refusal. */
export function needArray(value: unknown, code: number, name: string): unknown[] {
  if (Array.isArray(value)) return value
  throw new CommandError(
    code,
    `The argument to ${name} must be an array, but was of type: ${typeName(value)}`,
  )
}

/** The int32 an operator needs, or its refusal. */
export function needInt(value: unknown, code: number, name: string): number {
  const number = toNumber(value)
  if (number !== undefined && (number | 0) === number) return number
  throw new CommandError(code, `${name} requires a value that can be represented as a 32-bit integer`)
}

/** A type as messages spell it. */
export function typeName(value: unknown): string {
  return value === undefined ? "missing" : typeAliasOf(value)
}
