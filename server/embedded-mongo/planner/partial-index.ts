import { compileFilter } from "../query/filter.ts"
import { isOperatorDocument } from "../query/operator-document.ts"
import { compareValues, equalValues } from "../values/compare.ts"
import { isDocument, rankOf, setOwn, type Document } from "../values/bson-value.ts"
import { type Conjunction } from "./constraints.ts"
import { includesMissing } from "./intervals.ts"

/**
 * True when every document the filter finds surely passes the partial index's filter.
 * Not seeing an implication only costs the use of the index; seeing a wrong one would lose documents.
 */
export function impliesPartial(filter: Conjunction, partial: Document): boolean {
  return Object.entries(partial).every(([name, operand]) => {
    if (name === "$and" && Array.isArray(operand))
      return operand.every((part) => isDocument(part) && impliesPartial(filter, part))
    if (name.startsWith("$")) return false
    if (!isDocument(operand) || !isOperatorDocument(operand)) return impliesPart(filter, name, "$eq", operand)
    return Object.entries(operand).every(([operator, value]) => impliesPart(filter, name, operator, value))
  })
}

function impliesPart(filter: Conjunction, path: string, operator: string, value: unknown): boolean {
  if (operator === "$exists" && value === true) {
    if (filter.existing.has(path)) return true
    return filter.constraints.some(
      (constraint) => constraint.path === path && !includesMissing(constraint.intervals),
    )
  }
  return filter.parts.some(
    (part) => part.path === path && operandImplies(part.operand, path, operator, value),
  )
}

function operandImplies(operand: unknown, path: string, operator: string, value: unknown): boolean {
  if (!isDocument(operand) || !isOperatorDocument(operand))
    return valueImplies(operand, path, operator, value)
  return Object.entries(operand).some(([own, bound]) => {
    if (own === operator && equalValues(bound, value)) return true
    if (own === "$eq") return valueImplies(bound, path, operator, value)
    if (own === "$in")
      return (
        Array.isArray(bound) &&
        bound.length > 0 &&
        bound.every((item) => valueImplies(item, path, operator, value))
      )
    return rangeImplies(own, bound, operator, value)
  })
}

/** A document with exactly this value passes; null and arrays stand for more than themselves. */
function valueImplies(operand: unknown, path: string, operator: string, value: unknown): boolean {
  if (operand === null || operand === undefined || Array.isArray(operand) || isDocument(operand)) return false
  if (operator === "$eq" && equalValues(operand, value)) return true
  return compileFilter({ [path]: { [operator]: value } })(documentWith(path, operand))
}

function documentWith(path: string, value: unknown): Document {
  const [name = "", ...rest] = path.split(".")
  const document: Document = {}
  setOwn(document, name, rest.length === 0 ? value : documentWith(rest.join("."), value))
  return document
}

/** A narrower range of the same direction. */
function rangeImplies(own: string, bound: unknown, operator: string, value: unknown): boolean {
  if (rankOf(bound) !== rankOf(value)) return false
  const order = compareValues(bound, value)
  if (own === "$gt" || own === "$gte") {
    if (operator === "$gt") return order > 0 || (order === 0 && own === "$gt")
    return operator === "$gte" && order >= 0
  }
  if (own !== "$lt" && own !== "$lte") return false
  if (operator === "$lt") return order < 0 || (order === 0 && own === "$lt")
  return operator === "$lte" && order <= 0
}
