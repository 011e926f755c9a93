import { createHmac, timingSafeEqual } from "node:crypto"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import type { Account } from "../../shared/account.ts"
import type { Webhook } from "../connectors/connector.ts"
import { createIntake } from "../domain/webhooks/accept-delivery.ts"
import { buildIncoming, createAccount, createPersonWith } from "../testing/builders.ts"
import { openTestContext, type TestContext } from "../testing/test-context.ts"
import { emptySpool, takeInNext, takeInWaiting } from "./deliveries.ts"

let ctx: TestContext
let account: Account

beforeAll(async () => {
  ctx = await openTestContext()
})
afterAll(() => ctx.close())
beforeEach(async () => {
  await ctx.empty()
  account = await createAccount(ctx)
  ctx.receive(smallWebhook)
})

type Told = { id: string; text: string; removed?: boolean; revoked?: boolean }
const bodyOf = (...told: Told[]) => Buffer.from(JSON.stringify(told))

/** A network that pushes lists of words. */
const smallWebhook: Webhook = {
  network: "x",
  challenge: () => null,
  isGenuine: (body, headers) =>
    timingSafeEqual(
      createHmac("sha256", "k").update(body).digest(),
      Buffer.from(headers["signature"] ?? "", "hex"),
    ),
  read: (body, [first]) =>
    (JSON.parse(body.toString()) as Told[]).map(({ id, text, removed = false, revoked = false }) => {
      if (text === "poison") throw new Error("a fault of ours")
      const incoming = buildIncoming({ externalId: id, conversationKey: `c${id}`, text })
      return {
        accountExternalId: first?.externalId ?? "",
        messages: removed || revoked ? [] : [incoming],
        removals: removed ? [{ externalId: id, at: new Date() }] : [],
        unreadable: [],
        revoked,
      }
    }),
}
const drain = async () => {
  while ((await takeInNext(ctx)) === "again");
}
const inbox = async () => {
  const agent = await createPersonWith(ctx)
  return (await ctx.threads.list(agent, "inbox", {}, { before: null, limit: 200 })).threads
}

test("a burst is taken in side by side, each word once, whatever fails between", async () => {
  const accept = createIntake(ctx)
  const ids = Array.from({ length: 60 }, (_none, at) => String(at))
  await Promise.all(ids.map((id) => accept("x", bodyOf({ id, text: id === "7" ? "poison" : "un banc" }))))
  await takeInWaiting(ctx, new AbortController().signal)
  expect(await inbox()).toHaveLength(59)
  expect(await ctx.deliveries.waiting()).toBe(1)
})

test("what is pushed is in the inbox, once, however often it is pushed", async () => {
  const accept = createIntake(ctx)
  const body = bodyOf({ id: "1", text: "un trou" }, { id: "2", text: "un arbre" })
  await Promise.all(Array.from({ length: 5 }, () => accept("x", body)))
  await accept("x", bodyOf({ id: "2", text: "un arbre" }))
  await drain()
  expect((await inbox()).map(({ excerpt }) => excerpt).sort()).toEqual(["un arbre", "un trou"])
  expect(await ctx.deliveries.waiting()).toBe(0)
  expect((await ctx.accounts.find(account.id))?.lastPushAt).toBe(ctx.now().toISOString())
})

test("a removal that is pushed before its message keeps it out", async () => {
  const accept = createIntake(ctx)
  await accept("x", bodyOf({ id: "1", text: "", removed: true }))
  await accept("x", bodyOf({ id: "1", text: "un trou" }))
  await drain()
  expect(await inbox()).toEqual([])
})

test("what cannot be taken in is set apart after three tries, and the rest goes on", async () => {
  const accept = createIntake(ctx)
  await accept("x", bodyOf({ id: "1", text: "poison" }))
  await accept("x", bodyOf({ id: "2", text: "un arbre" }))
  await drain()
  expect(await inbox()).toHaveLength(1)
  for (let tries = 0; tries < 3; tries += 1) {
    ctx.pass(10_000)
    await drain()
  }
  expect(await ctx.deliveries.waiting()).toBe(0)
})

test("access taken away is shown on the account", async () => {
  await createIntake(ctx)("x", bodyOf({ id: "1", text: "", revoked: true }))
  await drain()
  expect(await ctx.accounts.find(account.id)).toMatchObject({
    state: "reconnect",
    trouble: { reason: "token_rejected" },
  })
})

test("while the database is away pushes wait on disk, and are taken in when it is back", async () => {
  const away = { ...ctx.deliveries, addAll: () => Promise.reject(new Error("the database is away")) }
  const accept = createIntake({ ...ctx, deliveries: away })
  const body = bodyOf({ id: "1", text: "un trou" })
  await Promise.all([accept("x", body), accept("x", body), accept("x", bodyOf({ id: "2", text: "deux" }))])
  expect(await inbox()).toEqual([])
  expect(await emptySpool(ctx)).toBe("again")
  expect(await emptySpool(ctx)).toBe("idle")
  await drain()
  expect(await inbox()).toHaveLength(2)
})
