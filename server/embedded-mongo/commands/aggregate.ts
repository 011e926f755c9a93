import { fieldsNeeded } from "../aggregate/dependencies.ts"
import { checkSources, runPipeline } from "../aggregate/pipeline.ts"
import { writeStages } from "../aggregate/write-stages.ts"
import { CommandError } from "../errors.ts"
import { find } from "../planner/find.ts"
import { findNothing } from "../planner/find-nothing.ts"
import { getOwn, isDocument, type Document } from "../values/bson-value.ts"
import { toNumber } from "../values/numbers.ts"
import { type Reply } from "../wire/reply.ts"
import { openChangeStream } from "./change-stream.ts"
import { aggregateStats } from "./collection-stats.ts"
import { checkNamespace, collectionAt, type Command, type Context } from "./command.ts"
import { countDocuments } from "./count.ts"
import { openCursor } from "./cursor-reply.ts"
import { documentsReply } from "./documents-reply.ts"
import { explainPipeline } from "./explain.ts"
import { booleanField, countField, documentField, documentsField, wrongType } from "./fields.ts"
import { listLocalSessions } from "./local-sessions.ts"
import { pipelineEnv } from "./pipeline-env.ts"
import { pushDown, requestOf, specOf } from "./push-down.ts"
import { documentsOf, PipelineSource } from "./results-source.ts"
import { Turns } from "./turns.ts"
import { refuseView, resolve } from "./views.ts"

async function aggregate(context: Context): Promise<Reply> {
  const { body, db } = context
  const target = getOwn(body, "aggregate")
  const stages = documentsField(body, "pipeline")
  if (!stages) throw wrongType("aggregate.pipeline", body.pipeline, "array")
  const isCollectionless = toNumber(target) === 1
  if (!isCollectionless && typeof target !== "string") throw wrongType("aggregate", target, "string")
  const ns = isCollectionless ? `${db}.$cmd.aggregate` : checkNamespace(`${db}.${String(target)}`)
  const source = isCollectionless ? { ns, pipeline: [] } : resolve(context.services.store, ns)
  const whole = [...source.pipeline, ...stages]
  checkSources(stages)
  if (booleanField(body, "explain")) return { body: await explainPipeline(context, source.ns, whole, false) }
  const cursor = documentField(body, "cursor")
  if (!cursor)
    throw new CommandError(
      "FailedToParse",
      "The 'cursor' option is required, except for aggregate with the explain argument",
    )
  const options = { ns, batchSize: countField(cursor, "batchSize") }
  const [first] = stages
  checkWriting(context, stages.at(-1))
  const { store } = context.services
  if (first && ("$changeStream" in first || "$collStats" in first)) refuseView(store, ns)
  if (first && "$changeStream" in first)
    return openChangeStream(context, isCollectionless ? undefined : String(target), stages, options)
  if (isCollectionless && first && "$listLocalSessions" in first)
    return listLocalSessions(context, stages, options)
  if (isCollectionless && !(first && "$documents" in first))
    throw new CommandError(
      "InvalidNamespace",
      `{aggregate: 1} is not valid for '${Object.keys(first ?? {})[0] ?? "an empty pipeline"}'; a collection is required.`,
    )
  if (first && "$collStats" in first) return aggregateStats(context, ns, stages)
  const counted = await countOnly(context, source.ns, whole)
  if (counted) return documentsReply(context, ns, counted)
  return runStages(context, source.ns, whole, options)
}

/** What a pipeline that writes may not be combined with. */
function checkWriting({ body, txn }: Context, last: Document | undefined): void {
  const name = Object.keys(last ?? {}).find((each) => writeStages.has(each))
  if (name === undefined) return
  if (txn)
    throw new CommandError(
      "OperationNotSupportedInTransaction",
      `Operation not permitted in transaction :: caused by :: Aggregation stage ${name} cannot run within a multi-document transaction`,
    )
  const concern = documentField(body, "readConcern")
  if (concern?.level === "linearizable")
    throw new CommandError(
      "InvalidOptions",
      `${name} cannot be used with a 'linearizable' read concern level`,
    )
}

async function runStages(
  context: Context,
  ns: string,
  stages: Document[],
  options: { ns: string; batchSize: number | undefined },
): Promise<Reply> {
  const { request, rest } = pushDown(context, stages)
  const collection = collectionAt(context, ns)
  const turns = new Turns()
  const found = collection ? find(context.view, collection, request) : findNothing(context.view, request)
  const source = documentsOf(found, turns, fieldsNeeded(rest))
  const documents = runPipeline(source, rest, pipelineEnv(context, turns))
  return openCursor(context, new PipelineSource(documents[Symbol.asyncIterator]()), options)
}

/**
 * `[$match, $group {_id: constant, n: {$sum: 1}}]`, as drivers write countDocuments: answered from the
 * index alone where that is exact.
 */
async function countOnly(context: Context, ns: string, stages: Document[]): Promise<Document[] | undefined> {
  const [match, group] = stages
  const filter = specOf(match, "$match")
  const spec = specOf(group, "$group")
  if (stages.length !== 2 || !isDocument(filter) || !isDocument(spec)) return undefined
  const [idName, countName, ...others] = Object.keys(spec)
  const id = spec._id
  const isConstant = id === null || typeof id === "number"
  if (idName !== "_id" || !isConstant || countName === undefined || others.length > 0) return undefined
  const sum = spec[countName]
  if (!isDocument(sum) || Object.keys(sum).length !== 1 || sum.$sum !== 1) return undefined
  const collection = collectionAt(context, ns)
  const n = collection ? await countDocuments(context.view, collection, requestOf(context, filter)) : 0
  return n === 0 ? [] : [{ _id: id, [countName]: n }]
}

const fields = [
  "pipeline",
  "cursor",
  "explain",
  "allowDiskUse",
  "bypassDocumentValidation",
  "hint",
  "let",
  "collation",
]

export const aggregateCommands: Record<string, Command> = {
  aggregate: { run: aggregate, fields, inTransaction: true, isWrite: true, readsSnapshots: "own" },
}
