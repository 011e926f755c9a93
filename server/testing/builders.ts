import type { Account } from "../../shared/account.ts"
import type { Person } from "../../shared/person.ts"
import type { Thread } from "../../shared/thread.ts"
import type { IncomingMessage } from "../connectors/incoming.ts"
import { createPhoneConnector } from "../connectors/phone/phone-connector.ts"
import type { AppContext } from "../context.ts"
import { ingestMessage } from "../domain/threads/ingest-message.ts"
import { threadKeyOf } from "../domain/threads/open-or-move.ts"
import type { TestContext } from "./test-context.ts"

let sequence = 0
const next = (): number => (sequence += 1)

/** A mention by a citizen of its own, unless told otherwise. */
export function buildIncoming(overrides: Partial<IncomingMessage> = {}): IncomingMessage {
  const n = next()
  const externalId = overrides.externalId ?? `9${String(n).padStart(8, "0")}`
  const sentAt = overrides.sentAt ?? new Date("2026-11-24T08:59:00.000Z")
  return {
    externalId,
    revision: { id: externalId, at: sentAt },
    visibility: "public",
    conversationKey: `c${n}`,
    fromAccount: false,
    addressed: true,
    underOurs: false,
    isEncrypted: false,
    contact: { externalId: `u${n}`, username: `citoyen_${n}`, name: `Citoyen ${n}` },
    text: "@VilleDeParvis le lampadaire devant chez moi est éteint",
    sentAt,
    permalink: `https://x.com/citoyen_${n}/status/${n}`,
    parentExternalId: null,
    media: [],
    ...overrides,
  }
}

export const createAccount = ({ accounts }: Pick<AppContext, "accounts">): Promise<Account> =>
  accounts.upsert({ network: "x", externalId: "1", username: "VilleDeParvis", name: "Ville de Parvis" })

/** The city's telephone line, with its connector. */
export async function createLine({
  accounts,
  connect,
}: Pick<TestContext, "accounts" | "connect">): Promise<Account> {
  const line = { line: "0500000000", name: "Allô mairie" }
  const account = await accounts.upsert({
    network: "phone",
    externalId: line.line,
    username: line.line,
    name: line.name,
  })
  connect(account.id, createPhoneConnector(line))
  return account
}

export async function createPersonWith(
  { people, now }: Pick<AppContext, "people" | "now">,
  overrides: Partial<Omit<Person, "id" | "createdAt">> & { passwordHash?: string } = {},
): Promise<Person> {
  const n = next()
  const person = await people.insert({
    email: `p${n}@parvis.test`,
    name: `Personne ${n}`,
    role: "agent",
    departments: [],
    locale: "fr",
    active: true,
    passwordHash: "none",
    createdAt: now(),
    ...overrides,
  })
  if (!person) throw new Error("the address is taken")
  return person
}

/** A thread opened by one incoming message. */
export async function createThread(
  ctx: AppContext,
  account: Account,
  overrides: Partial<IncomingMessage> = {},
): Promise<Thread> {
  const incoming = buildIncoming(overrides)
  await ingestMessage(ctx, account, incoming)
  const thread = await ctx.threads.findByKey({ accountId: account.id, key: threadKeyOf(incoming) })
  if (!thread) throw new Error("the message opened no thread")
  return thread
}
