import type { Reply, ReplyPicture } from "../../shared/reply.ts"
import { buildReply, newId } from "./builders.ts"
import { answer, type Answer, type FakeState, type Handler, refuse } from "./fake-state.ts"

/** Sending, with the guard against answering twice, and what can be done to a reply afterwards. */
export function replyRoutes(state: FakeState): Record<string, Handler> {
  const send: Handler = (id, body) => {
    const detail = state.threads.get(id)
    if (!detail) return refuse("not_found", 404)
    const known = detail.replies.find(({ clientId }) => clientId === body.clientId)
    if (known) return answer(known, 202)
    const expected = Number(body.expectedVersion)
    if (detail.thread.version !== expected) {
      return refuse("stale_thread", 409, {
        version: detail.thread.version,
        messages: detail.messages.filter((each) => each.direction === "in" && each.threadVersion > expected),
        replies: detail.replies.filter(({ threadVersion }) => threadVersion > expected),
      })
    }
    const reply = buildReply({
      threadId: id,
      accountId: detail.thread.accountId,
      clientId: String(body.clientId),
      text: String(body.text),
      pictures: (body.pictures as ReplyPicture[]).map(({ id, altText }) => ({
        id,
        altText,
        width: 40,
        height: 30,
      })),
      visibility: detail.thread.visibility,
      by: state.me(),
      state: "held",
      dueAt: new Date(Date.now() + state.workspace.undoSeconds * 1000).toISOString(),
      attempts: 0,
      externalId: null,
      permalink: null,
      createdAt: state.now(),
      sentAt: null,
      threadVersion: expected + 1,
    })
    const draft = { text: "", savedAt: state.now() }
    state.threads.set(id, { ...detail, replies: [...detail.replies, reply], draft })
    state.change(id, { version: expected + 1, lastReply: { id: reply.id, state: "held" }, state: "open" })
    return answer(reply, 202)
  }

  const move = (id: string, from: Reply["state"][], to: "queued" | "cancelled", refusal: Answer): Answer => {
    for (const detail of state.threads.values()) {
      const reply = detail.replies.find((each) => each.id === id)
      if (!reply) continue
      if (!from.includes(reply.state)) return refusal
      const moved: Reply = { ...reply, state: to, dueAt: null }
      const text = [detail.draft.text, reply.text].filter(Boolean).join("\n\n")
      state.threads.set(detail.thread.id, {
        ...detail,
        replies: detail.replies.map((each) => (each.id === id ? moved : each)),
        ...(to === "cancelled" && { draft: { text, savedAt: state.now() } }),
      })
      state.change(detail.thread.id, { lastReply: { id, state: to } })
      return answer(moved)
    }
    return refuse("not_found", 404)
  }
  const stale = refuse("stale_state", 409)

  return {
    "POST threads/:id/replies": send,
    "POST threads/:id/pictures": () => answer({ id: newId(), width: 40, height: 30 }, 201),
    "POST replies/:id/cancel": (id) =>
      move(id, ["held", "queued", "retry"], "cancelled", refuse("too_late_to_cancel", 409)),
    "POST replies/:id/discard": (id) => move(id, ["failed", "uncertain"], "cancelled", stale),
    "POST replies/:id/resend": (id) => move(id, ["failed", "uncertain"], "queued", stale),
  }
}
