import type { Account } from "../../../shared/account.ts"
import type { Message } from "../../../shared/message.ts"
import type { IncomingMessage } from "../../connectors/incoming.ts"
import type { AppContext } from "../../context.ts"
import { recognizeEcho } from "../replies/recognize-echo.ts"
import { nameContact } from "./name-contact.ts"
import { openOrMove, type Told } from "./open-or-move.ts"
import { reviseMessage } from "./revise-message.ts"

export type IngestDeps = Pick<
  AppContext,
  | "accounts"
  | "classify"
  | "contacts"
  | "corrections"
  | "mediaCopies"
  | "messages"
  | "now"
  | "replies"
  | "threads"
  | "timeline"
  | "transaction"
>

/** What a person's own act adds to a message: it is stored with the message, or not at all. */
export type Alongside = {
  /** What the timeline says instead of what it says of messages that come by themselves. */
  told: Told
  also: (stored: Message) => Promise<void>
}

/** Aborts the transaction when another process stored the same message first. */
class AlreadyStored extends Error {}

/**
 * Stores one version of one message of a network with its contact, thread and timeline, all or nothing.
 * Safe to call again with the same version, in any order, from any number of processes: the second call changes
 * nothing, and what a network removed does not come back.
 * @returns true when it told something new
 */
export async function ingestMessage(
  deps: IngestDeps,
  account: Account,
  incoming: IncomingMessage,
  alongside?: Alongside,
): Promise<boolean> {
  const key = { network: account.network, accountId: account.id, externalId: incoming.externalId }
  const known = await deps.messages.standing(key)
  if (known?.isNameless && incoming.contact.name !== "") await nameContact(deps, account, known, incoming)
  if (known) return reviseMessage(deps, known, incoming)
  if (incoming.fromAccount && (await recognizeEcho(deps, account, incoming))) return false
  const classification = incoming.fromAccount ? null : deps.classify(incoming.text)
  try {
    await deps.transaction(async () => {
      if (await deps.messages.standing(key)) throw new AlreadyStored()
      const stored = await openOrMove(deps, account, incoming, classification, alongside?.told)
      if (!stored) throw new AlreadyStored()
      await alongside?.also(stored)
    })
    return true
  } catch (error) {
    if (!(error instanceof AlreadyStored)) throw error
    // Somebody else was first, perhaps with another version of it, or with its end.
    const stored = await deps.messages.standing(key)
    return stored ? reviseMessage(deps, stored, incoming) : false
  }
}
