import { withoutNumber } from "../../../shared/phone-number.ts"
import type { Thread } from "../../../shared/thread.ts"
import type { AppContext } from "../../context.ts"

/** What it takes to open a number. */
export type NumberDeps = Pick<AppContext, "callbackNumbers" | "log" | "secrets">

/** Numbers are found again under this subject, and sealed under that of their message. */
const CALLER = "caller"
const subjectOf = (messageId: string): string => `callback number of message ${messageId}`

/** What a caller is known by: the same number gives the same key, which does not tell it. */
export const callerKeyOf = ({ secrets }: Pick<NumberDeps, "secrets">, number: string): string =>
  `n-${secrets.fingerprint(number, CALLER)}`

/** What a caller is known by who left no number: nobody else, and not themselves the next time. */
export const unknownCallerKey = (callId: string): string => `a-${callId}`

/** Keeps a number (E.164) sealed, for as long as its message is kept. */
export const sealNumber = (
  { callbackNumbers, secrets }: Pick<NumberDeps, "callbackNumbers" | "secrets">,
  { threadId, messageId, number }: { threadId: string; messageId: string; number: string },
): Promise<void> =>
  callbackNumbers.keep({ threadId, messageId, sealed: secrets.seal(number, subjectOf(messageId)) })

/**
 * The number (E.164) to call back in a thread, only ever for who may see the thread.
 * @returns null when none was left, when it is not kept any more, or when it was sealed under another secret
 */
export async function openNumber(
  { callbackNumbers, log, secrets }: NumberDeps,
  threadId: string,
): Promise<string | null> {
  const kept = await callbackNumbers.ofThread(threadId)
  if (!kept) return null
  try {
    return secrets.open(kept.sealed, subjectOf(kept.messageId))
  } catch {
    log.error({ threadId }, "a callback number does not open: was PARVIS_SECRET changed?")
    return null
  }
}

/**
 * What somebody writes in a thread for others to read, without the number to call back: it is not for all of them,
 * nor for the database.
 */
export async function withoutCallersNumber(
  deps: NumberDeps,
  { id, network }: Pick<Thread, "id" | "network">,
  text: string,
): Promise<string> {
  const number = network === "phone" ? await openNumber(deps, id) : null
  return number === null ? text : withoutNumber(text, number)
}
