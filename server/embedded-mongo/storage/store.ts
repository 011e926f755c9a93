import { CommandError } from "../errors.ts"
import { deserializeDocument, type Document } from "../values/bson-value.ts"
import { Catalog, type CollectionEntry } from "./catalog.ts"
import { openEnvironment, type Environment } from "./environment.ts"
import { indexEntryOf, type IndexEntry } from "./index-entry.ts"
import { findExisting, normalizeIndexSpec } from "./index-spec.ts"
import { ridAtEnd, wholeKeyspace } from "./keys.ts"
import { createLatestView } from "./latest-view.ts"
import { Oplog, type OplogLimits } from "./oplog.ts"
import { type OplogTransaction } from "./oplog-entry.ts"
import { checkAtStartup } from "./startup-check.ts"
import { TxnView, type WriteClaims } from "./txn-view.ts"
import { type View } from "./view.ts"
import { DocumentWriter } from "./write-documents.ts"

export type StoreOptions = { dir: string; oplog?: Partial<OplogLimits> }

const garbageStep = 5000
/** MongoDB's limit, and what keeps one write's work bounded. */
const maxIndexes = 64

/** The documents of one folder: catalog, oplog, and the one way to write. */
export class Store {
  readonly catalog: Catalog
  readonly oplog: Oplog
  readonly latest: View
  readonly writer: DocumentWriter
  readonly #environment: Environment
  readonly #claims: WriteClaims = new Map()
  /** The indexes that the running write has made. */
  #fresh: IndexEntry[] = []
  /** The newest change that is on disk. */
  #committed: bigint
  #clearing: Promise<void> | undefined
  #isClosing = false

  constructor({ dir, oplog }: StoreOptions) {
    this.#environment = openEnvironment(dir)
    const { db } = this.#environment
    this.oplog = new Oplog(db, oplog)
    this.#committed = this.oplog.last
    this.catalog = new Catalog(db)
    this.latest = createLatestView(db, this.oplog, this.catalog)
    this.writer = new DocumentWriter(this.catalog)
    try {
      checkAtStartup(this.catalog, this.latest)
    } catch (error) {
      void this.#environment.close()
      throw error
    }
    this.#clearGarbage()
  }

  /**
   * Runs a write after all earlier ones; resolves when it is on disk.
   * What the action throws leaves its earlier changes in place, as documents written before a failing one.
   */
  async write<T>(action: (view: View) => T): Promise<T> {
    const before = this.oplog.last
    let fresh: IndexEntry[] = []
    let last = before
    try {
      const result = await this.#environment.write(() => {
        this.#fresh = []
        const value = action(this.latest)
        fresh = this.#fresh
        last = this.oplog.last
        return value
      })
      this.catalog.publish(fresh)
      if (last > this.#committed) this.#committed = last
      return result
    } catch (error) {
      if (error instanceof CommandError && error.cause === undefined) throw error
      // The commit itself failed: what memory says may not be on disk.
      this.catalog.reload()
      throw error
    } finally {
      if (this.oplog.last !== before) this.oplog.changes.emit("change")
    }
  }

  /** The time of the newest change that is on disk; never goes back. */
  get committed(): bigint {
    return this.#committed
  }

  /** Numbers for keyspaces that a transaction may need; those it does not use are never used. */
  async reserveKeyspaces(count: number): Promise<() => number> {
    const numbers = await this.write(() => Array.from({ length: count }, () => this.catalog.takeKeyspace()))
    return () => {
      const next = numbers.pop()
      if (next === undefined) throw new CommandError("InternalError", "too few keyspaces were reserved")
      return next
    }
  }

  /** What tells this folder from any other. */
  get identity(): string {
    return this.#environment.identity
  }

  /** Opens a snapshot for a transaction; `TxnView.release` must follow. */
  beginTransaction(): TxnView {
    const { oplog, catalog } = this
    return new TxnView({ db: this.#environment.db, oplog, catalog, claims: this.#claims })
  }

  /**
   * Writes a transaction at once.
   * @param alsoWrite what must be stored in the same commit.
   * @throws CommandError 112 when another writer was first.
   */
  commit(txn: TxnView, transaction: OplogTransaction, alsoWrite: (view: View) => void): Promise<void> {
    return this.write((view) => {
      txn.commit(view, transaction)
      for (const entry of txn.made) this.catalog.adopt(entry)
      alsoWrite(view)
    })
  }

  /** The collection of that name, made when it is missing; only inside a write. */
  ensureCollection(ns: string): CollectionEntry {
    return this.catalog.get(ns) ?? this.catalog.create(ns, {})
  }

  /** Drops a collection; its keys are cleared in the background. Only inside a write. */
  dropCollection(view: View, entry: CollectionEntry): void {
    this.catalog.drop(entry)
    view.log({ op: "drop", ns: entry.ns, uuid: entry.uuid })
    if (this.catalog.clearGarbage(garbageStep)) this.#clearGarbage()
  }

  /**
   * Makes the indexes that are missing; only inside a write.
   * @throws CommandError 67, 85, 86, or 11000 when documents contradict a unique index; then none is made.
   */
  createIndexes(view: View, entry: CollectionEntry, specs: Document[]): void {
    const made: IndexEntry[] = []
    try {
      for (const spec of missingIndexes(entry, specs)) made.push(this.#buildIndex(view, entry, spec))
    } catch (error) {
      for (const { keyspace } of made) this.catalog.discard(keyspace)
      throw error
    }
    if (made.length === 0) return
    entry.indexes = [...entry.indexes, ...made]
    this.#fresh.push(...made)
    this.catalog.save(entry)
  }

  #buildIndex(view: View, entry: CollectionEntry, spec: Document): IndexEntry {
    const index = indexEntryOf(spec, this.catalog.takeKeyspace(), undefined)
    index.usableFrom = Infinity
    try {
      for (const { key, value } of everyRecord(view, entry))
        this.writer.addToIndex(view, entry, index, {
          rid: ridAtEnd(key),
          raw: value,
          document: deserializeDocument(value),
        })
    } catch (error) {
      this.catalog.discard(index.keyspace)
      throw error
    }
    return index
  }

  /** Drops indexes; only inside a write. */
  dropIndexes(entry: CollectionEntry, indexes: IndexEntry[]): void {
    entry.indexes = entry.indexes.filter((index) => !indexes.includes(index))
    this.catalog.save(entry)
    for (const { keyspace } of indexes) this.catalog.discard(keyspace)
    if (this.catalog.clearGarbage(garbageStep)) this.#clearGarbage()
  }

  #clearGarbage(): void {
    this.#clearing ??= this.#clearAll().finally(() => (this.#clearing = undefined))
  }

  async #clearAll(): Promise<void> {
    while (!this.#isClosing && (await this.write(() => this.catalog.clearGarbage(garbageStep))));
  }

  async close(): Promise<void> {
    this.#isClosing = true
    await this.#clearing
    await this.#environment.close()
  }
}

/**
 * The specifications of the indexes that a collection does not have yet.
 * @throws CommandError 67, 85 or 86.
 */
export function missingIndexes(entry: CollectionEntry, specs: Document[]): Document[] {
  const missing: IndexEntry[] = []
  for (const spec of specs.map(normalizeIndexSpec)) {
    if (findExisting([...entry.indexes, ...missing], spec)) continue
    if (entry.indexes.length + missing.length >= maxIndexes)
      throw new CommandError("CannotCreateIndex", `add index fails, too many indexes for ${entry.ns}`)
    missing.push(indexEntryOf(spec, 0, undefined))
  }
  return missing.map(({ spec }) => spec)
}

/** All records of a collection, a piece at a time. */
function* everyRecord(view: View, { keyspace }: CollectionEntry) {
  const range = wholeKeyspace(keyspace)
  let after: Buffer | undefined
  for (;;) {
    const entries = view.chunk(range, { reverse: false, limit: 500, after, values: true })
    if (entries.length === 0) return
    yield* entries
    after = entries.at(-1)?.key
  }
}
