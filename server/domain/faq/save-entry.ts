import type { Entry, EntryState, Override, SaveEntry } from "../../../shared/entry.ts"
import type { Person, PersonRef } from "../../../shared/person.ts"
import type { AppContext } from "../../context.ts"
import { AppError } from "../../errors.ts"
import { mayRead, readEntry } from "./read-entry.ts"

type Deps = Pick<AppContext, "departments" | "entries" | "now" | "transaction">

/** Writing on what is online, or was, starts a new draft; residents go on reading what was approved. */
const AFTER_SAVE: Record<EntryState, EntryState> = {
  draft: "draft",
  review: "review",
  published: "draft",
  archived: "draft",
}

/**
 * Stores a new version of an entry's text. Saving the same text again changes nothing.
 * @throws AppError stale_entry with the entry as it is, when somebody else saved since `expectedVersion`;
 *   forbidden when a head gives it to a department that is not theirs; invalid for an unknown department
 */
export async function saveEntry(
  deps: Deps,
  actor: Person,
  entryId: string,
  { expectedVersion, overrides, ...text }: SaveEntry,
): Promise<Entry> {
  const before = await readEntry(deps, actor, entryId)
  if (before.version !== expectedVersion) throw new AppError("stale_entry", { entry: before })
  if (!mayRead(actor, text)) throw new AppError("forbidden")
  if (text.department && !(await deps.departments.find(text.department)))
    throw new AppError("invalid", { fields: { department: "unknown" } })
  const by = { id: actor.id, name: actor.name }
  const signed = signOverrides(overrides, before.overrides, by)
  if (isSame(before, { ...text, overrides: signed })) return before
  return deps.transaction(async () => {
    const saved = await deps.entries.rewrite(
      entryId,
      { version: expectedVersion },
      {
        ...text,
        overrides: signed,
        state: AFTER_SAVE[before.state],
        updatedBy: by,
        updatedAt: deps.now().toISOString(),
      },
    )
    if (!saved) throw new AppError("stale_entry", { entry: await readEntry(deps, actor, entryId) })
    return saved
  })
}

/** Who judged a word harmless is part of the record: an override that stays keeps its author. */
function signOverrides(given: SaveEntry["overrides"], known: Override[], by: PersonRef): Override[] {
  return given.map(({ kind, text, reason }) => {
    const same = known.find((one) => one.kind === kind && one.text === text && one.reason === reason)
    return same ?? { kind, text, reason, by }
  })
}

function isSame(
  before: Entry,
  after: Pick<Entry, "question" | "answer" | "department" | "overrides">,
): boolean {
  return (
    before.question === after.question &&
    before.answer === after.answer &&
    before.department === after.department &&
    JSON.stringify(before.overrides) === JSON.stringify(after.overrides)
  )
}
