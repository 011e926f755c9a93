import { type FindRequest } from "../planner/find.ts"
import { getOwn, isDocument, type Document } from "../values/bson-value.ts"
import { toNumber } from "../values/numbers.ts"
import { type Context } from "./command.ts"
import { documentField } from "./fields.ts"
import { optional } from "./write.ts"

/** The beginning of a pipeline that the planner can answer: filters, then an order, then a limit. */
export function pushDown(context: Context, stages: Document[]): { request: FindRequest; rest: Document[] } {
  const filters: Document[] = []
  let at = 0
  for (let filter = specOf(stages[at], "$match"); isDocument(filter); filter = specOf(stages[at], "$match")) {
    filters.push(filter)
    at++
  }
  const request = requestOf(context, filters.length === 1 ? (filters[0] as Document) : { $and: filters })
  if (filters.length === 0) request.filter = {}
  const sort = specOf(stages[at], "$sort")
  if (isDocument(sort) && Object.keys(sort).length > 0 && !Object.values(sort).some(isDocument)) {
    request.sort = sort
    at++
  }
  const limit = toNumber(specOf(stages[at], "$limit"))
  // The stage stays: it refuses a wrong limit, and passing over documents twice is free.
  if (limit !== undefined && Number.isSafeInteger(limit) && limit > 0) request.limit = limit
  return { request, rest: stages.slice(at) }
}

/** A find with what an aggregation says about all of it: hint, constants, time. */
export function requestOf(context: Context, filter: Document): FindRequest {
  const { body, deadline, startedAt } = context
  const hint = optional(body, "hint")
  const constants = documentField(body, "let")
  return {
    filter,
    deadline,
    options: { now: startedAt, ...(constants && { let: constants }) },
    ...(hint !== undefined && { hint }),
  }
}

/** A stage's specification when it is the only one of that name in it. */
export function specOf(stage: Document | undefined, name: string): unknown {
  return stage && Object.keys(stage).length === 1 ? getOwn(stage, name) : undefined
}
