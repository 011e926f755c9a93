import type { ThreadDetail, Workspace } from "../../shared/api.ts"
import { buildWorkspace } from "./builders.ts"
import { callRoutes } from "./fake-calls.ts"
import { entryRoutes } from "./fake-entries.ts"
import { replyRoutes } from "./fake-replies.ts"
import {
  answer,
  type Answer,
  type Asked,
  type Body,
  createFakeState,
  type Handler,
  refuse,
} from "./fake-state.ts"
import { threadRoutes } from "./fake-threads.ts"

/** The server's API in memory: the same words and the same rules, for as much as screens can tell. */
export function createFakeServer(workspace: Workspace = buildWorkspace()) {
  const state = createFakeState(workspace)
  const asked: Asked[] = []
  const refusals: { method: string; path: RegExp; answer: Answer | "offline" }[] = []

  const open: Record<string, Handler> = {
    "GET sign-in": () => answer(state.signInPage),
    "POST session": (_id, { password }) => {
      state.signedIn = password !== "wrong"
      return state.signedIn ? answer(undefined, 204) : refuse("wrong_credentials", 401)
    },
  }
  const signedIn: Record<string, Handler> = {
    "DELETE session": () => {
      state.signedIn = false
      return answer(undefined, 204)
    },
    "GET workspace": () => answer(state.workspace),
    "PUT me": () => answer(undefined, 204),
    "GET people": () => answer({ people: state.people }),
    "GET quarantine": () => answer({ quarantined: [] }),
    "POST accounts/:id/check": (id) => answer(state.workspace.accounts.find((account) => account.id === id)),
    ...threadRoutes(state),
    ...callRoutes(state),
    ...replyRoutes(state),
    ...entryRoutes(state),
  }

  function route({ method, path, body }: Asked): Answer {
    const { pathname, searchParams } = new URL(path, "http://desk.test")
    const [, , noun = "", id = "", verb = ""] = pathname.split("/")
    const place = [noun, id && (id === "counts" ? id : ":id"), verb].filter(Boolean).join("/")
    const handler = open[`${method} ${place}`]
    if (handler) return handler(id, body, searchParams)
    if (!state.signedIn) return refuse("unauthenticated", 401)
    return signedIn[`${method} ${place}`]?.(id, body, searchParams) ?? refuse("not_found", 404)
  }

  return {
    state,
    /** Every request so far, oldest first. */
    asked,
    add: (...details: ThreadDetail[]) =>
      details.forEach((detail) => state.threads.set(detail.thread.id, detail)),
    /** The next matching request is refused, or never arrives. */
    refuseNext: (method: string, path: RegExp, refusal: Answer | "offline") =>
      void refusals.push({ method, path, answer: refusal }),
    handle(one: Asked): Answer | "offline" {
      asked.push(one)
      const index = refusals.findIndex(({ method, path }) => one.method === method && path.test(one.path))
      const [refusal] = index === -1 ? [] : refusals.splice(index, 1)
      return refusal?.answer ?? route(one)
    },
  }
}

export type FakeServer = ReturnType<typeof createFakeServer>

/** A `fetch` that asks the fake server. */
export function fetchFrom(server: FakeServer): typeof fetch {
  return async (input, init) => {
    const path = input instanceof Request ? input.url : input.toString()
    const body = typeof init?.body === "string" ? (JSON.parse(init.body) as Body) : {}
    // Answers come later than the question, as over any network.
    await Promise.resolve()
    const answered = server.handle({ method: init?.method ?? "GET", path, body })
    if (answered === "offline") throw new TypeError("Failed to fetch")
    const { status, body: content } = answered
    return new Response(status === 204 ? null : JSON.stringify(content), {
      status,
      headers: { "content-type": status >= 400 ? "application/problem+json" : "application/json" },
    })
  }
}
