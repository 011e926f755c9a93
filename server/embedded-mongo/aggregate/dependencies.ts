import { isReferenceField } from "../query/operator-document.ts"
import { isDocument, type Document } from "../values/rank.ts"

/**
 * The top-level fields a pipeline reads of its source, or undefined when it may need any: so that a scan
 * need not build the others. Known only when a stage makes new documents from what it read
 * (`$group`, `$count`, an inclusion by `$project`), because until then whole documents pass through.
 */
export function fieldsNeeded(stages: readonly Document[]): Set<string> | undefined {
  const fields = new Set<string>()
  for (const stage of stages) {
    const [name = ""] = Object.keys(stage)
    const step = Object.hasOwn(steps, name) ? steps[name] : undefined
    const outcome = step?.(stage[name], fields)
    if (outcome === "done") return fields
    if (outcome !== "more") return undefined
  }
  return undefined
}

type Step = (specification: unknown, fields: Set<string>) => "more" | "done" | undefined

const steps: Record<string, Step> = {
  $match: (specification, fields) => (collectFilter(specification, fields) ? "more" : undefined),
  $sort: (specification, fields) => {
    if (!isDocument(specification)) return undefined
    for (const path of Object.keys(specification)) fields.add(topOf(path))
    return "more"
  },
  $limit: () => "more",
  $skip: () => "more",
  $unwind: (specification, fields) => {
    const path = isDocument(specification) ? specification["path"] : specification
    // The index it may add is no field of the source, but reading one more does no harm.
    return collectPaths(path, fields) ? "more" : undefined
  },
  $addFields: (specification, fields) => collectComputed(specification, fields),
  $set: (specification, fields) => collectComputed(specification, fields),
  $group: (specification, fields) => (collectPaths(specification, fields) ? "done" : undefined),
  $bucket: (specification, fields) => (collectPaths(specification, fields) ? "done" : undefined),
  $sortByCount: (specification, fields) => (collectPaths(specification, fields) ? "done" : undefined),
  $count: () => "done",
  $project: (specification, fields) => collectProjection(specification, fields),
}

const topOf = (path: string): string => {
  const dot = path.indexOf(".")
  return dot === -1 ? path : path.slice(0, dot)
}

/** A computed field `a.b` also reads what `a` was. */
function collectComputed(specification: unknown, fields: Set<string>): "more" | undefined {
  if (!isDocument(specification)) return undefined
  for (const path of Object.keys(specification)) fields.add(topOf(path))
  return collectPaths(specification, fields) ? "more" : undefined
}

function collectProjection(specification: unknown, fields: Set<string>): "done" | undefined {
  if (!isDocument(specification)) return undefined
  fields.add("_id")
  for (const path of Object.keys(specification)) {
    const value = specification[path]
    const isExcluded = value === false || value === 0
    if (isExcluded && path !== "_id") return undefined
    fields.add(topOf(path))
  }
  const names = Object.keys(specification)
  const onlyDropsId = names.length === 1 && names[0] === "_id" && !specification["_id"]
  return !onlyDropsId && collectPaths(specification, fields) ? "done" : undefined
}

/** Every `$path` in an expression; false when it reads the whole document. A literal only adds too many. */
function collectPaths(expression: unknown, fields: Set<string>): boolean {
  if (typeof expression === "string") {
    if (expression.startsWith("$$ROOT.") || expression.startsWith("$$CURRENT."))
      fields.add(topOf(expression.slice(expression.indexOf(".") + 1)))
    else if (expression === "$$ROOT" || expression === "$$CURRENT") return false
    else if (/^\$[^$]/.test(expression)) fields.add(topOf(expression.slice(1)))
    return true
  }
  if (Array.isArray(expression)) return expression.every((item) => collectPaths(item, fields))
  if (!isDocument(expression)) return true
  return Object.keys(expression).every((name) => {
    // These read the document by names that are not written as paths.
    if (name === "$getField" || name === "sortBy") return false
    return collectPaths(expression[name], fields)
  })
}

function collectFilter(filter: unknown, fields: Set<string>): boolean {
  if (!isDocument(filter)) return false
  return Object.keys(filter).every((name) => {
    const operand = filter[name]
    if (name === "$and" || name === "$or" || name === "$nor")
      return Array.isArray(operand) && operand.every((branch) => collectFilter(branch, fields))
    if (name === "$expr") return collectPaths(operand, fields)
    if (name === "$comment") return true
    if (name.startsWith("$") && !isReferenceField(name)) return false
    fields.add(topOf(name))
    return true
  })
}
