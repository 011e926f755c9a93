import type { Person } from "../../../shared/person.ts"
import type { Assign, Thread } from "../../../shared/thread.ts"
import type { AppContext } from "../../context.ts"
import { AppError } from "../../errors.ts"
import { readThread } from "./read-thread.ts"

type Deps = Pick<AppContext, "now" | "threads" | "timeline" | "transaction">

/** Takes a thread for oneself, also from a colleague, or releases it. */
export async function assignThread(
  deps: Deps,
  actor: Person,
  threadId: string,
  { to }: Assign,
): Promise<Thread> {
  const before = await readThread(deps, actor, threadId)
  const by = { id: actor.id, name: actor.name }
  const assignee = to === "self" ? by : null
  if ((before.assignee?.id ?? null) === (assignee?.id ?? null)) return before
  return deps.transaction(async () => {
    const thread = await deps.threads.change(threadId, {
      assignee,
      ...(assignee && before.state === "new" && { state: "open" }),
    })
    if (!thread) throw new AppError("not_found")
    await deps.timeline.add({
      threadId,
      kind: assignee ? "taken" : "released",
      at: deps.now(),
      by,
      values: before.assignee ? { from: before.assignee.name } : {},
    })
    return thread
  })
}
