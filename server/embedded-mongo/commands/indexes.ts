import { CommandError } from "../errors.ts"
import { findHinted } from "../planner/plan.ts"
import { type CollectionEntry } from "../storage/catalog.ts"
import { type IndexEntry } from "../storage/index-entry.ts"
import { getOwn, isDocument, type Document } from "../values/bson-value.ts"
import { show } from "../values/show.ts"
import { type Reply } from "../wire/reply.ts"
import { collectionAt, namespaceOf, writableNamespace, type Command, type Context } from "./command.ts"
import { refuseView } from "./views.ts"
import { documentsReply } from "./documents-reply.ts"
import { documentsField } from "./fields.ts"

async function createIndexes(context: Context): Promise<Reply> {
  const { body, services } = context
  const { store } = services
  const ns = writableNamespace(context)
  const specs = documentsField(body, "indexes") ?? []
  if (specs.length === 0) throw new CommandError("BadValue", "Must specify at least one index to create")
  return {
    body: await store.write((view): Document => {
      const isNew = collectionAt(context, ns) === undefined
      const collection = store.ensureCollection(ns)
      const before = isNew ? 1 : collection.indexes.length
      store.createIndexes(view, collection, specs)
      const after = collection.indexes.length
      return {
        numIndexesBefore: before,
        numIndexesAfter: after,
        createdCollectionAutomatically: isNew,
        commitQuorum: "votingMembers",
        ...(before === after && { note: "all indexes already exist" }),
      }
    }),
  }
}

function listIndexes(context: Context): Promise<Reply> {
  const ns = namespaceOf(context)
  const collection = existing(context, ns)
  return documentsReply(
    context,
    ns,
    collection.indexes.map(({ name, spec }) => (name === "_id_" ? idIndexOf(collection, spec) : spec)),
  )
}

/** A clustered collection's _id index, which is named as it was asked for. */
function idIndexOf({ options: { clusteredIndex } }: CollectionEntry, spec: Document): Document {
  return isDocument(clusteredIndex) ? { ...clusteredIndex, clustered: true } : spec
}

async function dropIndexes(context: Context): Promise<Reply> {
  const { body, services } = context
  const ns = namespaceOf(context)
  const wanted = getOwn(body, "index")
  return {
    body: await services.store.write((): Document => {
      const collection = existing(context, ns)
      const before = collection.indexes.length
      const gone = chosen(collection, wanted)
      if (gone.length > 0) services.store.dropIndexes(collection, gone)
      return {
        nIndexesWas: before,
        ...(wanted === "*" && { msg: "non-_id indexes dropped for collection" }),
      }
    }),
  }
}

function chosen(collection: CollectionEntry, wanted: unknown): IndexEntry[] {
  if (wanted === "*") return collection.indexes.filter(({ name }) => name !== "_id_")
  const all = Array.isArray(wanted) ? (wanted as unknown[]) : [wanted]
  return all.map((one) => {
    const index = findHinted(collection.indexes, one)
    if (!index) throw missing(one)
    if (index.name === "_id_") throw new CommandError("InvalidOptions", "cannot drop _id index")
    return index
  })
}

function missing(wanted: unknown): CommandError {
  return isDocument(wanted)
    ? new CommandError("IndexNotFound", `can't find index with key: ${show(wanted)}`)
    : new CommandError("IndexNotFound", `index not found with name [${String(wanted)}]`)
}

function existing(context: Context, ns: string): CollectionEntry {
  refuseView(context.services.store, ns)
  const collection = collectionAt(context, ns)
  if (!collection) throw new CommandError("NamespaceNotFound", `ns does not exist: ${ns}`)
  return collection
}

const drop: Command = { run: dropIndexes, fields: ["index"], isWrite: true }

export const indexCommands: Record<string, Command> = {
  createIndexes: {
    run: createIndexes,
    fields: ["indexes", "commitQuorum", "ignoreUnknownIndexOptions"],
    isWrite: true,
    inTransaction: true,
  },
  listIndexes: { run: listIndexes, fields: ["cursor", "includeIndexBuildInfo"] },
  dropIndexes: drop,
  deleteIndexes: drop,
}
