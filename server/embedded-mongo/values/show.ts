import { Decimal128, type Binary, type ObjectId, type Timestamp } from "bson"
import { numberTypeOf } from "./bson-type.ts"
import { plainNumber } from "./numbers.ts"
import { Rank, rankOf, regexOf, textOf, type Document } from "./rank.ts"

/** Messages show no more of a value than this. */
const maxLength = 300

/** A value as the real server's messages write it: `{ a: "x", b: ObjectId('…') }`, cut when long. */
export function show(value: unknown): string {
  const text = write(value, 0)
  return text.length > maxLength ? `${text.slice(0, maxLength)}...` : text
}

function write(value: unknown, depth: number): string {
  if (depth > 10) return "..."
  switch (rankOf(value)) {
    case Rank.undefined:
      return "undefined"
    case Rank.null:
      return "null"
    case Rank.string:
      return JSON.stringify(textOf(value))
    case Rank.number:
      return writeNumber(value)
    case Rank.object:
      return writeDocument(value as Document, depth)
    case Rank.array:
      return `[ ${(value as unknown[])
        .slice(0, 50)
        .map((item) => write(item, depth + 1))
        .join(", ")} ]`
    case Rank.objectId:
      return `ObjectId('${(value as ObjectId).toHexString()}')`
    case Rank.boolean:
      return String(value)
    case Rank.date:
      return `new Date(${(value as Date).getTime()})`
    case Rank.timestamp:
      return `Timestamp(${(value as Timestamp).t}, ${(value as Timestamp).i})`
    case Rank.regex:
      return `/${regexOf(value).pattern}/${regexOf(value).options}`
    case Rank.binary:
      return `BinData(${(value as Binary).sub_type}, ${Buffer.from((value as Binary).value())
        .toString("hex")
        .toUpperCase()})`
    case Rank.minKey:
      return "MinKey"
    case Rank.maxKey:
      return "MaxKey"
    default:
      return "..."
  }
}

function writeNumber(value: unknown): string {
  const plain = plainNumber(value)
  if (plain instanceof Decimal128) return plain.toString()
  const isWholeDouble = numberTypeOf(value) === "double" && Number.isInteger(plain)
  return isWholeDouble && Math.abs(Number(plain)) < 1e15 ? `${String(plain)}.0` : String(plain)
}

function writeDocument(document: Document, depth: number): string {
  const names = Object.keys(document).slice(0, 50)
  if (names.length === 0) return "{}"
  return `{ ${names.map((name) => `${name}: ${write(document[name], depth + 1)}`).join(", ")} }`
}
