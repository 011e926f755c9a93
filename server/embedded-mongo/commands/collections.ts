import { CommandError } from "../errors.ts"
import { find } from "../planner/find.ts"
import { compileFilter } from "../query/filter.ts"
import { collectionOf, databaseOf } from "../storage/catalog.ts"
import { type CollectionEntry } from "../storage/collection-entry.ts"
import { type Store } from "../storage/store.ts"
import { type View } from "../storage/view.ts"
import { getOwn, type Document } from "../values/bson-value.ts"
import { type Reply } from "../wire/reply.ts"
import { checkNamespace, checkWritable, namespaceOf, type Command, type Context } from "./command.ts"
import { documentsReply } from "./documents-reply.ts"
import { booleanField, documentField, wrongType } from "./fields.ts"
import { listViews, refuseView, viewAt, viewsOf, type ViewDefinition } from "./views.ts"

async function drop(context: Context): Promise<Reply> {
  const { services } = context
  const ns = namespaceOf(context)
  return {
    body: await services.store.write((view): Document => {
      const entry = services.store.catalog.get(ns)
      // Since MongoDB 7 dropping what is not there succeeds.
      if (!entry) return dropView(services.store, view, ns) ? { ns } : {}
      services.store.dropCollection(view, entry)
      return { nIndexesWas: entry.indexes.length, ns }
    }),
  }
}

/** @returns false when there is no such view. */
function dropView(store: Store, view: View, ns: string): boolean {
  const views = store.catalog.get(viewsOf(databaseOf(ns)))
  const stored = views && find(view, views, { filter: { _id: { $eq: ns } }, limit: 1 }).next()
  if (!stored) return false
  store.writer.remove(view, views, stored)
  view.log({ op: "drop", ns })
  return true
}

async function dropDatabase({ db, services }: Context): Promise<Reply> {
  const { store } = services
  await store.write((view) => {
    for (const entry of store.catalog.list(db)) store.dropCollection(view, entry)
    view.log({ op: "dropDatabase", ns: `${db}.` })
  })
  return { body: { dropped: db } }
}

async function renameCollection({ body, services }: Context): Promise<Reply> {
  const { store } = services
  const from = getOwn(body, "renameCollection")
  const to = getOwn(body, "to")
  if (typeof from !== "string") throw wrongType("renameCollection", from, "string")
  if (typeof to !== "string") throw wrongType("renameCollection.to", to, "string")
  checkNamespace(from)
  checkWritable(checkNamespace(to))
  if (from === to) throw new CommandError("IllegalOperation", "Can't rename a collection to itself")
  await store.write((view) => {
    refuseView(store, from)
    const entry = store.catalog.get(from)
    if (!entry) throw new CommandError("NamespaceNotFound", `Source collection ${from} does not exist`)
    const target = store.catalog.get(to)
    if (viewAt(store, to) || (target && !booleanField(body, "dropTarget")))
      throw new CommandError("NamespaceExists", "target namespace exists")
    store.renameCollection(view, entry, to, target)
  })
  return { body: {} }
}

function listCollections(context: Context): Promise<Reply> {
  const { body, db, services } = context
  const isNameOnly = booleanField(body, "nameOnly")
  const matches = compileFilter(documentField(body, "filter") ?? {})
  const { store } = services
  const all = [...store.catalog.list(db).map(describe), ...listViews(store, db).map(describeView)]
  const documents = all.filter(matches)
  const shown = isNameOnly ? documents.map(({ name, type }) => ({ name, type })) : documents
  return documentsReply(context, `${db}.$cmd.listCollections`, shown)
}

function describe({ ns, uuid, options, indexes }: CollectionEntry): Document {
  const [idIndex] = indexes.filter(({ name }) => name === "_id_")
  return {
    name: collectionOf(ns),
    type: options.timeseries ? "timeseries" : "collection",
    options,
    info: { readOnly: false, uuid },
    ...(idIndex && !options.clusteredIndex && { idIndex: idIndex.spec }),
  }
}

function describeView({ _id, viewOn, pipeline }: ViewDefinition): Document {
  return { name: collectionOf(_id), type: "view", options: { viewOn, pipeline }, info: { readOnly: true } }
}

function listDatabases({ body, services }: Context): Reply {
  const { store } = services
  const sizes = new Map<string, number>()
  for (const { ns, keyspace } of store.catalog.list())
    sizes.set(databaseOf(ns), (sizes.get(databaseOf(ns)) ?? 0) + store.latest.size(keyspace).bytes)
  const matches = compileFilter(documentField(body, "filter") ?? {})
  const all = [...sizes].map(([name, bytes]) => ({ name, sizeOnDisk: BigInt(bytes), empty: false }))
  const databases = all.filter(matches)
  if (booleanField(body, "nameOnly")) return { body: { databases: databases.map(({ name }) => ({ name })) } }
  const total = databases.reduce((sum, { sizeOnDisk }) => sum + sizeOnDisk, 0n)
  return { body: { databases, totalSize: total, totalSizeMb: total / 1048576n } }
}

export const collectionCommands: Record<string, Command> = {
  drop: { run: drop, fields: [], isWrite: true },
  dropDatabase: { run: dropDatabase, fields: [], isWrite: true },
  renameCollection: { run: renameCollection, fields: ["to", "dropTarget", "stayTemp"], isWrite: true },
  listCollections: {
    run: listCollections,
    fields: ["filter", "nameOnly", "authorizedCollections", "cursor"],
  },
  listDatabases: { run: listDatabases, fields: ["filter", "nameOnly", "authorizedDatabases"] },
}
