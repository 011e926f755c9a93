import { CommandError } from "../errors.ts"
import { rootScope, type ScopeOptions } from "../expression/scope.ts"
import type { Projection } from "../query/projection-apply.ts"
import { isDocument, type Document } from "../values/rank.ts"
import { documentStages } from "./document-stages.ts"

/** Compiles an update written as a pipeline. @throws CommandError 72 for a stage an update may not use. */
export function compilePipelineUpdate(stages: Document[], options: ScopeOptions): Projection {
  const steps = stages.map((stage) => {
    const [name = "", ...rest] = isDocument(stage) ? Object.keys(stage) : []
    if (rest.length > 0 || name === "")
      throw new CommandError(40323, "A pipeline stage specification object must contain exactly one field.")
    const compile = Object.hasOwn(documentStages, name) ? documentStages[name] : undefined
    if (!compile)
      throw new CommandError("InvalidOptions", `${name} is not allowed to be used within an update`)
    return compile(stage[name], rootScope(options))
  })
  return (document) => steps.reduce((current, step) => step(current), document)
}
