import { Binary, BSONRegExp, Decimal128, ObjectId, Timestamp } from "bson"
import { CommandError } from "../errors.ts"
import { isDocument, type Document } from "../values/bson-value.ts"
import { toNumber } from "../values/numbers.ts"
import { type IndexEntry } from "./index-entry.ts"

/** The refusal of a second document with the same key in a unique index, as the real server words it. */
export function duplicateKey(ns: string, index: IndexEntry, values: readonly unknown[]): CommandError {
  const keyValue: Document = Object.fromEntries(index.paths.map((path, at) => [path, values[at] ?? null]))
  return new CommandError(
    "DuplicateKey",
    `E11000 duplicate key error collection: ${ns} index: ${index.name} dup key: ${show(keyValue)}`,
    { extra: { keyPattern: index.spec.key, keyValue } },
  )
}

/** A value as the shell would write it. */
export function show(value: unknown): string {
  if (value === null || value === undefined) return "null"
  if (typeof value === "string") return JSON.stringify(value)
  if (Array.isArray(value)) return `[ ${value.map(show).join(", ")} ]`
  if (value instanceof ObjectId) return `ObjectId('${value.toHexString()}')`
  if (value instanceof Date) return `new Date(${value.getTime()})`
  if (value instanceof Timestamp) return `Timestamp(${value.t}, ${value.i})`
  if (value instanceof Decimal128) return `NumberDecimal('${value.toString()}')`
  if (value instanceof BSONRegExp) return `/${value.pattern}/${value.options}`
  if (value instanceof Binary) return showBinary(value)
  if (isDocument(value)) return showDocument(value)
  const number = toNumber(value)
  return number === undefined ? String(value as boolean) : String(number)
}

function showDocument(document: Document): string {
  const fields = Object.entries(document).map(([name, value]) => `${name}: ${show(value)}`)
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`
}

function showBinary(value: Binary): string {
  const hex = Buffer.from(value.value()).toString("hex")
  const uuid = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/.exec(hex)
  return value.sub_type === Binary.SUBTYPE_UUID && uuid
    ? `UUID("${uuid.slice(1).join("-")}")`
    : `BinData(${value.sub_type}, ${hex.toUpperCase()})`
}
