import type { Person } from "../../../shared/person.ts"
import type { Escalate, Thread } from "../../../shared/thread.ts"
import type { AppContext } from "../../context.ts"
import { AppError } from "../../errors.ts"
import { type NumberDeps, withoutCallersNumber } from "../calls/callback-number.ts"
import { defaultDueAt } from "../departments/due-date.ts"
import { readThread } from "./read-thread.ts"

type Deps = NumberDeps &
  Pick<
    AppContext,
    "corrections" | "departments" | "messages" | "now" | "threads" | "timeline" | "transaction"
  >

/**
 * Hands a thread to a department, with a note, a due date and a way back.
 * Handing it elsewhere than the classifier said also teaches the classifier.
 * @throws AppError forbidden for heads, invalid for a department that is unknown or closed
 */
export async function escalateThread(
  deps: Deps,
  actor: Person,
  threadId: string,
  { department, note: written, dueAt }: Escalate,
): Promise<Thread> {
  if (actor.role === "head") throw new AppError("forbidden")
  const before = await readThread(deps, actor, threadId)
  if (!(await deps.departments.find(department))?.active)
    throw new AppError("invalid", { fields: { department: "unknown" } })
  const note = await withoutCallersNumber(deps, before, written)
  const by = { id: actor.id, name: actor.name }
  const at = deps.now()
  const due = dueAt ? new Date(dueAt) : defaultDueAt(at, before.urgency)
  return deps.transaction(async () => {
    if (before.department !== department) {
      const message = await deps.messages.lastInbound(threadId)
      await deps.corrections.add({
        threadId,
        messageId: message?.id ?? null,
        field: "department",
        from: before.department,
        to: department,
        by,
        at,
      })
    }
    const thread = await deps.threads.change(threadId, {
      state: "waiting_department",
      department,
      ...(before.department !== department && { departmentScore: null }),
      escalation: { department, note, by, at: at.toISOString(), dueAt: due.toISOString() },
    })
    if (!thread) throw new AppError("not_found")
    await deps.timeline.add({
      threadId,
      kind: "escalated",
      at,
      by,
      text: note,
      values: { department, dueAt: due.toISOString() },
    })
    return thread
  })
}
