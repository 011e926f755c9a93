import { CommandError } from "../errors.ts"
import { compareStrings } from "../values/compare.ts"
import { Rank, rankOf, textOf } from "../values/rank.ts"
import { binary, isNullish, needInt, typeName, unary, variadic, type Operators } from "./define.ts"
import { toText } from "./convert.ts"
import { trimOperator } from "./trim.ts"

/** String operators. `CP` counts code points, the others UTF-8 bytes. */
export const strings: Operators = {
  $concat: variadic(0, Infinity, (values, name) => {
    let result = ""
    for (const value of values) {
      if (isNullish(value)) return null
      result += needText(value, 16702, name)
    }
    return result
  }),
  $toLower: unary((value, name) => asText(value, name).replace(/[A-Z]+/g, (part) => part.toLowerCase())),
  $toUpper: unary((value, name) => asText(value, name).replace(/[a-z]+/g, (part) => part.toUpperCase())),
  $strcasecmp: binary((a, b, name) =>
    Math.sign(compareStrings(asText(a, name).toUpperCase(), asText(b, name).toUpperCase())),
  ),
  $strLenCP: unary((value, name) => codePoints(needText(value, 34471, name)).length),
  $strLenBytes: unary((value, name) => Buffer.byteLength(needText(value, 34473, name))),
  $substr: variadic(3, 3, substrBytes),
  $substrBytes: variadic(3, 3, substrBytes),
  $substrCP: variadic(3, 3, ([value, start, count], name) => {
    const points = codePoints(asText(value, name))
    const from = needInt(start, 34450, name)
    const length = needInt(count, 34452, name)
    if (from < 0) throw new CommandError(34455, `${name}: the starting index must be nonnegative integer.`)
    if (length < 0) throw new CommandError(34454, `${name}: the length must be a nonnegative integer.`)
    return points.slice(from, from + length).join("")
  }),
  $indexOfCP: variadic(2, 4, ([value, search, start, end], name) => {
    if (isNullish(value)) return null
    const points = codePoints(needText(value, 40093, name))
    const wanted = codePoints(needText(search, 40094, name))
    return indexOfSequence(
      points,
      wanted,
      position(start, name),
      end === undefined ? Infinity : position(end, name),
    )
  }),
  $indexOfBytes: variadic(2, 4, ([value, search, start, end], name) => {
    if (isNullish(value)) return null
    const bytes = [...Buffer.from(needText(value, 40091, name))]
    const wanted = [...Buffer.from(needText(search, 40092, name))]
    return indexOfSequence(
      bytes,
      wanted,
      position(start, name),
      end === undefined ? Infinity : position(end, name),
    )
  }),
  $split: binary((value, separator, name) => {
    if (isNullish(value) || isNullish(separator)) return null
    const text = needText(value, 40085, name)
    const by = needText(separator, 40086, name)
    if (by === "") throw new CommandError(40087, "$split requires a non-empty separator")
    return text.split(by)
  }),
  $trim: trimOperator(true, true),
  $ltrim: trimOperator(true, false),
  $rtrim: trimOperator(false, true),
}

/** The text of a string or symbol, or a refusal. */
function needText(value: unknown, code: number, name: string): string {
  if (rankOf(value) === Rank.string) return textOf(value)
  throw new CommandError(code, `${name} requires a string argument, found: ${typeName(value)}`)
}

/** Text of what older string operators take: null is empty, numbers and dates are written out. */
function asText(value: unknown, name: string): string {
  if (isNullish(value)) return ""
  const rank = rankOf(value)
  if (rank === Rank.string) return textOf(value)
  if (rank === Rank.number || rank === Rank.date) return toText(value)
  throw new CommandError(16007, `can't convert from BSON type ${typeName(value)} to String in ${name}`)
}

const codePoints = (text: string): string[] => Array.from(text)

function position(value: unknown, name: string): number {
  if (value === undefined) return 0
  const at = needInt(value, 40096, name)
  if (at < 0) throw new CommandError(40097, `${name} requires a nonnegative index, found: ${at}`)
  return at
}

function indexOfSequence<T>(list: T[], wanted: T[], from: number, to: number): number {
  const end = Math.min(to, list.length)
  for (let at = from; at + wanted.length <= end; at++)
    if (wanted.every((item, offset) => list[at + offset] === item)) return at
  return -1
}

function substrBytes([value, start, count]: unknown[], name: string): string {
  const bytes = Buffer.from(asText(value, name))
  const from = Math.trunc(Number(needInt(start, 16034, name)))
  const length = Math.trunc(Number(needInt(count, 16035, name)))
  if (from < 0) throw new CommandError(50752, `${name}: starting index must be non-negative (got: ${from})`)
  const isInside = (at: number): boolean => ((bytes[at] ?? 0) & 0xc0) === 0x80
  if (isInside(from))
    throw new CommandError(28656, `${name}: Invalid range, starting index is a UTF-8 continuation byte.`)
  const end = length < 0 ? bytes.length : Math.min(bytes.length, from + length)
  if (isInside(end))
    throw new CommandError(
      28657,
      `${name}: Invalid range, ending index is in the middle of a UTF-8 character.`,
    )
  return bytes.toString("utf8", from, Math.max(from, end))
}
