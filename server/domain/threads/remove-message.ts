import type { Account } from "../../../shared/account.ts"
import type { ThreadState } from "../../../shared/thread.ts"
import type { Removal } from "../../connectors/incoming.ts"
import type { AppContext } from "../../context.ts"
import { excerptOf } from "./open-or-move.ts"

type Deps = Pick<
  AppContext,
  "callbackNumbers" | "mediaCopies" | "messages" | "now" | "pictures" | "threads" | "timeline" | "transaction"
>

/** States in which somebody still means to answer. */
const WAITING: ThreadState[] = ["new", "open", "ready"]

/**
 * Removes here what was removed on the network: words, versions, pictures, address and callback number go, the place
 * and the date stay, and the thread says so (truth 5). A removal that comes before its message keeps the message out.
 * @returns true when it told something new
 */
export async function removeMessage(deps: Deps, account: Account, removal: Removal): Promise<boolean> {
  const key = { network: account.network, accountId: account.id, externalId: removal.externalId }
  const known = await deps.messages.standing(key)
  if (!known) {
    if (await deps.messages.insertTrace(key, removal.at)) return true
    return removeMessage(deps, account, removal)
  }
  if (known.isRemoved || known.threadId === null) return false
  const { threadId } = known
  return deps.transaction(async () => {
    if ((await deps.messages.standingOf(known.id))?.isRemoved !== false) return false
    const thread = await deps.threads.change(threadId, {}, { grow: true })
    const erased = thread && (await deps.messages.erase(known.id, removal.at, thread.version))
    if (!erased)
      throw new Error(`message ${known.id} belongs to no thread, or changed in its own transaction`)
    if (account.network === "phone") await deps.callbackNumbers.forget(known.id)
    await deps.mediaCopies.removeOf(erased.id)
    if (erased.replyId) await deps.pictures.removeOf(erased.replyId)
    if (erased.direction === "in") {
      const last = await deps.messages.lastInbound(threadId)
      await deps.threads.change(threadId, { excerpt: excerptOf(last?.text ?? "") })
      // Nothing is left to answer.
      if (!last) await deps.threads.change(threadId, { state: "closed" }, { guard: { states: WAITING } })
    }
    await deps.timeline.add({
      threadId,
      kind: "message_removed",
      at: deps.now(),
      values: { author: erased.author.name },
    })
    return true
  })
}
