import { CommandError, notSupported } from "../errors.ts"
import { find } from "../planner/find.ts"
import { planFind, type Plan } from "../planner/plan.ts"
import { getOwn, isDocument, type Document } from "../values/bson-value.ts"
import { type Reply } from "../wire/reply.ts"
import { collectionAt, type Command, type Context } from "./command.ts"
import { findRequestOf } from "./find-request.ts"
import { documentsField } from "./fields.ts"
import { pushDown } from "./push-down.ts"
import { resolve, viewAt } from "./views.ts"

/** What a find, count, distinct, update, delete or findAndModify would read, and how. */
function explain(context: Context): Reply {
  const explained = getOwn(context.body, "explain")
  if (!isDocument(explained)) throw new CommandError("TypeMismatch", "explain needs a command")
  const [name = ""] = Object.keys(explained)
  const inner: Context = { ...context, body: bodyOf(name, explained) }
  const ns = `${context.db}.${String(explained[name])}`
  const verbosity = getOwn(context.body, "verbosity") ?? "allPlansExecution"
  if (name === "aggregate") {
    const stages = documentsField(explained, "pipeline") ?? []
    const resolved = resolve(context.services.store, ns)
    return { body: explainPipeline(inner, resolved.ns, [...resolved.pipeline, ...stages]) }
  }
  return { body: explainFind(inner, ns, verbosity !== "queryPlanner") }
}

function bodyOf(name: string, command: Document): Document {
  const first = (field: string): Document => {
    const [statement] = (command[field] ?? []) as Document[]
    return { filter: statement?.q ?? {} }
  }
  switch (name.toLowerCase()) {
    case "find":
    case "aggregate":
      return command
    case "count":
    case "distinct":
    case "findandmodify":
      return { ...command, filter: command.query ?? {} }
    case "update":
      return first("updates")
    case "delete":
      return first("deletes")
    default:
      throw notSupported(`explain of ${name}`)
  }
}

/** The plan in the words of a real server's explain. */
export function explainFind(context: Context, ns: string, isExecuted: boolean): Document {
  const request = findRequestOf(context)
  const collection = collectionAt(context, ns)
  if (!collection && viewAt(context.services.store, ns)) throw notSupported("explain on a view")
  const plan: Plan | undefined = collection && planFind(context.view, collection, request)
  const winningPlan = plan ? stagesOf(plan, request) : { stage: "EOF" }
  return {
    explainVersion: "1",
    queryPlanner: { namespace: ns, parsedQuery: request.filter, winningPlan, rejectedPlans: [] },
    ...(isExecuted && { executionStats: executed(context, ns) }),
    serverInfo: { host: "embedded", version: "7.0.0" },
  }
}

/** A pipeline's plan: that of its beginning, then the stages that follow. */
export function explainPipeline(context: Context, ns: string, stages: Document[]): Document {
  const { request, rest } = pushDown(context, stages)
  const { filter, sort, limit } = request
  const body = { find: "", filter, ...(sort && { sort }), ...(limit !== undefined && { limit }) }
  const explained = explainFind({ ...context, body }, ns, false)
  return { ...explained, stages: [{ $cursor: explained.queryPlanner as Document }, ...rest] }
}

function executed(context: Context, ns: string): Document {
  const started = performance.now()
  const collection = collectionAt(context, ns)
  if (!collection) return { executionSuccess: true, nReturned: 0, totalKeysExamined: 0, totalDocsExamined: 0 }
  const results = find(context.view, collection, findRequestOf(context))
  while (results.next());
  const { returned, keys, documents, plan } = results.stats
  return {
    executionSuccess: true,
    nReturned: returned,
    executionTimeMillis: Math.round(performance.now() - started),
    totalKeysExamined: plan.kind === "scan" ? 0 : keys,
    totalDocsExamined: documents,
  }
}

function stagesOf(plan: Plan, { filter, sort, skip, limit }: ReturnType<typeof findRequestOf>): Document {
  let stage: Document = accessOf(plan, filter)
  if (sort && !plan.isSorted) stage = { stage: "SORT", sortPattern: sort, inputStage: stage }
  if (skip > 0) stage = { stage: "SKIP", skipAmount: skip, inputStage: stage }
  return limit > 0 ? { stage: "LIMIT", limitAmount: limit, inputStage: stage } : stage
}

function accessOf(plan: Plan, filter: Document): Document {
  if (plan.kind === "scan")
    return { stage: "COLLSCAN", filter, direction: plan.reverse ? "backward" : "forward" }
  if (plan.kind === "union")
    return {
      stage: "FETCH",
      filter,
      inputStage: { stage: "OR", inputStages: plan.plans.map((part) => accessOf(part, {})) },
    }
  const scan = {
    stage: plan.merge ? "SORT_MERGE" : "IXSCAN",
    indexName: plan.index.name,
    keyPattern: plan.index.spec.key,
    isMultiKey: plan.hasDuplicates,
    isUnique: plan.index.unique,
    isSparse: plan.index.sparse,
    isPartial: plan.index.partial !== undefined,
    direction: plan.reverse ? "backward" : "forward",
    ranges: plan.ranges.length,
    indexBounds: plan.bounds,
  }
  return { stage: "FETCH", filter, inputStage: scan }
}

export const explainCommands: Record<string, Command> = {
  explain: { run: explain, fields: ["verbosity"] },
}
