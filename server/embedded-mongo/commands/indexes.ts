import { CommandError } from "../errors.ts"
import { findHinted } from "../planner/plan.ts"
import { type CollectionEntry } from "../storage/catalog.ts"
import { type IndexEntry } from "../storage/index-entry.ts"
import { getOwn, isDocument, type Document } from "../values/bson-value.ts"
import { show } from "../values/show.ts"
import { type Reply } from "../wire/reply.ts"
import { checkWritable, collectionAt, namespaceOf, type Command, type Context } from "./command.ts"
import { documentsReply } from "./documents-reply.ts"
import { documentsField } from "./fields.ts"

async function createIndexes(context: Context): Promise<Reply> {
  const { body, services, deadline } = context
  const ns = checkWritable(namespaceOf(context))
  const specs = documentsField(body, "indexes") ?? []
  if (specs.length === 0) throw new CommandError("BadValue", "Must specify at least one index to create")
  const check = (): void => deadline.check()
  const { before, after, isNewCollection } = await services.store.createIndexes(ns, specs, check)
  return {
    body: {
      numIndexesBefore: before,
      numIndexesAfter: after,
      createdCollectionAutomatically: isNewCollection,
      commitQuorum: "votingMembers",
      ...(before === after && { note: "all indexes already exist" }),
    },
  }
}

function listIndexes(context: Context): Promise<Reply> {
  const ns = namespaceOf(context)
  const collection = existing(context, ns)
  return documentsReply(
    context,
    ns,
    collection.indexes.map(({ spec }) => spec),
  )
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
