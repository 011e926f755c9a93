import { CommandError, notSupported } from "../errors.ts"
import { isDocument, setOwn, type Document } from "../values/rank.ts"
import { compileFieldPath } from "./field-path.ts"
import { operators } from "./operators.ts"
import { rootScope, type Evaluate, type Scope, type ScopeOptions } from "./scope.ts"

export { readExpressionPath } from "./field-path.ts"
export { rootScope, type Evaluate, type Frame, type Scope } from "./scope.ts"

/**
 * Compiles an aggregation expression to a function of a frame. A missing value is undefined.
 * @throws CommandError 168 for an unknown operator, and the real server's codes for malformed arguments.
 */
export function compileExpression(expression: unknown, scope: Scope): Evaluate {
  if (typeof expression === "string")
    return expression.startsWith("$") ? compileFieldPath(expression, scope) : () => expression
  if (Array.isArray(expression)) return compileArray(expression, scope)
  if (!isDocument(expression)) return () => expression
  const names = Object.keys(expression)
  const operator = names.find((name) => name.startsWith("$"))
  if (operator === undefined) return compileObject(expression, scope)
  if (names.length !== 1)
    throw new CommandError(
      15983,
      `an object representing an expression must have exactly one field: { ${names.join(", ")} }`,
    )
  return compileOperator(operator, expression[operator], scope)
}

const refused = new Set(["$function", "$accumulator", "$toHashedIndexKey", "$where"])

/** True for the name of an operator, also of one that is refused. */
export const isExpressionName = (name: string): boolean => refused.has(name) || Object.hasOwn(operators, name)

function compileOperator(name: string, operand: unknown, scope: Scope): Evaluate {
  if (refused.has(name)) throw notSupported(name)
  const compile = Object.hasOwn(operators, name) ? operators[name] : undefined
  if (!compile) throw new CommandError(168, `Unrecognized expression '${name}'`)
  return compile(operand, scope, compileExpression, name)
}

function compileArray(items: unknown[], scope: Scope): Evaluate {
  const parts = items.map((item) => compileExpression(item, scope))
  return (frame) => parts.map((part) => part(frame) ?? null)
}

function compileObject(fields: Document, scope: Scope): Evaluate {
  const parts = Object.keys(fields).map((name) => {
    if (name.includes("."))
      throw new CommandError(16412, `FieldPath field names may not contain '.': ${name}`)
    return [name, compileExpression(fields[name], scope)] as const
  })
  return (frame) => {
    const result: Document = {}
    for (const [name, part] of parts) {
      const value = part(frame)
      if (value !== undefined) setOwn(result, name, value)
    }
    return result
  }
}

/** The values of a command's `let`; its expressions see each other's no more than a document. */
export function evaluateLet(variables: Document | undefined, options: ScopeOptions): Document {
  if (!variables) return {}
  const scope = rootScope(options)
  const values = Object.keys(variables).map((name) => {
    const value = compileExpression(variables[name], scope)(scope.frame(undefined))
    return [name, value] as const
  })
  return Object.fromEntries(values)
}
