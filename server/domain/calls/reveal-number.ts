import type { CallbackNumberKept, RevealedNumber } from "../../../shared/call.ts"
import type { Person } from "../../../shared/person.ts"
import type { AppContext } from "../../context.ts"
import { AppError } from "../../errors.ts"
import { readThread } from "../threads/read-thread.ts"
import { type NumberDeps, openNumber } from "./callback-number.ts"

type Deps = NumberDeps & Pick<AppContext, "now" | "threads" | "timeline">

/**
 * Whether there is a number to call back.
 * @throws AppError not_found
 */
export async function isNumberKept(
  deps: Pick<Deps, "callbackNumbers" | "threads">,
  actor: Person,
  threadId: string,
): Promise<CallbackNumberKept> {
  await readThread(deps, actor, threadId)
  return { kept: (await deps.callbackNumbers.ofThread(threadId)) !== null }
}

/**
 * Tells the number to somebody who means to call back. The timeline has it that they know before they do.
 * @throws AppError not_found; not_possible when there is none
 */
export async function revealNumber(deps: Deps, actor: Person, threadId: string): Promise<RevealedNumber> {
  await readThread(deps, actor, threadId)
  const number = await openNumber(deps, threadId)
  if (number === null) throw new AppError("not_possible", { reason: "no_number" })
  await deps.timeline.add({
    threadId,
    kind: "number_revealed",
    at: deps.now(),
    by: { id: actor.id, name: actor.name },
  })
  return { number }
}
