import type { Scope } from "../expression/expression.ts"
import { getOwn, hasOwn, isDocument, setOwn, type Document } from "../values/rank.ts"
import { hasKind, type Node, type ParsedProjection } from "./projection-tree.ts"

export type Projection = (document: Document) => Document

/** Makes a function of a parsed projection. */
export function projectionOf({ root, mode }: ParsedProjection, scope: Scope): Projection {
  const base: Projection =
    mode === "inclusion" ? inclusionOf(root) : (document) => exclude(document, root, document)
  if (!hasKind(root, "compute", "late")) return base
  const late = lateFieldsOf(root, scope)
  return (document) => late(base(document), document)
}

/** Adds computed fields to a document that keeps all others. */
export function addFieldsOf(root: Node, scope: Scope): Projection {
  const late = lateFieldsOf(root, scope)
  return (document) => late({ ...document }, document)
}

/** The _id comes along unless it is excluded. */
function inclusionOf(root: Node): Projection {
  const keepsId = !root.children.has("_id")
  return (document) => {
    const result: Document = {}
    for (const name of Object.keys(document)) {
      const node = root.children.get(name)
      if (node) includeField(result, name, document[name], node, document)
      else if (keepsId && name === "_id") result["_id"] = document["_id"]
    }
    return result
  }
}

function includeField(result: Document, name: string, value: unknown, node: Node, root: Document): void {
  const { action } = node
  if (!action) {
    const inner = includeInside(value, node, root)
    if (inner !== undefined) setOwn(result, name, inner)
  } else if (action.kind === "include") setOwn(result, name, value)
  else if (action.kind === "transform") {
    const transformed = action.apply(value, root)
    if (transformed !== undefined) setOwn(result, name, transformed)
  }
}

/** Through arrays, documents only: what is no document has no fields to include. */
function includeInside(value: unknown, node: Node, root: Document): unknown {
  if (Array.isArray(value))
    return value
      .map((element) => includeInside(element, node, root))
      .filter((element) => element !== undefined)
  if (!isDocument(value)) return undefined
  const result: Document = {}
  for (const name of Object.keys(value)) {
    const child = node.children.get(name)
    if (child) includeField(result, name, value[name], child, root)
  }
  return result
}

function exclude(document: Document, node: Node, root: Document): Document {
  const result: Document = {}
  for (const name of Object.keys(document)) {
    const child = node.children.get(name)
    const value = document[name]
    const kept = child ? excludeField(value, child, root) : value
    if (kept !== undefined) setOwn(result, name, kept)
  }
  return result
}

function excludeField(value: unknown, node: Node, root: Document): unknown {
  const { action } = node
  if (!action) return excludeInside(value, node, root)
  if (action.kind === "exclude") return undefined
  return action.kind === "transform" ? action.apply(value, root) : value
}

function excludeInside(value: unknown, node: Node, root: Document): unknown {
  if (Array.isArray(value)) return value.map((element) => excludeInside(element, node, root))
  return isDocument(value) ? exclude(value, node, root) : value
}

type LateFields = (result: Document, document: Document) => Document

/** Computed fields, evaluated on the document as it came and written in the order they were asked for. */
function lateFieldsOf(root: Node, scope: Scope): LateFields {
  const write = writerOf(root, scope)
  return (result, document) => write(result, document, document) as Document
}

/** Writes below a value; in an array, into each element. The value is a copy already, or is copied. */
function writerOf(node: Node, scope: Scope): (target: unknown, source: unknown, root: Document) => unknown {
  const { action } = node
  if (action?.kind === "compute") {
    const { evaluate } = action
    return (_target, _source, root) => evaluate(scope.frame(root))
  }
  if (action?.kind === "late") return (_target, source, root) => action.apply(source, root)
  const parts = [...node.children]
    .filter(([, child]) => hasKind(child, "compute", "late"))
    .map(([name, child]) => [name, writerOf(child, scope)] as const)
  const write = (target: unknown, source: unknown, root: Document): unknown => {
    if (Array.isArray(target))
      return target.map((element, at) => write(element, Array.isArray(source) ? source[at] : undefined, root))
    const result: Document = isDocument(target) ? { ...target } : {}
    const from = isDocument(source) ? source : undefined
    for (const [name, part] of parts) {
      const value = part(getOwn(result, name), from && getOwn(from, name), root)
      if (value !== undefined) setOwn(result, name, value)
      else if (hasOwn(result, name)) delete result[name]
    }
    return result
  }
  return write
}
