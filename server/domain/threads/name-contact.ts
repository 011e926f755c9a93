import type { Account } from "../../../shared/account.ts"
import type { IncomingMessage } from "../../connectors/incoming.ts"
import type { AppContext } from "../../context.ts"
import type { Standing } from "../../store/stores.ts"

type Deps = Pick<AppContext, "contacts" | "messages" | "threads" | "transaction">

/**
 * Some pushes do not say who writes (Messenger gives a number only): when a poll tells the name later, the contact, its
 * threads and its messages get it.
 */
export async function nameContact(
  deps: Deps,
  { network }: Account,
  known: Standing,
  { contact, fromAccount }: IncomingMessage,
): Promise<void> {
  const { threadId } = known
  if (fromAccount || known.isRemoved || threadId === null) return
  await deps.transaction(async () => {
    const { id, username, name } = await deps.contacts.upsert({ network, ...contact })
    await deps.threads.nameContact(id, { username, name })
    await deps.messages.nameAuthor(threadId, { username, name })
  })
}
