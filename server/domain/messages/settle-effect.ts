import type { RefusalReason } from "../../../shared/account.ts"
import type { MessageAct } from "../../../shared/ability.ts"
import type { Message } from "../../../shared/message.ts"
import type { TimelineKind } from "../../../shared/timeline.ts"
import type { AppContext } from "../../context.ts"
import type { EffectRecord } from "../../store/stores.ts"

type Deps = Pick<AppContext, "effects" | "messages" | "now" | "timeline" | "transaction">

type Kept = Exclude<MessageAct["action"], "delete">
const MARKS: Record<Kept, Partial<Pick<Message, "hidden" | "liked">>> = {
  hide: { hidden: true },
  unhide: { hidden: false },
  like: { liked: true },
  unlike: { liked: false },
}
const TOLD: Record<Kept, TimelineKind> = {
  hide: "message_hidden",
  unhide: "message_shown",
  like: "message_liked",
  unlike: "message_unliked",
}

/** The network did it (null), or refused it for good: the message and its thread say so together. */
export async function settleEffect(
  deps: Deps,
  effect: EffectRecord,
  refusal: RefusalReason | null,
): Promise<void> {
  const { id, threadId, messageId, action, by } = effect
  await deps.transaction(async () => {
    if (refusal !== null)
      await deps.timeline.add({
        threadId,
        kind: "act_refused",
        at: deps.now(),
        by,
        values: { action, reason: refusal },
      })
    else if (action !== "delete") {
      await deps.messages.mark(messageId, MARKS[action])
      await deps.timeline.add({ threadId, kind: TOLD[action], at: deps.now(), by })
    }
    await deps.effects.finish(id)
  })
}
