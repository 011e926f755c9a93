import { deserializeDocument, serializeDocument, type Document } from "../values/bson-value.ts"
import {
  encodeEntry,
  newCollection,
  type CollectionEntry,
  type StoredCollection,
} from "./collection-entry.ts"
import { type Database } from "./environment.ts"
import { indexEntryOf, type IndexEntry, type IndexState } from "./index-entry.ts"
import { Keyspace, afterPrefix, backwards, catalogKey, ridAtEnd, wholeKeyspace } from "./keys.ts"
import { type View } from "./view.ts"

/** The database part of a namespace. */
export const databaseOf = (ns: string): string => ns.slice(0, ns.indexOf("."))
/** The collection part of a namespace. */
export const collectionOf = (ns: string): string => ns.slice(ns.indexOf(".") + 1)

/** Which collections and indexes there are. In memory for reading; every change is written with the data. */
export class Catalog {
  readonly #db: Database
  #collections = new Map<string, CollectionEntry>()
  /** Whether a transaction holds the map, which then is not changed any more. */
  #isShared = false
  /** Counts the indexes that became usable. */
  #clock = 0

  constructor(db: Database) {
    this.#db = db
    this.#discardBuilds()
    this.reload()
  }

  /** Builds that a process left unfinished. */
  #discardBuilds(): void {
    const start = catalogKey("b")
    const left = Array.from(this.#db.getKeys({ start, end: afterPrefix(start) }))
    if (left.length === 0) return
    this.#db.transactionSync(() => {
      for (const key of left) this.discard(key.readUInt32BE(5))
    })
  }

  /** Reads everything again: after a write that failed, memory may be ahead of the disk. */
  reload(): void {
    const before = this.#collections
    // Cursors and transactions that hold the old entries must not go on with them.
    for (const entry of before.values()) entry.dropped = true
    this.#collections = new Map()
    this.#isShared = false
    const start = catalogKey("c")
    for (const { key, value } of this.#db.getRange({ start, end: afterPrefix(start) })) {
      const ns = key.toString("utf8", 5)
      const stored = deserializeDocument(value) as StoredCollection
      const known = before.get(ns)
      const entry = this.#entryOf(ns, stored)
      if (known?.keyspace === entry.keyspace) entry.nextRid = Math.max(known.nextRid, entry.nextRid)
      this.#collections.set(ns, entry)
    }
  }

  #entryOf(ns: string, { keyspace, uuid, options, indexes }: StoredCollection): CollectionEntry {
    const [last] = this.#db.getKeys({ ...backwards(wholeKeyspace(keyspace)), limit: 1 })
    return {
      ns,
      keyspace,
      uuid,
      options,
      indexes: indexes.map(({ spec, keyspace }) => indexEntryOf(spec, keyspace, this.#stateOf(keyspace))),
      build: undefined,
      nextRid: last ? ridAtEnd(last) + 1 : 1,
      dropped: false,
    }
  }

  #stateOf(keyspace: number): IndexState | undefined {
    const stored = this.#db.get(catalogKey("m", keyspace))
    return stored && (deserializeDocument(stored) as IndexState)
  }

  get clock(): number {
    return this.#clock
  }

  /** Lets reads use indexes: all their keys are committed. */
  publish(indexes: readonly IndexEntry[]): void {
    if (indexes.length === 0) return
    this.#clock++
    for (const index of indexes) index.usableFrom = this.#clock
  }

  /** The collections there are now; what is made, dropped or renamed later does not show in it. */
  snapshot(): ReadonlyMap<string, CollectionEntry> {
    this.#isShared = true
    return this.#collections
  }

  /** The map to change. */
  #own(): Map<string, CollectionEntry> {
    if (this.#isShared) this.#collections = new Map(this.#collections)
    this.#isShared = false
    return this.#collections
  }

  get(ns: string): CollectionEntry | undefined {
    return this.#collections.get(ns)
  }

  /** The collections of a database, or all, by name. */
  list(database?: string): CollectionEntry[] {
    const all = [...this.#collections.values()]
    const chosen = database === undefined ? all : all.filter(({ ns }) => databaseOf(ns) === database)
    return chosen.sort((a, b) => (a.ns < b.ns ? -1 : 1))
  }

  /** A number no keyspace has had before; only inside a write. */
  takeKeyspace(): number {
    const stored = this.#db.get(catalogKey("k"))
    const keyspace = stored ? stored.readUInt32BE(0) : Keyspace.firstFree
    const next = Buffer.alloc(4)
    next.writeUInt32BE(keyspace + 1)
    this.#db.putSync(catalogKey("k"), next)
    return keyspace
  }

  /** Makes an empty collection; only inside a write. */
  create(ns: string, options: Document): CollectionEntry {
    const entry = newCollection(ns, options, () => this.takeKeyspace())
    this.adopt(entry)
    this.save(entry)
    return entry
  }

  /** Takes in a collection whose entry is written; only inside that write. */
  adopt(entry: CollectionEntry): void {
    this.#own().set(entry.ns, entry)
  }

  /** Writes a collection's entry after a change of its options or indexes; only inside a write. */
  save(entry: CollectionEntry): void {
    this.#db.putSync(catalogKey("c", entry.ns), encodeEntry(entry))
  }

  /** Forgets a collection and leaves its keyspaces to `clearGarbage`; only inside a write. */
  drop(entry: CollectionEntry): void {
    this.#db.removeSync(catalogKey("c", entry.ns))
    this.#own().delete(entry.ns)
    entry.dropped = true
    this.discard(entry.keyspace)
    for (const { keyspace } of [...entry.indexes, ...(entry.build?.indexes ?? [])]) this.discard(keyspace)
  }

  /** Leaves a keyspace to be cleared; only inside a write. */
  discard(keyspace: number): void {
    this.#db.putSync(catalogKey("g", keyspace), Buffer.alloc(1))
    this.forgetBuild(keyspace)
    this.#db.removeSync(catalogKey("m", keyspace))
    this.#db.removeSync(catalogKey("n", keyspace))
  }

  /** Remembers a keyspace that is cleared should the process end before `forgetBuild`; only inside a write. */
  noteBuild(keyspace: number): void {
    this.#db.putSync(catalogKey("b", keyspace), Buffer.alloc(1))
  }

  /** The keyspace's index is whole; only inside a write. */
  forgetBuild(keyspace: number): void {
    this.#db.removeSync(catalogKey("b", keyspace))
  }

  /** Gives a collection another name; only inside a write. */
  rename(entry: CollectionEntry, to: string): void {
    this.#db.removeSync(catalogKey("c", entry.ns))
    this.#own().delete(entry.ns)
    entry.ns = to
    this.adopt(entry)
    this.save(entry)
  }

  /**
   * Removes up to `limit` keys of dropped collections and indexes; only inside a write.
   * @returns true when something is left.
   */
  clearGarbage(limit: number): boolean {
    const start = catalogKey("g")
    let left = limit
    for (const key of Array.from(this.#db.getKeys({ start, end: afterPrefix(start) }))) {
      const keys = Array.from(this.#db.getKeys({ ...wholeKeyspace(key.readUInt32BE(5)), limit: left }))
      for (const gone of keys) this.#db.removeSync(gone)
      left -= keys.length
      if (left <= 0) return true
      this.#db.removeSync(key)
    }
    return false
  }

  /** Remembers that an index has keys out of arrays, or cut ones: the planner must know for ever. */
  noteState(view: View, index: IndexEntry, multikeyPaths: number[][], truncated: boolean): void {
    const key = catalogKey("m", index.keyspace)
    const stored = view.get(key)
    const state = stored ? (deserializeDocument(stored) as IndexState) : undefined
    const merged: IndexState = {
      multikeyPaths: index.paths.map((_, at) => union(state?.multikeyPaths[at], multikeyPaths[at])),
      truncated: truncated || state?.truncated === true,
    }
    // In memory at once and kept even if the write fails: assuming arrays is never wrong.
    index.multikeyPaths = index.multikeyPaths.map((known, at) => union(known, merged.multikeyPaths[at]))
    index.truncated ||= merged.truncated
    const bytes = Buffer.from(serializeDocument(merged))
    if (!stored?.equals(bytes)) view.put(key, bytes)
  }
}

const union = (a: number[] = [], b: number[] = []): number[] =>
  [...new Set([...a, ...b])].sort((x, y) => x - y)
