import { compileFilter } from "../query/filter.ts"
import { isOperatorDocument } from "../query/operator-document.ts"
import { typeAliasOf } from "../values/bson-type.ts"
import { valuesAt } from "../values/path.ts"
import { getOwn, isDocument, type Document } from "../values/rank.ts"
import { compileSchema } from "./json-schema.ts"

/**
 * Why a document does not match a filter, in the words of `errInfo.details`. Undefined when it does.
 * Logical operators are taken apart; of any other the field's values are told.
 */
export function explainFailure(filter: Document, document: Document): Document | undefined {
  const clauses = clausesOf(filter).filter((clause) => !compileFilter(clause)(document))
  if (clauses.length === 0) return undefined
  const [only] = clauses
  if (only && clausesOf(filter).length === 1) return explainClause(only, document)
  return { operatorName: "$and", clausesNotSatisfied: unsatisfied(clausesOf(filter), document) }
}

/** The conditions of a filter, each by itself. */
function clausesOf(filter: Document): Document[] {
  return Object.entries(filter).flatMap(([name, operand]): Document[] => {
    if (name === "$and" && Array.isArray(operand)) return operand.filter(isDocument)
    if (name.startsWith("$") || !isDocument(operand) || !isOperatorDocument(operand))
      return [{ [name]: operand }]
    if (Object.hasOwn(operand, "$regex")) return [{ [name]: operand }]
    return Object.entries(operand).map(([operator, value]) => ({ [name]: { [operator]: value } }))
  })
}

function unsatisfied(clauses: Document[], document: Document): Document[] {
  return clauses.flatMap((clause, index) => {
    const details = explainFailure(clause, document)
    return details ? [{ index, details }] : []
  })
}

function explainClause(clause: Document, document: Document): Document {
  const [name = ""] = Object.keys(clause)
  const operand = clause[name]
  if (name === "$jsonSchema")
    return {
      operatorName: name,
      ...(isDocument(operand) && labelsOf(operand)),
      schemaRulesNotSatisfied: compileSchema(operand).broken(document),
    }
  if (name === "$expr")
    return {
      operatorName: name,
      specifiedAs: clause,
      reason: "expression did not match",
      expressionResult: false,
    }
  if (name === "$or" && Array.isArray(operand))
    return { operatorName: name, clausesNotSatisfied: unsatisfied(operand.filter(isDocument), document) }
  if (name.startsWith("$")) return { operatorName: name, specifiedAs: clause, reason: "clause did not match" }
  return explainField(name, operand, clause, document)
}

function explainField(path: string, operand: unknown, clause: Document, document: Document): Document {
  const isOperator = isDocument(operand) && isOperatorDocument(operand)
  const [operatorName = "$eq"] = isOperator ? Object.keys(operand) : []
  const values = valuesAt(document, path).filter((value) => value !== undefined)
  const failure = { operatorName, specifiedAs: clause }
  if (operatorName === "$exists")
    return { ...failure, reason: values.length > 0 ? "path does exist" : "path does not exist" }
  if (values.length === 0) return { ...failure, reason: "field was missing" }
  const considered = values.length === 1 ? { consideredValue: values[0] } : { consideredValues: values }
  const reason = reasons[operatorName] ?? "comparison failed"
  if (operatorName !== "$type") return { ...failure, reason, ...considered }
  const types = values.map(typeAliasOf)
  return {
    ...failure,
    reason,
    ...considered,
    ...(types.length === 1 ? { consideredType: types[0] } : { consideredTypes: types }),
  }
}

const reasons: Record<string, string> = {
  $type: "type did not match",
  $in: "no matching value found in array",
  $nin: "matching value found in array",
  $regex: "regular expression did not match",
  $mod: "$mod did not evaluate to expected remainder",
  $size: "array length was not equal to given size",
  $elemMatch: "array did not satisfy the child predicate",
  $not: "child expression matched",
  $all: "array did not contain all specified values",
}

const labelsOf = (schema: Document): Document =>
  Object.fromEntries(
    ["title", "description"].flatMap((name) => {
      const text = getOwn(schema, name)
      return text === undefined ? [] : [[name, text]]
    }),
  )
