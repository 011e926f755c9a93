import { under } from "../collation/string-order.ts"
import { CommandError } from "../errors.ts"
import { compareValues } from "../values/compare.ts"
import { toNumber } from "../values/numbers.ts"
import {
  deserializeDocument,
  getOwn,
  isDocument,
  serializeDocument,
  type Document,
} from "../values/bson-value.ts"
import { checkId } from "./check-id.ts"
import { type Catalog } from "./catalog.ts"
import { type CollectionEntry } from "./collection-entry.ts"
import { describeUpdate } from "./describe-update.ts"
import { duplicateKey } from "./duplicate-key.ts"
import { keysOf, type DocumentKeys } from "./index-keys-of.ts"
import { type IndexEntry } from "./index-entry.ts"
import { recordKey, ridAtEnd, ridOfValue, ridValue, wholeKeyspace } from "./keys.ts"
import { type OplogDraft } from "./oplog-entry.ts"
import { type View } from "./view.ts"

/** The largest document, as the handshake says. */
export const maxDocumentBytes = 16 * 1024 * 1024

/** A stored document: its record id, its bytes, and what they say. */
export type StoredDocument = { rid: number; raw: Uint8Array; document: Document }

type IndexWrite = { index: IndexEntry; before: DocumentKeys | undefined; after: DocumentKeys | undefined }

/** What is stored, and what partial indexes leave out, is the same under any collation. */
const inBytes = <T>(work: () => T): T => under(undefined, work)

/**
 * The writes of single documents. Each checks everything before it changes anything, so a document is
 * written in whole with all its index keys or not at all.
 */
export class DocumentWriter {
  readonly #catalog: Catalog

  constructor(catalog: Catalog) {
    this.#catalog = catalog
  }

  /**
   * Stores a new document.
   * @throws CommandError 11000 when a unique index has its key already.
   */
  insert(view: View, collection: CollectionEntry, document: Document, raw: Uint8Array): number {
    return inBytes(() => this.#insert(view, collection, document, raw))
  }

  #insert(view: View, collection: CollectionEntry, document: Document, raw: Uint8Array): number {
    checkId(document)
    if (raw.length > maxDocumentBytes) throw tooLarge(raw.length)
    const capacity = capacityOf(collection)
    if (capacity && raw.length > capacity.size)
      throw new CommandError("BadValue", "object to insert exceeds cappedMaxSize")
    view.touch(collection)
    const rid = collection.nextRid
    const writes = indexesOf(collection, rid).map((index): IndexWrite => ({
      index,
      before: undefined,
      after: keysOf(index, document, rid),
    }))
    this.#checkUnique(view, collection, writes, rid)
    collection.nextRid = rid + 1
    view.put(recordKey(collection.keyspace, rid), asBuffer(raw))
    this.#writeKeys(view, writes, rid)
    view.addSize(collection.keyspace, { documents: 1, bytes: raw.length })
    this.#log(view, collection, { op: "insert", ...identityOf(collection, document), document: raw })
    if (capacity) this.#makeRoom(view, collection, capacity)
    return rid
  }

  /** Drops the oldest documents of a capped collection that has too many; change streams do not tell it. */
  #makeRoom(view: View, collection: CollectionEntry, { size, max }: Capacity): void {
    const range = wholeKeyspace(collection.keyspace)
    for (;;) {
      const { documents, bytes } = view.size(collection.keyspace)
      if (documents <= max && bytes <= size) return
      const [oldest] = view.chunk(range, { reverse: false, limit: 1, values: true })
      if (!oldest) return
      const document = deserializeDocument(oldest.value)
      this.#erase(view, collection, { rid: ridAtEnd(oldest.key), raw: oldest.value, document })
    }
  }

  /** Changes of a time series are not told: on a real server they happen to its buckets. */
  #log(view: View, { options }: CollectionEntry, draft: OplogDraft): void {
    if (!options.timeseries) view.log(draft)
  }

  /**
   * Stores a document's new state.
   * @param kind how a change stream tells it: a replacement shows the whole document, an update the change.
   * @throws CommandError 11000 for a duplicate key, 66 when the _id would change.
   */
  update(
    view: View,
    collection: CollectionEntry,
    stored: StoredDocument,
    document: Document,
    kind: "update" | "replace",
  ): Uint8Array {
    return inBytes(() => this.#update(view, collection, stored, document, kind))
  }

  #update(
    view: View,
    collection: CollectionEntry,
    stored: StoredDocument,
    document: Document,
    kind: "update" | "replace",
  ): Uint8Array {
    if (compareValues(getOwn(document, "_id"), getOwn(stored.document, "_id")) !== 0)
      throw new CommandError(
        "ImmutableField",
        "Performing an update on the path '_id' would modify the immutable field '_id'",
      )
    const raw = serializeDocument(document)
    if (raw.length > maxDocumentBytes) throw tooLarge(raw.length)
    if (raw.length !== stored.raw.length && capacityOf(collection))
      throw new CommandError(
        "CannotGrowDocumentInCappedNamespace",
        `Cannot change the size of a document in a capped collection: ${stored.raw.length} != ${raw.length}`,
      )
    view.touch(collection)
    const { rid } = stored
    const writes = indexesOf(collection, rid).map((index): IndexWrite => ({
      index,
      before: keysOf(index, stored.document, rid),
      after: keysOf(index, document, rid),
    }))
    this.#checkUnique(view, collection, writes, rid)
    view.put(recordKey(collection.keyspace, rid), asBuffer(raw))
    this.#writeKeys(view, writes, rid)
    if (raw.length !== stored.raw.length)
      view.addSize(collection.keyspace, { documents: 0, bytes: raw.length - stored.raw.length })
    const identity = identityOf(collection, document)
    const before = keepsImages(collection) ? { before: stored.raw } : {}
    if (kind === "replace")
      this.#log(view, collection, { op: "replace", ...identity, document: raw, ...before })
    else
      this.#log(view, collection, {
        op: "update",
        ...identity,
        change: describeUpdate(stored.document, document),
        ...(before.before && { document: raw, ...before }),
      })
    return raw
  }

  /** Removes a document and its index keys. */
  remove(view: View, collection: CollectionEntry, stored: StoredDocument): void {
    inBytes(() => this.#erase(view, collection, stored))
    const before = keepsImages(collection) ? { before: stored.raw } : {}
    this.#log(view, collection, { op: "delete", ...identityOf(collection, stored.document), ...before })
  }

  #erase(view: View, collection: CollectionEntry, { rid, raw, document }: StoredDocument): void {
    view.touch(collection)
    const writes = indexesOf(collection, rid).map((index): IndexWrite => ({
      index,
      before: keysOf(index, document, rid),
      after: undefined,
    }))
    view.remove(recordKey(collection.keyspace, rid))
    this.#writeKeys(view, writes, rid)
    view.addSize(collection.keyspace, { documents: -1, bytes: -raw.length })
  }

  /**
   * Adds a document's keys to a new index.
   * @throws CommandError 11000 when the index is unique and has a key already.
   */
  addToIndex(view: View, collection: CollectionEntry, index: IndexEntry, stored: StoredDocument): void {
    const writes = [{ index, before: undefined, after: keysOf(index, stored.document, stored.rid) }]
    this.#checkUnique(view, collection, writes, stored.rid)
    this.#writeKeys(view, writes, stored.rid)
  }

  #checkUnique(view: View, collection: CollectionEntry, writes: IndexWrite[], rid: number): void {
    for (const { index, before, after } of writes) {
      if (!index.unique || !after) continue
      for (const [name, { key, values }] of after.keys) {
        if (before?.keys.has(name)) continue
        const owner = view.get(key)
        if (owner && ridOfValue(owner) !== rid) throw duplicateKey(collection.ns, index, values)
      }
    }
  }

  #writeKeys(view: View, writes: IndexWrite[], rid: number): void {
    for (const { index, before, after } of writes) {
      if (before) for (const [name, { key }] of before.keys) if (!after?.keys.has(name)) view.remove(key)
      if (!after) continue
      const value = index.unique ? ridValue(rid) : presence
      for (const [name, { key }] of after.keys) if (!before?.keys.has(name)) view.put(key, value)
      if (after.multikeyPaths || after.truncated)
        this.#catalog.noteState(view, index, after.multikeyPaths ?? [], after.truncated)
    }
  }
}

/** The indexes that have a record's keys: those being built once they have come past it. */
function indexesOf({ indexes, build }: CollectionEntry, rid: number): readonly IndexEntry[] {
  return build && rid <= build.builtTo ? [...indexes, ...build.indexes] : indexes
}

const presence = Buffer.of(1)

const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** How much a capped collection holds. */
type Capacity = { size: number; max: number }

function capacityOf({ options }: CollectionEntry): Capacity | undefined {
  if (options.capped !== true) return undefined
  return { size: toNumber(options.size) ?? Infinity, max: toNumber(options.max) ?? Infinity }
}

/** Whether change streams may ask for documents as they were: they are kept as long as the change is. */
function keepsImages({ options }: CollectionEntry): boolean {
  const images = getOwn(options, "changeStreamPreAndPostImages")
  return isDocument(images) && images.enabled === true
}

const identityOf = ({ ns, uuid }: CollectionEntry, document: Document) => ({
  ns,
  uuid,
  key: { _id: getOwn(document, "_id") },
})

function tooLarge(bytes: number): CommandError {
  return new CommandError(
    "BSONObjectTooLarge",
    `BSONObj size: ${bytes} is invalid. Size must be between 0 and ${maxDocumentBytes}`,
  )
}
