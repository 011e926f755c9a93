import type { Entry, EntryStep } from "../../../shared/entry.ts"
import type { Person } from "../../../shared/person.ts"
import type { AppContext } from "../../context.ts"
import { AppError } from "../../errors.ts"
import { slugOf } from "./entry-slug.ts"
import { moveEntry } from "./move-entry.ts"
import { mayReview, readUnchangedEntry } from "./read-entry.ts"
import { refuseIncomplete } from "./refuse-incomplete.ts"
import { type PersonalDataDeps, refusePersonalData } from "./refuse-personal-data.ts"

type Deps = PersonalDataDeps & Pick<AppContext, "entries" | "now" | "timeline" | "transaction">

/**
 * Puts a reviewed entry online: the only place that publishes (truth 3).
 * What goes online is the version the head read, checked once more for personal data.
 * @throws AppError forbidden unless the actor heads its department or is an admin; personal_data, stale_entry, stale_state
 */
export async function approveEntry(
  deps: Deps,
  actor: Person,
  entryId: string,
  { expectedVersion }: EntryStep,
): Promise<Entry> {
  const guard = { version: expectedVersion, states: ["review"] as const }
  const entry = await readUnchangedEntry(deps, actor, entryId, guard)
  if (!mayReview(actor, entry)) throw new AppError("forbidden")
  refuseIncomplete(entry)
  await refusePersonalData(deps, entry)
  const by = { id: actor.id, name: actor.name }
  const at = deps.now()
  const publishedAt = at.toISOString()
  const { question, answer, department, version } = entry
  const slug = slugOf(question)
  return deps.transaction(async () => {
    const published = await moveEntry(deps, actor, entryId, guard, {
      state: "published",
      slug,
      publishedAt,
      published: { question, answer, department, slug, version, publishedAt },
      reviewedBy: by,
      reviewNote: null,
    })
    if (entry.sourceThreadId)
      await deps.timeline.add({
        threadId: entry.sourceThreadId,
        kind: "entry_published",
        at,
        by,
        values: { entryId, slug },
      })
    return published
  })
}
