import { CommandError } from "../errors.ts"
import { typeName } from "../expression/define.ts"
import { compileSortKeys, parseSort } from "../query/sort.ts"
import { toNumber } from "../values/numbers.ts"
import { isDocument, type Document } from "../values/rank.ts"
import { rebatch, whenAll, type CompileStage, type Stage } from "./stage.ts"

type Entry = { keys: unknown[]; document: Document }

/** `$sort`; with a limit it keeps no more than that many documents. */
export function sortStage(specification: unknown, limit = Infinity): Stage {
  if (!isDocument(specification))
    throw new CommandError(15973, "the $sort key specification must be an object")
  const parts = parseSort(specification)
  if (parts.length === 0) throw new CommandError(15976, "$sort stage must have at least one sort key")
  const { keysOf, compare } = compileSortKeys(parts)
  const order = (a: Entry, b: Entry): number => compare(a.keys, b.keys)
  return async function* (input) {
    let kept: Entry[] = []
    for await (const batch of input) {
      for (const document of batch) kept.push({ keys: keysOf(document), document })
      // Sorting now and then what exceeds the limit costs less than a heap in this runtime.
      if (kept.length > 2 * limit + 1000) kept = kept.sort(order).slice(0, limit)
    }
    kept.sort(order)
    yield* rebatch(kept.slice(0, limit).map(({ document }) => document))
  }
}

/** The number of `$limit`. */
export function limitOf(specification: unknown): number {
  const limit = wholeNumber("$limit", specification, 2107201)
  if (limit <= 0) throw new CommandError(15958, "the limit must be positive")
  return limit
}

/** The number of `$skip`. */
export function skipOf(specification: unknown): number {
  const skip = wholeNumber("$skip", specification, 5107200)
  if (skip < 0) throw new CommandError(15956, "Argument to $skip cannot be negative")
  return skip
}

function wholeNumber(name: string, value: unknown, code: number): number {
  const number = toNumber(value)
  if (number === undefined || !Number.isInteger(number))
    throw new CommandError(
      code,
      `invalid argument to ${name} stage: Expected an integer, found ${typeName(value)}`,
    )
  return number
}

export const limit: CompileStage = (specification) => {
  const most = limitOf(specification)
  return async function* (input) {
    let left = most
    for await (const batch of input) {
      yield batch.length > left ? batch.slice(0, left) : batch
      left -= batch.length
      if (left <= 0) return
    }
  }
}

export const skip: CompileStage = (specification) => {
  const count = skipOf(specification)
  return async function* (input) {
    let left = count
    for await (const batch of input) {
      if (left < batch.length) yield left > 0 ? batch.slice(left) : batch
      left = Math.max(0, left - batch.length)
    }
  }
}

/** `$sample`: a random choice, each document equally likely, in random order. */
export const sample: CompileStage = (specification) => {
  const size = isDocument(specification) ? toNumber(specification["size"]) : undefined
  if (size === undefined) throw new CommandError(28749, "$sample stage must specify a size")
  if (!(size > 0)) throw new CommandError(28747, "size argument to $sample must be a positive integer")
  return whenAll((documents) => {
    for (let at = 0; at < Math.min(size, documents.length); at++) {
      const other = at + Math.floor(Math.random() * (documents.length - at))
      const picked = documents[other] as Document
      documents[other] = documents[at] as Document
      documents[at] = picked
    }
    return documents.slice(0, size)
  })
}

/** `$count`: one document with the number, or none for nothing. */
export const count: CompileStage = (specification) => {
  if (typeof specification !== "string" || specification === "")
    throw new CommandError(40156, "the count field must be a non-empty string")
  if (specification.startsWith("$"))
    throw new CommandError(40158, "the count field cannot be a $-prefixed path")
  if (specification.includes(".")) throw new CommandError(40160, "the count field cannot contain '.'")
  return async function* (input) {
    let total = 0
    for await (const batch of input) total += batch.length
    if (total > 0) yield [{ [specification]: total }]
  }
}
