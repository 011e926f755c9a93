import { type Binary, UUID } from "bson"
import { serializeDocument, type Document } from "../values/bson-value.ts"
import { indexEntryOf, type IndexEntry } from "./index-entry.ts"

/** One collection as the server works with it; changed only inside a write. */
export type CollectionEntry = {
  ns: string
  readonly keyspace: number
  readonly uuid: Binary
  options: Document
  indexes: IndexEntry[]
  /** Indexes that are being built; those who only read do not know them. */
  build: { indexes: readonly IndexEntry[]; builtTo: number; ended: Promise<void> } | undefined
  /** The next record id; never goes back, so an aborted transaction leaves a gap and no clash. */
  nextRid: number
  dropped: boolean
}

type StoredIndex = { spec: Document; keyspace: number }
/** The same as the catalog keeps it. */
export type StoredCollection = { keyspace: number; uuid: Binary; options: Document; indexes: StoredIndex[] }

/** An empty collection with its _id index, which a time series has not; not stored yet. */
export function newCollection(ns: string, options: Document, takeKeyspace: () => number): CollectionEntry {
  return {
    ns,
    keyspace: takeKeyspace(),
    uuid: new UUID(),
    options,
    indexes: options.timeseries
      ? []
      : [indexEntryOf({ v: 2, key: { _id: 1 }, name: "_id_" }, takeKeyspace(), undefined)],
    build: undefined,
    nextRid: 1,
    dropped: false,
  }
}

/** A collection's entry as the catalog keeps it. */
export function encodeEntry({ keyspace, uuid, options, indexes }: CollectionEntry): Buffer {
  const stored: StoredCollection = {
    keyspace,
    uuid,
    options,
    indexes: indexes.map((index) => ({ spec: index.spec, keyspace: index.keyspace })),
  }
  return Buffer.from(serializeDocument(stored))
}
