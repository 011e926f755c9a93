import type { Ability } from "../../../shared/ability.ts"
import type { ThreadAbilities } from "../../../shared/api.ts"
import type { Message } from "../../../shared/message.ts"
import type { Reply } from "../../../shared/reply.ts"
import type { Thread } from "../../../shared/thread.ts"
import type { Viewer } from "../../../shared/thread-view.ts"
import type { AppContext } from "../../context.ts"
import { readThread } from "./read-thread.ts"

type Deps = Pick<AppContext, "connectorOf" | "messages" | "now" | "replies" | "threads">

/**
 * What may be done about each message of a thread now, and why not.
 * @throws AppError not_found
 */
export async function readAbilities(deps: Deps, viewer: Viewer, threadId: string): Promise<ThreadAbilities> {
  const thread = await readThread(deps, viewer, threadId)
  const [messages, replies] = await Promise.all([
    deps.messages.ofThread(threadId),
    deps.replies.ofThread(threadId),
  ])
  return {
    messages: messages
      .filter(({ removedAt }) => removedAt === null)
      .map((message) => ({ messageId: message.id, abilities: abilitiesOf(deps, thread, message, replies) })),
  }
}

/**
 * What may be done about one message now. Without a connector nothing is asked of the network yet: a reply may be
 * written, and waits. A telephone never takes one.
 */
export function abilitiesOf(
  { connectorOf, now }: Pick<Deps, "connectorOf" | "now">,
  thread: Thread,
  message: Message,
  replies: readonly Reply[],
): Ability[] {
  const connector = connectorOf(thread.accountId)
  if (!connector)
    return [{ action: "reply", refusal: thread.network === "phone" ? "by_phone" : null, until: null }]
  const hasPrivateReply = replies.some(
    ({ isPrivateReply, parentExternalId, state }) =>
      isPrivateReply &&
      parentExternalId === message.externalId &&
      state !== "failed" &&
      state !== "cancelled",
  )
  const target = {
    visibility: message.visibility,
    fromAccount: message.direction === "out",
    addressed: message.addressed,
    underOurs: message.underOurs,
    isEncrypted: message.isEncrypted,
    sentAt: new Date(message.sentAt),
    lastInboundAt: new Date(thread.lastInboundAt),
    hasPrivateReply,
  }
  return connector.abilities(target, now())
}
