import { parsePath, type Path, type PathPart } from "../values/path.ts"
import { getOwn, isDocument, setOwn, type Document } from "../values/rank.ts"
import type { Predicate } from "./condition.ts"
import { compileFilter, type FilterOptions } from "./filter.ts"
import { isOperatorDocument } from "./operator-document.ts"

/** A condition of the filter that an array element may have met. */
type Clause = { path: string; parts: Path; matches: Predicate }

/** Operators that hold for an array as a whole or for the absence of an element. */
const wholeArray = new Set(["$size", "$ne", "$nin", "$not", "$exists", "$type"])

/**
 * Finds the array position that `$` stands for: the first element that meets a condition of the filter.
 * A condition on the array asked for is preferred; MongoDB leaves the choice undefined when several
 * arrays are in the filter.
 */
export function compilePositions(
  filter: Document,
  options: FilterOptions,
): (document: Document, arrayPath: string) => number | undefined {
  let clauses: Clause[] | undefined
  return (document, arrayPath) => {
    clauses ??= clausesOf(filter, options)
    const related = clauses.filter(({ path }) => path === arrayPath || path.startsWith(`${arrayPath}.`))
    for (const clause of [...related, ...clauses.toReversed()]) {
      const position = positionIn(document, clause)
      if (position !== undefined) return position
    }
    return undefined
  }
}

function clausesOf(filter: Document, options: FilterOptions): Clause[] {
  return Object.keys(filter).flatMap((path) => {
    const operand = filter[path]
    if (path === "$and" || path === "$or")
      return (operand as Document[]).flatMap((branch) => clausesOf(branch, options))
    if (path.startsWith("$")) return []
    const kept = elementConditions(operand)
    if (kept === undefined) return []
    return { path, parts: parsePath(path), matches: compileFilter({ [path]: kept }, options) }
  })
}

/** The operand without what says nothing of a single element; undefined when nothing is left. */
function elementConditions(operand: unknown): unknown {
  if (!isDocument(operand) || !isOperatorDocument(operand)) return operand
  const kept: Document = {}
  for (const name of Object.keys(operand)) {
    const value = operand[name]
    if (wholeArray.has(name)) continue
    // One element cannot equal all of a list: the first of the list is looked for.
    if (name === "$all" && Array.isArray(value)) setOwn(kept, "$all", value.slice(0, 1))
    else setOwn(kept, name, value)
  }
  return Object.keys(kept).length > 0 ? kept : undefined
}

/** Looks at the first array on the path, as if each element were alone in it. */
function positionIn(document: Document, { parts, matches }: Clause): number | undefined {
  let value: unknown = document
  for (let at = 0; at <= parts.length; at++) {
    if (Array.isArray(value)) {
      const found = (value as unknown[]).findIndex((element) => matches(wrap(parts, at, [element])))
      return found === -1 ? undefined : found
    }
    if (at === parts.length || !isDocument(value)) return undefined
    value = getOwn(value, (parts[at] as PathPart).name)
  }
  return undefined
}

function wrap(parts: Path, depth: number, value: unknown): Document {
  let wrapped = value
  for (let at = depth - 1; at >= 0; at--) {
    const outer: Document = {}
    setOwn(outer, (parts[at] as PathPart).name, wrapped)
    wrapped = outer
  }
  return wrapped as Document
}
