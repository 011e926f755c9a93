import { CommandError, notSupported } from "../errors.ts"
import { find } from "../planner/find.ts"
import { databaseOf } from "../storage/catalog.ts"
import { type CollectionEntry } from "../storage/collection-entry.ts"
import { indexEntryOf, type IndexEntry } from "../storage/index-entry.ts"
import { type View } from "../storage/view.ts"
import { getOwn, hasOwn, isDocument, type Document } from "../values/bson-value.ts"
import { equalValues } from "../values/compare.ts"
import { type Reply } from "../wire/reply.ts"
import { collectionAt, namespaceOf, type Command, type Context } from "./command.ts"
import { imagesOption, validationOptions } from "./create-collection.ts"
import { countField, documentField, documentsField } from "./fields.ts"
import { checkView, viewAt, viewsOf, type ViewDefinition } from "./views.ts"

async function collMod(context: Context): Promise<Reply> {
  const ns = namespaceOf(context)
  return {
    body: await context.services.store.write((view): Document => {
      const entry = collectionAt(context, ns)
      if (entry) return modify(context, view, entry)
      const definition = viewAt(context.services.store, ns)
      if (!definition) throw new CommandError("NamespaceNotFound", `ns does not exist: ${ns}`)
      changeView(context, view, definition)
      return {}
    }),
  }
}

/** Everything is checked before anything is changed. */
function modify({ body, services }: Context, view: View, entry: CollectionEntry): Document {
  for (const field of ["viewOn", "pipeline"])
    if (hasOwn(body, field))
      throw new CommandError("InvalidOptions", `option not supported on a collection: ${field}`)
  const options = changedOptions(body, entry)
  const change = documentField(body, "index")
  const index = change && indexOf(entry, change)
  const before = { collectionOptions: { uuid: entry.uuid, ...entry.options } }
  const result = change && index ? changeIndex(entry, index, change) : {}
  entry.options = options
  services.store.catalog.save(entry)
  const { collMod: _name, ...description } = Object.fromEntries(
    Object.entries(body).filter(([field]) => field === "collMod" || modFields.includes(field)),
  )
  view.log({ op: "modify", ns: entry.ns, uuid: entry.uuid, description, stateBeforeChange: before })
  return result
}

/** The collection's options as the command leaves them. */
function changedOptions(body: Document, { options }: CollectionEntry): Document {
  const changed = { ...options, ...validationOptions(body, options) }
  if (hasOwn(body, "changeStreamPreAndPostImages")) {
    const images = imagesOption(body)
    delete changed.changeStreamPreAndPostImages
    if (images.enabled) changed.changeStreamPreAndPostImages = images
  }
  const size = countField(body, "cappedSize")
  const max = countField(body, "cappedMax")
  if (size === undefined && max === undefined) return changed
  if (options.capped !== true) throw new CommandError("InvalidOptions", "Collection must be capped.")
  return { ...changed, ...(size !== undefined && { size }), ...(max !== undefined && { max }) }
}

function indexOf(entry: CollectionEntry, change: Document): IndexEntry {
  for (const field of Object.keys(change))
    if (!["name", "keyPattern", "expireAfterSeconds", "hidden"].includes(field))
      throw notSupported(`collMod option 'index.${field}'`)
  const index = entry.indexes.find(
    ({ name, spec }) =>
      name === change.name || (isDocument(change.keyPattern) && equalValues(spec.key, change.keyPattern)),
  )
  if (!index) throw new CommandError("IndexNotFound", `cannot find index for ns ${entry.ns}`)
  if (index.name === "_id_" && change.hidden === true)
    throw new CommandError("BadValue", "can't hide _id index")
  return index
}

/** The two changes of an index that need no rebuild: its expiry and its visibility. */
function changeIndex(entry: CollectionEntry, index: IndexEntry, change: Document): Document {
  const { expireAfterSeconds, hidden } = change
  const before = index.spec
  const spec: Document = {
    ...before,
    ...(expireAfterSeconds !== undefined && { expireAfterSeconds }),
    ...(hidden !== undefined && { hidden }),
  }
  if (spec.hidden === false) delete spec.hidden
  entry.indexes = entry.indexes.map((other) =>
    other === index
      ? { ...indexEntryOf(spec, index.keyspace, index), name: index.name, usableFrom: index.usableFrom }
      : other,
  )
  return {
    ...(expireAfterSeconds !== undefined && {
      expireAfterSeconds_old: before.expireAfterSeconds,
      expireAfterSeconds_new: expireAfterSeconds,
    }),
    ...(hidden !== undefined && { hidden_old: before.hidden === true, hidden_new: hidden }),
  }
}

function changeView({ body, services: { store } }: Context, view: View, before: ViewDefinition): void {
  for (const field of modFields)
    if (hasOwn(body, field) && field !== "viewOn" && field !== "pipeline")
      throw new CommandError("InvalidOptions", `option not supported on a view: ${field}`)
  const viewOn = getOwn(body, "viewOn") ?? before.viewOn
  if (typeof viewOn !== "string" || viewOn === "")
    throw new CommandError("BadValue", "'viewOn' must be a non-empty string")
  const definition = { ...before, viewOn, pipeline: documentsField(body, "pipeline") ?? before.pipeline }
  checkView(store, definition)
  const views = store.ensureCollection(viewsOf(databaseOf(before._id)))
  const stored = find(view, views, { filter: { _id: { $eq: before._id } }, limit: 1 }).next()
  if (!stored) throw new CommandError("NamespaceNotFound", `ns does not exist: ${before._id}`)
  store.writer.update(view, views, stored, definition, "replace")
  view.log({ op: "modify", ns: before._id, description: { viewOn, pipeline: definition.pipeline } })
}

const modFields = [
  "index",
  "validator",
  "validationLevel",
  "validationAction",
  "viewOn",
  "pipeline",
  "changeStreamPreAndPostImages",
  "cappedSize",
  "cappedMax",
]

export const collModCommands: Record<string, Command> = {
  collMod: { run: collMod, fields: modFields, refused: ["expireAfterSeconds", "timeseries"], isWrite: true },
}
