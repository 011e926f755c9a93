import { BSONSymbol, Decimal128, Double, Int32, Long } from "bson"
import { Rank, rankOf } from "./rank.ts"

/** Type numbers and aliases of the BSON specification, as `$type` takes and gives them. */
export const typeAliases = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  dbPointer: 12,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
} as const
export type TypeAlias = keyof typeof typeAliases

const byRank: Record<Exclude<Rank, typeof Rank.number | typeof Rank.string>, TypeAlias> = {
  [Rank.minKey]: "minKey",
  [Rank.undefined]: "undefined",
  [Rank.null]: "null",
  [Rank.object]: "object",
  [Rank.array]: "array",
  [Rank.binary]: "binData",
  [Rank.objectId]: "objectId",
  [Rank.boolean]: "bool",
  [Rank.date]: "date",
  [Rank.timestamp]: "timestamp",
  [Rank.regex]: "regex",
  [Rank.dbPointer]: "dbPointer",
  [Rank.code]: "javascript",
  [Rank.codeWithScope]: "javascriptWithScope",
  [Rank.maxKey]: "maxKey",
}

/** The alias of a value's BSON type. */
export function typeAliasOf(value: unknown): TypeAlias {
  const rank = rankOf(value)
  if (rank === Rank.string) return value instanceof BSONSymbol ? "symbol" : "string"
  if (rank === Rank.number) return numberTypeOf(value)
  return byRank[rank]
}

export type NumberType = "int" | "long" | "double" | "decimal"

/** Which of the four number types a number is; only for values of rank `number`. */
export function numberTypeOf(value: unknown): NumberType {
  if (typeof value === "number") return (value | 0) === value && !Object.is(value, -0) ? "int" : "double"
  if (typeof value === "bigint" || value instanceof Long) return "long"
  if (value instanceof Decimal128) return "decimal"
  return value instanceof Int32 ? "int" : value instanceof Double ? "double" : "int"
}
