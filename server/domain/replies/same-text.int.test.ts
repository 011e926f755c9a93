import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import type { Account } from "../../../shared/account.ts"
import type { Person } from "../../../shared/person.ts"
import { createAccount, createPersonWith, createThread } from "../../testing/builders.ts"
import { openTestContext, type TestContext } from "../../testing/test-context.ts"
import { cancelReply } from "./cancel-reply.ts"
import { sendReply } from "./send-reply.ts"

let ctx: TestContext
let agent: Person
let ville: Account
let sorties: Account

beforeAll(async () => {
  ctx = await openTestContext()
})
afterAll(() => ctx.close())
beforeEach(async () => {
  await ctx.empty()
  agent = await createPersonWith(ctx)
  ville = await createAccount(ctx)
  sorties = await ctx.accounts.upsert({
    ...{ network: "x", externalId: "2" },
    ...{ username: "QueFaireAParvis", name: "Que faire à Parvis" },
  })
})

let sent = 0
async function answer(account: Account, text: string) {
  const thread = await createThread(ctx, account)
  const clientId = `client-${(sent += 1)}`
  return sendReply(ctx, agent, thread.id, { text, clientId, expectedVersion: thread.version })
}

test("an answer leaves from the account that was addressed", async () => {
  expect(await answer(sorties, "Le marché ouvre à 8 h.")).toMatchObject({ accountId: sorties.id })
  expect(await answer(ville, "Bonjour, nous regardons.")).toMatchObject({ accountId: ville.id })
})

test("the same text from another account is refused for a day, however it is spaced or signed", async () => {
  await answer(ville, "Le marché ouvre à 8 h, place Wilson.")
  const refusal = { code: "same_text_elsewhere" }
  await expect(answer(sorties, "Le marché ouvre à 8 h, place Wilson.")).rejects.toMatchObject(refusal)
  await expect(answer(sorties, "le Marché ouvre à 8 h — place Wilson !")).rejects.toMatchObject(refusal)
  await answer(sorties, "Le marché ouvre à 8 h, place Wilson, tous les jours.")
  ctx.pass(24 * 3_600_000 + 1)
  await answer(sorties, "Le marché ouvre à 8 h, place Wilson.")
})

test("the same account may say it again to somebody else, and a text taken back counts for nothing", async () => {
  const first = await answer(ville, "Bonjour, les équipes passent demain.")
  await cancelReply(ctx, agent, first.id)
  await answer(sorties, "Bonjour, les équipes passent demain.")
  await answer(sorties, "Bonjour, les équipes passent demain.")
})
