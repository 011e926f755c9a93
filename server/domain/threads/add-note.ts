import type { Person } from "../../../shared/person.ts"
import type { NoteText, Thread } from "../../../shared/thread.ts"
import type { AppContext } from "../../context.ts"
import { type NumberDeps, withoutCallersNumber } from "../calls/callback-number.ts"
import { readThread } from "./read-thread.ts"

type Deps = NumberDeps & Pick<AppContext, "now" | "threads" | "timeline">

/** Writes an internal note: colleagues read it, no network ever does. */
export async function addNote(
  deps: Deps,
  actor: Person,
  threadId: string,
  { text }: NoteText,
): Promise<Thread> {
  const thread = await readThread(deps, actor, threadId)
  await deps.timeline.add({
    threadId,
    kind: "note",
    at: deps.now(),
    by: { id: actor.id, name: actor.name },
    text: await withoutCallersNumber(deps, thread, text),
  })
  return thread
}
