import { type Binary } from "bson"
import { deserializeDocument, serializeDocument, type Document } from "../values/bson-value.ts"

/** What an update changed, in the words of a change stream's `updateDescription`. */
export type UpdateDescription = {
  updatedFields: Document
  removedFields: string[]
  truncatedArrays: { field: string; newSize: number }[]
  /** The parts of paths whose text could be read in two ways; positions in arrays are numbers. */
  disambiguatedPaths?: Document
}

/** A change that is about to be logged; its time is given when it is written. */
export type OplogDraft =
  | { op: "insert"; ns: string; uuid: Binary; key: Document; document: Uint8Array }
  | { op: "replace"; ns: string; uuid: Binary; key: Document; document: Uint8Array; before?: Uint8Array }
  | ({ op: "update"; ns: string; uuid: Binary; key: Document; change: UpdateDescription } & Partial<Images>)
  | { op: "delete"; ns: string; uuid: Binary; key: Document; before?: Uint8Array }
  | { op: "drop" | "dropDatabase"; ns: string; uuid?: Binary }
  | { op: "rename"; ns: string; uuid: Binary; to: string; dropTarget?: Binary }
  | {
      op: "create" | "createIndexes" | "dropIndexes" | "modify"
      ns: string
      uuid?: Binary
      description: Document
      stateBeforeChange?: Document
    }

/** The bytes of a document after and before an update, kept where the collection says so. */
type Images = { document: Uint8Array; before: Uint8Array }

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
  /** The last of its documents is what there was before. */
  hasBefore?: boolean
  to?: string
  dropTarget?: Binary
  description?: Document
  stateBeforeChange?: Document
  transaction?: OplogTransaction
}

/** A header in BSON, then the documents' bytes: what the change left behind, and what there was before. */
export function encodeOplogEntry(draft: OplogDraft, wall: Date, transaction?: OplogTransaction): Buffer {
  const { document, before, ...header } = { document: undefined, before: undefined, ...draft }
  const encoded = serializeDocument({
    ...header,
    ...(before && { hasBefore: true }),
    wall,
    ...(transaction && { transaction }),
  })
  return Buffer.concat([encoded, document, before].filter((part) => part !== undefined))
}

/** Reads what is known of a change without its documents: streams pass over most of other collections. */
export function decodeHeader(time: bigint, bytes: Buffer): OplogEntry {
  const header = deserializeDocument(bytes.subarray(0, bytes.readInt32LE(0)))
  return { time, ...(header as Omit<OplogEntry, "time">) }
}

/** The documents that were logged with a change. */
export function decodeImages(
  { hasBefore }: OplogEntry,
  bytes: Buffer,
): { document: Document | undefined; before: Document | undefined } {
  const images: Document[] = []
  for (let at = bytes.readInt32LE(0); at < bytes.length; at += bytes.readInt32LE(at))
    images.push(deserializeDocument(bytes.subarray(at, at + bytes.readInt32LE(at))))
  const before = hasBefore === true ? images.pop() : undefined
  return { document: images[0], before }
}
