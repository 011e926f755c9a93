import { normalizeCollation } from "../collation/collation.ts"
import { CommandError, notSupported } from "../errors.ts"
import { databaseOf } from "../storage/catalog.ts"
import { type View } from "../storage/view.ts"
import { getOwn, hasOwn, isDocument, type Document } from "../values/bson-value.ts"
import { equalValues } from "../values/compare.ts"
import { toNumber } from "../values/numbers.ts"
import { show } from "../values/show.ts"
import { type Reply } from "../wire/reply.ts"
import { checkWritable, ensureBeforeTransaction, namespaceOf, type Command, type Context } from "./command.ts"
import { booleanField, countField, documentField, documentsField, wrongType } from "./fields.ts"
import { timeSeriesOptions } from "./time-series.ts"
import { compileValidator } from "./validation.ts"
import { checkView, viewAt, viewsOf } from "./views.ts"
import { insertDocument } from "./write.ts"

async function create(context: Context): Promise<Reply> {
  const { body, services } = context
  const { store } = services
  const ns = checkWritable(namespaceOf(context))
  const isView = hasOwn(body, "viewOn") || hasOwn(body, "pipeline")
  const options = isView ? {} : optionsOf(body)
  if (context.txn) {
    if (context.txn.collection(ns) || viewAt(store, ns)) throw alreadyExists(ns)
    if (isView || Object.keys(options).length > 0)
      throw notSupported("'create' with options in a multi-document transaction")
    await ensureBeforeTransaction(context, ns)
    return { body: {} }
  }
  await store.write((view) => {
    if (store.catalog.get(ns) || viewAt(store, ns)) throw alreadyExists(ns)
    if (isView) createView(context, view, ns)
    else createWith(context, view, ns, options)
  })
  return { body: {} }
}

const alreadyExists = (ns: string): CommandError =>
  new CommandError("NamespaceExists", `Collection ${ns} already exists.`)

function createWith({ services: { store } }: Context, view: View, ns: string, options: Document): void {
  const entry = store.createCollection(ns, options)
  const { timeseries } = options
  if (!isDocument(timeseries) || typeof timeseries.metaField !== "string") return
  const { metaField, timeField } = timeseries as { metaField: string; timeField: string }
  store.addIndexes(view, entry, [{ key: { [metaField]: 1, [timeField]: 1 } }])
}

function createView(context: Context, view: View, ns: string): void {
  const { body } = context
  const { store } = context.services
  const viewOn = getOwn(body, "viewOn")
  if (viewOn === undefined)
    throw new CommandError("InvalidOptions", "'pipeline' requires 'viewOn' to also be specified")
  if (typeof viewOn !== "string") throw wrongType("create.viewOn", viewOn, "string")
  if (viewOn === "") throw new CommandError("BadValue", "'viewOn' cannot be empty")
  for (const option of storedOptions)
    if (hasOwn(body, option)) throw new CommandError("InvalidOptions", `Cannot use '${option}' with a view`)
  if (normalizeCollation(body.collation)) throw notSupported("a view with a collation")
  const definition = { _id: ns, viewOn, pipeline: documentsField(body, "pipeline") ?? [] }
  checkView(store, definition)
  const views = store.ensureCollection(viewsOf(databaseOf(ns)))
  insertDocument(context, view, views, definition)
  view.log({ op: "create", ns, description: { viewOn, pipeline: definition.pipeline } })
}

/** The options that say how documents are kept. */
const storedOptions = [
  "capped",
  "size",
  "max",
  "validator",
  "validationLevel",
  "validationAction",
  "changeStreamPreAndPostImages",
  "timeseries",
  "clusteredIndex",
  "expireAfterSeconds",
]

/** The options of a collection in the form that `listCollections` shows. */
function optionsOf(body: Document): Document {
  const images = imagesOption(body)
  const collation = normalizeCollation(body.collation)
  return {
    ...cappedOptions(body),
    ...(collation && { collation }),
    ...validationOptions(body),
    ...(images.enabled && { changeStreamPreAndPostImages: images }),
    ...clusteredOptions(body),
    ...timeSeriesOptions(body),
    ...expiry(body),
  }
}

function cappedOptions(body: Document): Document {
  const size = countField(body, "size")
  const max = countField(body, "max")
  if (!booleanField(body, "capped")) {
    if (size === undefined && max === undefined) return {}
    throw new CommandError(
      "InvalidOptions",
      "the 'capped' field needs to be true when either the 'size' or 'max' fields are present",
    )
  }
  if (size === undefined)
    throw new CommandError("InvalidOptions", "the 'size' field is required when 'capped' is true")
  if (size === 0) throw new CommandError("BadValue", "BSON field 'size' value must be >= 1, actual value '0'")
  return { capped: true, size, ...(max !== undefined && max > 0 && { max }) }
}

const levels = ["off", "strict", "moderate"]
const actions = ["error", "warn"]

/** The options about validation that a command gives, checked; what it leaves open is taken from `before`. */
export function validationOptions(body: Document, before: Document = {}): Document {
  const validator = documentField(body, "validator") ?? documentField(before, "validator")
  const level = body.validationLevel ?? before.validationLevel ?? "strict"
  const action = body.validationAction ?? before.validationAction ?? "error"
  for (const [field, value, known] of [
    ["validationLevel", level, levels],
    ["validationAction", action, actions],
  ] as const)
    if (typeof value !== "string" || !known.includes(value))
      throw new CommandError(
        "BadValue",
        `Enumeration value '${show(value)}' for field '${field}' is not a valid value.`,
      )
  if (!["validator", "validationLevel", "validationAction"].some((field) => hasOwn(body, field))) return {}
  if (validator) compileValidator(validator)
  return { ...(validator && { validator }), validationLevel: level, validationAction: action }
}

/** Whether documents are kept as they were before and after a change. */
export function imagesOption(body: Document): { enabled: boolean } {
  const images = documentField(body, "changeStreamPreAndPostImages")
  if (!images) return { enabled: false }
  for (const field of Object.keys(images))
    if (field !== "enabled")
      throw new CommandError(40415, `BSON field 'changeStreamPreAndPostImages.${field}' is an unknown field.`)
  if (typeof images.enabled !== "boolean")
    throw wrongType("changeStreamPreAndPostImages.enabled", images.enabled, "bool")
  return { enabled: images.enabled }
}

function clusteredOptions(body: Document): Document {
  const index = documentField(body, "clusteredIndex")
  if (!index) return {}
  const { key, unique, name = "_id_" } = index
  if (!isDocument(key) || !equalValues(key, { _id: 1 }) || unique !== true || typeof name !== "string")
    throw new CommandError(
      5979700,
      "The clusteredIndex option is only supported with {key: {_id: 1}, unique: true}",
    )
  return { clusteredIndex: { v: 2, key: { _id: 1 }, name, unique: true } }
}

function expiry(body: Document): Document {
  const seconds = toNumber(body.expireAfterSeconds)
  if (seconds === undefined) return {}
  if (!hasOwn(body, "timeseries") && !hasOwn(body, "clusteredIndex"))
    throw new CommandError(
      "InvalidOptions",
      "'expireAfterSeconds' is only supported on time-series collections or when the 'clusteredIndex' option is specified",
    )
  if (seconds < 0) throw new CommandError("InvalidOptions", "'expireAfterSeconds' cannot be less than 0.")
  if (hasOwn(body, "capped")) throw notSupported("'expireAfterSeconds' of a capped collection")
  return { expireAfterSeconds: BigInt(Math.trunc(seconds)) }
}

export const createCommands: Record<string, Command> = {
  create: {
    run: create,
    fields: [
      ...storedOptions,
      "viewOn",
      "pipeline",
      "collation",
      "autoIndexId",
      "indexOptionDefaults",
      "flags",
    ],
    refused: ["storageEngine", "encryptedFields"],
    isWrite: true,
    inTransaction: true,
  },
}
