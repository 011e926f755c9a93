import { badValue, CommandError, notSupported } from "../errors.ts"
import { compileExpression, evaluateLet, rootScope } from "../expression/expression.ts"
import { compileSchema } from "../validation/json-schema.ts"
import { parsePath } from "../values/path.ts"
import { toNumber } from "../values/numbers.ts"
import { isDocument, Rank, rankOf, regexOf, type Document } from "../values/rank.ts"
import { all, allOf, anyElement, anyOf, not, whole, type Condition, type Predicate } from "./condition.ts"
import { equals } from "./equality.ts"
import { containsAll, fieldOperators, isTrue, regexCondition, unknownOperator } from "./field-operators.ts"
import { isOperatorDocument, isReferenceField } from "./operator-document.ts"
import { bsonRegex } from "./regex.ts"

/** MongoDB's `kMaximumTreeDepth`: a filter nested deeper is refused before it can exhaust the stack. */
const maxDepth = 100

export type FilterOptions = {
  /** The command's `let`, for `$expr`: expressions that need no document. */
  let?: Document
  /** Variables whose values are known already. */
  variables?: Document
  /** The time `$$NOW` means. */
  now?: Date
}

type Context = FilterOptions & { depth: number }

/**
 * Compiles a filter to a test of documents, with MongoDB's semantics of null, arrays and types.
 * @throws CommandError 2 (BadValue) for a malformed filter or an unknown operator, 238 for one not offered.
 */
export function compileFilter(filter: Document, options: FilterOptions = {}): Predicate {
  return compileAll(filter, { ...options, depth: 0 })
}

/** Compiles what `$pull` and array filters put in a field's place: operators, a regex, or a value. */
export function compileCondition(operand: unknown, options: FilterOptions = {}): Condition {
  return conditionOf(operand, { ...options, depth: 0 })
}

function compileAll(filter: Document, context: Context): Predicate {
  return allOf(Object.keys(filter).map((name) => compileClause(name, filter[name], context)))
}

function deeper(context: Context): Context {
  if (context.depth >= maxDepth)
    throw badValue(`Exceeded depth limit of ${maxDepth} when converting a filter to an expression tree`)
  return { ...context, depth: context.depth + 1 }
}

function compileClause(name: string, operand: unknown, context: Context): Predicate {
  if (!name.startsWith("$") || isReferenceField(name))
    return conditionOf(operand, context).at(parsePath(name))
  switch (name) {
    case "$and":
      return allOf(branches(name, operand, context))
    case "$or":
      return anyOf(branches(name, operand, context))
    case "$nor": {
      const some = anyOf(branches(name, operand, context))
      return (document) => !some(document)
    }
    case "$expr":
      return compileExpr(operand, context)
    case "$comment":
      return () => true
    case "$alwaysTrue":
      return () => true
    case "$alwaysFalse":
      return () => false
    case "$jsonSchema": {
      const schema = compileSchema(operand)
      return (document) => schema.broken(document).length === 0
    }
    case "$sampleRate":
      return sampleRate(operand)
    case "$where":
    case "$text":
      throw notSupported(name)
    default:
      throw badValue(
        `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, ` +
          "consider using $getField or $setField.",
      )
  }
}

function branches(name: string, operand: unknown, context: Context): Predicate[] {
  if (!Array.isArray(operand)) throw badValue(`${name} must be an array`)
  if (operand.length === 0) throw badValue("$and/$or/$nor must be a nonempty array")
  const inner = deeper(context)
  return operand.map((branch: unknown) => {
    if (!isDocument(branch)) throw badValue("$or/$and/$nor entries need to be full objects")
    return compileAll(branch, inner)
  })
}

function compileExpr(operand: unknown, context: Context): Predicate {
  const variables = { ...context.variables, ...evaluateLet(context.let, context) }
  const scope = rootScope({ ...context, variables })
  const evaluate = compileExpression(operand, scope)
  return (document) => isTrue(evaluate(scope.frame(document)))
}

function sampleRate(operand: unknown): Predicate {
  const rate = toNumber(operand)
  if (rate === undefined || !(rate >= 0 && rate <= 1))
    throw badValue("numeric argument to $sampleRate must be in [0, 1]")
  return () => Math.random() < rate
}

function conditionOf(operand: unknown, context: Context): Condition {
  if (isDocument(operand) && isOperatorDocument(operand)) return operatorsOf(operand, deeper(context))
  if (rankOf(operand) === Rank.regex) return regexCondition(operand)
  return anyElement(equals(operand))
}

function operatorsOf(operators: Document, context: Context): Condition {
  const conditions: Condition[] = []
  for (const name of Object.keys(operators)) {
    const operand = operators[name]
    if (name === "$options") {
      if (!Object.hasOwn(operators, "$regex")) throw badValue("$options needs a $regex")
    } else if (name === "$regex") conditions.push(regexOperator(operand, operators))
    else conditions.push(operatorOf(name, operand, context))
  }
  return all(conditions)
}

function operatorOf(name: string, operand: unknown, context: Context): Condition {
  switch (name) {
    case "$not":
      return not(negated(operand, context))
    case "$elemMatch":
      return elemMatch(operand, context)
    case "$all":
      return allOperator(operand, context)
    default: {
      const compile = Object.hasOwn(fieldOperators, name) ? fieldOperators[name] : undefined
      if (!compile) throw unknownOperator(name)
      return compile(operand, name)
    }
  }
}

function negated(operand: unknown, context: Context): Condition {
  if (rankOf(operand) === Rank.regex) return regexCondition(operand)
  if (!isDocument(operand)) throw badValue("$not needs a regex or a document")
  if (Object.keys(operand).length === 0) throw badValue("$not cannot be empty")
  return operatorsOf(operand, deeper(context))
}

function regexOperator(operand: unknown, operators: Document): Condition {
  const options = operators["$options"]
  if (options !== undefined && typeof options !== "string") throw badValue("$options has to be a string")
  const isRegex = rankOf(operand) === Rank.regex
  if (!isRegex && typeof operand !== "string") throw badValue("$regex has to be a string")
  const given = isRegex ? regexOf(operand) : { pattern: operand as string, options: "" }
  if (options && given.options) throw new CommandError(51075, "options set in both $regex and $options")
  return regexCondition(bsonRegex(given.pattern, options ?? given.options))
}

function allOperator(operand: unknown, context: Context): Condition {
  if (!Array.isArray(operand)) throw badValue("$all needs an array")
  const items = operand as unknown[]
  const isElemMatch = (item: unknown): item is Document =>
    isDocument(item) && Object.keys(item)[0] === "$elemMatch"
  if (!isElemMatch(items[0])) return containsAll(items)
  return all(
    items.map((item) => {
      if (!isElemMatch(item)) throw badValue("$all/$elemMatch has to be consistent")
      return elemMatch(item["$elemMatch"], context)
    }),
  )
}

const logical = new Set(["$and", "$or", "$nor", "$expr", "$comment"])

/** Some element of an array meets all at once: as a document, or as a value when operators come first. */
function elemMatch(operand: unknown, context: Context): Condition {
  if (!isDocument(operand)) throw badValue("$elemMatch needs an Object")
  const test = elementTest(operand, deeper(context))
  return whole((value) => Array.isArray(value) && value.some(test))
}

function elementTest(operand: Document, context: Context): (element: unknown) => boolean {
  const first = Object.keys(operand)[0] ?? ""
  if (first === "$where") throw notSupported("$where")
  if (isOperatorDocument(operand) && !logical.has(first)) return operatorsOf(operand, context).on
  const matches = compileAll(operand, context)
  return (element) => {
    if (isDocument(element)) return matches(element)
    // An array in the array is a document whose fields are its positions.
    return Array.isArray(element) && matches({ ...(element as unknown[]) })
  }
}
