import type { Action, MessageAct } from "../../../shared/ability.ts"
import type { Person } from "../../../shared/person.ts"
import type { AppContext } from "../../context.ts"
import { AppError } from "../../errors.ts"
import { abilitiesOf } from "../threads/read-abilities.ts"
import { readThread } from "../threads/read-thread.ts"

type Deps = Pick<AppContext, "connectorOf" | "effects" | "messages" | "now" | "replies" | "threads">

/**
 * Queues an act on a message: it is done by the outbox, and the thread says when it is.
 * @throws AppError not_found; forbidden for heads; not_possible with the network's reason
 */
export async function actOnMessage(
  deps: Deps,
  actor: Person,
  threadId: string,
  messageId: string,
  { action }: MessageAct,
): Promise<void> {
  const thread = await readThread(deps, actor, threadId)
  if (actor.role === "head") throw new AppError("forbidden")
  const message = await deps.messages.find(messageId)
  if (!message || message.threadId !== threadId || message.removedAt !== null) throw new AppError("not_found")
  const replies = await deps.replies.ofThread(threadId)
  const refusal = refusalOf(abilitiesOf(deps, thread, message, replies), action)
  if (refusal !== null) throw new AppError("not_possible", { reason: refusal })
  await deps.effects.queue({
    threadId,
    messageId,
    accountId: message.accountId,
    externalId: message.externalId,
    action,
    by: { id: actor.id, name: actor.name },
    at: deps.now(),
  })
}

const refusalOf = (abilities: ReturnType<typeof abilitiesOf>, action: Action) => {
  const ability = abilities.find((one) => one.action === action)
  return ability ? ability.refusal : ("not_offered" as const)
}
