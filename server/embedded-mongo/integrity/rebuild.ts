import { type CollectionEntry } from "../storage/collection-entry.ts"
import { indexEntryOf } from "../storage/index-entry.ts"
import { normalizeIndexSpec } from "../storage/index-spec.ts"
import { afterPrefix, catalogKey, Keyspace, ridAtEnd } from "../storage/keys.ts"
import { type Store } from "../storage/store.ts"
import { type Entry, type View } from "../storage/view.ts"
import { deserializeDocument, type Document } from "../values/bson-value.ts"
import { reason } from "./check-collection.ts"

export type RebuiltCollection = { ns: string; documents: number; indexes: string[] }

/** Documents whose collection's description was lost come into one of this database. */
const foundDatabase = "found_by_repair"
const recordKeyBytes = 10

/** Makes a new store out of an old one's entries, which come in the order of their keys. */
export class Rebuild {
  readonly #store: Store
  readonly #lost: (what: string) => void
  /** Nobody sees these documents come: they are no changes. */
  readonly #view: View
  readonly #collections = new Map<number, CollectionEntry>()
  /** What need not be brought over: indexes are made anew, and dropped collections stay dropped. */
  readonly #passedOver = new Set<number>()

  constructor(store: Store, lost: (what: string) => void) {
    this.#store = store
    this.#lost = lost
    this.#view = { ...store.latest, log: () => undefined }
  }

  /** Takes one entry over; only inside a write. */
  take({ key, value }: Entry): void {
    const keyspace = key.readUInt32BE(0)
    if (keyspace === Keyspace.catalog) this.#takeCatalog(key, value)
    else if (keyspace === Keyspace.retries) this.#view.put(key, value)
    else if (keyspace >= Keyspace.firstFree) this.#takeRecord(keyspace, key, value)
  }

  #takeCatalog(key: Buffer, value: Buffer): void {
    const has = (prefix: Buffer): boolean => prefix.compare(key) <= 0 && key.compare(afterPrefix(prefix)) < 0
    if (has(catalogKey("a"))) this.#view.put(key, value)
    if (has(catalogKey("g"))) this.#passedOver.add(key.readUInt32BE(5))
    if (!has(catalogKey("c"))) return
    const ns = key.toString("utf8", 5)
    try {
      const { keyspace, options, indexes } = deserializeDocument(value) as {
        keyspace: number
        options: Document
        indexes: { spec: Document; keyspace: number }[]
      }
      const collection = this.#store.catalog.create(ns, options)
      this.#collections.set(keyspace, collection)
      for (const { spec, keyspace } of indexes) {
        this.#passedOver.add(keyspace)
        // The keys come with the documents, which are still to be taken.
        if (spec.name !== "_id_") this.#makeIndex(collection, spec)
      }
    } catch (error) {
      this.#lost(`${ns}: its description cannot be read: ${reason(error)}`)
    }
  }

  #makeIndex(collection: CollectionEntry, spec: Document): void {
    try {
      const { catalog } = this.#store
      const index = indexEntryOf(normalizeIndexSpec(spec), catalog.takeKeyspace(), undefined)
      collection.indexes = [...collection.indexes, index]
      catalog.save(collection)
    } catch (error) {
      this.#lost(`${collection.ns}: index ${String(spec.name)}: ${reason(error)}`)
    }
  }

  #takeRecord(keyspace: number, key: Buffer, value: Buffer): void {
    if (this.#passedOver.has(keyspace)) return
    let collection = this.#collections.get(keyspace)
    if (!collection) {
      // An index without a description: its keys lead to nothing.
      if (!isRecord(key, value)) return
      collection = this.#store.catalog.create(`${foundDatabase}.keyspace_${keyspace}`, {})
      this.#collections.set(keyspace, collection)
    }
    try {
      this.#store.writer.insert(this.#view, collection, deserializeDocument(value), value)
    } catch (error) {
      this.#lost(`${collection.ns}: record ${ridAtEnd(key)}: ${reason(error)}`)
    }
  }

  report(): RebuiltCollection[] {
    return this.#store.catalog.list().map(({ ns, keyspace, indexes }) => ({
      ns,
      documents: this.#store.latest.size(keyspace).documents,
      indexes: indexes.map(({ name }) => name),
    }))
  }
}

/** A document begins with its own length; what an index keeps is shorter than any. */
const isRecord = (key: Buffer, value: Buffer): boolean =>
  key.length === recordKeyBytes && value.length >= 5 && value.readInt32LE(0) === value.length
