import { CommandError, notSupported } from "../errors.ts"
import { compileExpression, type Evaluate } from "../expression/expression.ts"
import { getOwn, isDocument, type Document } from "../values/rank.ts"
import {
  flatten,
  type CompileStage,
  type MergeRequest,
  type OutputTarget,
  type StageContext,
} from "./stage.ts"

/** Stages that write; they stand last, and in no pipeline inside another. */
export const writeStages = new Set(["$out", "$merge"])

/** `$out`: the documents become a collection. */
export const out: CompileStage = (specification, { env: { write } }) => {
  if (!write) throw new CommandError("InvalidOptions", "$out is not allowed here")
  if (isDocument(specification) && getOwn(specification, "timeseries") !== undefined)
    throw notSupported("$out with 'timeseries'")
  const target = outputOf("$out", specification, 16990)
  return async function* (input) {
    await write.out(target, flatten(input))
    yield* []
  }
}

/** `$merge`: each document changes the one it matches in another collection, or is added there. */
export const merge: CompileStage = (specification, context) => {
  const { write } = context.env
  if (!write) throw new CommandError("InvalidOptions", "$merge is not allowed here")
  const request = mergeRequestOf(specification, context)
  return async function* (input) {
    await write.merge(request, flatten(input))
    yield* []
  }
}

const mergeFields = new Set(["into", "on", "let", "whenMatched", "whenNotMatched"])

function mergeRequestOf(specification: unknown, context: StageContext): MergeRequest {
  const fields = typeof specification === "string" ? { into: specification } : specification
  if (!isDocument(fields))
    throw new CommandError(51182, `$merge only supports a string or object argument, not ${typeof fields}`)
  for (const name of Object.keys(fields))
    if (!mergeFields.has(name))
      throw new CommandError(40415, `BSON field '$merge.${name}' is an unknown field.`)
  const { into, on, let: variables, whenMatched = "merge", whenNotMatched = "insert" } = fields
  const matched = whenMatchedOf(whenMatched)
  if (whenNotMatched !== "insert" && whenNotMatched !== "discard" && whenNotMatched !== "fail")
    throw badEnum("$merge.whenNotMatched", whenNotMatched)
  if ((matched === "fail" || matched === "keepExisting") && whenNotMatched !== "insert")
    throw new CommandError(
      51189,
      `Combination of {whenMatched: ${matched}, whenNotMatched: ${whenNotMatched}} is not supported`,
    )
  if (variables !== undefined && !Array.isArray(matched))
    throw new CommandError(
      51199,
      `Cannot use 'let' variables with 'whenMatched: ${matched}' mode, only with a pipeline`,
    )
  return {
    target: outputOf("$merge", into, 51178),
    on: onFieldsOf(on),
    whenMatched: matched,
    whenNotMatched,
    variablesOf: variablesOf(variables, context),
  }
}

const matchedModes = ["replace", "keepExisting", "merge", "fail"] as const

function whenMatchedOf(value: unknown): MergeRequest["whenMatched"] {
  if (Array.isArray(value)) return value as Document[]
  const mode = matchedModes.find((known) => known === value)
  if (mode === undefined) throw badEnum("$merge.whenMatched", value)
  return mode
}

const badEnum = (field: string, value: unknown): CommandError =>
  new CommandError(
    "BadValue",
    `Enumeration value '${String(value)}' for field '${field}' is not a valid value.`,
  )

function onFieldsOf(on: unknown): string[] {
  if (on === undefined) return ["_id"]
  const fields: unknown[] = Array.isArray(on) ? on : [on]
  if (fields.length === 0)
    throw new CommandError(51187, "If explicitly specifying $merge 'on', must include at least one field")
  const names = fields.filter((field) => typeof field === "string")
  if (names.length < fields.length)
    throw new CommandError(51186, "$merge 'on' field must be either a string or an array of strings")
  if (new Set(names).size < names.length)
    throw new CommandError(31465, "Found a duplicate field in the $merge 'on' fields")
  return names
}

function outputOf(stage: string, value: unknown, code: number): OutputTarget {
  const { db, coll } =
    typeof value === "string" ? { db: undefined, coll: value } : ((value ?? {}) as Document)
  if (typeof coll !== "string" || coll === "" || (db !== undefined && typeof db !== "string"))
    throw new CommandError(code, `${stage} needs a collection's name, or a document with 'db' and 'coll'`)
  return { coll, ...(db !== undefined && { db }) }
}

/** What a `whenMatched` pipeline may name: its `let`, or else the whole document as `$$new`. */
function variablesOf(variables: unknown, context: StageContext): (document: Document) => Document {
  if (variables === undefined) return (document) => ({ new: document })
  if (!isDocument(variables)) throw new CommandError("TypeMismatch", "$merge 'let' must be an object")
  const scope = context.scope()
  const compiled = Object.keys(variables).map((name): [string, Evaluate] => [
    name,
    compileExpression(variables[name], scope),
  ])
  return (document) => {
    const frame = scope.frame(document)
    return Object.fromEntries(compiled.map(([name, evaluate]) => [name, evaluate(frame)]))
  }
}
