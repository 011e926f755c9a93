import type { Account } from "../../../shared/account.ts"
import type { IncomingMessage } from "../../connectors/incoming.ts"
import { type SettleDeps, markSent } from "./settle-reply.ts"

/**
 * Networks tell us our own words back, sometimes before the call that sent them returns.
 * Matches such an echo to the reply it is, whatever that reply's state, and settles it as sent.
 * @returns false when nobody here wrote it: it was typed in the network's own app
 */
export async function recognizeEcho(
  deps: SettleDeps,
  account: Account,
  incoming: IncomingMessage,
): Promise<boolean> {
  const candidates = await deps.replies.maybeOut(account.id, incoming.conversationKey)
  const echoed = candidates.find(
    ({ text, pictures }) =>
      sameWords(text, incoming.text) &&
      // Without words only the pictures can tell.
      (text !== "" || pictures.length === incoming.media.length),
  )
  if (!echoed) return false
  const { externalId, permalink } = incoming
  return markSent(deps, echoed, { externalId, permalink })
}

/** Networks normalise white space and Unicode; the words stay. */
const sameWords = (a: string, b: string) => words(a) === words(b)
const words = (text: string) => text.normalize("NFC").replace(/\s+/g, " ").trim()
