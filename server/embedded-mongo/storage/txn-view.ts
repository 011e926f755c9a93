import { CommandError } from "../errors.ts"
import { type Catalog } from "./catalog.ts"
import { encodeEntry, newCollection, type CollectionEntry } from "./collection-entry.ts"
import { ChangedKeys, type Change } from "./changed-keys.ts"
import { type Database } from "./environment.ts"
import { catalogKey, type KeyRange } from "./keys.ts"
import { readChunk, readSize } from "./latest-view.ts"
import { type Oplog } from "./oplog.ts"
import { type OplogDraft, type OplogTransaction } from "./oplog-entry.ts"
import { type ChunkOptions, type Entry, type SizeChange, type View } from "./view.ts"

type Snapshot = ReturnType<Database["useReadTransaction"]>

/** The error that makes a driver run the whole transaction again. */
export function writeConflict(): CommandError {
  const message = "Caused by :: Write conflict during plan execution and yielding is disabled."
  return new CommandError(
    "WriteConflict",
    `${message} :: Please retry your operation or multi-document transaction.`,
  )
}

/** Which open transaction has changed a key: a second one is told at once, not at its commit. */
export type WriteClaims = Map<string, TxnView>

/** What all transactions of a store share. */
export type TxnShared = { db: Database; oplog: Oplog; catalog: Catalog; claims: WriteClaims }

/**
 * A multi-document transaction: LMDB's snapshot of when it began, with its own changes on top.
 * LMDB's one writer is not held between commands; `commit` checks that nothing it changed was changed
 * meanwhile, and writes all of it at once.
 */
export class TxnView implements View {
  readonly #db: Database
  readonly #oplog: Oplog
  readonly #claims: WriteClaims
  readonly #snapshot: Snapshot
  readonly #changes = new ChangedKeys()
  readonly #sizes = new Map<number, SizeChange>()
  readonly #drafts: OplogDraft[] = []
  /** The name and the indexes each written collection had; keys of an index made since would be missing. */
  readonly #touched = new Map<CollectionEntry, Pick<CollectionEntry, "ns" | "indexes">>()
  readonly began: number
  readonly #collections: ReadonlyMap<string, CollectionEntry>
  readonly #made = new Map<string, CollectionEntry>()
  #bytes = 0
  #ended: CommandError | undefined

  constructor({ db, oplog, catalog, claims }: TxnShared) {
    this.#db = db
    this.#oplog = oplog
    this.#claims = claims
    this.began = catalog.clock
    this.#collections = catalog.snapshot()
    this.#snapshot = db.useReadTransaction()
  }

  /** The collection as it was when the transaction began, or one that the transaction has made. */
  collection(ns: string): CollectionEntry | undefined {
    return this.#made.get(ns) ?? this.#collections.get(ns)
  }

  /** The collections it has made; others see them once it is committed. */
  get made(): CollectionEntry[] {
    return [...this.#made.values()]
  }

  /**
   * Makes an empty collection that vanishes when the transaction is undone.
   * @throws CommandError 112 when another has made one of that name meanwhile.
   */
  makeCollection(ns: string, takeKeyspace: () => number): CollectionEntry {
    const entry = newCollection(ns, {}, takeKeyspace)
    this.saveCollection(entry)
    this.#made.set(ns, entry)
    return entry
  }

  /** Keeps the entry of a collection it has made, after a change of its indexes. */
  saveCollection(entry: CollectionEntry): void {
    this.put(catalogKey("c", entry.ns), encodeEntry(entry))
  }

  get hasChanges(): boolean {
    return this.#changes.size > 0
  }

  get(key: Buffer): Buffer | undefined {
    this.#checkOpen()
    const change = this.#changes.get(key.toString("latin1"))
    if (change) return change.value ?? undefined
    return this.#base(key)
  }

  #base(key: Buffer): Buffer | undefined {
    return this.#db.get(key, { transaction: this.#snapshot })
  }

  chunk(range: KeyRange, options: ChunkOptions): Entry[] {
    this.#checkOpen()
    let after = options.after
    for (;;) {
      const base = readChunk(this.#db, range, { ...options, after }, this.#snapshot)
      const last = base.at(-1)
      const isEnd = base.length < options.limit
      const merged = this.#merge(
        base,
        this.#changes.between(range, after, isEnd ? undefined : last?.key, options.reverse),
        options,
      )
      if (merged.length > 0 || isEnd) return merged
      after = last?.key
    }
  }

  #merge(base: Entry[], changed: string[], { reverse }: ChunkOptions): Entry[] {
    if (changed.length === 0) return base
    const entries = base.filter(({ key }) => !this.#changes.get(key.toString("latin1")))
    for (const name of changed) {
      const value = this.#changes.get(name)?.value
      if (value) entries.push({ key: Buffer.from(name, "latin1"), value })
    }
    const sign = reverse ? -1 : 1
    return entries.sort((a, b) => sign * Buffer.compare(a.key, b.key))
  }

  count(range: KeyRange): number {
    this.#checkOpen()
    const { start, end } = range
    let total = this.#db.getKeysCount({ start, end, transaction: this.#snapshot })
    for (const name of this.#changes.between(range, undefined, undefined, false)) {
      const { value, base } = this.#changes.get(name) as Change
      total += Number(value !== null) - Number(base !== undefined)
    }
    return total
  }

  put(key: Buffer, value: Buffer): void {
    this.#change(key, value)
  }

  remove(key: Buffer): void {
    this.#change(key, null)
  }

  /** A long query may find its transaction aborted by another connection, or by its age. */
  #checkOpen(): void {
    if (this.#ended) throw this.#ended
  }

  #change(key: Buffer, value: Buffer | null): void {
    this.#checkOpen()
    const name = key.toString("latin1")
    const known = this.#changes.get(name)
    this.#bytes += (value?.length ?? 0) + key.length
    if (this.#bytes > maxBytes) throw new CommandError("TransactionTooLarge", tooLarge)
    if (known) {
      known.value = value
      return
    }
    const owner = this.#claims.get(name)
    if (owner && owner !== this) throw writeConflict()
    const base = this.#base(key)
    if (!sameBytes(base, this.#db.get(key))) throw writeConflict()
    this.#claims.set(name, this)
    this.#changes.add(name, { value, base })
  }

  size(keyspace: number): SizeChange {
    const stored = readSize(this.#base(catalogKey("n", keyspace)))
    const own = this.#sizes.get(keyspace)
    return own ? { documents: stored.documents + own.documents, bytes: stored.bytes + own.bytes } : stored
  }

  addSize(keyspace: number, { documents, bytes }: SizeChange): void {
    const own = this.#sizes.get(keyspace) ?? { documents: 0, bytes: 0 }
    this.#sizes.set(keyspace, { documents: own.documents + documents, bytes: own.bytes + bytes })
  }

  log(draft: OplogDraft): void {
    this.#drafts.push(draft)
  }

  touch(collection: CollectionEntry): void {
    const { ns, indexes } = collection
    if (collection.dropped || this.collection(ns) !== collection) throw writeConflict()
    if (!this.#touched.has(collection)) this.#touched.set(collection, { ns, indexes })
  }

  /**
   * Writes everything; runs inside `Environment.write`.
   * @throws CommandError 112 when something it changed was changed by another since it began.
   */
  commit(latest: View, transaction: OplogTransaction): void {
    for (const [collection, { ns, indexes }] of this.#touched) {
      if (this.#made.has(ns)) continue
      if (collection.dropped || collection.ns !== ns || collection.indexes !== indexes) throw writeConflict()
    }
    for (const [name, { base }] of this.#changes.entries())
      if (!sameBytes(base, latest.get(Buffer.from(name, "latin1")))) throw writeConflict()
    for (const [name, { value }] of this.#changes.entries()) {
      const key = Buffer.from(name, "latin1")
      if (value) latest.put(key, value)
      else latest.remove(key)
    }
    for (const [keyspace, change] of this.#sizes) latest.addSize(keyspace, change)
    const drafts = [...this.made.flatMap(creationOf), ...this.#drafts]
    for (const draft of drafts) this.#oplog.append(draft, transaction)
  }

  /**
   * Lets go of the snapshot and the claimed keys; to be called exactly once.
   * @param ended what a query that is still running on it is told.
   */
  release(ended = new CommandError("NoSuchTransaction", "The transaction has been aborted.")): void {
    this.#ended = ended
    this.#snapshot.done()
    for (const name of this.#changes.names()) if (this.#claims.get(name) === this) this.#claims.delete(name)
  }
}

/** What the change log says of a collection that the transaction has made. */
function creationOf({ ns, uuid, options, indexes: [idIndex, ...others] }: CollectionEntry): OplogDraft[] {
  const description = { ...(idIndex && { idIndex: idIndex.spec }), ...options }
  const made = { indexes: others.map(({ spec }) => spec) }
  return [
    { op: "create", ns, uuid, description },
    ...(others.length > 0 ? [{ op: "createIndexes" as const, ns, uuid, description: made }] : []),
  ]
}

/** A transaction is held in memory until it commits. */
const maxBytes = 256 * 1024 * 1024
const tooLarge = `Total size of all transaction operations must be less than ${maxBytes} bytes`

function sameBytes(a: Buffer | undefined, b: Buffer | undefined): boolean {
  return a === undefined || b === undefined ? a === b : a.equals(b)
}
