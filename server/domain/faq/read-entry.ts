import type { Entry, EntryState } from "../../../shared/entry.ts"
import type { Person } from "../../../shared/person.ts"
import type { AppContext } from "../../context.ts"
import { AppError } from "../../errors.ts"

/** Heads answer for the entries of their departments; agents and admins see all of them (truth 4). */
export function mayRead(actor: Person, entry: Pick<Entry, "department">): boolean {
  return actor.role !== "head" || isOfTheirs(actor, entry)
}

/** Who may put an entry online, or take it off: the head of its department, or an admin. */
export function mayReview(actor: Person, entry: Pick<Entry, "department">): boolean {
  return actor.role === "admin" || (actor.role === "head" && isOfTheirs(actor, entry))
}

function isOfTheirs(actor: Person, { department }: Pick<Entry, "department">): boolean {
  return department !== null && actor.departments.includes(department)
}

/**
 * The one way to an entry for somebody who is signed in.
 * @throws AppError not_found, for a missing entry and for one that is not theirs alike
 */
export async function readEntry(
  { entries }: Pick<AppContext, "entries">,
  actor: Person,
  entryId: string,
): Promise<Entry> {
  const entry = await entries.find(entryId)
  if (!entry || !mayRead(actor, entry)) throw new AppError("not_found")
  return entry
}

/**
 * The entry, if it still is the one the person was looking at.
 * @throws AppError stale_entry when its text changed, stale_state when its state did: both carry the entry as it is
 */
export async function readUnchangedEntry(
  deps: Pick<AppContext, "entries">,
  actor: Person,
  entryId: string,
  { version, states }: { version: number; states: readonly EntryState[] },
): Promise<Entry> {
  const entry = await readEntry(deps, actor, entryId)
  if (entry.version !== version) throw new AppError("stale_entry", { entry })
  if (!states.includes(entry.state)) throw new AppError("stale_state", { entry })
  return entry
}
