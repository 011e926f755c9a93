import type { Account } from "../../../shared/account.ts"
import type { IncomingMessage, News } from "../../connectors/incoming.ts"
import type { AppContext } from "../../context.ts"
import { ingestMessage, type IngestDeps } from "./ingest-message.ts"
import { threadKeyOf } from "./open-or-move.ts"
import { removeMessage } from "./remove-message.ts"

export type NewsDeps = IngestDeps & Pick<AppContext, "callbackNumbers" | "pictures" | "quarantine">

/** Sets apart what does not fit its contract, for an admin to look at. */
export async function quarantineAll(
  { quarantine, now }: Pick<NewsDeps, "quarantine" | "now">,
  account: Account,
  source: string,
  unreadable: News["unreadable"],
): Promise<void> {
  for (const { externalId, raw, problem } of unreadable)
    await quarantine.add(
      { accountId: account.id, source, externalId, problem, raw: JSON.stringify(raw, null, 2) },
      now(),
    )
}

/** Stores messages: threads side by side, so that they share waits for the disk; those of one thread in their order. */
export async function ingestAll(
  deps: IngestDeps,
  account: Account,
  messages: readonly IncomingMessage[],
): Promise<void> {
  const threads = new Map<string, IncomingMessage[]>()
  for (const message of messages) {
    const key = threadKeyOf(message)
    threads.set(key, [...(threads.get(key) ?? []), message])
  }
  const inOrder = async (ofThread: IncomingMessage[]): Promise<void> => {
    for (const message of ofThread) await ingestMessage(deps, account, message)
  }
  await Promise.all([...threads.values()].map(inOrder))
}

/** Stores all that a network told at once, by whatever way: the same news again changes nothing. */
export async function storeNews(
  deps: NewsDeps,
  account: Account,
  source: string,
  { messages, removals, unreadable }: News,
): Promise<void> {
  await quarantineAll(deps, account, source, unreadable)
  await ingestAll(deps, account, messages)
  for (const removal of removals) await removeMessage(deps, account, removal)
}
