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
  #clearing: Promise<void> | undefined
  #isClosing = false

  constructor({ dir, oplog }: StoreOptions) {
    this.#environment = openEnvironment(dir)
    const { db } = this.#environment
    this.oplog = new Oplog(db, oplog)
    this.catalog = new Catalog(db)
    this.latest = createLatestView(db, this.oplog)
    this.writer = new DocumentWriter(this.catalog)
    try {
      checkAtStartup(this.catalog, this.latest)
    } catch (error) {
      void this.#environment.close()
      throw error
    }
    this.#clearGarbage(() => this.#dropTemporary())
  }

  /**
   * Runs a write after all earlier ones; resolves when it is on disk.
   * What the action throws leaves its earlier changes in place, as documents written before a failing one.
   */
  async write<T>(action: (view: View) => T): Promise<T> {
    const before = this.oplog.last
    try {
      return await this.#environment.write(() => action(this.latest))
    } catch (error) {
      if (error instanceof CommandError && error.cause === undefined) throw error
      // The commit itself failed: what memory says may not be on disk.
      this.catalog.reload()
      throw error
    } finally {
      if (this.oplog.last !== before) this.oplog.changes.emit("change")
    }
  }

  /** What tells this folder from any other. */
  get identity(): string {
    return this.#environment.identity
  }

  /** Opens a snapshot for a transaction; `TxnView.release` must follow. */
  beginTransaction(): TxnView {
    return new TxnView(this.#environment.db, this.oplog, this.#claims)
  }

  /**
   * Writes a transaction at once.
   * @param alsoWrite what must be stored in the same commit.
   * @throws CommandError 112 when another writer was first.
   */
  commit(txn: TxnView, transaction: OplogTransaction, alsoWrite: (view: View) => void): Promise<void> {
    return this.write((view) => {
      txn.commit(view, transaction)
      alsoWrite(view)
    })
  }

  /** The collection of that name, made when it is missing; only inside a write. */
  ensureCollection(ns: string): CollectionEntry {
    return this.catalog.get(ns) ?? this.createCollection(ns, {})
  }

  /** Makes a collection with options as `listCollections` shows them; only inside a write. */
  createCollection(ns: string, options: Document): CollectionEntry {
    const entry = this.catalog.create(ns, options)
    const [idIndex] = entry.indexes
    const description = { ...(idIndex && { idIndex: idIndex.spec }), ...options }
    this.latest.log({ op: "create", ns, uuid: entry.uuid, description })
    return entry
  }

  /** Gives a collection another name, in place of `target` when there is one; only inside a write. */
  renameCollection(
    view: View,
    entry: CollectionEntry,
    to: string,
    target: CollectionEntry | undefined,
  ): void {
    const { ns, uuid } = entry
    if (target) this.catalog.drop(target)
    this.catalog.rename(entry, to)
    view.log({ op: "rename", ns, uuid, to, ...(target && { dropTarget: target.uuid }) })
    if (target) this.#clearSomeGarbage()
  }

  /** Drops a collection; its keys are cleared in the background. Only inside a write. */
  dropCollection(view: View, entry: CollectionEntry): void {
    this.catalog.drop(entry)
    view.log({ op: "drop", ns: entry.ns, uuid: entry.uuid })
    this.#clearSomeGarbage()
  }

  /**
   * Makes the indexes that are missing; only inside a write.
   * @throws CommandError 67, 85, 86, or 11000 when documents contradict a unique index; then none is made.
   */
  createIndexes(view: View, entry: CollectionEntry, specs: Document[]): void {
    const made: IndexEntry[] = []
    try {
      for (const spec of specs.map(normalizeIndexSpec)) {
        if (findExisting([...entry.indexes, ...made], spec)) continue
        if (entry.indexes.length + made.length >= maxIndexes)
          throw new CommandError("CannotCreateIndex", `add index fails, too many indexes for ${entry.ns}`)
        made.push(this.#buildIndex(view, entry, spec))
      }
    } catch (error) {
      for (const { keyspace } of made) this.catalog.discard(keyspace)
      throw error
    }
    if (made.length === 0) return
    entry.indexes = [...entry.indexes, ...made]
    this.catalog.save(entry)
    const description = { indexes: made.map(({ spec }) => spec) }
    view.log({ op: "createIndexes", ns: entry.ns, uuid: entry.uuid, description })
  }

  #buildIndex(view: View, entry: CollectionEntry, spec: Document): IndexEntry {
    const index = indexEntryOf(spec, this.catalog.takeKeyspace(), undefined)
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
    for (const { keyspace, spec } of indexes) {
      this.catalog.discard(keyspace)
      const description = { indexes: [spec] }
      this.latest.log({ op: "dropIndexes", ns: entry.ns, uuid: entry.uuid, description })
    }
    this.#clearSomeGarbage()
  }

  #clearSomeGarbage(): void {
    if (this.catalog.clearGarbage(garbageStep)) this.#clearGarbage()
  }

  #clearGarbage(before?: () => Promise<void>): void {
    this.#clearing ??= this.#clearAll(before).finally(() => (this.#clearing = undefined))
  }

  /** What an earlier process was still writing for `$out` when it ended. */
  async #dropTemporary(): Promise<void> {
    const left = this.catalog.list().filter(({ options }) => options.temp === true)
    if (left.length > 0) await this.write((view) => left.forEach((entry) => this.dropCollection(view, entry)))
  }

  async #clearAll(before?: () => Promise<void>): Promise<void> {
    await before?.()
    while (!this.#isClosing && (await this.write(() => this.catalog.clearGarbage(garbageStep))));
  }

  async close(): Promise<void> {
    this.#isClosing = true
    await this.#clearing
    await this.#environment.close()
  }
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
