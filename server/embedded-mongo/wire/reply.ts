import { type Timestamp } from "bson"
import { serializeDocument, type Document } from "../values/bson-value.ts"

/** Documents of a cursor's batch; bytes are copied as they are stored. */
export type Batch = {
  field: "firstBatch" | "nextBatch"
  id: bigint
  ns: string
  documents: Uint8Array[]
  postBatchResumeToken?: Document
  /** The time of the snapshot it is read from. */
  atClusterTime?: Timestamp
}

/** A command's answer; a batch becomes its `cursor` field. */
export type Reply = { batch?: Batch; body: Document }

/** Writes a reply without reading the documents it carries. */
export function encodeReply({ batch, body }: Reply): Buffer {
  const rest = serializeDocument(body)
  if (!batch) return Buffer.from(rest.buffer, rest.byteOffset, rest.byteLength)
  const cursor = encodeCursor(batch)
  const name = Buffer.from("\x03cursor\0", "latin1")
  const length = 4 + name.length + cursor.length + (rest.length - 4)
  const result = Buffer.allocUnsafe(length)
  result.writeInt32LE(length)
  result.set(name, 4)
  result.set(cursor, 4 + name.length)
  result.set(rest.subarray(4), 4 + name.length + cursor.length)
  return result
}

function encodeCursor({ field, id, ns, documents, postBatchResumeToken, atClusterTime }: Batch): Buffer {
  const rest = serializeDocument({
    id,
    ns,
    ...(postBatchResumeToken && { postBatchResumeToken }),
    ...(atClusterTime && { atClusterTime }),
  })
  const array = encodeArray(documents)
  const name = Buffer.from(`\x04${field}\0`, "latin1")
  const length = 4 + name.length + array.length + (rest.length - 4)
  const result = Buffer.allocUnsafe(length)
  result.writeInt32LE(length)
  result.set(name, 4)
  result.set(array, 4 + name.length)
  result.set(rest.subarray(4), 4 + name.length + array.length)
  return result
}

function encodeArray(documents: Uint8Array[]): Buffer {
  let length = 5
  for (const [at, document] of documents.entries()) length += 2 + digits(at) + document.length
  const result = Buffer.allocUnsafe(length)
  result.writeInt32LE(length)
  let to = 4
  for (const [at, document] of documents.entries()) {
    result[to++] = 0x03
    to += result.write(String(at), to, "latin1")
    result[to++] = 0
    result.set(document, to)
    to += document.length
  }
  result[to] = 0
  return result
}

const digits = (at: number): number => (at < 10 ? 1 : at < 100 ? 2 : at < 1000 ? 3 : String(at).length)
