import type { Network } from "../../../shared/network.ts"
import type { AppContext } from "../../context.ts"
import { removeMessage } from "../threads/remove-message.ts"

type Deps = Parameters<typeof removeMessage>[0] & Pick<AppContext, "accounts" | "contacts">

/**
 * Forgets a person as one network knows them: their words, versions and pictures go as if they had deleted each, their
 * names go everywhere. Entries stay: they were written anew and name nobody (users.md, R7). May be done again after a
 * crash; what is gone is gone.
 * @returns how many messages were erased
 */
export async function forgetPerson(deps: Deps, network: Network, externalId: string): Promise<number> {
  const contact = await deps.contacts.findByExternalId(network, externalId)
  if (!contact) return 0
  const accounts = new Map((await deps.accounts.list()).map((account) => [account.id, account]))
  let erased = 0
  for (const threadId of await deps.threads.idsOfContact(contact.id)) {
    for (const message of await deps.messages.ofThread(threadId)) {
      const account = accounts.get(message.accountId)
      if (!account || message.direction === "out" || message.removedAt !== null) continue
      const removal = { externalId: message.externalId, at: deps.now() }
      if (await removeMessage(deps, account, removal)) erased += 1
    }
    await deps.messages.nameAuthor(threadId, { username: "", name: "" })
    await deps.timeline.forgetAuthor(threadId, contact.name)
  }
  await deps.threads.nameContact(contact.id, { username: "", name: "" })
  await deps.contacts.forget(contact.id)
  return erased
}
