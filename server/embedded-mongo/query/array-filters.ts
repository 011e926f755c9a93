import { CommandError } from "../errors.ts"
import { show } from "../values/show.ts"
import { isDocument, type Document } from "../values/rank.ts"
import { compileFilter, type FilterOptions } from "./filter.ts"
import type { Change, ElementTest } from "./update-path.ts"

const failed = (why: string): CommandError => new CommandError("FailedToParse", why)

/** Compiles array filters by the identifier each is about. @throws CommandError 9 for a malformed one. */
export function compileArrayFilters(filters: Document[], options: FilterOptions): Map<string, ElementTest> {
  const tests = new Map<string, ElementTest>()
  for (const filter of filters) {
    const id = identifierOf(filter)
    if (id === undefined)
      throw failed("Cannot use an expression without a top-level field name in arrayFilters")
    if (!/^[a-z][a-zA-Z0-9]*$/.test(id))
      throw new CommandError(
        "BadValue",
        `Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${id}'`,
      )
    if (tests.has(id)) throw failed(`Found multiple array filters with the same top-level field name ${id}`)
    const matches = compileFilter(filter, options)
    tests.set(id, (element) => matches({ [id]: element }))
  }
  return tests
}

function identifierOf(filter: Document): string | undefined {
  let found: string | undefined
  for (const name of Object.keys(filter)) {
    const ids = name.startsWith("$") ? identifiersIn(filter[name]) : [name.split(".")[0] as string]
    for (const id of ids) {
      if (found !== undefined && found !== id)
        throw failed(
          `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${found}' and '${id}'`,
        )
      found = id
    }
  }
  return found
}

function identifiersIn(branches: unknown): string[] {
  if (!Array.isArray(branches)) return []
  return branches.filter(isDocument).flatMap((branch) => identifierOf(branch) ?? [])
}

/** Every identifier must have a filter, and every filter a use. */
export function checkArrayFilters(
  changes: Change[],
  tests: ReadonlyMap<string, ElementTest>,
  update: Document,
): void {
  const used = new Set<string>()
  for (const { path, text } of changes)
    for (const segment of path) {
      if (segment.kind !== "filtered") continue
      if (!tests.has(segment.id))
        throw new CommandError(
          "BadValue",
          `No array filter found for identifier '${segment.id}' in path '${text}'`,
        )
      used.add(segment.id)
    }
  for (const id of tests.keys())
    if (!used.has(id))
      throw failed(`The array filter for identifier '${id}' was not used in the update ${show(update)}`)
}
