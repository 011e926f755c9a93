import { type CollectionEntry } from "./collection-entry.ts"
import { type KeyRange } from "./keys.ts"
import { type OplogDraft } from "./oplog-entry.ts"

export type Entry = { key: Buffer; value: Buffer }

/** How a part of a range is read: `after` continues behind a key already seen. */
export type ChunkOptions = { reverse: boolean; limit: number; after?: Buffer; values: boolean }

/** A change of a collection's size. */
export type SizeChange = { documents: number; bytes: number }

/**
 * What reads and writes of documents go through: the latest committed state, the state inside a write,
 * or a transaction's snapshot with its own changes on top. Everything is synchronous.
 */
export type View = {
  /** When it began, on the catalog's clock: an index that became usable later may lack keys here. */
  readonly began: number
  /** The collection of that name as this view knows it. */
  collection(ns: string): CollectionEntry | undefined
  get(key: Buffer): Buffer | undefined
  /** The next entries of a range, in order; empty only when there are no more. */
  chunk(range: KeyRange, options: ChunkOptions): Entry[]
  /** How many keys a range has. */
  count(range: KeyRange): number
  put(key: Buffer, value: Buffer): void
  remove(key: Buffer): void
  size(keyspace: number): SizeChange
  addSize(keyspace: number, change: SizeChange): void
  log(draft: OplogDraft): void
  /** Says that documents of the collection are about to be written with the indexes it has now. */
  touch(collection: CollectionEntry): void
}
