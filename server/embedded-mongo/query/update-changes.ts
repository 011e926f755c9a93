import { CommandError } from "../errors.ts"
import type { Document } from "../values/rank.ts"
import { show } from "../values/show.ts"
import { arrayOperators } from "./array-updates.ts"
import { renameOf } from "./rename.ts"
import { pathsOf, valueOperators, type CompileChange } from "./update-operators.ts"
import { parseUpdatePath, type Change } from "./update-path.ts"

/** The changes a document of operators asks for. @throws CommandError 9 for an unknown one, 40 when two meet. */
export function changesOf(update: Document, now: Date): Change[] {
  const changes: Change[] = []
  const taken = new Map<string, true | undefined>()
  for (const operator of Object.keys(update)) {
    const compile = compilerOf(operator, update)
    const paths = pathsOf(operator, update[operator])
    for (const text of Object.keys(paths)) {
      const added =
        compile === "$rename"
          ? renameOf(text, paths[text])
          : [{ operator, text, path: parseUpdatePath(text), ...compile(paths[text] ?? null, text, { now }) }]
      for (const change of added) {
        claimPath(change.text, taken)
        changes.push(change)
      }
    }
  }
  return changes
}

function compilerOf(operator: string, update: Document): CompileChange | "$rename" {
  if (operator === "$rename") return "$rename"
  const compile =
    (Object.hasOwn(valueOperators, operator) && valueOperators[operator]) ||
    (Object.hasOwn(arrayOperators, operator) && arrayOperators[operator])
  if (compile) return compile
  throw new CommandError(
    "FailedToParse",
    operator.startsWith("$")
      ? `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`
      : `The update ${show(update)} mixes operators with the field '${operator}'`,
  )
}

/** Two changes must not meet: neither the same path, nor one inside the other. */
function claimPath(text: string, taken: Map<string, true | undefined>): void {
  const names = text.split(".")
  for (let length = 1; length <= names.length; length++) {
    const prefix = names.slice(0, length).join(".")
    const isWhole = length === names.length
    // A prefix is marked undefined, a whole path true: a whole one may meet neither.
    if (taken.get(prefix) || (isWhole && taken.has(prefix)))
      throw new CommandError(
        "ConflictingUpdateOperators",
        `Updating the path '${text}' would create a conflict at '${prefix}'`,
      )
    if (isWhole) taken.set(prefix, true)
    else if (!taken.has(prefix)) taken.set(prefix, undefined)
  }
}
