import { ObjectId } from "bson"
import { type MergeRequest } from "../aggregate/stage.ts"
import { CommandError } from "../errors.ts"
import { find } from "../planner/find.ts"
import { type CollectionEntry } from "../storage/collection-entry.ts"
import { type View } from "../storage/view.ts"
import { valuesAt } from "../values/path.ts"
import { hasOwn, type Document } from "../values/bson-value.ts"
import { type Context } from "./command.ts"
import { inPieces, outputNamespace } from "./out-stage.ts"
import { collectionsIn, viewAt } from "./views.ts"
import { insertDocument, updateDocuments } from "./write.ts"

/** Merges what a pipeline gives into a collection, a piece at a time; what was merged stays if a later one fails. */
export async function writeMerge(
  context: Context,
  request: MergeRequest,
  documents: AsyncIterable<Document>,
): Promise<void> {
  const { store } = context.services
  const ns = outputNamespace(context, "$merge", request.target)
  checkUnique(store.catalog.get(ns), request.on)
  const isOwnSource = readsFrom(context, request.target.coll)
  for await (const piece of inPieces(isOwnSource ? await allOf(documents) : documents))
    await store.write((view) => {
      const collection = store.ensureCollection(ns)
      checkUnique(collection, request.on)
      for (const document of piece) mergeOne(context, view, collection, request, document)
    })
}

/** Whether the pipeline may read what it writes: then it must have read everything before it writes. */
function readsFrom({ db, body, services: { store } }: Context, target: string): boolean {
  const names = [String(body.aggregate), ...collectionsIn(body.pipeline as Document[])]
  return names.some((name) => name === target || viewAt(store, `${db}.${name}`) !== undefined)
}

async function allOf(documents: AsyncIterable<Document>): Promise<Document[]> {
  const all: Document[] = []
  for await (const document of documents) all.push(document)
  return all
}

/** Without it two documents could both be the one that is meant. */
function checkUnique(collection: CollectionEntry | undefined, on: string[]): void {
  if (on.length === 1 && on[0] === "_id") return
  const isUnique = collection?.indexes.some(
    ({ unique, partial, paths }) =>
      unique && !partial && paths.length === on.length && on.every((path) => paths.includes(path)),
  )
  if (isUnique !== true)
    throw new CommandError(51183, "Cannot find index to verify that join fields will be unique")
}

function mergeOne(
  context: Context,
  view: View,
  collection: CollectionEntry,
  { on, whenMatched, whenNotMatched, variablesOf }: MergeRequest,
  given: Document,
): void {
  const needsId = on.includes("_id") && !hasOwn(given, "_id")
  const document = needsId ? { _id: new ObjectId(), ...given } : given
  const filter = Object.fromEntries(on.map((path) => [path, { $eq: onValue(document, path) }]))
  const insert = (): void => void insertDocument(context, view, collection, document)
  if (whenMatched === "fail") return insert()
  if (whenMatched === "keepExisting") {
    if (!find(view, collection, { filter, limit: 1 }).next()) insert()
    return
  }
  const { matched } = updateDocuments(context, view, collection, {
    filter,
    update: updateOf(whenMatched, document),
    isMulti: false,
    isUpsert: false,
    hint: undefined,
    arrayFilters: undefined,
    let: literals(variablesOf(document)),
  })
  if (matched > 0 || whenNotMatched === "discard") return
  if (whenNotMatched === "insert") return insert()
  throw new CommandError(
    13113,
    "$merge could not find a matching document in the target collection for at least one document in the source collection",
  )
}

/** Merging is written as a pipeline: a name with a dot in it is no path then. */
function updateOf(
  mode: Exclude<MergeRequest["whenMatched"], "fail" | "keepExisting">,
  document: Document,
): Document | Document[] {
  if (Array.isArray(mode)) return mode
  if (mode === "replace") return document
  return [{ $replaceWith: { $mergeObjects: ["$$ROOT", { $literal: document }] } }]
}

const literals = (values: Document): Document =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { $literal: value }]))

function onValue(document: Document, path: string): unknown {
  const [value, ...others] = valuesAt(document, path)
  if (value === undefined || value === null || Array.isArray(value) || others.length > 0)
    throw new CommandError(
      51132,
      `$merge write error: 'on' field '${path}' cannot be missing, null, undefined or an array`,
    )
  return value
}
