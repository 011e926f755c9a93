import { ObjectId, Timestamp } from "bson"
import { CommandError, notSupported } from "../errors.ts"
import { find } from "../planner/find.ts"
import { type Found } from "../planner/found.ts"
import { compileUpdate, type CompiledUpdate } from "../query/update.ts"
import { type CollectionEntry } from "../storage/collection-entry.ts"
import { timestampOf } from "../storage/oplog.ts"
import { type View } from "../storage/view.ts"
import {
  deserializeDocument,
  getOwn,
  hasOwn,
  serializeDocument,
  type Document,
} from "../values/bson-value.ts"
import { type Context } from "./command.ts"
import { booleanField } from "./fields.ts"
import { timeFieldOf } from "./time-series.ts"
import { checkDocument } from "./validation.ts"

/** Inserts one document as the client sent it; one without an _id gets one. */
export function insertRaw(context: Context, view: View, collection: CollectionEntry, raw: Buffer): void {
  const document = deserializeDocument(raw)
  const isAsSent = raw.toString("latin1", 5, 9) === "_id\0" && !hasEmptyTimestamp(document)
  if (!isAsSent) insertDocument(context, view, collection, document)
  else {
    if (isChecked(context)) checkDocument(collection, document)
    context.services.store.writer.insert(view, collection, document, raw)
  }
}

/** Inserts a document with its _id first. */
export function insertDocument(
  context: Context,
  view: View,
  collection: CollectionEntry,
  document: Document,
): Document {
  const { store } = context.services
  const complete: Document = { _id: hasOwn(document, "_id") ? document._id : new ObjectId(), ...document }
  for (const [name, value] of Object.entries(complete))
    if (isEmptyTimestamp(value)) complete[name] = timestampOf(store.oplog.last + 1n)
  if (isChecked(context)) checkDocument(collection, complete)
  store.writer.insert(view, collection, complete, serializeDocument(complete))
  return complete
}

const isChecked = ({ body }: Context): boolean => !booleanField(body, "bypassDocumentValidation")

/** A top-level Timestamp(0, 0) asks for the server's time. */
const isEmptyTimestamp = (value: unknown): boolean =>
  value instanceof Timestamp && value.t === 0 && value.i === 0

const hasEmptyTimestamp = (document: Document): boolean => Object.values(document).some(isEmptyTimestamp)

export type UpdateStatement = {
  filter: Document
  update: Document | Document[]
  isMulti: boolean
  isUpsert: boolean
  sort?: Document
  hint: unknown
  arrayFilters: Document[] | undefined
  let: Document | undefined
  /** Its own, which goes before the command's and the collection's. */
  collation?: unknown
}

export type UpdateOutcome = {
  matched: number
  modified: number
  /** The _id of an upsert's new document. */
  upserted: { _id: unknown } | undefined
  before: Document | undefined
  after: Document | undefined
}

/** Finds and updates documents, or inserts one; the collection must exist when it is an upsert. */
export function updateDocuments(
  context: Context,
  view: View,
  collection: CollectionEntry | undefined,
  statement: UpdateStatement,
): UpdateOutcome {
  const compiled = compileUpdate(statement.update, {
    filter: statement.filter,
    arrayFilters: statement.arrayFilters,
    let: statement.let,
    now: context.startedAt,
  })
  if (collection && timeFieldOf(collection) !== undefined) throw notSupported("an update of a time series")
  if (statement.isMulti && compiled.kind === "replacement")
    throw new CommandError("FailedToParse", "multi update is not supported for replacement-style update")
  const outcome: UpdateOutcome = {
    matched: 0,
    modified: 0,
    upserted: undefined,
    before: undefined,
    after: undefined,
  }
  if (collection)
    for (const found of findAll(context, view, collection, statement, statement.isMulti))
      applyUpdate(context, view, collection, found, compiled, outcome)
  if (outcome.matched === 0 && statement.isUpsert) {
    if (!collection) throw new CommandError("InternalError", "upsert without a collection")
    const inserted = insertDocument(context, view, collection, compiled.apply(compiled.upsertBase(), true))
    outcome.upserted = { _id: inserted._id }
    outcome.after = inserted
  }
  return outcome
}

function applyUpdate(
  context: Context,
  view: View,
  collection: CollectionEntry,
  found: Found,
  compiled: CompiledUpdate,
  outcome: UpdateOutcome,
): void {
  const { document } = found
  const updated = compiled.apply(document, false)
  outcome.matched++
  outcome.before = document
  outcome.after = updated
  if (updated === document) return
  if (isChecked(context)) checkDocument(collection, updated, document)
  context.services.store.writer.update(
    view,
    collection,
    found,
    updated,
    compiled.kind === "replacement" ? "replace" : "update",
  )
  outcome.modified++
}

export type DeleteStatement = {
  filter: Document
  isMulti: boolean
  sort?: Document
  hint: unknown
  let: Document | undefined
}

/** Removes the documents found; returns them. */
export function deleteDocuments(
  context: Context,
  view: View,
  collection: CollectionEntry | undefined,
  statement: DeleteStatement,
): Found[] {
  if (!collection) return []
  const found = findAll(context, view, collection, statement, statement.isMulti)
  for (const one of found) context.services.store.writer.remove(view, collection, one)
  return found
}

/** All documents are found before the first is changed: a changed one must not be found again. */
function findAll(
  { deadline, startedAt }: Context,
  view: View,
  collection: CollectionEntry,
  statement: { filter: Document; sort?: Document; hint: unknown; let: Document | undefined },
  isMulti: boolean,
): Found[] {
  const results = find(view, collection, {
    filter: statement.filter,
    ...(statement.sort && { sort: statement.sort }),
    ...(statement.hint !== undefined && { hint: statement.hint }),
    limit: isMulti ? 0 : 1,
    options: { now: startedAt, ...(statement.let && { let: statement.let }) },
    deadline,
  })
  const found: Found[] = []
  for (let one = results.next(); one; one = results.next()) found.push(one)
  return found
}

/** A write error's shape inside `writeErrors`. */
export function writeErrorOf(index: number, error: CommandError): Document {
  return { index, code: error.code, ...error.extra, errmsg: error.message }
}

/** Errors that stop the whole command instead of becoming one document's write error. */
export function isFatal(error: unknown): error is Error {
  return (
    !(error instanceof CommandError) ||
    error.codeName === "WriteConflict" ||
    error.codeName === "MaxTimeMSExpired"
  )
}

/** The field's value, or undefined for null: drivers send both. */
export const optional = (body: Document, field: string): unknown => getOwn(body, field) ?? undefined
