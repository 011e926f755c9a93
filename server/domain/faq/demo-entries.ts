import { createHash } from "node:crypto"
import type { Entry } from "../../../shared/entry.ts"
import type { Person } from "../../../shared/person.ts"
import type { AppContext } from "../../context.ts"
import { approveEntry } from "./approve-entry.ts"
import { type DemoText, demoTexts } from "./demo-texts.ts"
import { submitEntry } from "./submit-entry.ts"

type Deps = Pick<AppContext, "entries" | "now" | "people" | "threads" | "timeline" | "transaction">

const DAY = 24 * 3_600_000

/**
 * Fills the public FAQ of the demo, by the same way as any entry: draft, review, approval by an admin.
 * Safe to call at every start: an entry that was once online is left as people made it since.
 */
export async function seedDemoEntries(deps: Deps): Promise<void> {
  const admin = (await deps.people.list()).find(({ role, active }) => role === "admin" && active)
  if (!admin) return
  const started = deps.now().getTime()
  for (const text of demoTexts) {
    const at = new Date(started - text.age * DAY)
    await seed({ ...deps, now: () => at }, admin, text)
  }
}

async function seed(deps: Deps, admin: Person, text: DemoText): Promise<void> {
  const id = demoEntryId(text.key)
  let entry = await deps.entries.find(id)
  if (entry && (entry.publishedAt !== null || entry.version > 1 || entry.state === "archived")) return
  entry ??= await deps.transaction(() => deps.entries.insert(draftOf(text, admin, deps.now()), id))
  const step = { expectedVersion: entry.version }
  if (entry.state === "draft") await submitEntry(deps, admin, id, step)
  await approveEntry(deps, admin, id, step)
}

/** The same at every start and in every process. */
export function demoEntryId(key: string): string {
  return createHash("sha256").update(`demo entry ${key}`).digest("hex").slice(0, 24)
}

function draftOf(
  { question, answer, department, overrides }: DemoText,
  admin: Person,
  now: Date,
): Omit<Entry, "id" | "version"> {
  const by = { id: admin.id, name: admin.name }
  const at = now.toISOString()
  return {
    state: "draft",
    question,
    answer,
    department,
    slug: "",
    sourceThreadId: null,
    overrides: (overrides ?? []).map((override) => ({ ...override, by })),
    createdBy: by,
    updatedBy: by,
    reviewedBy: null,
    reviewNote: null,
    createdAt: at,
    updatedAt: at,
    publishedAt: null,
    published: null,
  }
}
