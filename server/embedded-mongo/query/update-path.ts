import { badValue, CommandError } from "../errors.ts"
import { positionOf } from "../values/path.ts"
import { isDocument, getOwn, setOwn, type Document } from "../values/rank.ts"
import { show } from "../values/show.ts"

/** One step of an update's path: a field or position, `$` (the array element the filter found), `$[]`, `$[id]`. */
export type Segment =
  | { kind: "field"; name: string; index: number }
  | { kind: "matched" }
  | { kind: "every" }
  | { kind: "filtered"; id: string }

export type ElementTest = (element: unknown) => boolean

/** A change of the value at one path. `compute` gives the value's own reference back for no change, undefined to remove it. */
export type Change = {
  operator: string
  text: string
  path: Segment[]
  /** Whether missing parents are made; the others leave a document without the path alone. */
  creates: boolean
  compute: (old: unknown, document: Document) => unknown
}

const referenceFields = new Set(["$ref", "$id", "$db"])

/** Reads an update's path. @throws CommandError 56, 52 or 2 for one that cannot be updated. */
export function parseUpdatePath(text: string): Segment[] {
  if (text === "") throw new CommandError("EmptyFieldName", "An empty update path is not valid.")
  const segments = text.split(".").map((name) => segmentOf(name, text))
  if (segments[0]?.kind !== "field")
    throw badValue(`Cannot have positional (i.e. '$') element in the first position in path '${text}'`)
  if (segments.filter(({ kind }) => kind === "matched").length > 1)
    throw badValue(`Too many positional (i.e. '$') elements found in path '${text}'`)
  return segments
}

function segmentOf(name: string, text: string): Segment {
  if (name === "")
    throw new CommandError(
      "EmptyFieldName",
      `The update path '${text}' contains an empty field name, which is not allowed.`,
    )
  if (name === "$") return { kind: "matched" }
  if (name === "$[]") return { kind: "every" }
  const id = /^\$\[(.+)\]$/.exec(name)?.[1]
  if (id !== undefined) return { kind: "filtered", id }
  if (name.startsWith("$") && !referenceFields.has(name))
    throw new CommandError(
      "DollarPrefixedFieldName",
      `The dollar ($) prefixed field '${name}' in '${text}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
    )
  return { kind: "field", name, index: positionOf(name) }
}

export type ApplyContext = {
  document: Document
  filters: ReadonlyMap<string, ElementTest>
  /** The position `$` stands for. @throws CommandError 2 when the filter went through no array. */
  matched: (change: Change) => number
}

/** Beyond this, filling an array up to a far position is taken for a mistake. */
const maxPadding = 1_500_000

/** Applies one change: new containers on the way to it, everything else shared with the old document. */
export function applyChange(root: Document, change: Change, context: ApplyContext): Document {
  return changeAt(root, 0, change, context) as Document
}

function changeAt(node: unknown, at: number, change: Change, context: ApplyContext): unknown {
  const segment = change.path[at]
  if (!segment) return change.compute(node, context.document)
  if (segment.kind === "field") return changeField(node, segment, at, change, context)
  if (!Array.isArray(node)) return refuseArrayUpdate(node, at, change)
  if (segment.kind === "matched") return changeElement(node, context.matched(change), at, change, context)
  const test = segment.kind === "every" ? undefined : context.filters.get(segment.id)
  const changed = (node as unknown[]).map((element) =>
    test && !test(element) ? element : (changeAt(element, at + 1, change, context) ?? null),
  )
  return changed.some((element, index) => element !== node[index]) ? changed : node
}

function changeField(
  node: unknown,
  segment: Extract<Segment, { kind: "field" }>,
  at: number,
  change: Change,
  context: ApplyContext,
): unknown {
  if (isDocument(node)) {
    const old = getOwn(node, segment.name)
    const value = changeAt(old, at + 1, change, context)
    if (value === old) return node
    const copy = { ...node }
    if (value === undefined) delete copy[segment.name]
    else setOwn(copy, segment.name, value)
    return copy
  }
  if (Array.isArray(node) && segment.index >= 0)
    return changeElement(node, segment.index, at, change, context)
  if (node !== undefined) {
    if (!change.creates) return node
    const parent = textUpTo(change, at - 1)
    throw new CommandError(
      "PathNotViable",
      `Cannot create field '${segment.name}' in element {${lastName(parent)}: ${show(node)}}`,
    )
  }
  const value = changeAt(undefined, at + 1, change, context)
  if (value === undefined) return undefined
  const created: Document = {}
  setOwn(created, segment.name, value)
  return created
}

function changeElement(
  array: unknown[],
  index: number,
  at: number,
  change: Change,
  context: ApplyContext,
): unknown[] {
  const old = array[index]
  const value = changeAt(old, at + 1, change, context)
  if (value === old) return array
  const copy = array.slice()
  if (index > copy.length + maxPadding)
    throw new CommandError("CannotBackfillArray", `Cannot fill array up to position ${index}`)
  while (copy.length < index) copy.push(null)
  // An element cannot be taken out by its position: it becomes null.
  copy[index] = value ?? null
  return copy
}

function refuseArrayUpdate(node: unknown, at: number, change: Change): unknown {
  const path = textUpTo(change, at - 1)
  if (node !== undefined)
    throw badValue(`Cannot apply array updates to non-array element ${lastName(path)}: ${show(node)}`)
  throw badValue(`The path '${path}' must exist in the document in order to apply array updates.`)
}

const textUpTo = (change: Change, at: number): string =>
  change.text
    .split(".")
    .slice(0, at + 1)
    .join(".")

const lastName = (path: string): string => path.slice(path.lastIndexOf(".") + 1)
