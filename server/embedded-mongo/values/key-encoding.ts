import { createHash } from "node:crypto"
import type { Code, DBRef, ObjectId, Timestamp } from "bson"
import { binaryOf, Rank, rankOf, regexOf, textOf, type Document } from "./rank.ts"
import { ByteWriter } from "./byte-writer.ts"
import { encodeNumber } from "./key-number.ts"
import { plainNumber, type Plain } from "./numbers.ts"

/** LMDB takes keys of 1,978 bytes; the rest is room for the key space and the record id. */
const maxTupleBytes = 1760

const hashBytes = 20
const writer = new ByteWriter()

/**
 * Encodes a tuple so that bytes order as `compareValues` orders values, each in its direction:
 * a type byte, then the value; a descending value has its bytes inverted.
 *
 * A tuple longer than `maxTupleBytes` is cut there and ends in a hash of all of it: equal tuples still
 * have equal keys, but two long ones may be out of order and must be sorted again (`isTruncatedKey`).
 */
export function encodeKey(values: readonly unknown[], directions: readonly (1 | -1)[]): Uint8Array {
  writer.length = 0
  for (let at = 0; at < values.length; at++) {
    const start = writer.length
    encodeValue(values[at])
    if (directions[at] === -1) invert(start)
  }
  if (writer.length > maxTupleBytes) {
    const hash = createHash("sha1").update(writer.bytes.subarray(0, writer.length)).digest()
    writer.length = maxTupleBytes
    writer.append(hash)
  }
  return writer.take()
}

/** True for a key that was cut: its order is approximate. */
export function isTruncatedKey(key: Uint8Array): boolean {
  return key.length === maxTupleBytes + hashBytes
}

/** The encoding that precedes every value of the same type class, ascending. */
export function typeLowerBound(value: unknown): Uint8Array {
  return Uint8Array.of(typeByte(value))
}

/** The encoding that follows every value of the same type class, ascending; itself excluded. */
export function typeUpperBound(value: unknown): Uint8Array {
  return Uint8Array.of(typeByte(value) + 1)
}

/** Undefined is encoded as null: an index does not tell a missing field from a null one. */
const typeByte = (value: unknown): number => rankOf(value ?? null) + 1

function invert(from: number): void {
  const { bytes, length } = writer
  for (let at = from; at < length; at++) bytes[at] = ~(bytes[at] as number)
}

function encodeValue(value: unknown): void {
  writer.byte(typeByte(value))
  encodePayload(value)
}

function encodePayload(value: unknown): void {
  switch (rankOf(value)) {
    case Rank.number:
      return encodeNumber(writer, plainNumber(value) as Plain)
    case Rank.string:
      return encodeText(textOf(value))
    case Rank.object:
      return encodeFields(value as Document)
    case Rank.array:
      for (const item of value as unknown[]) encodeValue(item)
      return writer.byte(0)
    case Rank.objectId:
      return writer.append((value as ObjectId).id)
    case Rank.boolean:
      return writer.byte(value ? 1 : 0)
    case Rank.date:
      return encodeNumber(writer, (value as Date).getTime())
    default:
      return encodeRare(value)
  }
}

function encodeRare(value: unknown): void {
  switch (rankOf(value)) {
    case Rank.binary: {
      const binary = binaryOf(value)
      encodeUint32(binary.position)
      writer.byte(binary.sub_type)
      return writer.append(binary.value())
    }
    case Rank.timestamp:
      encodeUint32((value as Timestamp).t)
      return encodeUint32((value as Timestamp).i)
    case Rank.regex: {
      const { pattern, options } = regexOf(value)
      encodeText(pattern)
      return encodeText(options)
    }
    case Rank.dbPointer:
      encodeText((value as DBRef).collection)
      return writer.append((value as DBRef).oid.id)
    case Rank.code:
      return encodeText((value as Code).code)
    case Rank.codeWithScope:
      encodeText((value as Code).code)
      return encodeFields((value as Code).scope ?? {})
    default:
      return undefined
  }
}

/** As documents compare: the value's type, the name, the value; a zero ends the shorter one first. */
function encodeFields(document: Document): void {
  for (const name of Object.keys(document)) {
    const value = document[name]
    writer.byte(typeByte(value))
    encodeText(name)
    encodePayload(value)
  }
  writer.byte(0)
}

/**
 * UTF-8 ended by 00; the bytes 00 and 01 are written 01 01 and 01 02. A prefix comes before what it
 * begins, and no encoding is the beginning of another, so inverted bytes order backwards.
 */
function encodeText(text: string): void {
  writer.reserve(text.length * 3 + 1)
  const start = writer.length
  const end = start + writer.bytes.write(text, start, "utf8")
  const { bytes } = writer
  let escapes = 0
  for (let at = start; at < end; at++) if ((bytes[at] as number) <= 1) escapes++
  writer.length = end + escapes
  let target = writer.length
  for (let at = end - 1; escapes > 0; at--) {
    const byte = bytes[at] as number
    bytes[--target] = byte <= 1 ? byte + 1 : byte
    if (byte > 1) continue
    bytes[--target] = 1
    escapes--
  }
  writer.byte(0)
}

function encodeUint32(value: number): void {
  writer.reserve(4)
  writer.length = writer.bytes.writeUInt32BE(value, writer.length)
}
