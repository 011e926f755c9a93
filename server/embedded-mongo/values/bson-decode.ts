import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  DBRef,
  Decimal128,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from "bson"
import { CommandError } from "../errors.ts"
import { double } from "./bson-double.ts"
import { endOfName, invalid, lengthAt, skipValue, startOfDocument } from "./bson-layout.ts"
import { setOwn, type Document } from "./rank.ts"
import { shortText } from "./short-text.ts"

/** MongoDB's BSONDepth default: deeper documents are refused, so no reader can exhaust the stack. */
const maxDepth = 200

/**
 * Reads one document from its bytes; nothing in the result refers to the buffer, which may be reused.
 * @throws CommandError 22 (InvalidBSON) for bytes that are not one whole document, 15 when nested too deeply.
 */
export function decodeDocument(bytes: Uint8Array): Document {
  const buffer = asBuffer(bytes)
  const end = startOfDocument(buffer, 0, buffer.length)
  if (end !== buffer.length - 1) throw invalid("the length does not match the bytes")
  return readDocument(buffer, 4, end, 0)
}

/**
 * Reads only some top-level fields: for scans that need few of many.
 * @param wanted names of the fields to read; others are stepped over.
 */
export function decodeFields(bytes: Uint8Array, wanted: ReadonlySet<string>): Document {
  const buffer = asBuffer(bytes)
  const end = startOfDocument(buffer, 0, buffer.length)
  const document: Document = {}
  let left = wanted.size
  let at = 4
  while (at < end && left > 0) {
    const type = buffer[at] as number
    const nameEnd = endOfName(buffer, at + 1, end)
    const name = shortText(buffer, at + 1, nameEnd)
    const next = skipValue(buffer, type, nameEnd + 1, end)
    if (wanted.has(name)) {
      setOwn(document, name, readValue(buffer, type, nameEnd + 1, next, 0))
      left--
    }
    at = next
  }
  return document
}

const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

function readDocument(buffer: Buffer, from: number, end: number, depth: number): Document {
  if (depth > maxDepth) throw new CommandError(15, "BSONObj exceeded max nested object depth: 200")
  const document: Document = {}
  let at = from
  while (at < end) {
    const type = buffer[at] as number
    const nameEnd = endOfName(buffer, at + 1, end)
    const next = skipValue(buffer, type, nameEnd + 1, end)
    const name = shortText(buffer, at + 1, nameEnd)
    const value = readValue(buffer, type, nameEnd + 1, next, depth)
    if (name === "__proto__") setOwn(document, name, value)
    else document[name] = value
    at = next
  }
  return document
}

function readArray(buffer: Buffer, from: number, end: number, depth: number): unknown[] {
  if (depth > maxDepth) throw new CommandError(15, "BSONObj exceeded max nested object depth: 200")
  const array: unknown[] = []
  let at = from
  while (at < end) {
    const type = buffer[at] as number
    const nameEnd = endOfName(buffer, at + 1, end)
    const next = skipValue(buffer, type, nameEnd + 1, end)
    array.push(readValue(buffer, type, nameEnd + 1, next, depth))
    at = next
  }
  return array
}

/** Reads the value between two positions that `skipValue` has checked. */
function readValue(buffer: Buffer, type: number, at: number, next: number, depth: number): unknown {
  switch (type) {
    case 0x02:
      return readString(buffer, at, next)
    case 0x10:
      return buffer.readInt32LE(at)
    case 0x03:
      return readDocument(buffer, at + 4, next - 1, depth + 1)
    case 0x04:
      return readArray(buffer, at + 4, next - 1, depth + 1)
    case 0x07:
      return new ObjectId(buffer.subarray(at, next))
    case 0x08:
      return buffer[at] === 1
    case 0x09:
      return new Date(Number(buffer.readBigInt64LE(at)))
    case 0x01:
      return double(buffer.readDoubleLE(at))
    case 0x12:
      return buffer.readBigInt64LE(at)
    case 0x0a:
      return null
    default:
      return readRare(buffer, type, at, next, depth)
  }
}

function readRare(buffer: Buffer, type: number, at: number, next: number, depth: number): unknown {
  switch (type) {
    case 0x05: // A copy: the bytes must outlive the buffer. Subtype 2 keeps its inner length, as stored.
      return new Binary(Uint8Array.prototype.slice.call(buffer, at + 5, next), buffer[at + 4])
    case 0x0b:
      return readRegex(buffer, at, next)
    case 0x0c:
      return new DBRef(readString(buffer, at, next - 12), new ObjectId(buffer.subarray(next - 12, next)))
    case 0x0d:
      return new Code(readString(buffer, at, next))
    case 0x0e:
      return new BSONSymbol(readString(buffer, at, next))
    case 0x0f: {
      const codeEnd = at + 8 + lengthAt(buffer, at + 4, next)
      const end = startOfDocument(buffer, codeEnd, next)
      return new Code(readString(buffer, at + 4, codeEnd), readDocument(buffer, codeEnd + 4, end, depth + 1))
    }
    case 0x11:
      return new Timestamp(buffer.readBigUInt64LE(at))
    case 0x13:
      return new Decimal128(Uint8Array.prototype.slice.call(buffer, at, next))
    case 0x7f:
      return new MaxKey()
    case 0xff:
      return new MinKey()
    default:
      return undefined
  }
}

function readRegex(buffer: Buffer, at: number, next: number): BSONRegExp {
  const patternEnd = endOfName(buffer, at, next)
  const options = buffer.toString("utf8", patternEnd + 1, next - 1)
  if (/[^ilmsux]/.test(options)) throw invalid("unknown regular expression option")
  return new BSONRegExp(buffer.toString("utf8", at, patternEnd), options)
}

function readString(buffer: Buffer, at: number, next: number): string {
  return next - at <= 21 ? shortText(buffer, at + 4, next - 1) : buffer.toString("utf8", at + 4, next - 1)
}
