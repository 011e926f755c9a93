import { CommandError, notSupported } from "../errors.ts"
import { compileExpression, rootScope } from "../expression/expression.ts"
import { compileFilter } from "../query/filter.ts"
import { isDocument, setOwn, type Document } from "../values/rank.ts"
import { bucket, bucketAuto, sortByCount } from "./bucket.ts"
import { densify } from "./densify.ts"
import { documentStages, needDocument } from "./document-stages.ts"
import { fill } from "./fill.ts"
import { graphLookup } from "./graph-lookup.ts"
import { group } from "./group.ts"
import { lookup, unionWith } from "./lookup.ts"
import { count, limit, limitOf, sample, skip, skipOf, sortStage } from "./order-stages.ts"
import { redact } from "./redact.ts"
import {
  checked,
  collect,
  flatten,
  inBatches,
  perBatch,
  type Batches,
  type CompileStage,
  type DocumentSource,
  type PipelineEnv,
  type Stage,
  type StageContext,
} from "./stage.ts"
import { unwind } from "./unwind.ts"
import { setWindowFields } from "./window.ts"
import { merge, out, writeStages } from "./write-stages.ts"

export type { DocumentSource, PipelineEnv } from "./stage.ts"

/**
 * Runs a pipeline. All stages are compiled, and so refused, before the first document is asked for.
 * Stages that need no more than one document at a time stream; the others hold what they must.
 * @throws CommandError 40324 for an unknown stage, and the real server's codes for malformed ones.
 */
export function runPipeline(
  source: DocumentSource,
  stages: Document[],
  env: PipelineEnv,
): AsyncIterable<Document> {
  const context = contextOf(env)
  const compiled = compileStages(stages, context)
  return flatten(chain(inBatches(source), compiled, env))
}

function contextOf(env: PipelineEnv): StageContext {
  const now = env.now ?? new Date()
  const variables = env.variables ?? {}
  const inner = (innerVariables: Document): PipelineEnv => ({
    ...env,
    write: undefined,
    now,
    variables: innerVariables,
  })
  return {
    env,
    now,
    variables,
    scope: () => rootScope({ variables, now }),
    run: (source, stages, innerVariables) => runPipeline(source, needStages(stages), inner(innerVariables)),
    checkStages: (stages, innerVariables) => {
      compileStages(needStages(stages), contextOf(inner(innerVariables)))
    },
  }
}

function needStages(stages: unknown): Document[] {
  if (!Array.isArray(stages)) throw new CommandError("TypeMismatch", "A pipeline must be an array of objects")
  return stages as Document[]
}

const chain = (source: Batches, stages: Stage[], { check }: PipelineEnv): Batches =>
  stages.reduce((input, stage) => stage(checked(input, check)), source)

function parseStage(stage: unknown): { name: string; specification: unknown } {
  if (!isDocument(stage))
    throw new CommandError("TypeMismatch", "Each element of the 'pipeline' array must be an object")
  const [name, ...rest] = Object.keys(stage)
  if (name === undefined || rest.length > 0)
    throw new CommandError(40323, "A pipeline stage specification object must contain exactly one field.")
  return { name, specification: stage[name] }
}

/** @throws CommandError 40602 for a stage that makes documents and does not stand first. */
export function checkSources(stages: Document[]): void {
  for (const stage of stages.slice(1))
    for (const name of isDocument(stage) ? Object.keys(stage) : [])
      if (firstOnly.has(name))
        throw new CommandError(40602, `${name} is only valid as the first stage in a pipeline.`)
}

function compileStages(stages: Document[], context: StageContext): Stage[] {
  checkSources(stages)
  const parsed = stages.map(parseStage)
  const compiled: Stage[] = []
  for (let at = 0; at < parsed.length; at++) {
    const { name, specification } = parsed[at] as { name: string; specification: unknown }
    if (name === "$sort") compiled.push(sortStage(specification, limitAfter(parsed, at + 1)))
    else if (writeStages.has(name) && at < parsed.length - 1)
      throw new CommandError(40601, `${name} can only be the final stage in the pipeline`)
    else compiled.push(compilerOf(name)(specification, context))
  }
  return compiled
}

/** True for a stage there is, whether it is offered or not. */
export const isStageName = (name: string): boolean =>
  Object.hasOwn(stageCompilers, name) ||
  Object.hasOwn(documentStages, name) ||
  refused.has(name) ||
  name === "$sort"

/** How many documents a sort must keep when a limit, perhaps after a skip, follows it. */
function limitAfter(parsed: { name: string; specification: unknown }[], from: number): number {
  let skipped = 0
  for (const { name, specification } of parsed.slice(from)) {
    if (name === "$limit") return skipped + limitOf(specification)
    if (name !== "$skip") return Infinity
    skipped += skipOf(specification)
  }
  return Infinity
}

/** Stages that make documents instead of passing them on. */
const firstOnly = new Set([
  "$changeStream",
  "$collStats",
  "$currentOp",
  "$documents",
  "$indexStats",
  "$listLocalSessions",
  "$listSessions",
  "$planCacheStats",
])

const refused = new Set([
  "$currentOp",
  "$indexStats",
  "$listSessions",
  "$planCacheStats",
  "$geoNear",
  "$search",
  "$searchMeta",
  "$vectorSearch",
  "$listSearchIndexes",
  "$queryStats",
])

function compilerOf(name: string): CompileStage {
  const compile = Object.hasOwn(stageCompilers, name) ? stageCompilers[name] : undefined
  if (compile) return compile
  const project = Object.hasOwn(documentStages, name) ? documentStages[name] : undefined
  if (project)
    return (specification, context) => {
      const step = project(specification, context.scope())
      return perBatch((batch) => batch.map(step))
    }
  if (onlyFirst.has(name))
    throw new CommandError(40602, `${name} is only valid as the first stage in a pipeline`)
  if (refused.has(name)) throw notSupported(name)
  throw new CommandError(40324, `Unrecognized pipeline stage name: '${name}'`)
}

/** Stages that the command itself reads, at the beginning. */
const onlyFirst = new Set(["$changeStream", "$collStats"])

function matcher(specification: unknown, { variables, now }: StageContext): (document: Document) => boolean {
  return compileFilter(needDocument("$match", specification, 15959), { variables, now })
}

const notInFacet = new Set([
  "$facet",
  "$out",
  "$merge",
  "$geoNear",
  "$collStats",
  "$indexStats",
  "$changeStream",
])

/** `$facet`: several pipelines over the same documents, side by side. */
const facet: CompileStage = (specification, context) => {
  const facets = needDocument("$facet", specification, 40169)
  const names = Object.keys(facets)
  if (names.length === 0) throw new CommandError(40169, "the $facet specification must be a non-empty object")
  for (const name of names) {
    const stages = needStages(facets[name])
    for (const stage of stages) {
      const inner = parseStage(stage).name
      if (notInFacet.has(inner))
        throw new CommandError(40600, `${inner} is not allowed to be used within a $facet stage`)
    }
    context.checkStages(stages, context.variables)
  }
  return async function* (input) {
    const documents = await collect(input)
    const result: Document = {}
    for (const name of names) {
      const list: Document[] = []
      for await (const found of context.run(documents, facets[name], context.variables)) list.push(found)
      setOwn(result, name, list)
    }
    yield [result]
  }
}

/** `$documents`: documents written in the pipeline itself. */
const documents: CompileStage = (specification, context) => {
  const scope = context.scope()
  const evaluate = compileExpression(specification, scope)
  return async function* () {
    const list = evaluate(scope.frame({}))
    if (!Array.isArray(list) || !list.every(isDocument))
      throw new CommandError(5858203, "an array of documents is expected as the argument of $documents")
    yield list
  }
}

const stageCompilers: Record<string, CompileStage> = {
  $match: (specification, context) => {
    const matches = matcher(specification, context)
    return perBatch((batch) => batch.filter(matches))
  },
  $group: group,
  $limit: limit,
  $skip: skip,
  $count: count,
  $sample: sample,
  $unwind: unwind,
  $lookup: lookup,
  $graphLookup: graphLookup,
  $unionWith: unionWith,
  $facet: facet,
  $sortByCount: sortByCount,
  $bucket: bucket,
  $bucketAuto: bucketAuto,
  $redact: redact,
  $setWindowFields: setWindowFields,
  $fill: fill,
  $densify: densify,
  $out: out,
  $merge: merge,
  $documents: documents,
}
