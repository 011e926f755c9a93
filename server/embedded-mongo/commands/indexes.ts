import { CommandError } from "../errors.ts"
import { findHinted } from "../planner/plan.ts"
import { type CollectionEntry } from "../storage/collection-entry.ts"
import { indexEntryOf, type IndexEntry } from "../storage/index-entry.ts"
import { missingIndexes } from "../storage/index-build.ts"
import { type TxnView } from "../storage/txn-view.ts"
import { getOwn, isDocument, type Document } from "../values/bson-value.ts"
import { show } from "../values/show.ts"
import { type Reply } from "../wire/reply.ts"
import {
  collectionAt,
  ensureBeforeTransaction,
  namespaceOf,
  writableNamespace,
  type Command,
  type Context,
} from "./command.ts"
import { refuseView } from "./views.ts"
import { documentsReply } from "./documents-reply.ts"
import { documentsField } from "./fields.ts"

async function createIndexes(context: Context): Promise<Reply> {
  const { body, deadline, services } = context
  const ns = writableNamespace(context)
  const specs = documentsField(body, "indexes") ?? []
  if (specs.length === 0) throw new CommandError("BadValue", "Must specify at least one index to create")
  if (context.txn) return { body: await createInTransaction(context, context.txn, ns, specs) }
  const check = (): void => deadline.check()
  const { before, after, isNewCollection } = await services.store.createIndexes(ns, specs, check)
  return { body: created(before, after, isNewCollection) }
}

/** Indexes on a collection the transaction has made and that is empty: no keys need to be built. */
async function createInTransaction(
  context: Context,
  txn: TxnView,
  ns: string,
  specs: Document[],
): Promise<Document> {
  const known = txn.collection(ns)
  if (known && missingIndexes(known, specs).length === 0)
    return created(known.indexes.length, known.indexes.length, false)
  await ensureBeforeTransaction(context, ns)
  const takeKeyspace = await context.services.store.reserveKeyspaces(specs.length)
  const collection = existing(context, ns)
  checkNewAndEmpty(txn, collection)
  const before = collection.indexes.length
  const made = missingIndexes(collection, specs).map((spec) => indexEntryOf(spec, takeKeyspace(), undefined))
  collection.indexes = [...collection.indexes, ...made]
  txn.saveCollection(collection)
  return created(before, collection.indexes.length, known === undefined)
}

function checkNewAndEmpty(txn: TxnView, collection: CollectionEntry): void {
  const isMade = txn.made.includes(collection)
  if (isMade && txn.size(collection.keyspace).documents === 0) return
  throw new CommandError(
    "OperationNotSupportedInTransaction",
    `Cannot create new indexes on ${isMade ? "non-empty" : "existing"} collection ${collection.ns} in a multi-document transaction.`,
  )
}

function created(before: number, after: number, isNew: boolean): Document {
  return {
    numIndexesBefore: before,
    numIndexesAfter: after,
    createdCollectionAutomatically: isNew,
    commitQuorum: "votingMembers",
    ...(before === after && { note: "all indexes already exist" }),
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
