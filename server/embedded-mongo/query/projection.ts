import { badValue, CommandError } from "../errors.ts"
import { evaluateLet, rootScope } from "../expression/expression.ts"
import { toNumber } from "../values/numbers.ts"
import { isDocument, type Document } from "../values/rank.ts"
import { compileCondition, compileFilter, type FilterOptions } from "./filter.ts"
import { isOperatorDocument } from "./operator-document.ts"
import { compilePositions } from "./position.ts"
import { projectionOf, type Projection } from "./projection-apply.ts"
import { parseProjection, type Action, type FindOperators, type Node } from "./projection-tree.ts"

/**
 * Compiles a find's projection: inclusion or exclusion, `$slice`, `$elemMatch`, the positional `a.$`
 * and expressions. The filter that found the document is needed for the positional form only.
 */
export function compileProjection(
  specification: Document,
  filter: Document = {},
  options: FilterOptions = {},
): Projection {
  if (Object.keys(specification).length === 0) return (document) => document
  const scope = rootScope({
    ...options,
    variables: { ...options.variables, ...evaluateLet(options.let, options) },
  })
  const { plain, positional } = splitPositional(specification)
  const parsed = parseProjection(plain, scope, findOperators(options))
  if (positional !== undefined) {
    if (parsed.mode === "exclusion")
      throw new CommandError(31395, "positional projection cannot be used with exclusion")
    replaceAction(parsed.root, positional, keepMatched(positional, filter, options))
  }
  return projectionOf(parsed, scope)
}

/** `{"a.$": 1}` is the inclusion of `a` with one element of it. */
function splitPositional(specification: Document): { plain: Document; positional: string | undefined } {
  let positional: string | undefined
  const entries = Object.entries(specification).map(([path, value]) => {
    if (path.includes(".$."))
      throw new CommandError(
        31394,
        "As of 4.4, it's illegal to specify positional operator in the middle of a path.",
      )
    if (!path.endsWith(".$")) return [path, value] as const
    if (positional !== undefined)
      throw new CommandError(31276, "Cannot specify more than one positional projection per query.")
    positional = path.slice(0, -2)
    return [positional, value] as const
  })
  return { plain: Object.fromEntries(entries), positional }
}

function replaceAction(root: Node, path: string, action: Action): void {
  let node: Node | undefined = root
  for (const name of path.split(".")) node = node?.children.get(name)
  if (node) node.action = action
}

function keepMatched(path: string, filter: Document, options: FilterOptions): Action {
  const positionOf = compilePositions(filter, options)
  return {
    kind: "transform",
    apply: (value, document) => {
      if (!Array.isArray(value)) return value
      const position = positionOf(document, path)
      if (position === undefined || position >= value.length)
        throw new CommandError(
          51246,
          "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
        )
      return [(value as unknown[])[position]]
    },
  }
}

function findOperators(options: FilterOptions): FindOperators {
  return (operator, operand, path) => {
    if (operator === "$slice") return sliceOf(operand)
    return operator === "$elemMatch" ? elemMatchOf(operand, path, options) : undefined
  }
}

/** `$slice: n` or `[skip, limit]`; with anything else it is the expression of that name. */
function sliceOf(operand: unknown): Action | undefined {
  const [first, second] =
    Array.isArray(operand) && operand.length === 2 ? operand.map(toNumber) : [toNumber(operand)]
  if (first === undefined || (Array.isArray(operand) && second === undefined)) return undefined
  if (second !== undefined && second <= 0)
    throw new CommandError(28724, "First argument to $slice must be an array, but is of type: int")
  const cut = (list: unknown[]): unknown[] => {
    if (second === undefined) return first < 0 ? list.slice(first) : list.slice(0, first)
    const from = first < 0 ? Math.max(0, list.length + first) : first
    return list.slice(from, from + second)
  }
  return { kind: "transform", apply: (value) => (Array.isArray(value) ? cut(value) : value) }
}

function elemMatchOf(operand: unknown, path: string, options: FilterOptions): Action {
  if (!isDocument(operand)) throw badValue("elemMatch: Invalid argument, object required")
  if (path.includes(".")) throw new CommandError(31275, "Cannot use $elemMatch projection on a nested field.")
  const [first = ""] = Object.keys(operand)
  const isValueTest = isOperatorDocument(operand) && !["$and", "$or", "$nor"].includes(first)
  const matches = isValueTest ? undefined : compileFilter(operand, options)
  const { on } = isValueTest ? compileCondition(operand, options) : { on: () => false }
  const test = (element: unknown): boolean =>
    matches ? isDocument(element) && matches(element) : on(element)
  return {
    kind: "late",
    apply: (value) => {
      if (!Array.isArray(value)) return undefined
      const at = value.findIndex(test)
      return at === -1 ? undefined : [value[at]]
    },
  }
}
