import { CommandError, notSupported } from "../errors.ts"
import { normalizeCollation } from "../collation/collation.ts"
import { getOwn, hasOwn, isDocument, type Document } from "../values/bson-value.ts"
import { toNumber } from "../values/numbers.ts"
import { type Command } from "./command.ts"

/** What every command may carry. */
const common = new Set([
  "$db",
  "$readPreference",
  "$clusterTime",
  "lsid",
  "txnNumber",
  "startTransaction",
  "autocommit",
  "readConcern",
  "writeConcern",
  "maxTimeMS",
  "comment",
  "apiVersion",
  "apiStrict",
  "apiDeprecationErrors",
  "$audit",
  "$client",
  "$configServerState",
  "$gleStats",
  "$oplogQueryData",
])

/**
 * Refuses what a command does not know, as a real server does: an option passed over in silence could
 * change the answer.
 */
export function checkFields(name: string, body: Document, { fields, refused }: Command): void {
  if (fields === "any") return
  for (const field of Object.keys(body).slice(1)) {
    if (common.has(field) || fields.includes(field)) continue
    if (refused?.includes(field)) {
      if (asksForSomething(body[field])) throw notSupported(`option '${field}' of ${name}`)
      continue
    }
    throw new CommandError(40415, `BSON field '${name}.${field}' is an unknown field.`)
  }
  if (hasOwn(body, "collation")) normalizeCollation(body.collation)
}

/** Drivers and tools send options switched off. */
const asksForSomething = (value: unknown): boolean =>
  value !== false &&
  value !== null &&
  value !== undefined &&
  !(isDocument(value) && Object.keys(value).length === 0)

/** A field that must be a document. */
export function documentField(body: Document, field: string): Document | undefined {
  const value = getOwn(body, field)
  if (value === undefined || value === null) return undefined
  if (!isDocument(value)) throw wrongType(field, value, "object")
  return value
}

/** A field that must be a whole number, not below zero. */
export function countField(body: Document, field: string): number | undefined {
  const value = numberField(body, field)
  if (value !== undefined && value < 0)
    throw new CommandError(51024, `BSON field '${field}' value must be >= 0, actual value '${value}'`)
  return value
}

/** A field that must be a number; a fraction is cut off as a real server does. */
export function numberField(body: Document, field: string): number | undefined {
  const value = getOwn(body, field)
  if (value === undefined || value === null) return undefined
  const number = toNumber(value)
  if (number === undefined || Number.isNaN(number)) throw wrongType(field, value, "number")
  return Math.trunc(number)
}

/** A field that must be true or false; numbers count, as in MongoDB. */
export function booleanField(body: Document, field: string): boolean {
  const value = getOwn(body, field)
  if (typeof value === "boolean") return value
  if (value === undefined || value === null) return false
  const number = toNumber(value)
  if (number === undefined) throw wrongType(field, value, "bool")
  return number !== 0
}

/** A field that must be an array of documents. */
export function documentsField(body: Document, field: string): Document[] | undefined {
  const value = getOwn(body, field)
  if (value === undefined || value === null) return undefined
  if (!Array.isArray(value) || !value.every(isDocument)) throw wrongType(field, value, "array")
  return value
}

export function wrongType(field: string, value: unknown, expected: string): CommandError {
  const actual = Array.isArray(value) ? "array" : isDocument(value) ? "object" : typeof value
  return new CommandError(
    "TypeMismatch",
    `BSON field '${field}' is the wrong type '${actual}', expected type '${expected}'`,
  )
}
