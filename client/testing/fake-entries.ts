import type { Entry, SaveEntry } from "../../shared/entry.ts"
import { buildEntry } from "./builders.ts"
import { answer, type Answer, type FakeState, type Handler, refuse } from "./fake-state.ts"

/** Entries of the FAQ: saving with the version guard, and the steps of the review. */
export function entryRoutes(state: FakeState): Record<string, Handler> {
  const with_ = (id: string, change: (entry: Entry) => Partial<Entry> | Answer): Answer => {
    const entry = state.entries.get(id)
    if (!entry) return refuse("not_found", 404)
    const changed = change(entry)
    if ("status" in changed) return changed
    const moved = { ...entry, ...changed }
    state.entries.set(id, moved)
    return answer(moved)
  }
  const publish = ({ question, answer: text, version, department }: Entry): Partial<Entry> => {
    const publishedAt = state.now()
    const online = { question, answer: text, version, department: department ?? "voirie", publishedAt }
    return { state: "published", publishedAt, published: { ...online, slug: "lampadaire" } }
  }

  return {
    "GET entries": (_id, _body, query) =>
      answer({ entries: [...state.entries.values()].filter((entry) => entry.state === query.get("state")) }),
    "GET entries/:id": (id) => with_(id, () => ({})),
    "POST entries": (_id, { threadId }) => {
      const entry = buildEntry({ sourceThreadId: String(threadId) })
      state.entries.set(entry.id, entry)
      return answer(entry, 201)
    },
    "PUT entries/:id": (id, body) =>
      with_(id, (entry) => {
        const { expectedVersion, overrides, ...text } = body as unknown as SaveEntry
        if (expectedVersion !== entry.version) return refuse("stale_entry", 409, { entry })
        const signed = overrides.map((each) => ({ ...each, by: state.me() }))
        return { ...text, overrides: signed, version: entry.version + 1, updatedBy: state.me() }
      }),
    "POST entries/:id/submit": (id) => with_(id, () => ({ state: "review" })),
    "POST entries/:id/approve": (id) => with_(id, publish),
    "POST entries/:id/return": (id, { note }) =>
      with_(id, () => ({ state: "draft", reviewNote: String(note) })),
    "POST entries/:id/archive": (id) => with_(id, () => ({ state: "archived", published: null })),
  }
}
