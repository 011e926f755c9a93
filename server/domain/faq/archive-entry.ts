import type { Entry, EntryStep } from "../../../shared/entry.ts"
import type { Person } from "../../../shared/person.ts"
import type { AppContext } from "../../context.ts"
import { AppError } from "../../errors.ts"
import { moveEntry } from "./move-entry.ts"
import { mayReview, readUnchangedEntry } from "./read-entry.ts"

/**
 * Puts an entry away. One that is online goes offline, which only those who may publish it can do;
 * its address then answers "gone" rather than "never was".
 * @throws AppError forbidden, stale_entry, stale_state
 */
export async function archiveEntry(
  deps: Pick<AppContext, "entries" | "now">,
  actor: Person,
  entryId: string,
  { expectedVersion }: EntryStep,
): Promise<Entry> {
  const guard = { version: expectedVersion, states: ["draft", "review", "published"] as const }
  const entry = await readUnchangedEntry(deps, actor, entryId, guard)
  if (entry.published && !mayReview(actor, entry)) throw new AppError("forbidden")
  return moveEntry(deps, actor, entryId, guard, { state: "archived", published: null })
}
