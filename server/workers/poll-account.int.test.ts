import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import type { Account } from "../../shared/account.ts"
import { ConnectorError } from "../connectors/connector.ts"
import { buildIncoming, createAccount, createPersonWith } from "../testing/builders.ts"
import { createFakeConnector, type FakeConnector } from "../testing/fake-connector.ts"
import { openTestContext, type TestContext } from "../testing/test-context.ts"
import { createPoller } from "./poll-account.ts"

let ctx: TestContext
let account: Account
let network: FakeConnector
const signal = new AbortController().signal

beforeAll(async () => {
  ctx = await openTestContext()
})
afterAll(() => ctx.close())
beforeEach(async () => {
  await ctx.empty()
  account = await createAccount(ctx)
  network = createFakeConnector()
})

const poll = () => createPoller(ctx, network, account, "mentions")(signal)
const inbox = async () => {
  const agent = await createPersonWith(ctx)
  return (await ctx.threads.list(agent, "inbox", {}, { before: null, limit: 200 })).threads
}

test("the cursor moves after the batch is stored, and the next poll starts from it", async () => {
  network.offer({ messages: [buildIncoming(), buildIncoming()], cursor: "42" })
  await poll()
  await poll()
  expect(network.asked).toEqual([null, "42"])
  expect(await inbox()).toHaveLength(2)
})

test("a batch that fails half-way is read again, and nothing is stored twice", async () => {
  const messages = [buildIncoming(), buildIncoming(), buildIncoming()]
  const insertOnce = ctx.messages.insertOnce.bind(ctx.messages)
  let left = 1
  ctx.messages.insertOnce = (message) =>
    left-- > 0 ? insertOnce(message) : Promise.reject(new Error("the disk is full"))
  network.offer({ messages, cursor: "42" })
  await expect(poll()).rejects.toThrow("the disk is full")
  ctx.messages.insertOnce = insertOnce
  network.offer({ messages, cursor: "42" })
  await poll()
  expect(network.asked).toEqual([null, null])
  expect(await inbox()).toHaveLength(3)
})

test("a backlog is stored in parts: what is stored before a crash is not asked for again", async () => {
  const messages = Array.from({ length: 25 }, () => buildIncoming())
  const cursors = messages.map((_message, index) => String(index + 1))
  const insertOnce = ctx.messages.insertOnce.bind(ctx.messages)
  let left = 15
  ctx.messages.insertOnce = (message) =>
    left-- > 0 ? insertOnce(message) : Promise.reject(new Error("the power failed"))
  network.offer({ messages, cursors, cursor: "25" })
  await expect(poll()).rejects.toThrow("the power failed")
  ctx.messages.insertOnce = insertOnce
  network.offer({ messages: messages.slice(10), cursors: cursors.slice(10), cursor: "25" })
  await poll()
  await poll()
  expect(network.asked).toEqual([null, "10", "25"])
  expect(await inbox()).toHaveLength(25)
})

test("what does not fit the contract waits in quarantine, and the rest of the batch goes on", async () => {
  const raw = { id: 7, text: null }
  const unreadable = [{ externalId: "7", raw, problem: "text: expected string" }]
  network.offer({ messages: [buildIncoming()], unreadable, cursor: "7" })
  await poll()
  network.offer({ unreadable, cursor: "7" })
  await poll()
  const kept = await ctx.quarantine.list()
  expect(kept).toMatchObject([{ externalId: "7", problem: "text: expected string", source: "mentions" }])
  expect(JSON.parse(kept[0]?.raw ?? "")).toEqual(raw)
  expect(await inbox()).toHaveLength(1)
})

test("the network's pace is kept", async () => {
  network.offer({ cursor: "1", nextPollAt: new Date(ctx.now().getTime() + 3_000) })
  await poll()
  await poll()
  ctx.pass(3_000)
  await poll()
  expect(network.asked).toEqual([null, "1"])
})

test("a refusal is shown on the account until a poll succeeds again", async () => {
  network.fetch = () => Promise.reject(new ConnectorError("retry", "token_rejected", { detail: "401" }))
  await poll()
  expect(await ctx.accounts.find(account.id)).toMatchObject({
    state: "reconnect",
    trouble: { reason: "token_rejected", detail: "401" },
  })
  network.fetch = createFakeConnector().fetch
  await poll()
  expect(await ctx.accounts.find(account.id)).toMatchObject({ state: "ok", trouble: null })
})

test("refused credentials are tried once a minute, and at once when a person has mended them", async () => {
  const pollOnce = createPoller(ctx, network, account, "mentions")
  let tries = 0
  network.fetch = () => {
    tries += 1
    return Promise.reject(new ConnectorError("retry", "token_rejected"))
  }
  await pollOnce(signal)
  await pollOnce(signal)
  expect(tries).toBe(1)
  ctx.pass(60_000)
  await pollOnce(signal)
  expect(tries).toBe(2)
  await ctx.accounts.clearTrouble(account.id)
  await pollOnce(signal)
  expect(tries).toBe(3)
})

test("two processes never poll one source at the same time", async () => {
  await ctx.leases.hold(
    `poll:${account.id}:mentions`,
    "other:1",
    ctx.now(),
    new Date(ctx.now().getTime() + 1_000),
  )
  await poll()
  expect(network.asked).toEqual([])
  ctx.pass(1_000)
  await poll()
  expect(network.asked).toEqual([null])
})

const HOURS_8 = 8 * 3_600_000

describe("an outage of eight hours", () => {
  test("is shown as a gap, read again in parts, and closed only when the network told that nothing is missing", async () => {
    network.offer({ cursor: "1", nextPollAt: ctx.now() })
    await poll()
    const readAt = ctx.now()
    ctx.pass(HOURS_8)
    network.fetch = () => Promise.reject(new ConnectorError("retry", "network_unavailable"))
    await poll()
    expect(await gaps()).toMatchObject([{ from: readAt.toISOString(), state: "open", found: 0 }])
    ctx.pass(60_000)
    network.fetch = createFakeConnector().fetch
    const part = createFakeConnector()
    part.offer({ messages: [buildIncoming(), buildIncoming()], cursor: "2", reached: "more" })
    network = part
    await poll()
    expect(await gaps()).toMatchObject([{ state: "open", found: 2, to: ctx.now().toISOString() }])
    part.offer({ messages: [buildIncoming()], cursor: "3" })
    await poll()
    expect(await gaps()).toMatchObject([
      { from: readAt.toISOString(), state: "closed", found: 3, closedAt: ctx.now().toISOString() },
    ])
    expect(await inbox()).toHaveLength(3)
    await poll()
    expect(await gaps()).toHaveLength(1)
  })

  test("that the network does not list any more is said to be lost", async () => {
    network.offer({ cursor: "1", nextPollAt: ctx.now() })
    await poll()
    ctx.pass(HOURS_8)
    network.offer({ messages: [buildIncoming()], cursor: "9", reached: "lost" })
    await poll()
    expect(await gaps()).toMatchObject([{ state: "lost", found: 1 }])
  })

  test("is none when the network itself asked us to wait", async () => {
    network.offer({ cursor: "1", nextPollAt: new Date(ctx.now().getTime() + 900_000) })
    await poll()
    ctx.pass(901_000)
    await poll()
    expect(await gaps()).toEqual([])
  })

  test("is none where there was nothing to ask for", async () => {
    network.offer({ cursor: "1", nextPollAt: ctx.now() })
    await poll()
    ctx.pass(HOURS_8)
    network.offer({ cursor: "1", isUnasked: true })
    await poll()
    expect(await gaps()).toEqual([])
  })

  const gaps = () => ctx.gaps.list(account.id, new Date(0))
})
