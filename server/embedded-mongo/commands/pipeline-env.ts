import { runPipeline } from "../aggregate/pipeline.ts"
import { type DocumentSource, type FindOptions, type PipelineEnv } from "../aggregate/stage.ts"
import { evaluateLet } from "../expression/expression.ts"
import { find } from "../planner/find.ts"
import { checkNamespace, collectionAt, type Context } from "./command.ts"
import { documentField } from "./fields.ts"
import { writeMerge } from "./merge-stage.ts"
import { writeOut } from "./out-stage.ts"
import { type Document } from "../values/bson-value.ts"
import { resolve } from "./views.ts"
import { documentsOf } from "./results-source.ts"
import { type Turns } from "./turns.ts"

/** What a pipeline may reach: the collections as this command sees them. */
export function pipelineEnv(context: Context, turns: Turns): PipelineEnv {
  const { body, db, startedAt, deadline } = context
  const constants = documentField(body, "let")
  return {
    now: startedAt,
    variables: evaluateLet(constants, { now: startedAt }),
    check: () => {
      deadline.check()
      return turns.isOver() ? turns.pass() : undefined
    },
    write: {
      out: (target, documents) => writeOut(context, target, documents),
      merge: (request, documents) => writeMerge(context, request, documents),
    },
    collection: (name, database = db) => ({
      find: (filter, options) =>
        findIn(context, turns, checkNamespace(`${database}.${name}`), filter, options),
    }),
  }
}

function findIn(
  context: Context,
  turns: Turns,
  ns: string,
  filter: Document,
  options: FindOptions,
): DocumentSource {
  const { view, deadline, services } = context
  const { ns: from, pipeline } = resolve(services.store, ns)
  const collection = collectionAt(context, from)
  if (pipeline.length === 0)
    return collection ? documentsOf(find(view, collection, { filter, options, deadline }), turns) : []
  const source = collection ? documentsOf(find(view, collection, { filter: {}, deadline }), turns) : []
  const env = { ...pipelineEnv(context, turns), write: undefined }
  const seen = runPipeline(source, pipeline, { ...env, variables: {} })
  return runPipeline(seen, [{ $match: filter }], { ...env, variables: options.variables })
}
