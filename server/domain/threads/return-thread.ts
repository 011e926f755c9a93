import type { Person } from "../../../shared/person.ts"
import type { NoteText, Thread } from "../../../shared/thread.ts"
import type { AppContext } from "../../context.ts"
import { AppError } from "../../errors.ts"
import { type NumberDeps, withoutCallersNumber } from "../calls/callback-number.ts"
import { readThread } from "./read-thread.ts"

type Deps = NumberDeps & Pick<AppContext, "now" | "threads" | "timeline" | "transaction">

/**
 * A department gives a thread back to the agents, with what they need to answer, or why it is not theirs.
 * @throws AppError stale_state when the thread does not wait for a department
 */
export async function returnThread(
  deps: Deps,
  actor: Person,
  threadId: string,
  { text }: NoteText,
): Promise<Thread> {
  const before = await readThread(deps, actor, threadId)
  const told = await withoutCallersNumber(deps, before, text)
  return deps.transaction(async () => {
    const thread = await deps.threads.change(
      threadId,
      { state: "ready", escalation: null },
      { guard: { states: ["waiting_department"] } },
    )
    if (!thread) throw new AppError("stale_state")
    await deps.timeline.add({
      threadId,
      kind: "returned",
      at: deps.now(),
      by: { id: actor.id, name: actor.name },
      text: told,
      values: { department: before.escalation?.department ?? "none" },
    })
    return thread
  })
}
