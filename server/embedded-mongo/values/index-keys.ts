import { CommandError } from "../errors.ts"
import { getOwn, isDocument, type Document } from "./rank.ts"
import { parsePath, readPart, type Path, type PathPart } from "./path.ts"

/**
 * The keys a document has in an index.
 * `multikeyPaths` has, for each path, the components at which an array was entered: for `a.b`, 0 when
 * `a` is an array, 1 when `b` is.
 */
export type IndexKeys = { keys: unknown[][]; multikey: boolean; multikeyPaths: number[][] }

/**
 * A path on its way down: the value reached after `depth` components.
 * `array` waits to be looked into, `element` has just been taken out of one, `done` is the key's value.
 */
type Walk = { value: unknown; depth: number; state: "moving" | "array" | "element" | "done" }

/**
 * Generates index keys (`btree_key_generator.cpp`): one per element of an array, paths through the same
 * array kept together. Missing and an empty array give undefined. Only one array level is entered
 * at a time, so an array inside an array is a key as a whole; hence equality with a whole array must look up its first
 * element too, and `[]` must look up null.
 * @throws CommandError 171 when two paths enter different arrays, 16746 when a number in a path is
 * both a position and a field name.
 */
export function indexKeyValues(document: Document, paths: readonly string[]): IndexKeys {
  const plain = plainKey(document, paths)
  if (plain) return { keys: [plain], multikey: false, multikeyPaths: paths.map(() => []) }
  const parsed = paths.map(parsePath)
  const result: IndexKeys = { keys: [], multikey: false, multikeyPaths: paths.map(() => []) }
  expand(
    parsed,
    parsed.map((): Walk => ({ value: document, depth: 0, state: "moving" })),
    result,
  )
  return result
}

/** The key when no array is met, which is the rule and deserves no detour. */
function plainKey(document: Document, paths: readonly string[]): unknown[] | undefined {
  const key: unknown[] = []
  for (const path of paths) {
    let value: unknown = document
    for (const part of parsePath(path)) {
      if (Array.isArray(value)) return undefined
      value = isDocument(value) ? readPart(value, part) : undefined
    }
    if (Array.isArray(value)) return undefined
    key.push(value)
  }
  return key
}

function expand(paths: Path[], walks: Walk[], result: IndexKeys): void {
  const reached = walks.map((walk, at) => descend(paths[at] as Path, walk))
  const first = reached.findIndex(({ state }) => state === "array")
  if (first === -1) {
    result.keys.push(reached.map(({ value }) => value))
    return
  }
  const array = (reached[first] as Walk).value as unknown[]
  reached.forEach(({ state, value, depth }, at) => {
    if (state !== "array") return
    if (value !== array) throw parallelArrays(paths, first, at)
    noteMultikey(result, at, depth - 1)
  })
  for (const value of array.length === 0 ? [undefined] : array) {
    const next = reached.map((walk): Walk =>
      walk.state === "array" ? { value, depth: walk.depth, state: "element" } : walk,
    )
    expand(paths, next, result)
  }
}

/** Goes down through documents and positions until the path's end or an array to look into. */
function descend(path: Path, walk: Walk): Walk {
  if (walk.state === "done") return walk
  let { value, depth } = walk
  let isElement = walk.state === "element"
  for (; depth < path.length; depth++) {
    const { name, index } = path[depth] as PathPart
    if (isDocument(value)) value = getOwn(value, name)
    else if (!Array.isArray(value) || isElement) return { value: undefined, depth, state: "done" }
    else if (index < 0) return { value, depth, state: "array" }
    else value = elementAt(value, index, name)
    isElement = false
  }
  return { value, depth, state: Array.isArray(value) && !isElement ? "array" : "done" }
}

function elementAt(array: unknown[], index: number, name: string): unknown {
  if (array.some((element) => isDocument(element) && Object.hasOwn(element, name)))
    throw new CommandError(16746, `Ambiguous field name found in array: ${name}`)
  return array[index]
}

function noteMultikey(result: IndexKeys, index: number, component: number): void {
  result.multikey = true
  const components = result.multikeyPaths[index] as number[]
  if (!components.includes(component)) components.push(component)
}

function parallelArrays(paths: Path[], first: number, second: number): CommandError {
  const name = (at: number): string => (paths[at] as Path).map((part) => part.name).join(".")
  return new CommandError(171, `cannot index parallel arrays [${name(second)}] [${name(first)}]`)
}
