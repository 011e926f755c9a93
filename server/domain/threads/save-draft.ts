import type { Person } from "../../../shared/person.ts"
import type { Draft } from "../../../shared/thread.ts"
import type { AppContext } from "../../context.ts"
import { type NumberDeps, withoutCallersNumber } from "../calls/callback-number.ts"
import { readThread } from "./read-thread.ts"

/** Keeps what a person is writing in a thread. */
export async function saveDraft(
  deps: NumberDeps & Pick<AppContext, "drafts" | "now" | "threads">,
  actor: Person,
  threadId: string,
  text: string,
): Promise<Draft> {
  const thread = await readThread(deps, actor, threadId)
  const kept = await withoutCallersNumber(deps, thread, text)
  await deps.drafts.save(threadId, actor.id, kept, deps.now())
  return deps.drafts.get(threadId, actor.id)
}
