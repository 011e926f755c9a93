import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  DBRef,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  UUID,
} from "bson"

export type Document = Record<string, unknown>

/** The order of types: `canonicalizeBSONType` in MongoDB's `bsontypes.h`. */
export const Rank = {
  minKey: 0,
  undefined: 1,
  null: 2,
  number: 3,
  string: 4,
  object: 5,
  array: 6,
  binary: 7,
  objectId: 8,
  boolean: 9,
  date: 10,
  timestamp: 11,
  regex: 12,
  dbPointer: 13,
  code: 14,
  codeWithScope: 15,
  maxKey: 16,
} as const
export type Rank = (typeof Rank)[keyof typeof Rank]

/** Where a value stands in the order of types. Classes are told by prototype: a document may spell `_bsontype`. */
export function rankOf(value: unknown): Rank {
  switch (typeof value) {
    case "number":
    case "bigint":
      return Rank.number
    case "string":
      return Rank.string
    case "boolean":
      return Rank.boolean
    case "object":
      return value === null ? Rank.null : rankOfObject(value)
    default:
      return Rank.undefined
  }
}

const ranks = new Map<unknown, Rank>([
  [Object.prototype, Rank.object],
  [Array.prototype, Rank.array],
  [ObjectId.prototype, Rank.objectId],
  [Date.prototype, Rank.date],
  [Double.prototype, Rank.number],
  [Int32.prototype, Rank.number],
  [Long.prototype, Rank.number],
  [Decimal128.prototype, Rank.number],
  [Binary.prototype, Rank.binary],
  [UUID.prototype, Rank.binary],
  [Timestamp.prototype, Rank.timestamp],
  [BSONRegExp.prototype, Rank.regex],
  [RegExp.prototype, Rank.regex],
  [BSONSymbol.prototype, Rank.string],
  [DBRef.prototype, Rank.dbPointer],
  [MinKey.prototype, Rank.minKey],
  [MaxKey.prototype, Rank.maxKey],
])

function rankOfObject(value: object): Rank {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === Object.prototype) return Rank.object
  if (prototype === Array.prototype) return Rank.array
  if (prototype === Code.prototype) return (value as Code).scope ? Rank.codeWithScope : Rank.code
  const rank = ranks.get(prototype)
  if (rank !== undefined) return rank
  return value instanceof Uint8Array ? Rank.binary : Rank.object
}

/** True for an embedded document, false for arrays and for every BSON class. */
export function isDocument(value: unknown): value is Document {
  if (typeof value !== "object" || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** The field's value, or undefined; what `Object.prototype` carries is never a field. */
export function getOwn(document: Document, key: string): unknown {
  return Object.hasOwn(document, key) ? document[key] : undefined
}

/** True when the document has the field, whatever its value. */
export function hasOwn(document: Document, key: string): boolean {
  return Object.hasOwn(document, key)
}

/** Sets a field as an own property, also when it is called `__proto__`. */
export function setOwn(document: Document, key: string, value: unknown): void {
  if (key === "__proto__")
    Object.defineProperty(document, key, { value, enumerable: true, configurable: true, writable: true })
  else document[key] = value
}

/** The text of a string or of the old symbol type, which compare as one. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : (value as BSONSymbol).value
}

/** A regular expression in BSON's form, whichever class holds it. */
export function regexOf(value: unknown): BSONRegExp {
  if (!(value instanceof RegExp)) return value as BSONRegExp
  return new BSONRegExp(value.source, value.flags.replace(/[^imsux]/g, ""))
}

/** Binary data in BSON's form: plain bytes are subtype 0. */
export function binaryOf(value: unknown): Binary {
  return value instanceof Binary ? value : new Binary(value as Uint8Array)
}
