import { CommandError } from "../errors.ts"
import { backUp } from "../integrity/backup.ts"
import { type Credentials } from "../sign-in/credentials.ts"
import { type Document } from "../values/bson-value.ts"
import { Catalog } from "./catalog.ts"
import { type CollectionEntry } from "./collection-entry.ts"
import { putCredentials, readCredentials } from "./credentials-record.ts"
import { openEnvironment, type Environment } from "./environment.ts"
import { buildIndexes, missingIndexes, type BuiltIndexes } from "./index-build.ts"
import { indexEntryOf, type IndexEntry } from "./index-entry.ts"
import { createLatestView } from "./latest-view.ts"
import { Oplog, type OplogLimits } from "./oplog.ts"
import { type OplogTransaction } from "./oplog-entry.ts"
import { checkAtStartup } from "./startup-check.ts"
import { TxnView, type WriteClaims } from "./txn-view.ts"
import { type View } from "./view.ts"
import { DocumentWriter } from "./write-documents.ts"

export type StoreOptions = { dir: string; oplog?: Partial<OplogLimits> }

const garbageStep = 5000

/** The documents of one folder: catalog, oplog, and the one way to write. */
export class Store {
  readonly catalog: Catalog
  readonly oplog: Oplog
  readonly latest: View
  readonly writer: DocumentWriter
  readonly #environment: Environment
  readonly #claims: WriteClaims = new Map()
  /** The newest change that is on disk. */
  #committed: bigint
  #clearing: Promise<void> | undefined
  #isClosing = false

  constructor({ dir, oplog }: StoreOptions) {
    this.#environment = openEnvironment(dir)
    const { db } = this.#environment
    try {
      this.oplog = new Oplog(db, oplog)
      this.#committed = this.oplog.last
      this.catalog = new Catalog(db)
      this.latest = createLatestView(db, this.oplog, this.catalog)
      checkAtStartup(this.catalog, this.latest)
    } catch (error) {
      void this.#environment.close()
      const why = error instanceof Error ? error.message : String(error)
      throw new Error(`${dir} is damaged: ${why}`, { cause: error })
    }
    this.writer = new DocumentWriter(this.catalog)
    this.#clearGarbage(() => this.#dropTemporary())
  }

  /**
   * Runs a write after all earlier ones; resolves when it is on disk.
   * What the action throws leaves its earlier changes in place, as documents written before a failing one.
   */
  async write<T>(action: (view: View) => T): Promise<T> {
    const before = this.oplog.last
    let last = before
    try {
      const result = await this.#environment.write(() => {
        const value = action(this.latest)
        last = this.oplog.last
        return value
      })
      if (last > this.#committed) this.#committed = last
      return result
    } catch (error) {
      if (error instanceof CommandError && error.cause === undefined) throw error
      // The commit itself failed: what memory says may not be on disk.
      this.catalog.reload()
      this.oplog.forgetUnwritten()
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

  /** Who may sign in to this folder's server; undefined until a password is set. */
  get credentials(): Credentials | undefined {
    return readCredentials(this.#environment.db)
  }

  saveCredentials(credentials: Credentials): Promise<void> {
    return this.#environment.write(() => putCredentials(this.#environment.db, credentials))
  }

  /** Copies the state of this moment into a new folder; see `integrity/backup.ts`. */
  backUp(to: string): Promise<void> {
    return backUp(this.#environment.db, to)
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

  /** Makes the indexes that are missing, and the collection; see `buildIndexes`. */
  createIndexes(ns: string, specs: readonly Document[], check: () => void): Promise<BuiltIndexes> {
    const { catalog, writer } = this
    const ensureCollection = (name: string): CollectionEntry => this.ensureCollection(name)
    const write = <T>(action: (view: View) => T): Promise<T> => this.write(action)
    return buildIndexes({ catalog, writer, write, ensureCollection }, ns, specs, check)
  }

  /** Gives an empty collection indexes; only inside a write. */
  addIndexes(view: View, entry: CollectionEntry, specs: readonly Document[]): void {
    const made = missingIndexes(entry, specs)
    if (made.length === 0) return
    const indexes = made.map((spec) => indexEntryOf(spec, this.catalog.takeKeyspace(), undefined))
    entry.indexes = [...entry.indexes, ...indexes]
    this.catalog.save(entry)
    view.log({ op: "createIndexes", ns: entry.ns, uuid: entry.uuid, description: { indexes: made } })
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
