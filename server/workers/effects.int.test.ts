import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import type { Account } from "../../shared/account.ts"
import type { Message } from "../../shared/message.ts"
import type { Person } from "../../shared/person.ts"
import type { Thread } from "../../shared/thread.ts"
import { ConnectorError } from "../connectors/connector.ts"
import { actOnMessage } from "../domain/messages/act-on-message.ts"
import { sendReply } from "../domain/replies/send-reply.ts"
import { readThreadDetail } from "../domain/threads/read-thread.ts"
import { createAccount, createPersonWith, createThread } from "../testing/builders.ts"
import { createFakeConnector, type FakeConnector } from "../testing/fake-connector.ts"
import { openTestContext, type TestContext } from "../testing/test-context.ts"
import { actNext } from "./effects.ts"
import { createRecheck, RECHECK_ROUNDS, type RecheckRound } from "./recheck-account.ts"

let ctx: TestContext
let account: Account
let nadia: Person
let network: FakeConnector
let thread: Thread
let message: Message

beforeAll(async () => {
  ctx = await openTestContext()
})
afterAll(() => ctx.close())
beforeEach(async () => {
  await ctx.empty()
  account = await createAccount(ctx)
  nadia = await createPersonWith(ctx)
  network = createFakeConnector()
  ctx.connect(account.id, network)
  await open({ underOurs: true })
})

async function open(overrides: Parameters<typeof createThread>[2]) {
  thread = await createThread(ctx, account, overrides)
  const [first] = await ctx.messages.ofThread(thread.id)
  if (!first) throw new Error("the thread is empty")
  message = first
}
const hide = () => actOnMessage(ctx, nadia, thread.id, message.id, { action: "hide" })
const drain = async () => {
  while ((await actNext(ctx)) === "again");
}
const detail = () => readThreadDetail(ctx, nadia, thread.id)

describe("hiding a message", () => {
  test("is done on the network, then shown, and the thread says who", async () => {
    await hide()
    await drain()
    expect(network.effects).toEqual([{ action: "hide", externalId: message.externalId }])
    const { messages, timeline } = await detail()
    expect(messages[0]?.hidden).toBe(true)
    expect(timeline.at(-1)).toMatchObject({ kind: "message_hidden", by: { id: nadia.id } })
  })

  test("waits when the network asks for it, and is not done twice", async () => {
    network.failNext(new ConnectorError("retry", "rate_limited", { retryAt: new Date(+ctx.now() + 60_000) }))
    await hide()
    await drain()
    expect(network.effects).toEqual([])
    ctx.pass(61_000)
    await drain()
    await drain()
    expect(network.effects).toHaveLength(1)
  })

  test("that the network refuses is told with its reason", async () => {
    network.failNext(new ConnectorError("rejected", "forbidden"))
    await hide()
    await drain()
    const { messages, timeline } = await detail()
    expect(messages[0]?.hidden).toBe(false)
    expect(timeline.at(-1)).toMatchObject({
      kind: "act_refused",
      values: { action: "hide", reason: "forbidden" },
    })
  })

  test("where the city may not is refused before anything is asked", async () => {
    await open({ underOurs: false })
    await expect(hide()).rejects.toMatchObject({ code: "not_possible", extra: { reason: "not_offered" } })
    await drain()
    expect(network.effects).toEqual([])
  })
})

test("a message that did not address the city cannot be answered, and the reason is told", async () => {
  await open({ addressed: false })
  const reply = sendReply(ctx, nadia, thread.id, {
    clientId: crypto.randomUUID(),
    text: "Bonjour",
    expectedVersion: 1,
  })
  await expect(reply).rejects.toMatchObject({ code: "not_possible", extra: { reason: "not_summoned" } })
})

describe("the daily re-check", () => {
  const [recent, older] = RECHECK_ROUNDS
  const look = async (rounds: readonly (RecheckRound | undefined)[]) => {
    for (const one of rounds)
      if (one) await createRecheck(ctx, network, account, one)(new AbortController().signal)
  }
  const round = () => look([recent])

  test("takes away here what is gone there, and asks again only the next day", async () => {
    const asked: string[][] = []
    network.recheck = (ids) => {
      asked.push([...ids])
      const removals = [{ externalId: message.externalId, at: ctx.now() }]
      return Promise.resolve({ messages: [], removals, unreadable: [] })
    }
    await round()
    expect((await detail()).messages[0]).toMatchObject({ text: "", removedAt: ctx.now().toISOString() })
    ctx.pass(3_600_000)
    await round()
    expect(asked).toEqual([[message.externalId]])
    ctx.pass(24 * 3_600_000)
    await round()
    expect(asked).toHaveLength(1)
  })

  test("that the network refuses goes on where it stopped", async () => {
    network.recheck = () => Promise.reject(new ConnectorError("retry", "network_unavailable"))
    await round()
    const seen: string[] = []
    network.recheck = (ids) => {
      seen.push(...ids)
      return Promise.resolve(network.standing)
    }
    ctx.pass(61_000)
    await round()
    expect(seen).toEqual([message.externalId])
  })

  test("looks at what people work with daily, and at older messages weekly: each look is paid for", async () => {
    await open({ sentAt: ctx.now() })
    const asked: string[] = []
    network.recheck = (ids) => {
      asked.push(...ids.filter((id) => id === message.externalId))
      return Promise.resolve({ messages: [], removals: [], unreadable: [] })
    }
    const days = async (count: number) => {
      for (let day = 0; day < count; day += 1) {
        ctx.pass(24 * 3_600_000)
        await look([recent, older])
      }
    }
    await days(6)
    expect(asked).toHaveLength(6)
    await days(15)
    // Once more on its seventh day, then twice in two weeks.
    expect(asked).toHaveLength(7 + 2)
    await days(90)
    expect(asked.length).toBeLessThanOrEqual(7 + 13)
  })
})
