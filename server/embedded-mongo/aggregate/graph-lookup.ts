import { CommandError } from "../errors.ts"
import { compileExpression, readExpressionPath } from "../expression/expression.ts"
import { toNumber } from "../values/numbers.ts"
import { parsePath } from "../values/path.ts"
import { getOwn, isDocument, setOwn, type Document } from "../values/rank.ts"
import { needDocument } from "./document-stages.ts"
import { groupKeyOf } from "./group-key.ts"
import type { Batches, CompileStage, StageContext } from "./stage.ts"
import { withValue } from "./unwind.ts"

type Graph = {
  from: string
  connectFrom: string
  connectTo: string
  as: string
  maxDepth: number
  depthField: string | undefined
  restriction: Document | undefined
}

/** `$graphLookup`: everything reachable from a start, one find per step away from it. */
export const graphLookup: CompileStage = (specification, context) => {
  const fields = needDocument("$graphLookup", specification, 40327)
  const graph = parseGraph(fields)
  const scope = context.scope()
  const start = compileExpression(fields["startWith"], scope)
  return async function* (input): Batches {
    for await (const batch of input) {
      const results: Document[] = []
      for (const document of batch) {
        const value = start(scope.frame(document))
        const reached = await reachable(Array.isArray(value) ? (value as unknown[]) : [value], graph, context)
        results.push(withValue(document, parsePath(graph.as), 0, reached))
      }
      yield results
    }
  }
}

function parseGraph(fields: Document): Graph {
  const text = (key: string): string => {
    const value = fields[key]
    if (typeof value !== "string")
      throw new CommandError(40103, `expected string as argument for $graphLookup ${key}`)
    return value
  }
  if (!Object.hasOwn(fields, "startWith")) throw new CommandError(40105, "$graphLookup requires 'startWith'")
  const { maxDepth, restrictSearchWithMatch: restriction } = fields
  const depth = maxDepth === undefined ? Infinity : toNumber(maxDepth)
  if (depth === undefined || depth < 0)
    throw new CommandError(40101, "$graphLookup requires a nonnegative argument for maxDepth")
  return {
    from: text("from"),
    connectFrom: text("connectFromField"),
    connectTo: text("connectToField"),
    as: text("as"),
    maxDepth: depth,
    depthField: Object.hasOwn(fields, "depthField") ? text("depthField") : undefined,
    restriction: isDocument(restriction) ? restriction : undefined,
  }
}

async function reachable(
  start: unknown[],
  graph: Graph,
  { env, variables, now }: StageContext,
): Promise<Document[]> {
  const asked = new Set<unknown>()
  const found = new Map<unknown, Document>()
  let frontier = start
  for (let depth = 0; depth <= graph.maxDepth; depth++) {
    const fresh = frontier.filter((value) => {
      const key = groupKeyOf(value)
      return value !== undefined && !asked.has(key) && asked.add(key)
    })
    if (fresh.length === 0) break
    frontier = []
    const step: Document = { [graph.connectTo]: { $in: fresh } }
    const filter = graph.restriction ? { $and: [step, graph.restriction] } : step
    for await (const document of env.collection(graph.from).find(filter, { variables, now })) {
      const key = groupKeyOf(getOwn(document, "_id"))
      if (found.has(key)) continue
      const result = { ...document }
      if (graph.depthField) setOwn(result, graph.depthField, BigInt(depth))
      found.set(key, result)
      const next = readExpressionPath(document, graph.connectFrom)
      frontier.push(...(Array.isArray(next) ? (next as unknown[]) : [next]))
    }
  }
  return [...found.values()]
}
