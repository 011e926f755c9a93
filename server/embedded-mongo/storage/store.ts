import { CommandError } from "../errors.ts"
import { backUp } from "../integrity/backup.ts"
import { type Credentials } from "../sign-in/credentials.ts"
import { type Document } from "../values/bson-value.ts"
import { Catalog, type CollectionEntry } from "./catalog.ts"
import { putCredentials, readCredentials } from "./credentials-record.ts"
import { openEnvironment, type Environment } from "./environment.ts"
import { buildIndexes, type BuiltIndexes } from "./index-build.ts"
import { type IndexEntry } from "./index-entry.ts"
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
    this.#clearGarbage()
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
    return this.catalog.get(ns) ?? this.catalog.create(ns, {})
  }

  /** Drops a collection; its keys are cleared in the background. Only inside a write. */
  dropCollection(view: View, entry: CollectionEntry): void {
    this.catalog.drop(entry)
    view.log({ op: "drop", ns: entry.ns, uuid: entry.uuid })
    if (this.catalog.clearGarbage(garbageStep)) this.#clearGarbage()
  }

  /** Makes the indexes that are missing, and the collection; see `buildIndexes`. */
  createIndexes(ns: string, specs: readonly Document[], check: () => void): Promise<BuiltIndexes> {
    const { catalog, writer } = this
    return buildIndexes({ catalog, writer, write: (action) => this.write(action) }, ns, specs, check)
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
