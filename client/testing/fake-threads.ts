import {
  compareThreads,
  isInView,
  placeOf,
  type ThreadFilters,
  ThreadView,
} from "../../shared/thread-view.ts"
import type { Thread } from "../../shared/thread.ts"
import { newId } from "./builders.ts"
import { answer, type Body, type FakeState, type Handler, refuse } from "./fake-state.ts"

/** Lists, one whole, and the acts on one. */
export function threadRoutes(state: FakeState): Record<string, Handler> {
  const visible = (view: ThreadView, filters: ThreadFilters) =>
    [...state.threads.values()]
      .map(({ thread }) => thread)
      .filter((thread) => isInView(thread, view, filters, state.workspace.me))

  const note = (id: string, { text }: Body) => {
    const detail = state.threads.get(id)
    const event = {
      id: newId(),
      threadId: id,
      at: state.now(),
      by: state.me(),
      text: String(text),
      values: {},
    }
    if (detail) {
      state.threads.set(id, { ...detail, timeline: [...detail.timeline, { ...event, kind: "note" }] })
    }
    return state.change(id, {})
  }

  return {
    "GET threads": (_id, _body, query) => {
      const chosen = ["department", "sentiment", "network"].filter((name) => query.has(name))
      const filters: ThreadFilters = Object.fromEntries(chosen.map((name) => [name, query.get(name)]))
      const all = visible(ThreadView.parse(query.get("view") ?? "inbox"), filters).sort(compareThreads)
      const start = all.findIndex((thread) => placeOf(thread) === query.get("before")) + 1
      const threads = all.slice(start, start + Number(query.get("limit") ?? 50))
      const last = threads.at(-1)
      return answer({ threads, next: last && last !== all.at(-1) ? placeOf(last) : null })
    },
    "GET threads/counts": () =>
      answer(Object.fromEntries(ThreadView.options.map((view) => [view, visible(view, {}).length]))),
    "GET threads/:id": (id) =>
      state.threads.has(id) ? answer(state.threads.get(id)) : refuse("not_found", 404),
    "GET threads/:id/abilities": (id) =>
      answer({
        messages: (state.threads.get(id)?.messages ?? []).map((message) => ({
          messageId: message.id,
          abilities: state.abilities,
        })),
      }),
    "POST threads/:id/messages": (_id, { action }) => {
      state.acts.push(String(action))
      return answer(undefined, 202)
    },
    "POST threads/:id/assignment": (id, { to }) =>
      state.change(id, { assignee: to === "self" ? state.me() : null }),
    "POST threads/:id/state": (id, body) => state.change(id, { state: body.state as Thread["state"] }),
    "POST threads/:id/classification": (id, body) =>
      state.change(id, { ...body, ...("department" in body && { departmentScore: null }) }),
    "POST threads/:id/escalation": (id, { department, note: text, dueAt }) =>
      state.change(id, {
        state: "waiting_department",
        escalation: {
          department: String(department),
          note: String(text),
          by: state.me(),
          at: state.now(),
          dueAt: typeof dueAt === "string" ? dueAt : state.now(),
        },
      }),
    "POST threads/:id/return": (id) => state.change(id, { state: "ready", escalation: null }),
    "POST threads/:id/notes": note,
    "PUT threads/:id/draft": (id, { text }) => {
      const detail = state.threads.get(id)
      const draft = { text: String(text), savedAt: state.now() }
      if (detail) state.threads.set(id, { ...detail, draft })
      return answer(draft)
    },
  }
}
