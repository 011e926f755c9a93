import type { Entry, EntryStep } from "../../../shared/entry.ts"
import type { Person } from "../../../shared/person.ts"
import type { AppContext } from "../../context.ts"
import { readUnchangedEntry } from "./read-entry.ts"
import { refuseIncomplete } from "./refuse-incomplete.ts"
import { type PersonalDataDeps, refusePersonalData } from "./refuse-personal-data.ts"
import { moveEntry } from "./move-entry.ts"

type Deps = PersonalDataDeps & Pick<AppContext, "entries" | "now">

/**
 * Hands a draft to the head of its department.
 * @throws AppError personal_data while flagged words remain, invalid while a field is empty,
 *   stale_entry or stale_state when somebody was faster
 */
export async function submitEntry(
  deps: Deps,
  actor: Person,
  entryId: string,
  { expectedVersion }: EntryStep,
): Promise<Entry> {
  const guard = { version: expectedVersion, states: ["draft"] as const }
  const entry = await readUnchangedEntry(deps, actor, entryId, guard)
  refuseIncomplete(entry)
  await refusePersonalData(deps, entry)
  return moveEntry(deps, actor, entryId, guard, { state: "review", reviewNote: null })
}
