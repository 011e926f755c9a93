import { runPipeline } from "../aggregate/pipeline.ts"
import { CommandError } from "../errors.ts"
import { find } from "../planner/find.ts"
import { type Document } from "../values/bson-value.ts"
import { type Reply } from "../wire/reply.ts"
import { collectionAt, type Context } from "./command.ts"
import { openCursor, type CursorOptions } from "./cursor-reply.ts"
import { type FindCommand } from "./find-request.ts"
import { pipelineEnv } from "./pipeline-env.ts"
import { documentsOf, PipelineSource } from "./results-source.ts"
import { Turns } from "./turns.ts"
import { type Resolved } from "./views.ts"

/** A find as the stages that do the same behind a view's. */
export function stagesOfFind(
  { filter, sort, skip, limit }: Pick<FindCommand, "filter" | "sort" | "skip" | "limit">,
  projection?: Document,
): Document[] {
  return [
    { $match: filter },
    ...(sort && Object.keys(sort).length > 0 ? [{ $sort: sort }] : []),
    ...(skip > 0 ? [{ $skip: skip }] : []),
    ...(limit > 0 ? [{ $limit: limit }] : []),
    ...(projection ? [{ $project: projection }] : []),
  ]
}

/** The documents of a view that pass through `stages`. */
export function readView(
  context: Context,
  { ns, pipeline }: Resolved,
  stages: Document[],
): AsyncIterable<Document> {
  const collection = collectionAt(context, ns)
  const { view, deadline } = context
  const turns = new Turns()
  const source = collection ? documentsOf(find(view, collection, { filter: {}, deadline }), turns) : []
  return runPipeline(source, [...pipeline, ...stages], pipelineEnv(context, turns))
}

/** A find on a view. @throws CommandError 168 for an option no pipeline has. */
export function findOnView(
  context: Context,
  resolved: Resolved,
  request: FindCommand,
  options: CursorOptions,
): Promise<Reply> {
  for (const option of ["tailable", "awaitData", "noCursorTimeout", "allowPartialResults"])
    if (context.body[option] === true)
      throw new CommandError("InvalidPipelineOperator", `Option ${option} not supported in aggregation`)
  const { projection } = context.body
  const isEmpty = Object.keys(projection ?? {}).length === 0
  const stages = stagesOfFind(request, isEmpty ? undefined : (projection as Document))
  const documents = readView(context, resolved, stages)
  return openCursor(context, new PipelineSource(documents[Symbol.asyncIterator]()), options)
}
