import { CommandError } from "../errors.ts"
import { getOwn, hasOwn, isDocument, Rank, rankOf, setOwn, type Document } from "../values/rank.ts"
import { isOperatorDocument, isReferenceField } from "./operator-document.ts"

/** The fields a filter fixes by equality, which a document inserted by an upsert starts with. */
export function equalitiesOf(filter: Document): Map<string, unknown> {
  const found = new Map<string, unknown>()
  collect(filter, found)
  return found
}

function collect(filter: Document, found: Map<string, unknown>): void {
  for (const name of Object.keys(filter)) {
    const operand = filter[name]
    if (name === "$and" || name === "$or") {
      // One branch of an $or is no choice.
      const branches = operand as Document[]
      if (name === "$and" || branches.length === 1) for (const branch of branches) collect(branch, found)
    } else if (!name.startsWith("$") || isReferenceField(name)) collectField(name, operand, found)
  }
}

function collectField(path: string, operand: unknown, found: Map<string, unknown>): void {
  if (!isDocument(operand) || !isOperatorDocument(operand)) {
    if (rankOf(operand) !== Rank.regex) add(path, operand, found)
    return
  }
  if (hasOwn(operand, "$eq")) add(path, operand["$eq"], found)
  for (const operator of ["$in", "$all"]) {
    const list = getOwn(operand, operator)
    if (!Array.isArray(list)) continue
    const [only] = list as unknown[]
    const isElemMatch = isDocument(only) && isOperatorDocument(only)
    if (list.length === 1 && rankOf(only) !== Rank.regex && !isElemMatch) add(path, only, found)
  }
}

function add(path: string, value: unknown, found: Map<string, unknown>): void {
  if (found.has(path))
    throw new CommandError(54, `cannot infer query fields to set, path '${path}' is matched twice`)
  for (const other of found.keys())
    if (other.startsWith(`${path}.`) || path.startsWith(`${other}.`))
      throw new CommandError(
        54,
        `cannot infer query fields to set, both paths '${path}' and '${other}' are matched`,
      )
  found.set(path, value ?? null)
}

/** The document an upsert begins with. */
export function baseFrom(equalities: ReadonlyMap<string, unknown>): Document {
  const base: Document = {}
  for (const [path, value] of equalities) {
    const names = path.split(".")
    let at = base
    for (const name of names.slice(0, -1)) {
      const inner = getOwn(at, name)
      const next: Document = isDocument(inner) ? inner : {}
      setOwn(at, name, next)
      at = next
    }
    setOwn(at, names.at(-1) as string, value)
  }
  return base
}
