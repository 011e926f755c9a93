import { CommandError } from "../errors.ts"
import { compileExpression } from "../expression/expression.ts"
import { redactions } from "../expression/field-path.ts"
import { isDocument, setOwn, type Document } from "../values/rank.ts"
import { perBatch, type CompileStage } from "./stage.ts"

/** `$redact`: keeps, drops or looks into each document and each document inside. */
export const redact: CompileStage = (specification, context) => {
  const scope = context.scope()
  const decide = compileExpression(specification, scope)
  const visit = (document: Document): Document | undefined => {
    const decision = decide(scope.frame(document))
    if (decision === redactions.KEEP) return document
    if (decision === redactions.PRUNE) return undefined
    if (decision === redactions.DESCEND) return descend(document)
    throw new CommandError(
      17053,
      "$redact's expression should not return anything aside from the variables $$KEEP, $$DESCEND, and $$PRUNE",
    )
  }
  const descend = (document: Document): Document => {
    const result: Document = {}
    for (const name of Object.keys(document)) {
      const kept = inside(document[name])
      if (kept !== undefined) setOwn(result, name, kept)
    }
    return result
  }
  const inside = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inside).filter((element) => element !== undefined)
    return isDocument(value) ? visit(value) : value
  }
  return perBatch((batch) => batch.map(visit).filter((document) => document !== undefined))
}
