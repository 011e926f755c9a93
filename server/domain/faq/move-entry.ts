import type { Entry } from "../../../shared/entry.ts"
import type { Person } from "../../../shared/person.ts"
import type { AppContext } from "../../context.ts"
import type { EntryChange, EntryGuard } from "../../store/stores.ts"
import { AppError } from "../../errors.ts"
import { readEntry } from "./read-entry.ts"

/**
 * One step of the review, if nobody took another meanwhile: the guard is checked by the write itself.
 * @throws AppError stale_entry or stale_state, with the entry as it is now
 */
export async function moveEntry(
  deps: Pick<AppContext, "entries" | "now">,
  actor: Person,
  entryId: string,
  guard: EntryGuard,
  change: Omit<EntryChange, "question" | "answer" | "overrides">,
): Promise<Entry> {
  const moved = await deps.entries.move(entryId, guard, {
    ...change,
    updatedBy: { id: actor.id, name: actor.name },
    updatedAt: deps.now().toISOString(),
  })
  if (moved) return moved
  const entry = await readEntry(deps, actor, entryId)
  throw new AppError(entry.version === guard.version ? "stale_state" : "stale_entry", { entry })
}
