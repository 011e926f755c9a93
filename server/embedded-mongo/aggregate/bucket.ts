import { CommandError } from "../errors.ts"
import { typeName } from "../expression/define.ts"
import { compileExpression } from "../expression/expression.ts"
import { compareValues } from "../values/compare.ts"
import { toNumber } from "../values/numbers.ts"
import { getOwn, hasOwn, isDocument, rankOf, setOwn, type Document } from "../values/rank.ts"
import { needDocument } from "./document-stages.ts"
import { fieldsOf, group, grouping } from "./group.ts"
import { sortStage } from "./order-stages.ts"
import { whenAll, type CompileStage } from "./stage.ts"

/** `$sortByCount`: groups by an expression, the largest first. */
export const sortByCount: CompileStage = (specification, context) => {
  const isExpression = isDocument(specification)
    ? Object.keys(specification)[0]?.startsWith("$")
    : typeof specification === "string" && specification.startsWith("$")
  if (!isExpression)
    throw new CommandError(
      40149,
      "the sortByCount field must be defined as a $-prefixed path or an expression inside an object",
    )
  const grouped = group({ _id: specification, count: { $sum: 1 } }, context)
  const sorted = sortStage({ count: -1 })
  return (input) => sorted(grouped(input))
}

const countField: Document = { count: { $sum: 1 } }

/** `$bucket`: groups by ranges of a value, each named by its lower bound. */
export const bucket: CompileStage = (specification, context) => {
  const fields = needDocument("$bucket", specification, 40201)
  const { groupBy, boundaries, output = countField } = fields
  if (groupBy === undefined || boundaries === undefined)
    throw new CommandError(40198, "$bucket requires 'groupBy' and 'boundaries' to be specified.")
  const scope = context.scope()
  const bounds = boundsOf(compileExpression(boundaries, scope)(scope.frame(undefined)))
  const hasDefault = hasOwn(fields, "default")
  const otherwise = compileExpression(getOwn(fields, "default"), scope)
  const value = compileExpression(groupBy, scope)
  const id = (frame: Parameters<typeof value>[0]): unknown => {
    const sought = value(frame)
    const at = bounds.findLastIndex((bound) => compareValues(bound, sought) <= 0)
    if (at !== -1 && at < bounds.length - 1) return bounds[at]
    if (hasDefault) return otherwise(frame)
    throw new CommandError(
      40066,
      "$bucket could not find a matching branch for an input, and no default was specified.",
    )
  }
  const grouped = grouping(id, fieldsOf(needDocument("$bucket output", output, 40196), scope), scope)
  const sorted = sortStage({ _id: 1 })
  return (input) => sorted(grouped(input))
}

function boundsOf(value: unknown): unknown[] {
  if (!Array.isArray(value))
    throw new CommandError(
      40200,
      `The $bucket 'boundaries' field must be an array, but found type: ${typeName(value)}.`,
    )
  const bounds: unknown[] = value
  if (bounds.length < 2)
    throw new CommandError(40192, "The $bucket 'boundaries' field must have at least 2 values")
  for (const [at, bound] of bounds.entries()) {
    if (at === 0) continue
    if (rankOf(bound) !== rankOf(bounds[at - 1]))
      throw new CommandError(
        40193,
        "All values in the 'boundaries' option to $bucket must have the same type.",
      )
    if (compareValues(bounds[at - 1], bound) >= 0)
      throw new CommandError(
        40194,
        "The 'boundaries' option to $bucket must be sorted, but elements are not in ascending order",
      )
  }
  return bounds
}

/** `$bucketAuto`: a number of ranges that hold about as many documents each. */
export const bucketAuto: CompileStage = (specification, context) => {
  const fields = needDocument("$bucketAuto", specification, 40240)
  const { groupBy, buckets, output = countField, granularity } = fields
  if (granularity !== undefined)
    throw new CommandError(238, "$bucketAuto's granularity is not supported by this server")
  const wanted = toNumber(buckets)
  if (wanted === undefined || !Number.isInteger(wanted) || wanted < 1)
    throw new CommandError(40243, "The $bucketAuto 'buckets' field must be a positive integer")
  if (groupBy === undefined)
    throw new CommandError(40246, "$bucketAuto requires 'groupBy' and 'buckets' to be specified")
  const scope = context.scope()
  const value = compileExpression(groupBy, scope)
  const outputs = fieldsOf(needDocument("$bucketAuto output", output, 40244), scope)
  return whenAll((documents) => {
    const sorted = documents
      .map((document) => ({ document, by: value(scope.frame(document)) ?? null }))
      .sort((a, b) => compareValues(a.by, b.by))
    const size = Math.max(1, Math.round(sorted.length / wanted))
    const results: Document[] = []
    for (let start = 0; start < sorted.length;) {
      const isLast = results.length === wanted - 1
      let end = isLast ? sorted.length : Math.min(sorted.length, start + size)
      // Equal values stay together.
      while (end < sorted.length && compareValues(sorted[end - 1]?.by, sorted[end]?.by) === 0) end++
      const accumulators = outputs.map(({ create }) => create())
      for (const { document } of sorted.slice(start, end))
        for (const accumulator of accumulators) accumulator.add(scope.frame(document))
      const max = end < sorted.length ? sorted[end]?.by : sorted[end - 1]?.by
      const result: Document = { _id: { min: sorted[start]?.by, max } }
      outputs.forEach(({ name }, at) => setOwn(result, name, accumulators[at]?.result()))
      results.push(result)
      start = end
    }
    return results
  })
}
