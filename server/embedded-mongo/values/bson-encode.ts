import {
  Double,
  Int32,
  Long,
  type Code,
  type Decimal128,
  type DBRef,
  type ObjectId,
  type Timestamp,
} from "bson"
import { CommandError } from "../errors.ts"
import { binaryOf, Rank, rankOf, regexOf, textOf, type Document } from "./rank.ts"
import { ByteWriter } from "./byte-writer.ts"

/** As deep as `decodeDocument` reads, so that nothing is stored that cannot be read. */
const maxDepth = 200

const writer = new ByteWriter()

/**
 * Writes one document; the bytes are the caller's own, never a view into a shared pool.
 * Undefined fields are left out, undefined elements are null.
 * @throws CommandError 15 when nested too deeply, 2 for a value BSON cannot hold.
 */
export function encodeDocument(document: Document): Uint8Array {
  writer.length = 0
  writeDocument(document, 0)
  return writer.take()
}

function writeDocument(document: Document, depth: number): void {
  const start = open(depth)
  for (const name of Object.keys(document)) {
    const value = document[name]
    if (value !== undefined) writeElement(name, value, depth)
  }
  close(start)
}

function writeArray(array: unknown[], depth: number): void {
  const start = open(depth)
  for (let at = 0; at < array.length; at++) writeElement(String(at), array[at] ?? null, depth)
  close(start)
}

function open(depth: number): number {
  if (depth > maxDepth) throw new CommandError("Overflow", "BSONObj exceeded max nested object depth: 200")
  writer.reserve(4)
  writer.length += 4
  return writer.length - 4
}

function close(start: number): void {
  writer.byte(0)
  writer.bytes.writeInt32LE(writer.length - start, start)
}

function writeElement(name: string, value: unknown, depth: number): void {
  const typeAt = writer.length
  writer.byte(0)
  writeName(name)
  const type = writeValue(value, depth)
  writer.bytes[typeAt] = type
}

function writeName(name: string): void {
  if (name.includes("\0")) throw new CommandError("BadValue", "field names cannot contain null bytes")
  writeUtf8(name)
  writer.byte(0)
}

/** Short text is nearly always ASCII: writing it by hand is quicker than a call into the runtime. */
function writeUtf8(text: string): void {
  writer.reserve(text.length * 3)
  const { bytes, length: start } = writer
  if (text.length <= 32) {
    let at = 0
    for (; at < text.length; at++) {
      const unit = text.charCodeAt(at)
      if (unit > 127) break
      bytes[start + at] = unit
    }
    if (at === text.length) {
      writer.length = start + at
      return
    }
  }
  writer.length = start + bytes.write(text, start, "utf8")
}

function writeString(text: string): void {
  const start = writer.length
  writeInt32(0)
  writeUtf8(text)
  writer.byte(0)
  writer.bytes.writeInt32LE(writer.length - start - 4, start)
}

function writeInt32(value: number): void {
  writer.reserve(4)
  writer.length = writer.bytes.writeInt32LE(value, writer.length)
}

function writeInt64(value: bigint): void {
  if (BigInt.asIntN(64, value) !== value)
    throw new CommandError("BadValue", `${value} exceeds a 64-bit integer`)
  writer.reserve(8)
  writer.length = writer.bytes.writeBigInt64LE(value, writer.length)
}

function writeDouble(value: number): void {
  writer.reserve(8)
  writer.length = writer.bytes.writeDoubleLE(value, writer.length)
}

/** Writes a value and tells its type byte. */
function writeValue(value: unknown, depth: number): number {
  switch (typeof value) {
    case "string":
      writeString(value)
      return 0x02
    case "number":
      if ((value | 0) !== value || Object.is(value, -0)) {
        writeDouble(value)
        return 0x01
      }
      writeInt32(value)
      return 0x10
    case "boolean":
      writer.byte(value ? 1 : 0)
      return 0x08
    case "bigint":
      writeInt64(value)
      return 0x12
    case "object":
      return value === null ? 0x0a : writeObject(value, depth)
    default:
      throw new CommandError("BadValue", `a ${typeof value} is not a BSON value`)
  }
}

function writeObject(value: object, depth: number): number {
  switch (rankOf(value)) {
    case Rank.object:
      writeDocument(value as Document, depth + 1)
      return 0x03
    case Rank.array:
      writeArray(value as unknown[], depth + 1)
      return 0x04
    case Rank.objectId:
      writer.append((value as ObjectId).id)
      return 0x07
    case Rank.date:
      writeDate((value as Date).getTime())
      return 0x09
    case Rank.number:
      return writeWrapped(value)
    case Rank.binary: {
      const binary = binaryOf(value)
      writeInt32(binary.position)
      writer.byte(binary.sub_type)
      writer.append(binary.value())
      return 0x05
    }
    default:
      return writeRare(value, depth)
  }
}

function writeDate(time: number): void {
  if (Number.isNaN(time)) throw new CommandError("BadValue", "a date is out of range")
  writeInt64(BigInt(time))
}

function writeWrapped(value: object): number {
  if (value instanceof Double) {
    writeDouble(value.value)
    return 0x01
  }
  if (value instanceof Int32) {
    writeInt32(value.value)
    return 0x10
  }
  if (value instanceof Long) {
    writeInt64(value.toBigInt())
    return 0x12
  }
  writer.append((value as Decimal128).bytes)
  return 0x13
}

function writeRare(value: object, depth: number): number {
  switch (rankOf(value)) {
    case Rank.timestamp:
      writeInt32((value as Timestamp).i | 0)
      writeInt32((value as Timestamp).t | 0)
      return 0x11
    case Rank.regex: {
      const { pattern, options } = regexOf(value)
      writeName(pattern)
      writeName(options)
      return 0x0b
    }
    case Rank.string:
      writeString(textOf(value))
      return 0x0e
    case Rank.dbPointer:
      writeString((value as DBRef).collection)
      writer.append((value as DBRef).oid.id)
      return 0x0c
    case Rank.code:
      writeString((value as Code).code)
      return 0x0d
    case Rank.codeWithScope: {
      const start = writer.length
      writeInt32(0)
      writeString((value as Code).code)
      writeDocument((value as Code).scope ?? {}, depth + 1)
      writer.bytes.writeInt32LE(writer.length - start, start)
      return 0x0f
    }
    case Rank.minKey:
      return 0xff
    case Rank.maxKey:
      return 0x7f
    default:
      throw new CommandError("BadValue", "not a BSON value")
  }
}
