import { badValue, CommandError, notSupported } from "../errors.ts"
import { compileFilter } from "../query/filter.ts"
import { collectionOf, databaseOf, type CollectionEntry } from "../storage/catalog.ts"
import { indexEntryOf } from "../storage/index-entry.ts"
import { getOwn, isDocument, type Document } from "../values/bson-value.ts"
import { equalValues } from "../values/compare.ts"
import { type Reply } from "../wire/reply.ts"
import {
  checkNamespace,
  checkWritable,
  collectionAt,
  ensureBeforeTransaction,
  namespaceOf,
  type Command,
  type Context,
} from "./command.ts"
import { documentsReply } from "./documents-reply.ts"
import { booleanField, documentField, wrongType } from "./fields.ts"

async function create(context: Context): Promise<Reply> {
  const { store } = context.services
  const ns = checkWritable(namespaceOf(context))
  if (context.txn) {
    if (context.txn.collection(ns)) throw alreadyExists(ns)
    await ensureBeforeTransaction(context, ns)
    return { body: {} }
  }
  await store.write(() => {
    if (store.catalog.get(ns)) throw alreadyExists(ns)
    store.catalog.create(ns, {})
  })
  return { body: {} }
}

const alreadyExists = (ns: string): CommandError =>
  new CommandError("NamespaceExists", `Collection ${ns} already exists.`)

async function drop(context: Context): Promise<Reply> {
  const { services } = context
  const ns = namespaceOf(context)
  return {
    body: await services.store.write((view): Document => {
      const entry = services.store.catalog.get(ns)
      // Since MongoDB 7 dropping what is not there succeeds.
      if (!entry) return {}
      services.store.dropCollection(view, entry)
      return { nIndexesWas: entry.indexes.length, ns }
    }),
  }
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
    const entry = store.catalog.get(from)
    if (!entry) throw new CommandError("NamespaceNotFound", `Source collection ${from} does not exist`)
    const target = store.catalog.get(to)
    if (target && !booleanField(body, "dropTarget"))
      throw new CommandError("NamespaceExists", "target namespace exists")
    if (target) store.dropCollection(view, target)
    store.catalog.rename(entry, to)
    view.log({ op: "rename", ns: from, uuid: entry.uuid, to })
  })
  return { body: {} }
}

function listCollections(context: Context): Promise<Reply> {
  const { body, db, services } = context
  const isNameOnly = booleanField(body, "nameOnly")
  const matches = compileFilter(documentField(body, "filter") ?? {})
  const documents = services.store.catalog.list(db).map(describe).filter(matches)
  const shown = isNameOnly ? documents.map(({ name, type }) => ({ name, type })) : documents
  return documentsReply(context, `${db}.$cmd.listCollections`, shown)
}

function describe({ ns, uuid, options }: CollectionEntry): Document {
  return {
    name: collectionOf(ns),
    type: "collection",
    options,
    info: { readOnly: false, uuid },
    idIndex: { v: 2, key: { _id: 1 }, name: "_id_" },
  }
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

async function collMod(context: Context): Promise<Reply> {
  const { body, services } = context
  const ns = namespaceOf(context)
  const change = documentField(body, "index")
  return {
    body: await services.store.write((): Document => {
      const entry = collectionAt(context, ns)
      if (!entry) throw new CommandError("NamespaceNotFound", `ns does not exist: ${ns}`)
      return change ? changeIndex(services.store.catalog, entry, change) : {}
    }),
  }
}

/** The two changes of an index that need no rebuild: its expiry and its visibility. */
function changeIndex(
  catalog: { save(entry: CollectionEntry): void },
  entry: CollectionEntry,
  change: Document,
): Document {
  for (const field of Object.keys(change))
    if (!["name", "keyPattern", "expireAfterSeconds", "hidden"].includes(field))
      throw notSupported(`collMod option 'index.${field}'`)
  const index = entry.indexes.find(
    ({ name, spec }) =>
      name === change.name || (isDocument(change.keyPattern) && equalValues(spec.key, change.keyPattern)),
  )
  if (!index) throw new CommandError("IndexNotFound", `cannot find index for ns ${entry.ns}`)
  const { expireAfterSeconds, hidden } = change
  if (hidden !== undefined && index.name === "_id_") throw badValue("can't hide _id index")
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
  catalog.save(entry)
  return {
    ...(expireAfterSeconds !== undefined && {
      expireAfterSeconds_old: before.expireAfterSeconds,
      expireAfterSeconds_new: expireAfterSeconds,
    }),
    ...(hidden !== undefined && { hidden_old: before.hidden === true, hidden_new: hidden }),
  }
}

const createRefused = [
  "capped",
  "size",
  "max",
  "timeseries",
  "expireAfterSeconds",
  "clusteredIndex",
  "changeStreamPreAndPostImages",
  "validator",
  "viewOn",
  "pipeline",
  "storageEngine",
  "encryptedFields",
]
const createFields = [
  "collation",
  "autoIndexId",
  "validationLevel",
  "validationAction",
  "indexOptionDefaults",
  "flags",
]
const collModRefused = [
  "validator",
  "validationLevel",
  "validationAction",
  "viewOn",
  "pipeline",
  "changeStreamPreAndPostImages",
  "expireAfterSeconds",
  "cappedSize",
  "cappedMax",
]

export const collectionCommands: Record<string, Command> = {
  create: { run: create, fields: createFields, refused: createRefused, isWrite: true, inTransaction: true },
  drop: { run: drop, fields: [], isWrite: true },
  dropDatabase: { run: dropDatabase, fields: [], isWrite: true },
  renameCollection: { run: renameCollection, fields: ["to", "dropTarget", "stayTemp"], isWrite: true },
  listCollections: {
    run: listCollections,
    fields: ["filter", "nameOnly", "authorizedCollections", "cursor"],
  },
  listDatabases: { run: listDatabases, fields: ["filter", "nameOnly", "authorizedDatabases"] },
  collMod: { run: collMod, fields: ["index"], refused: collModRefused, isWrite: true },
}
