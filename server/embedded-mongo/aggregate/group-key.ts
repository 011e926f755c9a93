import type { ObjectId } from "bson"
import { stringOrder, type StringOrder } from "../collation/string-order.ts"
import { encodeKey } from "../values/key-encoding.ts"
import { isDocument, Rank, rankOf } from "../values/rank.ts"

/**
 * A key for a Map such that equal values have equal keys: `1` and `Long 1`, null and missing.
 * Values that are common in groups are their own key; others go by their ordered bytes.
 */
export function groupKeyOf(value: unknown): unknown {
  const order = stringOrder()
  return order ? plainKeyOf(canonicalOf(value, order)) : plainKeyOf(value)
}

/** A value with each of its strings replaced by the one that stands for all that compare as equal. */
function canonicalOf(value: unknown, order: StringOrder): unknown {
  if (typeof value === "string") return order.canonical(value)
  if (Array.isArray(value)) return value.map((item) => canonicalOf(item, order))
  if (!isDocument(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, canonicalOf(item, order)]))
}

function plainKeyOf(value: unknown): unknown {
  switch (typeof value) {
    case "string":
      // The prefix of the other kinds of key; a string that has it too must not meet them.
      return value.startsWith("\0") ? bytesKey(value) : value
    case "boolean":
    case "number":
      return value
    case "undefined":
      return null
    default: {
      if (value === null) return null
      const rank = rankOf(value)
      if (rank === Rank.objectId) return `\0o${(value as ObjectId).toHexString()}`
      if (rank === Rank.date) return `\0d${(value as Date).getTime()}`
      return bytesKey(value)
    }
  }
}

function bytesKey(value: unknown): unknown {
  const rank = rankOf(value)
  if (rank === Rank.number) {
    const number = Number(value)
    // A number that a double holds exactly must share the key of that double.
    if (typeof value === "bigint" && BigInt(number) === value) return number
    const encoded = encodeKey([value], [1])
    const plain = Number(String(value))
    return sameBytes(encoded, encodeKey([plain], [1])) ? plain : keyOf(encoded)
  }
  return keyOf(encodeKey([value], [1]))
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0

const keyOf = (bytes: Uint8Array): string =>
  `\0b${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1")}`
