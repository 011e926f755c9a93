import type { Person } from "../../../shared/person.ts"
import type { CorrectClassification, Thread } from "../../../shared/thread.ts"
import type { AppContext } from "../../context.ts"
import { AppError } from "../../errors.ts"
import { readThread } from "./read-thread.ts"

type Deps = Pick<
  AppContext,
  "corrections" | "departments" | "messages" | "now" | "threads" | "timeline" | "transaction"
>

const TOLD = {
  department: "department_corrected",
  sentiment: "sentiment_corrected",
  urgency: "urgency_corrected",
} as const

/**
 * Puts the classifier right. What was wrong and what is right is kept for learning, and no later message undoes it.
 * @throws AppError invalid for a department that the city does not have
 */
export async function correctClassification(
  deps: Deps,
  actor: Person,
  threadId: string,
  correction: CorrectClassification,
): Promise<Thread> {
  const before = await readThread(deps, actor, threadId)
  if (correction.department && !(await deps.departments.find(correction.department)))
    throw new AppError("invalid", { fields: { department: "unknown" } })
  const by = { id: actor.id, name: actor.name }
  const at = deps.now()
  return deps.transaction(async () => {
    const message = await deps.messages.lastInbound(threadId)
    const thread = await deps.threads.change(threadId, {
      ...correction,
      ...(correction.department !== undefined && { departmentScore: null }),
    })
    if (!thread) throw new AppError("not_found")
    for (const field of ["department", "sentiment", "urgency"] as const) {
      const to = correction[field]
      if (to === undefined) continue
      await deps.corrections.add({
        threadId,
        messageId: message?.id ?? null,
        field,
        from: before[field],
        to,
        by,
        at,
      })
      if (to === before[field]) continue
      await deps.timeline.add({
        threadId,
        kind: TOLD[field],
        at,
        by,
        values: { from: before[field] ?? "none", to: to ?? "none" },
      })
    }
    return thread
  })
}
