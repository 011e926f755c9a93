import { type FilterOptions } from "../query/filter.ts"
import { type Document } from "../values/bson-value.ts"
import { type Context } from "./command.ts"
import { type TimeLimit } from "./deadline.ts"
import { countField, documentField, numberField } from "./fields.ts"
import { optional } from "./write.ts"

/** What find and explain ask for. */
export type FindCommand = {
  filter: Document
  sort?: Document
  hint?: unknown
  skip: number
  limit: number
  options: FilterOptions
  deadline: TimeLimit
}

/** Reads it from the command's fields. */
export function findRequestOf({ body, deadline, startedAt }: Context): FindCommand {
  const limit = numberField(body, "limit") ?? 0
  const sort = documentField(body, "sort")
  const constants = documentField(body, "let")
  return {
    filter: documentField(body, "filter") ?? {},
    ...(sort && { sort }),
    ...(optional(body, "hint") !== undefined && { hint: optional(body, "hint") }),
    skip: countField(body, "skip") ?? 0,
    limit: Math.abs(limit),
    options: { now: startedAt, ...(constants && { let: constants }) },
    deadline,
  }
}
