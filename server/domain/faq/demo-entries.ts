import { createHash } from "node:crypto"
import type { Entry } from "../../../shared/entry.ts"
import type { Person } from "../../../shared/person.ts"
import type { AppContext } from "../../context.ts"
import { approveEntry } from "./approve-entry.ts"
import { type DemoText, demoTexts } from "./demo-texts.ts"
import { newEntry } from "./new-entry.ts"
import type { PersonalDataDeps } from "./refuse-personal-data.ts"

type Deps = PersonalDataDeps & Pick<AppContext, "entries" | "now" | "people" | "timeline" | "transaction">

const DAY = 24 * 3_600_000
const AT_ONCE = 10

/**
 * Fills the public FAQ of the demo. The texts ship reviewed, so they start in review; an admin of the demo approves
 * them like any other, checks included. Safe to call at every start: one that was ever online is left as people made it.
 */
export async function seedDemoEntries(deps: Deps): Promise<void> {
  const admin = (await deps.people.list()).find(({ role, active }) => role === "admin" && active)
  if (!admin) return
  const stored = new Map((await deps.entries.list(admin)).map((entry) => [entry.id, entry]))
  const started = deps.now().getTime()
  const waiting = demoTexts
    .map((text) => ({ text, id: demoEntryId(text.key), at: new Date(started - text.age * DAY) }))
    .filter(({ id }) => isUnfinished(stored.get(id)))
  await deps.transaction(async () => {
    for (const { text, id, at } of waiting)
      if (!stored.has(id)) await deps.entries.insert(inReview(text, admin, at), id)
  })
  for (let first = 0; first < waiting.length; first += AT_ONCE)
    await Promise.all(
      waiting
        .slice(first, first + AT_ONCE)
        .map(({ id, at }) => approveEntry({ ...deps, now: () => at }, admin, id, { expectedVersion: 1 })),
    )
}

/** Not there yet, or left half-way by a start that was cut short. */
function isUnfinished(entry: Entry | undefined): boolean {
  return !entry || (entry.state === "review" && entry.version === 1 && entry.publishedAt === null)
}

/** The same at every start and in every process. */
export function demoEntryId(key: string): string {
  return createHash("sha256").update(`demo entry ${key}`).digest("hex").slice(0, 24)
}

function inReview(
  { question, answer, department, overrides }: DemoText,
  admin: Person,
  now: Date,
): Omit<Entry, "id" | "version"> {
  const by = { id: admin.id, name: admin.name }
  return newEntry(
    {
      state: "review",
      question,
      answer,
      department,
      sourceThreadId: null,
      overrides: (overrides ?? []).map((override) => ({ ...override, by })),
    },
    by,
    now.toISOString(),
  )
}
