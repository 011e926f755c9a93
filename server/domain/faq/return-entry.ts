import type { Entry, ReturnEntry } from "../../../shared/entry.ts"
import type { Person } from "../../../shared/person.ts"
import type { AppContext } from "../../context.ts"
import { AppError } from "../../errors.ts"
import { moveEntry } from "./move-entry.ts"
import { mayReview, readUnchangedEntry } from "./read-entry.ts"

/**
 * Gives an entry back to its writers, with what to change. What is online stays online.
 * @throws AppError forbidden unless the actor heads its department or is an admin; stale_entry, stale_state
 */
export async function returnEntry(
  deps: Pick<AppContext, "entries" | "now">,
  actor: Person,
  entryId: string,
  { expectedVersion, note }: ReturnEntry,
): Promise<Entry> {
  const guard = { version: expectedVersion, states: ["review"] as const }
  const entry = await readUnchangedEntry(deps, actor, entryId, guard)
  if (!mayReview(actor, entry)) throw new AppError("forbidden")
  return moveEntry(deps, actor, entryId, guard, {
    state: "draft",
    reviewNote: note,
    reviewedBy: { id: actor.id, name: actor.name },
  })
}
