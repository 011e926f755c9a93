import { type Binary } from "bson"
import { deserializeDocument, serializeDocument, type Document } from "../values/bson-value.ts"

/** What an update changed, in the words of a change stream's `updateDescription`. */
export type UpdateDescription = {
  updatedFields: Document
  removedFields: string[]
  truncatedArrays: { field: string; newSize: number }[]
}

/** A change that is about to be logged; its time is given when it is written. */
export type OplogDraft =
  | { op: "insert" | "replace"; ns: string; uuid: Binary; key: Document; document: Uint8Array }
  | { op: "update"; ns: string; uuid: Binary; key: Document; change: UpdateDescription }
  | { op: "delete"; ns: string; uuid: Binary; key: Document }
  | { op: "drop" | "dropDatabase"; ns: string; uuid?: Binary }
  | { op: "rename"; ns: string; uuid: Binary; to: string }

/** The transaction a change was part of. */
export type OplogTransaction = { lsid: Document; txnNumber: bigint }

/** A change as it is read back; `time` is its place in the oplog. */
export type OplogEntry = {
  time: bigint
  wall: Date
  op: OplogDraft["op"]
  ns: string
  uuid?: Binary
  key?: Document
  change?: UpdateDescription
  to?: string
  transaction?: OplogTransaction
}

/** A header in BSON behind its length, then the document's bytes as the client sent them. */
export function encodeOplogEntry(draft: OplogDraft, wall: Date, transaction?: OplogTransaction): Buffer {
  const { document, ...header } = { document: undefined, ...draft }
  const encoded = serializeDocument({ ...header, wall, ...(transaction && { transaction }) })
  return Buffer.concat(document ? [encoded, document] : [encoded])
}

/** Reads what is known of a change without its document: streams pass over most of other collections. */
export function decodeHeader(time: bigint, bytes: Buffer): OplogEntry {
  const header = deserializeDocument(bytes.subarray(0, bytes.readInt32LE(0)))
  return { time, ...(header as Omit<OplogEntry, "time">) }
}

/** The whole document of an insert or a replacement. */
export function decodeBody(bytes: Buffer): Document | undefined {
  const length = bytes.readInt32LE(0)
  return bytes.length > length ? deserializeDocument(bytes.subarray(length)) : undefined
}
