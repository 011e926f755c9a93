import { LogCall, LogCallback } from "../../shared/call.ts"
import type { TimelineEvent } from "../../shared/timeline.ts"
import { buildDetail, buildMessage, buildThread, newId } from "./builders.ts"
import { answer, type FakeState, type Handler, refuse } from "./fake-state.ts"

/** Noting calls, and calling back. */
export function callRoutes(state: FakeState): Record<string, Handler> {
  const saved = new Map<string, string>()

  const tell = (threadId: string, event: Pick<TimelineEvent, "kind"> & Partial<TimelineEvent>) => {
    const detail = state.threads.get(threadId)
    if (!detail) return
    const told = { id: newId(), threadId, at: state.now(), by: state.me(), text: null, values: {}, ...event }
    state.threads.set(threadId, { ...detail, timeline: [...detail.timeline, told] })
  }

  return {
    "POST calls": (_id, body) => {
      const call = LogCall.safeParse(body)
      if (!call.success) return refuse("invalid", 400)
      const { clientId, name, number, request, settled } = call.data
      const known = saved.get(clientId)
      if (known !== undefined) return answer(state.threads.get(known)?.thread, 201)
      const thread = buildThread({
        network: "phone",
        visibility: "direct",
        accountId: state.workspace.accounts.find(({ network }) => network === "phone")?.id ?? newId(),
        contact: { id: newId(), username: "", name },
        excerpt: request,
        state: settled ? "answered" : "new",
        lastMessageAt: state.now(),
      })
      const message = buildMessage({ threadId: thread.id, network: "phone", text: request })
      state.threads.set(thread.id, buildDetail({ thread, messages: [message] }))
      if (number !== null) state.numbers.set(thread.id, number)
      saved.set(clientId, thread.id)
      return answer(thread, 201)
    },
    "GET threads/:id/callback-number": (id) => answer({ kept: state.numbers.has(id) }),
    "POST threads/:id/callback-number": (id) => {
      const number = state.numbers.get(id)
      if (number === undefined) return refuse("not_possible", 409, { reason: "no_number" })
      tell(id, { kind: "number_revealed" })
      return answer({ number })
    },
    "POST threads/:id/callbacks": (id, body) => {
      const { outcome, text } = LogCallback.parse(body)
      const wasReached = outcome === "reached"
      tell(id, wasReached ? { kind: "called_back" } : { kind: "callback_missed", text, values: { outcome } })
      return state.change(id, { state: wasReached ? "answered" : "open" })
    },
  }
}
