import { type Catalog } from "./catalog.ts"
import { type Database } from "./environment.ts"
import { backwards, catalogKey, type KeyRange } from "./keys.ts"
import { type Oplog } from "./oplog.ts"
import { type ChunkOptions, type Entry, type SizeChange, type View } from "./view.ts"

const noValue = Buffer.alloc(0)

/**
 * The latest state. Outside a write it is what is committed; inside `Environment.write` LMDB shows the
 * write's own state, and only there may it be changed.
 */
export function createLatestView(db: Database, oplog: Oplog, catalog: Catalog): View {
  return {
    // Every index but those whose keys are not committed yet.
    began: Number.MAX_VALUE,
    collection: (ns) => catalog.get(ns),
    get: (key) => db.get(key),
    chunk: (range, options) => readChunk(db, range, options),
    count: ({ start, end }) => db.getKeysCount({ start, end }),
    put: (key, value) => db.putSync(key, value),
    remove: (key) => void db.removeSync(key),
    size: (keyspace) => readSize(db.get(catalogKey("n", keyspace))),
    addSize: (keyspace, change) => addSize(db, keyspace, change),
    log: (draft) => oplog.append(draft),
    touch: () => undefined,
  }
}

/** Reads from LMDB; `transaction` reads from that snapshot instead of the latest state. */
export function readChunk(
  db: Database,
  { start, end }: KeyRange,
  { reverse, limit, after, values }: ChunkOptions,
  transaction?: ReturnType<Database["useReadTransaction"]>,
): Entry[] {
  const options = reverse
    ? backwards({ start, end: after ?? end })
    : { start: after ?? start, end, exclusiveStart: after !== undefined }
  const range = { ...options, limit, ...(transaction && { transaction }) }
  if (values) return Array.from(db.getRange(range), ({ key, value }) => ({ key, value }))
  return Array.from(db.getKeys(range), (key) => ({ key, value: noValue }))
}

/** Counts are stored: counting keys at start took seconds at a million documents. */
export function readSize(value: Buffer | undefined): SizeChange {
  return value
    ? { documents: value.readDoubleBE(0), bytes: value.readDoubleBE(8) }
    : { documents: 0, bytes: 0 }
}

/** Adds to a collection's stored size; only inside a write. */
export function addSize(db: Database, keyspace: number, { documents, bytes }: SizeChange): void {
  const key = catalogKey("n", keyspace)
  const before = readSize(db.get(key))
  const value = Buffer.alloc(16)
  value.writeDoubleBE(before.documents + documents, 0)
  value.writeDoubleBE(before.bytes + bytes, 8)
  db.putSync(key, value)
}
