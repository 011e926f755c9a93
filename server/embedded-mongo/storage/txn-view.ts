import { CommandError } from "../errors.ts"
import { type CollectionEntry } from "./catalog.ts"
import { type Database } from "./environment.ts"
import { catalogKey, type KeyRange } from "./keys.ts"
import { readChunk, readSize } from "./latest-view.ts"
import { type Oplog } from "./oplog.ts"
import { type OplogDraft, type OplogTransaction } from "./oplog-entry.ts"
import { type ChunkOptions, type Entry, type SizeChange, type View } from "./view.ts"

type Snapshot = ReturnType<Database["useReadTransaction"]>

/** A key a transaction has changed: what it will be, and what it was when the transaction began. */
type Change = { value: Buffer | null; base: Buffer | undefined }

/** The error that makes a driver run the whole transaction again. */
export function writeConflict(): CommandError {
  const message = "Caused by :: Write conflict during plan execution and yielding is disabled."
  return new CommandError(
    "WriteConflict",
    `${message} :: Please retry your operation or multi-document transaction.`,
    {
      labels: ["TransientTransactionError"],
    },
  )
}

/** Which open transaction has changed a key: a second one is told at once, not at its commit. */
export type WriteClaims = Map<string, TxnView>

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
  readonly #catalogVersion: number
  readonly #changes = new Map<string, Change>()
  /** The changed keys in order, each byte one character. */
  #sorted: string[] = []
  #isSorted = true
  readonly #sizes = new Map<number, SizeChange>()
  readonly #drafts: OplogDraft[] = []
  /** The indexes each written collection had; keys of an index made since would be missing. */
  readonly #touched = new Map<CollectionEntry, CollectionEntry["indexes"]>()
  #bytes = 0
  #isReleased = false

  constructor(db: Database, oplog: Oplog, claims: WriteClaims, catalogVersion: number) {
    this.#db = db
    this.#catalogVersion = catalogVersion
    this.#oplog = oplog
    this.#claims = claims
    this.#snapshot = db.useReadTransaction()
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
        this.#between(range, after, isEnd ? undefined : last?.key, options),
        options,
      )
      if (merged.length > 0 || isEnd) return merged
      after = last?.key
    }
  }

  /** The changed keys after one place and up to another, in the direction of reading. */
  #between(
    { start, end }: KeyRange,
    after: Buffer | undefined,
    upTo: Buffer | undefined,
    options: ChunkOptions,
  ) {
    const keys = this.#sortedKeys()
    const [low, high] = options.reverse ? [upTo ?? start, after ?? end] : [after ?? start, upTo ?? end]
    let from = lowerBound(keys, low.toString("latin1"))
    let to = lowerBound(keys, high.toString("latin1"))
    if (options.reverse) return keys.slice(from, to).reverse()
    if (after && keys[from] === after.toString("latin1")) from++
    if (upTo && keys[to] === upTo.toString("latin1")) to++
    return keys.slice(from, to)
  }

  #merge(base: Entry[], changed: string[], { reverse }: ChunkOptions): Entry[] {
    if (changed.length === 0) return base
    const entries = base.filter(({ key }) => !this.#changes.has(key.toString("latin1")))
    for (const name of changed) {
      const value = this.#changes.get(name)?.value
      if (value) entries.push({ key: Buffer.from(name, "latin1"), value })
    }
    const sign = reverse ? -1 : 1
    return entries.sort((a, b) => sign * Buffer.compare(a.key, b.key))
  }

  #sortedKeys(): string[] {
    if (!this.#isSorted) {
      this.#sorted = [...this.#changes.keys()].sort((a, b) => (a < b ? -1 : 1))
      this.#isSorted = true
    }
    return this.#sorted
  }

  count(range: KeyRange): number {
    this.#checkOpen()
    const { start, end } = range
    let total = this.#db.getKeysCount({ start, end, transaction: this.#snapshot })
    const options = { reverse: false, limit: 0, values: false }
    for (const name of this.#between(range, undefined, undefined, options)) {
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
    if (this.#isReleased)
      throw new CommandError("NoSuchTransaction", "The transaction has been aborted.", {
        labels: ["TransientTransactionError"],
      })
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
    this.#changes.set(name, { value, base })
    this.#isSorted = false
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

  /** @throws CommandError 246 when an index is younger than the snapshot, where it has no keys. */
  checkIndexes({ createdIn, indexedIn }: CollectionEntry): void {
    if (createdIn > this.#catalogVersion || indexedIn <= this.#catalogVersion) return
    throw new CommandError(
      "SnapshotUnavailable",
      "Unable to read from a snapshot due to pending collection catalog changes; please retry the operation.",
      { labels: ["TransientTransactionError"] },
    )
  }

  touch(collection: CollectionEntry): void {
    if (!this.#touched.has(collection)) this.#touched.set(collection, collection.indexes)
  }

  /**
   * Writes everything; runs inside `Environment.write`.
   * @throws CommandError 112 when something it changed was changed by another since it began.
   */
  commit(latest: View, transaction: OplogTransaction): void {
    for (const [collection, indexes] of this.#touched)
      if (collection.dropped || collection.indexes !== indexes) throw writeConflict()
    for (const [name, { base }] of this.#changes)
      if (!sameBytes(base, latest.get(Buffer.from(name, "latin1")))) throw writeConflict()
    for (const [name, { value }] of this.#changes) {
      const key = Buffer.from(name, "latin1")
      if (value) latest.put(key, value)
      else latest.remove(key)
    }
    for (const [keyspace, change] of this.#sizes) latest.addSize(keyspace, change)
    for (const draft of this.#drafts) this.#oplog.append(draft, transaction)
  }

  /** Lets go of the snapshot and the claimed keys; to be called exactly once. */
  release(): void {
    this.#isReleased = true
    this.#snapshot.done()
    for (const name of this.#changes.keys()) if (this.#claims.get(name) === this) this.#claims.delete(name)
  }
}

/** A transaction is held in memory until it commits. */
const maxBytes = 256 * 1024 * 1024
const tooLarge = `Total size of all transaction operations must be less than ${maxBytes} bytes`

function sameBytes(a: Buffer | undefined, b: Buffer | undefined): boolean {
  return a === undefined || b === undefined ? a === b : a.equals(b)
}

/** The first place in sorted keys that is not before `key`. */
function lowerBound(keys: string[], key: string): number {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((keys[middle] as string) < key) low = middle + 1
    else high = middle
  }
  return low
}
