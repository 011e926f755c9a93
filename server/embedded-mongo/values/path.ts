import { getOwn, isDocument, type Document } from "./rank.ts"

/**
 * One component of a dotted path. `index` is its value when it can be an array position, else -1;
 * `inherited` tells that plain objects carry a property of this name, so that only own ones count.
 */
export type PathPart = { readonly name: string; readonly index: number; readonly inherited: boolean }
export type Path = readonly PathPart[]

const cache = new Map<string, Path>()
const cacheLimit = 10_000

/** Splits a dotted path; the result is shared, so splitting in a loop is cheap. */
export function parsePath(path: string): Path {
  const known = cache.get(path)
  if (known) return known
  const parts = path
    .split(".")
    .map((name) => ({ name, index: positionOf(name), inherited: name in Object.prototype }))
  if (cache.size >= cacheLimit) cache.clear()
  cache.set(path, parts)
  return parts
}

/** The field of a document that a path component names; quicker than `getOwn` for ordinary names. */
export function readPart(document: Document, part: PathPart): unknown {
  return part.inherited ? getOwn(document, part.name) : document[part.name]
}

/** The array position a path component stands for, or -1: digits without a leading zero. */
export function positionOf(name: string): number {
  return /^(0|[1-9]\d{0,8})$/.test(name) ? Number(name) : -1
}

/**
 * Whether `test` holds for any value at the path, as MongoDB's matcher walks it (`path.cpp`): an array
 * on the way is looked into element by element, its documents only, and a number is also a position.
 * A path that stops at a scalar yields undefined; an array without documents yields nothing.
 * The last value is given whole: looking into an array there is the operator's business.
 */
export function someAt(value: unknown, path: Path, test: (value: unknown) => boolean): boolean {
  return someFrom(value, path, 0, test)
}

function someFrom(start: unknown, path: Path, from: number, test: (value: unknown) => boolean): boolean {
  let value = start
  for (let at = from; at < path.length; at++) {
    if (Array.isArray(value)) return someInArray(value, path, at, test)
    if (!isDocument(value)) return test(undefined)
    value = readPart(value, path[at] as PathPart)
  }
  return test(value)
}

function someInArray(array: unknown[], path: Path, at: number, test: (value: unknown) => boolean): boolean {
  const { index } = path[at] as PathPart
  if (index >= 0 && index < array.length) {
    const element = array[index]
    const isLast = at === path.length - 1
    // Beyond a position, a scalar has no fields: it yields nothing, as any scalar in an array.
    if (isLast ? test(element) : isTree(element) && someFrom(element, path, at + 1, test)) return true
  }
  for (const element of array) if (isDocument(element) && someFrom(element, path, at, test)) return true
  return false
}

const isTree = (value: unknown): boolean => Array.isArray(value) || isDocument(value)

/** All values at a dotted path, in document order, with the rules of `someAt`. */
export function valuesAt(document: unknown, path: string): unknown[] {
  const found: unknown[] = []
  someFrom(document, parsePath(path), 0, (value) => {
    found.push(value)
    return false
  })
  return found
}

/** The value at a path through documents only; undefined as soon as anything else is met. */
export function directValueAt(document: Document, path: Path): unknown {
  let value: unknown = document
  for (const part of path) {
    if (!isDocument(value)) return undefined
    value = readPart(value, part)
  }
  return value
}
