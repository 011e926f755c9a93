import { CommandError } from "../errors.ts"
import { compileExpression, type Scope } from "../expression/expression.ts"
import { typeName } from "../expression/define.ts"
import { addFieldsOf, projectionOf, type Projection } from "../query/projection-apply.ts"
import { addNode, parseAddFields, parseProjection, type Node } from "../query/projection-tree.ts"
import { isDocument, type Document } from "../values/rank.ts"
import { show } from "../values/show.ts"

/** Stages that turn one document into another; also what an update by pipeline may use. */
export const documentStages: Record<string, (specification: unknown, scope: Scope) => Projection> = {
  $project: (specification, scope) => {
    const fields = needDocument("$project", specification, 15969)
    if (Object.keys(fields).length === 0)
      throw new CommandError(
        51272,
        "Invalid $project :: caused by :: projection specification must have at least one field",
      )
    return projectionOf(parseProjection(fields, scope), scope)
  },
  $addFields: (specification, scope) => addFields("$addFields", specification, scope),
  $set: (specification, scope) => addFields("$set", specification, scope),
  $unset: (specification, scope) => {
    const paths: unknown[] = Array.isArray(specification) ? specification : [specification]
    if (paths.length === 0)
      throw new CommandError(
        31119,
        "$unset specification must be a string or an array with at least one field",
      )
    const root: Node = { children: new Map() }
    for (const path of paths) {
      if (typeof path !== "string")
        throw new CommandError(
          31002,
          "$unset specification must be a string or an array containing only string values",
        )
      addNode(root, path, { kind: "exclude" })
    }
    return projectionOf({ root, mode: "exclusion" }, scope)
  },
  $replaceRoot: (specification, scope) => {
    const fields = needDocument("$replaceRoot", specification, 40229)
    for (const key of Object.keys(fields))
      if (key !== "newRoot")
        throw new CommandError(40230, `unrecognized option to $replaceRoot stage: ${key}`)
    if (!Object.hasOwn(fields, "newRoot"))
      throw new CommandError(40231, "no newRoot specified for the $replaceRoot stage")
    return replaceRoot(fields["newRoot"], scope)
  },
  $replaceWith: replaceRoot,
}

function addFields(name: string, specification: unknown, scope: Scope): Projection {
  const fields = needDocument(name, specification, 40272)
  if (Object.keys(fields).length === 0)
    throw new CommandError(
      40177,
      `Invalid ${name} :: caused by :: specification must have at least one field`,
    )
  return addFieldsOf(parseAddFields(fields, scope), scope)
}

function replaceRoot(expression: unknown, scope: Scope): Projection {
  const evaluate = compileExpression(expression, scope)
  return (document) => {
    const result = evaluate(scope.frame(document))
    if (isDocument(result)) return result
    throw new CommandError(
      40228,
      `'newRoot' expression must evaluate to an object, but resulting value was: ${show(result)}. Type of resulting value: '${typeName(result)}'. Input document: ${show(document)}`,
    )
  }
}

/** A stage's specification as a document, or its refusal. */
export function needDocument(name: string, specification: unknown, code: number): Document {
  if (isDocument(specification)) return specification
  throw new CommandError(
    code,
    `${name} specification stage must be an object, got ${typeName(specification)}`,
  )
}
