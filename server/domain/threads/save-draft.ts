import type { Person } from "../../../shared/person.ts"
import type { Draft } from "../../../shared/thread.ts"
import type { AppContext } from "../../context.ts"
import { readThread } from "./read-thread.ts"

/** Keeps what a person is writing in a thread. */
export async function saveDraft(
  deps: Pick<AppContext, "drafts" | "now" | "threads">,
  actor: Person,
  threadId: string,
  text: string,
): Promise<Draft> {
  await readThread(deps, actor, threadId)
  await deps.drafts.save(threadId, actor.id, text, deps.now())
  return deps.drafts.get(threadId, actor.id)
}
