import { CommandError } from "../errors.ts"
import { compileExpression, type Scope } from "../expression/expression.ts"
import { compileSort } from "../query/sort.ts"
import { parsePath } from "../values/path.ts"
import { hasOwn, isDocument, type Document } from "../values/rank.ts"
import { compareValues } from "../values/compare.ts"
import { compileAccumulator } from "./accumulators.ts"
import { needDocument } from "./document-stages.ts"
import { groupKeyOf } from "./group-key.ts"
import { whenAll, type CompileStage } from "./stage.ts"
import { withValue } from "./unwind.ts"
import { boundsOf, type Bounds } from "./window-bounds.ts"
import { windowFunctions } from "./window-functions.ts"

/** What a window output gives for each document of a sorted partition. */
export type WindowOutput = (partition: Document[]) => unknown[]

/** `$setWindowFields`: values computed over the neighbours of each document in its partition. */
export const setWindowFields: CompileStage = (specification, context) => {
  const fields = needDocument("$setWindowFields", specification, 9)
  for (const key of Object.keys(fields))
    if (!["partitionBy", "sortBy", "output"].includes(key))
      throw new CommandError(40415, `BSON field '$setWindowFields.${key}' is an unknown field.`)
  const scope = context.scope()
  const sortBy =
    fields["sortBy"] === undefined ? {} : needDocument("$setWindowFields sortBy", fields["sortBy"], 14)
  const output = needDocument("$setWindowFields output", fields["output"], 40414)
  const outputs = Object.keys(output).map((path) => ({
    path: parsePath(path),
    compute: compileOutput(needDocument(`'${path}'`, output[path], 9), sortBy, scope),
  }))
  return whenAll((documents) =>
    partitions(documents, fields["partitionBy"], sortBy, scope).flatMap((partition) => {
      const columns = outputs.map(({ compute }) => compute(partition))
      return partition.map((document, row) =>
        outputs.reduce((result, { path }, at) => withValue(result, path, 0, columns[at]?.[row]), document),
      )
    }),
  )
}

/** Documents by an expression's value, partitions in its order, each sorted. */
export function partitions(documents: Document[], by: unknown, sortBy: Document, scope: Scope): Document[][] {
  const evaluate = compileExpression(by ?? null, scope)
  const found = new Map<unknown, { value: unknown; list: Document[] }>()
  for (const document of documents) {
    const value = evaluate(scope.frame(document)) ?? null
    const key = groupKeyOf(value)
    const partition = found.get(key)
    if (partition) partition.list.push(document)
    else found.set(key, { value, list: [document] })
  }
  const order = Object.keys(sortBy).length > 0 ? compileSort(sortBy) : undefined
  return [...found.values()]
    .sort((a, b) => compareValues(a.value, b.value))
    .map(({ list }) => (order ? list.sort(order) : list))
}

function compileOutput(specification: Document, sortBy: Document, scope: Scope): WindowOutput {
  const operators = Object.keys(specification).filter((key) => key !== "window")
  const [name] = operators
  if (name === undefined || operators.length !== 1)
    throw new CommandError(9, "A window function must have exactly one operator beside 'window'")
  const operand = specification[name]
  const isWindowed = hasOwn(specification, "window")
  const bounds = boundsOf(isWindowed ? specification["window"] : {}, sortBy)
  const special = Object.hasOwn(windowFunctions, name) ? windowFunctions[name] : undefined
  if (special) {
    if (special.takesWindow === false && isWindowed)
      throw new CommandError(5371601, `${name} does not accept a 'window' field`)
    return special.compile(operand, { sortBy, scope, bounds, name })
  }
  return overWindow(name, operand, scope, bounds)
}

/** An accumulator over each document's window; one that only grows is not computed anew. */
function overWindow(name: string, operand: unknown, scope: Scope, bounds: Bounds): WindowOutput {
  const create = compileAccumulator(name, operand, scope)
  return (partition) => {
    const windows = bounds.of(partition)
    if (!bounds.startsAtFirst)
      return windows.map(([from, to]) => {
        const accumulator = create()
        for (let at = from; at < to; at++) accumulator.add(scope.frame(partition[at]))
        return accumulator.result()
      })
    const accumulator = create()
    let added = 0
    return windows.map(([, to]) => {
      for (; added < to; added++) accumulator.add(scope.frame(partition[added]))
      return snapshot(accumulator.result())
    })
  }
}

/** An accumulator's list or document goes on growing: what is given out must not. */
function snapshot(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice()
  return isDocument(value) ? { ...value } : value
}
