import { CommandError } from "../errors.ts"
import { isNullish } from "../expression/define.ts"
import { compileExpression, readExpressionPath, type Scope } from "../expression/expression.ts"
import { parsePath } from "../values/path.ts"
import { hasOwn, type Document } from "../values/rank.ts"
import { needDocument } from "./document-stages.ts"
import { whenAll, type CompileStage } from "./stage.ts"
import { withValue } from "./unwind.ts"
import { partitions, type WindowOutput } from "./window.ts"
import { boundsOf } from "./window-bounds.ts"
import { windowFunctions } from "./window-functions.ts"

/** `$fill`: values for fields that are null or missing. */
export const fill: CompileStage = (specification, context) => {
  const fields = needDocument("$fill", specification, 6050204)
  const scope = context.scope()
  const sortBy = fields["sortBy"] === undefined ? {} : needDocument("$fill sortBy", fields["sortBy"], 14)
  const output = needDocument("$fill output", fields["output"], 40414)
  const by = partitionExpression(fields)
  const fillers = Object.keys(output).map((path) => ({
    path: parsePath(path),
    compute: fillerOf(path, needDocument(`'${path}'`, output[path], 6050202), sortBy, scope),
  }))
  return whenAll((documents) =>
    partitions(documents, by, sortBy, scope).flatMap((partition) => {
      const columns = fillers.map(({ compute }) => compute(partition))
      return partition.map((document, row) =>
        fillers.reduce(
          (result, { path }, at) => withValue(result, path, 0, columns[at]?.[row] ?? null),
          document,
        ),
      )
    }),
  )
}

function partitionExpression(fields: Document): unknown {
  const names = fields["partitionByFields"]
  if (names === undefined) return fields["partitionBy"]
  if (hasOwn(fields, "partitionBy"))
    throw new CommandError(
      6050204,
      "Maximum one of 'partitionBy' and 'partitionByFields' can be specified in '$fill'",
    )
  if (!Array.isArray(names) || !names.every((name) => typeof name === "string"))
    throw new CommandError("TypeMismatch", "$fill partitionByFields must be an array of strings")
  return names.map((name) => `$${name}`)
}

function fillerOf(path: string, rule: Document, sortBy: Document, scope: Scope): WindowOutput {
  if (hasOwn(rule, "value") === hasOwn(rule, "method"))
    throw new CommandError(6050202, `Each output of $fill needs either 'value' or 'method': ${path}`)
  if (hasOwn(rule, "value")) {
    const evaluate = compileExpression(rule["value"], scope)
    return (partition) =>
      partition.map((document) => {
        const value = readExpressionPath(document, path)
        return isNullish(value) ? evaluate(scope.frame(document)) : value
      })
  }
  const names: Record<string, string> = { linear: "$linearFill", locf: "$locf" }
  const name = typeof rule["method"] === "string" ? names[rule["method"]] : undefined
  const method = name && windowFunctions[name]
  if (!method) throw new CommandError(6050202, "Method must be either locf or linear")
  return method.compile(`$${path}`, { sortBy, scope, bounds: boundsOf({}, {}), name })
}
