import type { Person } from "../../../shared/person.ts"
import type { SetState, Thread } from "../../../shared/thread.ts"
import type { AppContext } from "../../context.ts"
import { AppError } from "../../errors.ts"
import { readThread } from "./read-thread.ts"

type Deps = Pick<AppContext, "now" | "threads" | "timeline" | "transaction">

/** Closes a thread without an answer, or opens it again. */
export async function setState(
  deps: Deps,
  actor: Person,
  threadId: string,
  { state }: SetState,
): Promise<Thread> {
  const before = await readThread(deps, actor, threadId)
  if (before.state === state) return before
  return deps.transaction(async () => {
    const thread = await deps.threads.change(threadId, { state }, { guard: { states: [before.state] } })
    if (!thread) throw new AppError("stale_state")
    await deps.timeline.add({
      threadId,
      kind: "state_changed",
      at: deps.now(),
      by: { id: actor.id, name: actor.name },
      values: { from: before.state, to: state },
    })
    return thread
  })
}
