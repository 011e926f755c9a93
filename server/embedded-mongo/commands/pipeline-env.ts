import { type PipelineEnv } from "../aggregate/stage.ts"
import { evaluateLet } from "../expression/expression.ts"
import { find } from "../planner/find.ts"
import { checkNamespace, collectionAt, type Context } from "./command.ts"
import { documentField } from "./fields.ts"
import { documentsOf } from "./results-source.ts"
import { type Turns } from "./turns.ts"

/** What a pipeline may reach: the collections as this command sees them. */
export function pipelineEnv(context: Context, turns: Turns): PipelineEnv {
  const { body, db, startedAt, deadline, view } = context
  const constants = documentField(body, "let")
  return {
    now: startedAt,
    variables: evaluateLet(constants, { now: startedAt }),
    check: () => {
      deadline.check()
      return turns.isOver() ? turns.pass() : undefined
    },
    collection: (name, database = db) => ({
      find: (filter, options) => {
        const collection = collectionAt(context, checkNamespace(`${database}.${name}`))
        return collection ? documentsOf(find(view, collection, { filter, options, deadline }), turns) : []
      },
    }),
  }
}
