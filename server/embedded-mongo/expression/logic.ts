import { CommandError } from "../errors.ts"
import { compareValues } from "../values/compare.ts"
import { isDocument } from "../values/rank.ts"
import { argumentsOf, binary, isNullish, isTruthy, namedArguments, unary, type Operators } from "./define.ts"

/** The order expressions see: as values compare, but a missing value comes before null. */
function compareInExpression(a: unknown, b: unknown): number {
  if (a === undefined || b === undefined) {
    if (a === b) return 0
    const other = a === undefined ? b : a
    // Only MinKey precedes a missing value, as undefined does in the order of types.
    if (other !== null) return compareValues(a, b)
    return a === undefined ? -1 : 1
  }
  return compareValues(a, b)
}

/** Comparison, boolean and conditional operators. */
export const logic: Operators = {
  $cmp: binary((a, b) => Math.sign(compareInExpression(a, b))),
  $eq: binary((a, b) => compareInExpression(a, b) === 0),
  $ne: binary((a, b) => compareInExpression(a, b) !== 0),
  $gt: binary((a, b) => compareInExpression(a, b) > 0),
  $gte: binary((a, b) => compareInExpression(a, b) >= 0),
  $lt: binary((a, b) => compareInExpression(a, b) < 0),
  $lte: binary((a, b) => compareInExpression(a, b) <= 0),
  $not: unary((value) => !isTruthy(value)),
  $and: (operand, scope, compile, name) => {
    const parts = argumentsOf(operand, 0, Infinity, name).map((item) => compile(item, scope))
    return (frame) => parts.every((part) => isTruthy(part(frame)))
  },
  $or: (operand, scope, compile, name) => {
    const parts = argumentsOf(operand, 0, Infinity, name).map((item) => compile(item, scope))
    return (frame) => parts.some((part) => isTruthy(part(frame)))
  },
  $cond: (operand, scope, compile, name) => {
    const fields = isDocument(operand) ? condFields(operand) : argumentsOf(operand, 3, 3, name)
    const [test, yes, no] = fields.map((item) => compile(item, scope))
    return (frame) => (isTruthy(test?.(frame)) ? yes?.(frame) : no?.(frame))
  },
  $ifNull: (operand, scope, compile, name) => {
    const list = argumentsOf(operand, 0, Infinity, name)
    if (list.length < 2)
      throw new CommandError(1257300, `$ifNull needs at least two arguments, had: ${list.length}`)
    const parts = list.map((item) => compile(item, scope))
    return (frame) => {
      let value: unknown
      for (const part of parts) {
        value = part(frame)
        if (!isNullish(value)) return value
      }
      return value
    }
  },
  $switch: (operand, scope, compile, name) => {
    const { branches, default: otherwise } = namedArguments(operand, ["branches"], ["default"], name)
    if (!Array.isArray(branches) || branches.length === 0)
      throw new CommandError(40068, "$switch requires at least one branch")
    const cases = branches.map((branch: unknown) => {
      const { case: test, then } = namedArguments(branch, ["case", "then"], [], "$switch branch")
      return [compile(test, scope), compile(then, scope)] as const
    })
    const last = otherwise === undefined ? undefined : compile(otherwise, scope)
    return (frame) => {
      for (const [test, then] of cases) if (isTruthy(test(frame))) return then(frame)
      if (last) return last(frame)
      throw new CommandError(
        40066,
        "$switch could not find a matching branch for an input, and no default was specified.",
      )
    }
  },
  $literal: (operand) => () => operand,
  $let: (operand, scope, compile, name) => {
    const { vars, in: body } = namedArguments(operand, ["vars", "in"], [], name)
    if (!isDocument(vars)) throw new CommandError(16874, "invalid parameter: expected an object (vars)")
    const names = Object.keys(vars)
    const values = names.map((key) => compile(vars[key], scope))
    const inner = scope.with(names)
    const evaluate = compile(body, inner.scope)
    return (frame) => {
      const computed = values.map((value) => value(frame))
      inner.slots.forEach((slot, at) => (frame.slots[slot] = computed[at]))
      return evaluate(frame)
    }
  },
}

function condFields(operand: Record<string, unknown>): unknown[] {
  for (const key of Object.keys(operand))
    if (!["if", "then", "else"].includes(key))
      throw new CommandError(17083, `Unrecognized parameter to $cond: ${key}`)
  const missing = { if: 17080, then: 17081, else: 17082 }
  for (const [key, code] of Object.entries(missing))
    if (!Object.hasOwn(operand, key)) throw new CommandError(code, `Missing '${key}' parameter to $cond`)
  return [operand["if"], operand["then"], operand["else"]]
}
