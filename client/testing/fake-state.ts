import type { Ability } from "../../shared/ability.ts"
import type { SignInPage, ThreadDetail, Workspace } from "../../shared/api.ts"
import type { Entry } from "../../shared/entry.ts"
import type { LiveEvent } from "../../shared/live-event.ts"
import type { Person } from "../../shared/person.ts"
import type { Problem, ProblemCode } from "../../shared/problem.ts"
import type { Thread } from "../../shared/thread.ts"

export type Body = Record<string, unknown>
export type Asked = { method: string; path: string; body: Body }
export type Answer = { status: number; body: unknown }
/** One route: what stands at `:id`, what was sent, what was asked after the question mark. */
export type Handler = (id: string, body: Body, query: URLSearchParams) => Answer

/** What the server answers when all is well. */
export const answer = (body: unknown, status = 200): Answer => ({ status, body })

/** A refusal, as the server words it. */
export function refuse(code: ProblemCode, status: number, extra?: unknown): Answer {
  const problem: Problem = { type: "about:blank", title: code, status, code }
  return { status, body: extra === undefined ? problem : { ...problem, extra } }
}

export type FakeState = ReturnType<typeof createFakeState>

/** What the server in memory knows. */
export function createFakeState(workspace: Workspace) {
  let tell: (event: LiveEvent) => void = () => {}
  const signInPage: SignInPage = { city: workspace.city, demo: false, demoPeople: [] }
  const people: Person[] = [workspace.me]
  const state = {
    signedIn: true,
    workspace,
    signInPage,
    people,
    threads: new Map<string, ThreadDetail>(),
    entries: new Map<string, Entry>(),
    /** What the network allows, for every message. */
    abilities: [{ action: "reply", refusal: null, until: null }] as Ability[],
    /** Thread -> the number to call back, in the form of E.164. */
    numbers: new Map<string, string>(),
    /** What was asked to be done to messages. */
    acts: [] as string[],
    me: () => ({ id: state.workspace.me.id, name: state.workspace.me.name }),
    now: () => new Date().toISOString(),
    /** Where changes are announced, as the change stream does. */
    onChange: (listener: (event: LiveEvent) => void) => {
      tell = listener
    },
    change(id: string, patch: Partial<Thread>): Answer {
      const detail = state.threads.get(id)
      if (!detail) return refuse("not_found", 404)
      const thread = { ...detail.thread, ...patch }
      state.threads.set(id, { ...detail, thread })
      tell({ type: "thread.changed", thread })
      return answer(thread)
    },
  }
  return state
}
