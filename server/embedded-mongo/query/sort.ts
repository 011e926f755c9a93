import { CommandError, notSupported } from "../errors.ts"
import { compareValues } from "../values/compare.ts"
import { toNumber } from "../values/numbers.ts"
import { parsePath, readPart, someAt, type Path, type PathPart } from "../values/path.ts"
import { isDocument, type Document } from "../values/rank.ts"

export type Order = (a: Document, b: Document) => number
export type SortKey = { path: string; direction: 1 | -1 }

/**
 * Compiles a sort. An array sorts by its least element ascending, by its greatest descending; an empty
 * one comes before null, as in MongoDB.
 * @throws CommandError 15974 and others for directions that are not 1 or -1.
 */
export function compileSort(specification: Document): Order {
  const keys = parseSort(specification).map(({ path, direction }) => ({
    key: sortKeyOf(parsePath(path), direction),
    direction,
  }))
  const [first] = keys
  if (first && keys.length === 1) return (a, b) => compareKeys(first.key(a), first.key(b)) * first.direction
  return (a, b) => {
    for (const { key, direction } of keys) {
      const order = compareKeys(key(a), key(b))
      if (order !== 0) return order * direction
    }
    return 0
  }
}

/** A sort that reads its keys out of each document once, for those that are compared many times. */
export function compileSortKeys(parts: SortKey[]) {
  const keyOf = parts.map(({ path, direction }) => sortKeyOf(parsePath(path), direction))
  return {
    keysOf: (document: Document): unknown[] => keyOf.map((read) => read(document)),
    compare: (a: unknown[], b: unknown[]): number => {
      for (let at = 0; at < parts.length; at++) {
        const order = compareKeys(a[at], b[at])
        if (order !== 0) return order * (parts[at] as SortKey).direction
      }
      return 0
    },
  }
}

/** Checks a sort's directions; the order of fields is the order of importance. */
export function parseSort(specification: Document): SortKey[] {
  return Object.keys(specification).map((path) => {
    const value = specification[path]
    if (isDocument(value)) {
      if (Object.hasOwn(value, "$meta")) throw notSupported("sort by $meta")
      throw new CommandError("BadValue", `Illegal key in $sort specification: ${path}`)
    }
    if (path === "") throw new CommandError(40352, "FieldPath cannot be constructed with empty string")
    if (path.startsWith("$")) throw new CommandError(16410, "FieldPath field names may not start with '$'.")
    const direction = toNumber(value)
    if (direction === undefined)
      throw new CommandError(15974, `Illegal key in $sort specification: ${path}: ${String(value)}`)
    if (direction !== 1 && direction !== -1)
      throw new CommandError(15975, "$sort key ordering must be 1 (for ascending) or -1 (for descending)")
    return { path, direction }
  })
}

/** Sorts below everything but MinKey: the place of an empty array, as BSON's undefined has it. */
const emptyArray = Symbol("empty array")

/** The value a document sorts by; computed on the fly, since most fields hold no array. */
export function sortKeyOf(path: Path, direction: 1 | -1): (document: Document) => unknown {
  if (path.length === 1) {
    const part = path[0] as PathPart
    return (document) => {
      const value = readPart(document, part)
      return Array.isArray(value) ? extreme(value, direction) : value
    }
  }
  return (document) => {
    let best: unknown
    let found = false
    someAt(document, path, (value) => {
      const candidate = Array.isArray(value) ? extreme(value, direction) : value
      if (!found || compareKeys(candidate, best) * direction < 0) best = candidate
      found = true
      return false
    })
    return best
  }
}

function extreme(array: unknown[], direction: 1 | -1): unknown {
  if (array.length === 0) return emptyArray
  let best = array[0]
  for (let at = 1; at < array.length; at++)
    if (compareValues(array[at], best) * direction < 0) best = array[at]
  return best
}

/** Compares two sort keys. */
export function compareKeys(a: unknown, b: unknown): number {
  if (a !== emptyArray && b !== emptyArray) return compareValues(a, b)
  if (a === b) return 0
  const isMinKey = compareValues(a === emptyArray ? b : a, null) < 0
  return (a === emptyArray) === isMinKey ? 1 : -1
}
