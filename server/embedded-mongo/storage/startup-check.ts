import { deserializeDocument } from "../values/bson-value.ts"
import { type Catalog } from "./catalog.ts"
import { type CollectionEntry } from "./collection-entry.ts"
import { type View } from "./view.ts"
import { recordKey, ridOfValue, uniqueIndexKey, wholeKeyspace } from "./keys.ts"
import { encodeKey } from "../values/key-encoding.ts"

/**
 * A look at each collection before it is served: its keyspaces are its own, its first and last
 * documents can be read and are where the _id index says. LMDB itself is whole after a crash; this
 * finds a folder that something else has written to. It takes microseconds per collection.
 * @throws Error that names the collection.
 */
export function checkAtStartup(catalog: Catalog, view: View): void {
  const taken = new Map<number, string>()
  for (const collection of catalog.list()) {
    for (const { keyspace } of [collection, ...collection.indexes]) {
      const other = taken.get(keyspace)
      if (other !== undefined) throw damaged(collection, `it shares its keys with ${other}`)
      taken.set(keyspace, collection.ns)
    }
    for (const reverse of [false, true]) checkEnd(view, collection, reverse)
  }
}

function checkEnd(view: View, collection: CollectionEntry, reverse: boolean): void {
  const range = wholeKeyspace(collection.keyspace)
  const [entry] = view.chunk(range, { reverse, limit: 1, values: true })
  if (!entry) return
  if (collection.options.timeseries) return
  const idIndex = collection.indexes.find(({ name }) => name === "_id_")
  if (!idIndex) throw damaged(collection, "it has no _id index")
  let id: unknown
  try {
    id = deserializeDocument(entry.value)._id
  } catch (error) {
    throw damaged(collection, "a document cannot be read", error)
  }
  const owner = view.get(uniqueIndexKey(idIndex.keyspace, encodeKey([id], [1])))
  if (!owner || !recordKey(collection.keyspace, ridOfValue(owner)).equals(entry.key))
    throw damaged(collection, "its _id index does not lead to its documents")
}

function damaged({ ns }: CollectionEntry, why: string, cause?: unknown): Error {
  return new Error(`collection ${ns}: ${why}`, { cause })
}
