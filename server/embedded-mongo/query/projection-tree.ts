import { CommandError, notSupported } from "../errors.ts"
import { compileExpression, isExpressionName, type Evaluate, type Scope } from "../expression/expression.ts"
import { toNumber } from "../values/numbers.ts"
import { isDocument, type Document } from "../values/rank.ts"
import { isTrue } from "./field-operators.ts"

/** What happens to a field. `late` fields are written after the others, `transform` keeps the field's place. */
export type Action =
  | { kind: "include" }
  | { kind: "exclude" }
  | { kind: "compute"; evaluate: Evaluate }
  | { kind: "transform"; apply: (value: unknown, document: Document) => unknown }
  | { kind: "late"; apply: (value: unknown, document: Document) => unknown }

/** A field's action, or what happens to the fields inside it. */
export type Node = { action?: Action; children: Map<string, Node> }

/** Compiles the operators only a find's projection has: `$slice`, `$elemMatch`. Undefined for an expression. */
export type FindOperators = (operator: string, operand: unknown, path: string) => Action | undefined

export type ParsedProjection = { root: Node; mode: "inclusion" | "exclusion" }

/** What the mode of a projection is told by. */
type Seen = { included?: string; excluded?: string; transformed: boolean; id?: Action }

/**
 * Reads a projection into a tree.
 * @throws CommandError 31253 and 31254 when it both includes and excludes, 31249 and 31250 when paths meet,
 * 31325 for an operator that does not exist.
 */
export function parseProjection(
  specification: Document,
  scope: Scope,
  findOperators?: FindOperators,
): ParsedProjection {
  const root: Node = { children: new Map() }
  const seen: Seen = { transformed: false }
  const visit = (fields: Document, prefix: string): void => {
    for (const name of Object.keys(fields)) {
      const path = prefix ? `${prefix}.${name}` : name
      const value = fields[name]
      if (isDocument(value) && !isOperator(value)) {
        if (Object.keys(value).length === 0)
          throw new CommandError(
            51270,
            `An empty sub-projection is not a valid value. Found empty object at path ${path}`,
          )
        visit(value, path)
        continue
      }
      const action = actionOf(value, path, scope, findOperators)
      note(seen, path, action)
      addNode(root, path, action)
    }
  }
  visit(specification, "")
  return { root, mode: modeOf(seen) }
}

const isOperator = (value: Document): boolean => Object.keys(value).some((key) => key.startsWith("$"))

function actionOf(value: unknown, path: string, scope: Scope, findOperators?: FindOperators): Action {
  if (typeof value === "boolean" || toNumber(value) !== undefined)
    return { kind: isTrue(value) ? "include" : "exclude" }
  if (isDocument(value)) {
    const [operator = ""] = Object.keys(value)
    if (operator === "$meta") throw notSupported("$meta")
    const special = findOperators?.(operator, value[operator], path)
    if (special) {
      if (Object.keys(value).length > 1)
        throw new CommandError(31271, `positional and ${operator} projections take no other operator`)
      return special
    }
    if (operator.startsWith("$") && !isExpressionName(operator))
      throw new CommandError(31325, `Unknown expression ${operator}`)
  }
  return { kind: "compute", evaluate: compileExpression(value, scope) }
}

function note(seen: Seen, path: string, action: Action): void {
  if (path === "_id") {
    seen.id = action
    return
  }
  if (action.kind === "exclude") {
    if (seen.included !== undefined)
      throw new CommandError(31254, `Cannot do exclusion on field ${path} in inclusion projection`)
    seen.excluded ??= path
  } else if (action.kind === "transform") seen.transformed = true
  else {
    if (seen.excluded !== undefined)
      throw new CommandError(31253, `Cannot do inclusion on field ${path} in exclusion projection`)
    seen.included ??= path
  }
}

function modeOf({ included, excluded, transformed, id }: Seen): ParsedProjection["mode"] {
  if (included !== undefined) return "inclusion"
  if (excluded !== undefined) return "exclusion"
  if (!id) return "exclusion"
  // Alone, _id decides; beside a mere $slice the other fields stay.
  return id.kind !== "exclude" && !transformed ? "inclusion" : "exclusion"
}

/** Puts an action at a path. @throws CommandError 31249 or 31250 when another is in the way. */
export function addNode(root: Node, path: string, action: Action): void {
  const names = path.split(".")
  let node = root
  names.forEach((name, at) => {
    if (name === "")
      throw new CommandError(40353, "FieldPath must not end with a '.' or have empty components.")
    if (name.startsWith("$") && !["$ref", "$id", "$db"].includes(name))
      throw new CommandError(
        16410,
        `FieldPath field names may not start with '$'. Consider using $getField or $setField. Found: ${name}`,
      )
    if (node.action)
      throw new CommandError(
        31249,
        `Path collision at ${path} remaining portion ${names.slice(at).join(".")}`,
      )
    let child = node.children.get(name)
    if (!child) {
      child = { children: new Map() }
      node.children.set(name, child)
    }
    node = child
  })
  if (node.action ?? node.children.size > 0) throw new CommandError(31250, `Path collision at ${path}`)
  node.action = action
}

/** A tree that computes fields and leaves the others: `$addFields`. Numbers are values here. */
export function parseAddFields(specification: Document, scope: Scope): Node {
  const root: Node = { children: new Map() }
  const visit = (fields: Document, prefix: string): void => {
    for (const name of Object.keys(fields)) {
      const path = prefix ? `${prefix}.${name}` : name
      const value = fields[name]
      const isTree = isDocument(value) && Object.keys(value).length > 0 && !isOperator(value)
      if (isTree) visit(value, path)
      else addNode(root, path, { kind: "compute", evaluate: compileExpression(value, scope) })
    }
  }
  visit(specification, "")
  return root
}

/** True when a tree has an action of one of the kinds. */
export function hasKind(node: Node, ...kinds: Action["kind"][]): boolean {
  if (node.action) return kinds.includes(node.action.kind)
  return [...node.children.values()].some((child) => hasKind(child, ...kinds))
}
