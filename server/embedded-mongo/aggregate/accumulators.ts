import { CommandError, notSupported } from "../errors.ts"
import { compileExpression, type Evaluate, type Frame, type Scope } from "../expression/expression.ts"
import { isNullish, namedArguments, typeName } from "../expression/define.ts"
import { mergeInto } from "../expression/objects.ts"
import { deviation, percentiles } from "../expression/statistics.ts"
import { compareValues } from "../values/compare.ts"
import { toNumber } from "../values/numbers.ts"
import { isDocument, type Document } from "../values/rank.ts"
import { compareKeys, parseSort } from "../query/sort.ts"
import { sortKeyOf } from "../query/sort.ts"
import { parsePath } from "../values/path.ts"
import { groupKeyOf } from "./group-key.ts"
import { Sum } from "./sum.ts"

/** The running value of one accumulator in one group. */
export type Accumulator = { add: (frame: Frame) => void; result: () => unknown }
/** Makes the accumulator of a new group. */
export type AccumulatorFactory = () => Accumulator

/** Compiles `{$sum: "$a"}` and its kin. @throws CommandError 15952 for an unknown one. */
export function compileAccumulator(name: string, operand: unknown, scope: Scope): AccumulatorFactory {
  if (name === "$accumulator" || name === "$function") throw notSupported(name)
  const compile = Object.hasOwn(accumulators, name) ? accumulators[name] : undefined
  if (!compile) throw new CommandError(15952, `unknown group operator '${name}'`)
  return compile(operand, scope, name)
}

type Compile = (operand: unknown, scope: Scope, name: string) => AccumulatorFactory

const accumulators: Record<string, Compile> = {
  $sum: folding(() => {
    const sum = new Sum()
    return { add: (value) => sum.add(value), result: () => sum.result() }
  }),
  $avg: folding(() => {
    const sum = new Sum()
    return { add: (value) => sum.add(value), result: () => sum.mean() }
  }),
  $count: (operand, scope, name) => {
    if (!isDocument(operand) || Object.keys(operand).length > 0)
      throw new CommandError("TypeMismatch", "$count takes no arguments, i.e. $count:{}")
    return accumulators["$sum"]?.(1, scope, name) as AccumulatorFactory
  },
  $min: folding(() => best(-1)),
  $max: folding(() => best(1)),
  $first: folding(() => {
    let first: unknown
    let isSet = false
    return {
      add: (value) => {
        if (!isSet) first = value
        isSet = true
      },
      result: () => first ?? null,
    }
  }),
  $last: folding(() => {
    let last: unknown
    return { add: (value) => (last = value), result: () => last ?? null }
  }),
  $push: folding(() => {
    const list: unknown[] = []
    return { add: (value) => value !== undefined && list.push(value), result: () => list }
  }),
  $addToSet: folding(() => {
    const seen = new Map<unknown, unknown>()
    return {
      add: (value) => {
        const key = groupKeyOf(value)
        if (value !== undefined && !seen.has(key)) seen.set(key, value)
      },
      result: () => [...seen.values()],
    }
  }),
  $mergeObjects: folding(() => {
    const merged: Document = {}
    return { add: (value) => mergeInto(merged, value), result: () => merged }
  }),
  $stdDevPop: listing((values) => deviation(values, 0)),
  $stdDevSamp: listing((values) => deviation(values, 1)),
  $median: (operand, scope, name) => {
    const { input } = namedArguments(operand, ["input", "method"], [], name)
    return listing((values) => percentiles(values, [0.5])?.[0] ?? null)(input, scope, name)
  },
  $percentile: (operand, scope, name) => {
    const { input, p } = namedArguments(operand, ["input", "p", "method"], [], name)
    const fractions = compileExpression(p, scope)(scope.frame(undefined))
    return listing((values) => percentiles(values, fractions))(input, scope, name)
  },
  $top: ordered(true, (list) => list[0] ?? null),
  $bottom: ordered(true, (list) => list.at(-1) ?? null),
  $topN: ordered(false, (list, n) => list.slice(0, n)),
  $bottomN: ordered(false, (list, n) => list.slice(-n)),
  $firstN: taking((list, n) => list.slice(0, n)),
  $lastN: taking((list, n) => list.slice(-n)),
  $minN: taking((list, n) => present(list).sort(compareValues).slice(0, n)),
  $maxN: taking((list, n) =>
    present(list)
      .sort((a, b) => compareValues(b, a))
      .slice(0, n),
  ),
}

type Fold = { add: (value: unknown) => unknown; result: () => unknown }

function folding(create: () => Fold): Compile {
  return (operand, scope, name) => {
    if (Array.isArray(operand) && operand.length !== 1)
      throw new CommandError(40237, `The ${name} accumulator is a unary operator`)
    const evaluate = compileExpression(Array.isArray(operand) ? (operand as unknown[])[0] : operand, scope)
    return () => {
      const { add, result } = create()
      return { add: (frame) => void add(evaluate(frame)), result }
    }
  }
}

function listing(finish: (values: unknown[]) => unknown): Compile {
  return folding(() => {
    const list: unknown[] = []
    return { add: (value) => list.push(value), result: () => finish(list) }
  })
}

function best(direction: 1 | -1): Fold {
  let found: unknown
  return {
    add: (value) => {
      if (isNullish(value)) return
      if (found === undefined || compareValues(value, found) * direction > 0) found = value
    },
    result: () => found ?? null,
  }
}

const present = (list: unknown[]): unknown[] => list.filter((value) => !isNullish(value))

/** The n of `$firstN` and its kin: evaluated once, it may name variables but no field. */
function countOf(n: unknown, scope: Scope): number {
  const value = toNumber(compileExpression(n, scope)(scope.frame(undefined)))
  if (value === undefined || !Number.isInteger(value))
    throw new CommandError(5787902, "Value for 'n' must be of integral type")
  if (value < 1) throw new CommandError(5787908, `'n' must be greater than 0, found ${value}`)
  return value
}

function taking(take: (list: unknown[], n: number) => unknown[]): Compile {
  return (operand, scope, name) => {
    const { input, n } = namedArguments(operand, ["input", "n"], [], name)
    const count = countOf(n, scope)
    const evaluate = compileExpression(input, scope)
    return () => {
      const list: unknown[] = []
      return { add: (frame) => void list.push(evaluate(frame) ?? null), result: () => take(list, count) }
    }
  }
}

function ordered(isSingle: boolean, take: (list: unknown[], n: number) => unknown): Compile {
  return (operand, scope, name) => {
    const fields = namedArguments(operand, ["output", "sortBy", ...(isSingle ? [] : ["n"])], [], name)
    const { sortBy } = fields
    if (!isDocument(sortBy))
      throw new CommandError(5788005, `${name} 'sortBy' must be an object, got ${typeName(sortBy)}`)
    const keys = parseSort(sortBy).map(({ path, direction }) => ({
      key: sortKeyOf(parsePath(path), direction),
      direction,
    }))
    const n = isSingle ? 1 : countOf(fields["n"], scope)
    const output: Evaluate = compileExpression(fields["output"], scope)
    const compare = (a: unknown[], b: unknown[]): number => {
      for (const [at, { direction }] of keys.entries()) {
        const order = compareKeys(a[at], b[at])
        if (order !== 0) return order * direction
      }
      return 0
    }
    return () => {
      const list: { by: unknown[]; value: unknown }[] = []
      return {
        add: (frame) => {
          const document = isDocument(frame.root) ? frame.root : {}
          list.push({ by: keys.map(({ key }) => key(document)), value: output(frame) ?? null })
        },
        result: () => {
          list.sort((a, b) => compare(a.by, b.by))
          return take(
            list.map(({ value }) => value),
            n,
          )
        },
      }
    }
  }
}
