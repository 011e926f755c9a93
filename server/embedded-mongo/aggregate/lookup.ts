import { CommandError } from "../errors.ts"
import { typeName } from "../expression/define.ts"
import { compileExpression, type Evaluate } from "../expression/expression.ts"
import { parsePath, valuesAt } from "../values/path.ts"
import { getOwn, isDocument, Rank, rankOf, type Document } from "../values/rank.ts"
import { groupKeyOf } from "./group-key.ts"
import { needDocument } from "./document-stages.ts"
import {
  inBatches,
  type Batches,
  type CompileStage,
  type DocumentSource,
  type StageContext,
} from "./stage.ts"
import { withValue } from "./unwind.ts"
import { writeStages } from "./write-stages.ts"

type Lookup = {
  from: string
  database: string | undefined
  as: string
  localField: string | undefined
  foreignField: string
  pipeline: unknown[] | undefined
  variables: [name: string, evaluate: Evaluate][]
}

/** `$lookup`, by equal fields, by a pipeline that knows the document's values, or both. */
export const lookup: CompileStage = (specification, context) => {
  const parsed = parseLookup(specification, context)
  if (parsed.pipeline) {
    const names = Object.fromEntries(parsed.variables.map(([name]) => [name, null]))
    refuseWriting(parsed.pipeline, 51047, "$lookup")
    context.checkStages(parsed.pipeline, { ...context.variables, ...names })
    return (input) => byPipeline(input, parsed, context)
  }
  return (input) => byEquality(input, parsed, context)
}

function parseLookup(specification: unknown, context: StageContext): Lookup {
  const fields = needDocument("$lookup", specification, 9)
  for (const key of Object.keys(fields))
    if (!["from", "as", "localField", "foreignField", "pipeline", "let"].includes(key))
      throw new CommandError("FailedToParse", `unknown argument to $lookup: ${key}`)
  const { from, as, localField, foreignField, pipeline, let: variables = {} } = fields
  if (typeof as !== "string") throw new CommandError("FailedToParse", "must specify 'as' field for a $lookup")
  const target = isDocument(from) ? from : { coll: from }
  const { coll, db } = target as { coll?: unknown; db?: unknown }
  if (typeof coll !== "string")
    throw new CommandError("FailedToParse", "$lookup argument 'from' must be a string")
  if (pipeline !== undefined && !Array.isArray(pipeline))
    throw new CommandError("TypeMismatch", "'pipeline' option must be specified as an array")
  const byFields = typeof localField === "string" && typeof foreignField === "string"
  if (!byFields && (localField !== undefined || foreignField !== undefined || !pipeline))
    throw new CommandError(
      "FailedToParse",
      "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified",
    )
  if (!isDocument(variables) || (!pipeline && Object.hasOwn(fields, "let")))
    throw new CommandError("FailedToParse", "$lookup argument 'let' must be an object, beside a pipeline")
  const scope = context.scope()
  return {
    from: coll,
    database: typeof db === "string" ? db : undefined,
    as,
    localField: byFields ? localField : undefined,
    foreignField: byFields ? foreignField : "",
    pipeline: pipeline as unknown[] | undefined,
    variables: Object.keys(variables).map((name) => [name, compileExpression(variables[name], scope)]),
  }
}

function refuseWriting(pipeline: unknown, code: number, where: string): void {
  for (const stage of Array.isArray(pipeline) ? pipeline.filter(isDocument) : [])
    for (const name of Object.keys(stage))
      if (writeStages.has(name))
        throw new CommandError(code, `${name} is not allowed within a ${where}'s sub-pipeline`)
}

/** The values a local document looks for: elements of an array, null for a missing field. */
function soughtBy(document: Document, localField: string): unknown[] {
  const found = valuesAt(document, localField).flatMap((value) =>
    Array.isArray(value) ? (value as unknown[]) : [value],
  )
  return found.length === 0 && !hasArrayAt(document, localField)
    ? [null]
    : found.map((value) => value ?? null)
}

/** An empty array looks for nothing, where a missing field looks for null. */
const hasArrayAt = (document: Document, path: string): boolean =>
  path
    .split(".")
    .some((_, at, names) => valuesAt(document, names.slice(0, at + 1).join(".")).some(Array.isArray))

/** One find for a whole batch of documents: its results are dealt out by value. */
async function* byEquality(input: Batches, parsed: Lookup, context: StageContext): Batches {
  const { localField = "", foreignField, as } = parsed
  const asPath = parsePath(as)
  for await (const batch of input) {
    const waiting = new Map<unknown, number[]>()
    const values: unknown[] = []
    batch.forEach((document, at) => {
      for (const value of soughtBy(document, localField)) {
        const key = groupKeyOf(value)
        const places = waiting.get(key)
        if (!places) {
          waiting.set(key, [at])
          values.push(value)
        } else if (places.at(-1) !== at) places.push(at)
      }
    })
    const found = batch.map((): Document[] => [])
    if (values.length > 0)
      for await (const foreign of findForeign(parsed, context, equalsAny(foreignField, values)))
        for (const at of placesOf(foreign, foreignField, waiting)) found[at]?.push(foreign)
    yield batch.map((document, at) => withValue(document, asPath, 0, found[at]))
  }
}

function placesOf(foreign: Document, field: string, waiting: Map<unknown, number[]>): Set<number> {
  const places = new Set<number>()
  const visit = (value: unknown): void => waiting.get(groupKeyOf(value))?.forEach((at) => places.add(at))
  for (const value of valuesAt(foreign, field)) {
    visit(value)
    if (Array.isArray(value)) for (const element of value as unknown[]) visit(element)
  }
  return places
}

/** A filter for any of the values as values: a regular expression among them is not a pattern. */
function equalsAny(field: string, values: unknown[]): Document {
  const plain = values.filter((value) => rankOf(value) !== Rank.regex)
  const patterns = values.filter((value) => rankOf(value) === Rank.regex)
  const inList: Document = { [field]: plain.length === 1 ? { $eq: plain[0] } : { $in: plain } }
  if (patterns.length === 0) return inList
  return { $or: [inList, ...patterns.map((value) => ({ [field]: { $eq: value } }))] }
}

function findForeign(
  { from, database }: Lookup,
  { env, now }: StageContext,
  filter: Document,
  variables: Document = {},
): DocumentSource {
  return env.collection(from, database).find(filter, { variables, now })
}

async function* byPipeline(input: Batches, parsed: Lookup, context: StageContext): Batches {
  const { localField, variables, as } = parsed
  const asPath = parsePath(as)
  const scope = context.scope()
  const isSame = localField === undefined && variables.length === 0
  let same: Document[] | undefined
  for await (const batch of input) {
    const results: Document[] = []
    for (const document of batch) {
      // A pipeline that knows nothing of the document gives the same for all.
      if (!isSame || !same) {
        const frame = scope.frame(document)
        const values = Object.fromEntries(variables.map(([name, evaluate]) => [name, evaluate(frame)]))
        same = await joinedWith(document, parsed, { ...context.variables, ...values }, context)
      }
      results.push(withValue(document, asPath, 0, same))
    }
    yield results
  }
}

async function joinedWith(
  document: Document,
  parsed: Lookup,
  variables: Document,
  context: StageContext,
): Promise<Document[]> {
  const { localField, foreignField } = parsed
  const conditions: Document[] = []
  if (localField !== undefined) {
    const sought = soughtBy(document, localField)
    if (sought.length === 0) return []
    conditions.push(equalsAny(foreignField, sought))
  }
  let stages = parsed.pipeline ?? []
  // A leading $match goes into the find, where an index may serve it.
  const [first] = stages
  const match = isDocument(first) ? getOwn(first, "$match") : undefined
  if (isDocument(match)) {
    conditions.push(match, ...indexable(match, variables))
    stages = stages.slice(1)
  }
  const filter = conditions.length > 1 ? { $and: conditions } : (conditions[0] ?? {})
  const joined: Document[] = []
  const source = findForeign(parsed, context, filter, variables)
  for await (const found of context.run(source, stages, variables)) joined.push(found)
  return joined
}

/**
 * `{$expr: {$eq: ["$field", "$$variable"]}}` also as a plain equality, which an index can serve and which
 * holds whenever the expression does; so only for a top-level field, where both read the same value.
 */
function indexable(match: Document, variables: Document): Document[] {
  const expression = getOwn(match, "$expr")
  if (!isDocument(expression)) return []
  const parts = getOwn(expression, "$and")
  const equalities = (Array.isArray(parts) ? parts : [expression]).filter(isDocument)
  return equalities.flatMap((part) => {
    const operands = getOwn(part, "$eq")
    if (!Array.isArray(operands) || operands.length !== 2) return []
    const field = operands.find((operand) => typeof operand === "string" && /^\$[^$.]+$/.test(operand)) as
      string | undefined
    const variable = operands.find(
      (operand) => typeof operand === "string" && /^\$\$[^.]+$/.test(operand),
    ) as string | undefined
    if (!field || !variable || !Object.hasOwn(variables, variable.slice(2))) return []
    return [{ [field.slice(1)]: { $eq: variables[variable.slice(2)] ?? null } }]
  })
}

/** `$unionWith`: the documents of another collection after those of this one. */
export const unionWith: CompileStage = (specification, context) => {
  const fields = isDocument(specification) ? specification : { coll: specification }
  const { coll, pipeline = [] } = fields
  if (typeof coll !== "string")
    throw new CommandError("FailedToParse", `$unionWith needs a collection's name, got ${typeName(coll)}`)
  refuseWriting(pipeline, 31441, "$unionWith")
  context.checkStages(pipeline, context.variables)
  return async function* (input) {
    yield* input
    const source = context.env.collection(coll).find({}, { variables: context.variables, now: context.now })
    yield* inBatches(context.run(source, pipeline, context.variables))
  }
}
