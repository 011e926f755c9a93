import { find } from "../planner/find.ts"
import { planFind, type Plan } from "../planner/plan.ts"
import { notSupported } from "../errors.ts"
import { type Document } from "../values/bson-value.ts"
import { collectionAt, type Context } from "./command.ts"
import { documentField } from "./fields.ts"
import { findRequestOf } from "./find-request.ts"
import { pushDown } from "./push-down.ts"
import { Turns } from "./turns.ts"
import { viewAt } from "./views.ts"

/** The plan in the words of a real server's explain. */
export async function explainFind(context: Context, ns: string, isExecuted: boolean): Promise<Document> {
  const request = findRequestOf(context)
  const collection = collectionAt(context, ns)
  if (!collection && viewAt(context.services.store, ns)) throw notSupported("explain on a view")
  const plan: Plan | undefined = collection && planFind(context.view, collection, request)
  const winningPlan = plan ? stagesOf(plan, request) : { stage: "EOF" }
  return {
    explainVersion: "1",
    queryPlanner: { namespace: ns, parsedQuery: request.filter, winningPlan, rejectedPlans: [] },
    ...(isExecuted && { executionStats: await executed(context, ns) }),
    serverInfo: { host: "embedded", version: "7.0.0" },
  }
}

/** The plan of what a pipeline reads, then its stages as they stand. */
export async function explainPipeline(
  context: Context,
  ns: string,
  stages: Document[],
  isExecuted: boolean,
): Promise<Document> {
  const { request, rest } = pushDown(context, stages)
  const { filter, sort, limit, hint } = request
  const constants = documentField(context.body, "let")
  const body = {
    find: "",
    filter,
    ...(sort && { sort }),
    ...(limit !== undefined && { limit }),
    ...(hint !== undefined && { hint }),
    ...(constants && { let: constants }),
  }
  const explained = await explainFind({ ...context, body }, ns, isExecuted)
  const { queryPlanner, executionStats } = explained
  const cursor = { queryPlanner, ...(isExecuted && { executionStats }) }
  return { ...explained, stages: [{ $cursor: cursor }, ...rest] }
}

async function executed(context: Context, ns: string): Promise<Document> {
  const started = performance.now()
  const collection = collectionAt(context, ns)
  if (!collection) return { executionSuccess: true, nReturned: 0, totalKeysExamined: 0, totalDocsExamined: 0 }
  const results = find(context.view, collection, findRequestOf(context))
  await new Turns().read(results, () => true)
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
