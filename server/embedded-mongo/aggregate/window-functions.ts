import { CommandError, notSupported } from "../errors.ts"
import { isNullish, namedArguments } from "../expression/define.ts"
import { compileExpression, readExpressionPath, type Scope } from "../expression/expression.ts"
import { compileSort } from "../query/sort.ts"
import { double } from "../values/bson-double.ts"
import { isNumber, toNumber } from "../values/numbers.ts"
import { hasOwn, type Document } from "../values/rank.ts"
import type { WindowOutput } from "./window.ts"
import type { Bounds } from "./window-bounds.ts"

type WindowContext = { sortBy: Document; scope: Scope; bounds: Bounds; name: string }
type WindowFunction = {
  takesWindow: boolean
  compile: (operand: unknown, context: WindowContext) => WindowOutput
}

/** Window functions that are no accumulators. */
export const windowFunctions: Record<string, WindowFunction> = {
  $documentNumber: ranking((_isTie, _last, at) => at + 1),
  $rank: ranking((isTie, last, at) => (isTie ? last : at + 1)),
  $denseRank: ranking((isTie, last) => (isTie ? last : last + 1)),
  $shift: {
    takesWindow: false,
    compile: (operand, { scope, name, sortBy }) => {
      needSort(name, sortBy)
      const {
        output,
        by,
        default: otherwise = null,
      } = namedArguments(operand, ["output", "by"], ["default"], name)
      const offset = toNumber(by)
      if (offset === undefined || !Number.isInteger(offset))
        throw new CommandError("FailedToParse", "'$shift:by' field must be an integer")
      const evaluate = compileExpression(output, scope)
      const fallback = compileExpression(otherwise, scope)(scope.frame(undefined))
      return (partition) =>
        partition.map((_, at) => {
          const other = partition[at + offset]
          return other ? (evaluate(scope.frame(other)) ?? null) : fallback
        })
    },
  },
  $locf: {
    takesWindow: false,
    compile: (operand, { scope }) => {
      const evaluate = compileExpression(operand, scope)
      return (partition) => {
        let last: unknown = null
        return partition.map((document) => {
          const value = evaluate(scope.frame(document))
          if (!isNullish(value)) last = value
          return last
        })
      }
    },
  },
  $linearFill: {
    takesWindow: false,
    compile: (operand, { scope, sortBy, name }) => {
      const path = needSort(name, sortBy)
      const evaluate = compileExpression(operand, scope)
      return (partition) => {
        const values = partition.map((document) => evaluate(scope.frame(document)))
        return interpolate(
          partition.map((document) => positionOf(document, path)),
          values,
        )
      }
    },
  },
  $expMovingAvg: { takesWindow: false, compile: movingAverage },
  $covariancePop: { takesWindow: true, compile: (operand, context) => covariance(operand, context, 0) },
  $covarianceSamp: { takesWindow: true, compile: (operand, context) => covariance(operand, context, 1) },
  $derivative: { takesWindow: true, compile: refuse },
  $integral: { takesWindow: true, compile: refuse },
}

function refuse(_operand: unknown, { name }: WindowContext): WindowOutput {
  throw notSupported(name)
}

function needSort(name: string, sortBy: Document): string {
  const [path] = Object.keys(sortBy)
  if (path === undefined)
    throw new CommandError(5371602, `${name} must be specified with a top level sortBy expression`)
  return path
}

function ranking(next: (isTie: boolean, last: number, at: number) => number): WindowFunction {
  return {
    takesWindow: false,
    compile: (_operand, { sortBy, name }) => {
      needSort(name, sortBy)
      const order = compileSort(sortBy)
      return (partition) => {
        let last = 0
        return partition.map((document, at) => {
          const before = partition[at - 1]
          last = next(before !== undefined && order(before, document) === 0, last, at)
          return last
        })
      }
    },
  }
}

function positionOf(document: Document, path: string): number {
  const value = readExpressionPath(document, path)
  const number = value instanceof Date ? value.getTime() : toNumber(value)
  if (number !== undefined) return number
  throw new CommandError(605001, "$linearFill needs a sortBy field that is a number or a date")
}

/** Fills gaps between known values in a straight line; before the first and after the last stays null. */
function interpolate(positions: number[], values: unknown[]): unknown[] {
  const result = values.map((value) => value ?? null)
  let known = -1
  for (let at = 0; at < values.length; at++) {
    if (isNullish(values[at])) continue
    if (!isNumber(values[at])) throw new CommandError(605000, "$linearFill can only fill numeric values")
    const [from, to] = [toNumber(values[known]), toNumber(values[at])]
    for (let gap = known + 1; known >= 0 && gap < at; gap++) {
      const [start, end] = [positions[known] as number, positions[at] as number]
      const share = ((positions[gap] as number) - start) / (end - start)
      result[gap] = double((from as number) + ((to as number) - (from as number)) * share)
    }
    known = at
  }
  return result
}

function movingAverage(operand: unknown, { scope, name, sortBy }: WindowContext): WindowOutput {
  needSort(name, sortBy)
  const fields = namedArguments(operand, ["input"], ["N", "alpha"], name)
  if (hasOwn(fields, "N") === hasOwn(fields, "alpha"))
    throw new CommandError("FailedToParse", "$expMovingAvg must have exactly one of 'N' and 'alpha'")
  const n = toNumber(fields["N"])
  const alpha = n === undefined ? toNumber(fields["alpha"]) : 2 / (n + 1)
  if (alpha === undefined || !(alpha > 0 && alpha <= 1))
    throw new CommandError("FailedToParse", "$expMovingAvg's alpha must be between 0 and 1")
  const evaluate = compileExpression(fields["input"], scope)
  return (partition) => {
    let average: number | undefined
    return partition.map((document) => {
      const value = evaluate(scope.frame(document))
      const number = isNumber(value) ? toNumber(value) : undefined
      if (number !== undefined)
        average = average === undefined ? number : number * alpha + average * (1 - alpha)
      return average === undefined ? null : double(average)
    })
  }
}

function covariance(
  operand: unknown,
  { scope, bounds, name }: WindowContext,
  correction: 0 | 1,
): WindowOutput {
  if (!Array.isArray(operand) || operand.length !== 2)
    throw new CommandError(16020, `Expression ${name} takes exactly 2 arguments.`)
  const parts = operand.map((part: unknown) => compileExpression(part, scope))
  return (partition) => {
    const pairs = partition.map((document) => parts.map((part) => toNumber(part(scope.frame(document)))))
    return bounds.of(partition).map(([from, to]) => {
      const known = pairs
        .slice(from, to)
        .filter((pair): pair is number[] => pair.every((x) => x !== undefined))
      if (known.length <= correction) return null
      const mean = (at: number): number =>
        known.reduce((sum, pair) => sum + (pair[at] as number), 0) / known.length
      const [x, y] = [mean(0), mean(1)]
      const total = known.reduce((sum, [a = 0, b = 0]) => sum + (a - x) * (b - y), 0)
      return double(total / (known.length - correction))
    })
  }
}
