import { setImmediate } from "node:timers/promises"
import { CommandError } from "../errors.ts"
import { deserializeDocument, deserializeFields, type Document } from "../values/bson-value.ts"
import { type Catalog } from "./catalog.ts"
import { type CollectionEntry } from "./collection-entry.ts"
import { indexEntryOf, type IndexEntry } from "./index-entry.ts"
import { findExisting, normalizeIndexSpec } from "./index-spec.ts"
import { recordKey, ridAtEnd, wholeKeyspace } from "./keys.ts"
import { type View } from "./view.ts"
import { type DocumentWriter } from "./write-documents.ts"

/** MongoDB's limit, and what keeps one write's work bounded. */
const maxIndexes = 64
/** A build has passed enough when other commands should have a turn: records, or milliseconds for large ones. */
const piece = { records: 2000, ms: 25 }
const recordsRead = 100

/**
 * The specifications of the indexes that a collection does not have yet.
 * @throws CommandError 67, 85 or 86.
 */
export function missingIndexes(entry: CollectionEntry, specs: readonly Document[]): Document[] {
  const missing: IndexEntry[] = []
  for (const spec of specs.map(normalizeIndexSpec)) {
    if (findExisting([...entry.indexes, ...missing], spec)) continue
    if (entry.indexes.length + missing.length >= maxIndexes)
      throw new CommandError("CannotCreateIndex", `add index fails, too many indexes for ${entry.ns}`)
    missing.push(indexEntryOf(spec, 0, undefined))
  }
  return missing.map(({ spec }) => spec)
}

export type BuiltIndexes = { before: number; after: number; isNewCollection: boolean }

type Storage = {
  catalog: Catalog
  writer: DocumentWriter
  write: <T>(action: (view: View) => T) => Promise<T>
  /** Only inside a write. */
  ensureCollection: (ns: string) => CollectionEntry
}

/**
 * Makes the indexes that are missing, and the collection; other commands run in between.
 * @param check called between pieces; what it throws undoes the build.
 * @throws CommandError 67, 85, 86, 276 when the collection is dropped meanwhile, or 11000 when documents
 * contradict a unique index; then no index is made.
 */
export async function buildIndexes(
  storage: Storage,
  ns: string,
  specs: readonly Document[],
  check: () => void,
): Promise<BuiltIndexes> {
  const { catalog, write } = storage
  let begun: { entry: CollectionEntry; build: IndexBuild | undefined; before: number } | undefined
  while (!begun) {
    // Two builds of one collection would not know of each other's indexes.
    await catalog.get(ns)?.build?.ended
    begun = await write((view) => {
      const known = catalog.get(ns)
      if (known?.build) return undefined
      const entry = known ?? storage.ensureCollection(ns)
      const before = known ? entry.indexes.length : 0
      return { entry, build: beginBuild(storage, view, entry, specs), before }
    })
  }
  const { entry, build, before } = begun
  try {
    while (build && !build.isEnded) {
      await setImmediate()
      check()
      await write((view) => build.goOn(view))
    }
  } catch (error) {
    await write(() => build?.abandon())
    throw error
  }
  if (build) catalog.publish(build.indexes)
  return { before: Math.max(1, before), after: entry.indexes.length, isNewCollection: before === 0 }
}

/** Starts building what is missing; a small collection's indexes are whole at once. */
function beginBuild(
  { catalog, writer }: Storage,
  view: View,
  entry: CollectionEntry,
  wanted: readonly Document[],
): IndexBuild | undefined {
  const missing = missingIndexes(entry, wanted).map((spec) =>
    indexEntryOf(spec, catalog.takeKeyspace(), undefined),
  )
  if (missing.length === 0) return undefined
  // Read by nobody before all keys are committed.
  for (const index of missing) index.usableFrom = Infinity
  const build = new IndexBuild(catalog, writer, entry, missing)
  build.goOn(view)
  return build
}

/**
 * New indexes on their way through a collection's records, a piece in each write. Writes of other commands
 * keep the keys of the records that were passed already; nothing reads the indexes before they are whole.
 */
export class IndexBuild {
  readonly #catalog: Catalog
  readonly #writer: DocumentWriter
  readonly #collection: CollectionEntry
  readonly #fields: ReadonlySet<string> | undefined
  readonly indexes: readonly IndexEntry[]
  /** The last record whose keys are there. */
  builtTo = 0
  isEnded = false
  readonly ended: Promise<void>
  #end: () => void = () => undefined

  /** Only inside a write. */
  constructor(catalog: Catalog, writer: DocumentWriter, collection: CollectionEntry, indexes: IndexEntry[]) {
    this.#catalog = catalog
    this.#writer = writer
    this.#collection = collection
    this.#fields = fieldsOf(indexes)
    this.indexes = indexes
    this.ended = new Promise((resolve) => (this.#end = resolve))
    collection.build = this
    for (const { keyspace } of indexes) catalog.noteBuild(keyspace)
  }

  /**
   * Passes some records; only inside a write.
   * @throws CommandError 276 when the collection is gone, 11000 for a duplicate; the build is undone then.
   */
  goOn(view: View): void {
    const { ns, dropped } = this.#collection
    if (dropped)
      throw new CommandError("IndexBuildAborted", `Index build aborted: collection ${ns} was dropped`)
    // A transaction that wrote with the keys of before must run again.
    this.#collection.indexes = [...this.#collection.indexes]
    try {
      if (this.#pass(view)) this.#finish(view)
    } catch (error) {
      this.abandon()
      throw error
    }
  }

  /** @returns true when there are no more records. */
  #pass(view: View): boolean {
    const { keyspace } = this.#collection
    const range = wholeKeyspace(keyspace)
    const end = performance.now() + piece.ms
    for (let read = 0; read < piece.records && performance.now() < end; read += recordsRead) {
      const after = this.builtTo === 0 ? undefined : recordKey(keyspace, this.builtTo)
      const records = view.chunk(range, { reverse: false, limit: recordsRead, after, values: true })
      if (records.length === 0) return true
      for (const { key, value } of records) this.#add(view, ridAtEnd(key), value)
    }
    return false
  }

  #add(view: View, rid: number, raw: Buffer): void {
    const document = this.#fields ? deserializeFields(raw, this.#fields) : deserializeDocument(raw)
    for (const index of this.indexes)
      this.#writer.addToIndex(view, this.#collection, index, { rid, raw, document })
    this.builtTo = rid
  }

  #finish(view: View): void {
    const entry = this.#collection
    entry.indexes = [...entry.indexes, ...this.indexes]
    this.#catalog.save(entry)
    for (const { keyspace } of this.indexes) this.#catalog.forgetBuild(keyspace)
    const description = { indexes: this.indexes.map(({ spec }) => spec) }
    view.log({ op: "createIndexes", ns: entry.ns, uuid: entry.uuid, description })
    this.#leave()
  }

  /** Undoes it; only inside a write. What a dropped collection had is cleared with it. */
  abandon(): void {
    if (this.isEnded) return
    if (!this.#collection.dropped) for (const { keyspace } of this.indexes) this.#catalog.discard(keyspace)
    this.#leave()
  }

  #leave(): void {
    this.isEnded = true
    this.#collection.build = undefined
    this.#end()
  }
}

/** The fields that keys are made of; undefined when a partial index may look at any. */
function fieldsOf(indexes: readonly IndexEntry[]): ReadonlySet<string> | undefined {
  if (indexes.some(({ partial }) => partial)) return undefined
  return new Set(indexes.flatMap(({ paths }) => paths.map((path) => path.split(".")[0] ?? path)))
}
