import { badValue, CommandError } from "../errors.ts"
import { compilePipelineUpdate } from "../aggregate/update-pipeline.ts"
import { evaluateLet } from "../expression/expression.ts"
import { compareStrings, identicalValues } from "../values/compare.ts"
import { getOwn, hasOwn, type Document } from "../values/rank.ts"
import { show } from "../values/show.ts"
import { checkArrayFilters, compileArrayFilters } from "./array-filters.ts"
import { compilePositions } from "./position.ts"
import { changesOf } from "./update-changes.ts"
import { applyChange, type Change, type Segment } from "./update-path.ts"
import { baseFrom, equalitiesOf } from "./upsert.ts"

export type UpdateOptions = {
  /** The filter that found the document: `$` and upserts need it. */
  filter: Document
  arrayFilters?: Document[]
  /** The command's `let`, for a pipeline. */
  let?: Document
  now?: Date
}

export type CompiledUpdate = {
  /** How the update was written; only operators take array filters, a replacement updates one document only. */
  kind: "operators" | "replacement" | "pipeline"
  /**
   * The document after the update, or the same reference when nothing changes. The old one is never touched.
   * `isInsert` is for the document of an upsert, which `upsertBase` gave; it may come back without an _id.
   */
  apply: (document: Document, isInsert: boolean) => Document
  /** What an upsert inserts when nothing was found, before `apply`: the filter's equalities. */
  upsertBase: () => Document
}

/** Compiles an update: operators, a whole document, or a pipeline. */
export function compileUpdate(update: Document | Document[], options: UpdateOptions): CompiledUpdate {
  const base = (): Document => baseFrom(equalitiesOf(options.filter))
  if (Array.isArray(update)) {
    refuseArrayFilters(options, "pipeline-style")
    const variables = evaluateLet(options.let, options)
    const run = compilePipelineUpdate(update, { variables, now: options.now ?? new Date() })
    const apply = (document: Document): Document => {
      const result = keepId(document, run(document))
      return identicalValues(document, result) ? document : result
    }
    return { kind: "pipeline", apply, upsertBase: base }
  }
  if (!Object.keys(update)[0]?.startsWith("$")) {
    refuseArrayFilters(options, "replacement-style")
    return replacement(update, options.filter)
  }
  return { kind: "operators", apply: operatorUpdate(update, options), upsertBase: base }
}

function refuseArrayFilters({ arrayFilters }: UpdateOptions, style: string): void {
  if (arrayFilters && arrayFilters.length > 0)
    throw new CommandError("FailedToParse", `Cannot specify array filters for a ${style} update`)
}

function replacement(update: Document, filter: Document): CompiledUpdate {
  for (const name of Object.keys(update))
    if (name.startsWith("$"))
      throw new CommandError(
        "DollarPrefixedFieldName",
        `The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
      )
  return {
    kind: "replacement",
    apply: (document) => {
      const result = keepId(document, update)
      return identicalValues(document, result) ? document : result
    },
    upsertBase: () => {
      const id = equalitiesOf(filter)
      return id.has("_id") ? { _id: id.get("_id") } : {}
    },
  }
}

/** The old _id stays, and comes first; another one is refused. */
function keepId(old: Document, result: Document): Document {
  if (!hasOwn(old, "_id")) return result
  const id = getOwn(old, "_id")
  if (hasOwn(result, "_id") && !identicalValues(getOwn(result, "_id"), id))
    throw new CommandError(
      "ImmutableField",
      `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${show(getOwn(result, "_id"))}`,
    )
  return Object.keys(result)[0] === "_id" ? result : { _id: id, ...result }
}

function operatorUpdate(update: Document, options: UpdateOptions): CompiledUpdate["apply"] {
  const now = options.now ?? new Date()
  const filters = compileArrayFilters(options.arrayFilters ?? [], options)
  const changes = changesOf(update, now).sort((a, b) => comparePaths(a.path, b.path))
  checkArrayFilters(changes, filters, update)
  const onUpdate = changes.filter(({ operator }) => operator !== "$setOnInsert")
  const positionOf = compilePositions(options.filter, options)
  return (document, isInsert) => {
    const matched = (change: Change): number => {
      // Found against the document as it was, before any change of this update.
      const position = isInsert ? undefined : positionOf(document, arrayPathOf(change))
      if (position !== undefined) return position
      throw badValue("The positional operator did not find the match needed from the query.")
    }
    let result = document
    for (const change of isInsert ? changes : onUpdate)
      result = applyChange(result, change, { document, filters, matched })
    checkId(document, result)
    return result
  }
}

function arrayPathOf({ text, path }: Change): string {
  const at = path.findIndex(({ kind }) => kind === "matched")
  return text.split(".").slice(0, at).join(".")
}

/** Fields are added in the order of their names, positions in that of numbers (since MongoDB 5.0). */
function comparePaths(a: Segment[], b: Segment[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const [x, y] = [a[at] as Segment, b[at] as Segment]
    const bothPositions = x.kind === "field" && y.kind === "field" && x.index >= 0 && y.index >= 0
    const order = bothPositions ? x.index - y.index : compareStrings(nameOf(x), nameOf(y))
    if (order !== 0) return order
  }
  return a.length - b.length
}

function nameOf(segment: Segment): string {
  if (segment.kind === "field") return segment.name
  return segment.kind === "filtered" ? `$[${segment.id}]` : "$"
}

function checkId(old: Document, result: Document): void {
  if (result === old || !hasOwn(old, "_id")) return
  const [before, after] = [getOwn(old, "_id"), getOwn(result, "_id")]
  if (before === after || identicalValues(before, after)) return
  throw new CommandError(
    "ImmutableField",
    "Performing an update on the path '_id' would modify the immutable field '_id'",
  )
}
