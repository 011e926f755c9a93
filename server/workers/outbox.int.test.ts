import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import type { Account } from "../../shared/account.ts"
import type { Person } from "../../shared/person.ts"
import type { Thread } from "../../shared/thread.ts"
import { ConnectorError } from "../connectors/connector.ts"
import { cancelReply, discardReply } from "../domain/replies/cancel-reply.ts"
import { resendReply } from "../domain/replies/resend-reply.ts"
import { sendReply } from "../domain/replies/send-reply.ts"
import { ingestMessage } from "../domain/threads/ingest-message.ts"
import { readThreadDetail } from "../domain/threads/read-thread.ts"
import { buildIncoming, createAccount, createPersonWith, createThread } from "../testing/builders.ts"
import { createFakeConnector, type FakeConnector } from "../testing/fake-connector.ts"
import { openTestContext, type TestContext } from "../testing/test-context.ts"
import { expireLeases, lookForNext, sendNext } from "./outbox.ts"

let ctx: TestContext
let account: Account
let nadia: Person
let network: FakeConnector
let thread: Thread

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
  thread = await createThread(ctx, account)
})

const clientId = () => crypto.randomUUID()
const send = async (text = "Une équipe passe demain.", id = clientId()) => {
  const current = await ctx.threads.find(thread.id)
  return sendReply(ctx, nadia, thread.id, { clientId: id, text, expectedVersion: current?.version ?? 0 })
}
const afterUndo = () => ctx.pass(ctx.undoSeconds * 1000)
const stateOf = async (id: string) => (await ctx.replies.find(id))?.state
const kinds = async () => (await readThreadDetail(ctx, nadia, thread.id)).timeline.map(({ kind }) => kind)
const drain = async () => {
  while ((await sendNext(ctx)) === "again");
}

describe("a reply", () => {
  test("can be undone for ten seconds, then leaves once, and the thread says so", async () => {
    const reply = await send()
    expect(await sendNext(ctx)).toBe("idle")
    afterUndo()
    await drain()
    expect(network.published.map(({ text }) => text)).toEqual(["Une équipe passe demain."])
    expect(await stateOf(reply.id)).toBe("sent")
    const detail = await readThreadDetail(ctx, nadia, thread.id)
    expect(detail.thread).toMatchObject({ state: "answered", lastReply: { state: "sent" }, messageCount: 2 })
    expect(detail.messages.map(({ direction }) => direction)).toEqual(["in", "out"])
    expect(await kinds()).toEqual(["thread_opened", "reply_held", "reply_sent"])
  })

  test("never overtakes an earlier one of its thread that waits for the network", async () => {
    await send("D’abord")
    network.failNext(
      new ConnectorError("retry", "rate_limited", { retryAt: new Date(ctx.now().getTime() + 60_000) }),
    )
    afterUndo()
    await sendNext(ctx)
    await send("Ensuite")
    const other = await createThread(ctx, account)
    const id = clientId()
    await sendReply(ctx, nadia, other.id, { clientId: id, text: "Ailleurs", expectedVersion: other.version })
    afterUndo()
    ctx.pass(120_000)
    await drain()
    const texts = network.published.map(({ text }) => text)
    expect(texts.indexOf("D’abord")).toBeLessThan(texts.indexOf("Ensuite"))
    expect(texts).toHaveLength(3)
  })

  test("taken back in time never leaves, and its text is the draft again", async () => {
    const reply = await send("À relire")
    await cancelReply(ctx, nadia, reply.id)
    afterUndo()
    await drain()
    expect(network.published).toEqual([])
    expect((await readThreadDetail(ctx, nadia, thread.id)).draft.text).toBe("À relire")
  })

  test("that already left cannot be taken back", async () => {
    const reply = await send()
    afterUndo()
    await drain()
    await expect(cancelReply(ctx, nadia, reply.id)).rejects.toMatchObject({ code: "too_late_to_cancel" })
  })

  test("sent and cancelled at the same moment either leaves or does not, and both sides agree", async () => {
    const reply = await send()
    afterUndo()
    const [cancelled] = await Promise.allSettled([cancelReply(ctx, nadia, reply.id), sendNext(ctx)])
    await drain()
    expect(network.published).toHaveLength(cancelled.status === "fulfilled" ? 0 : 1)
    expect(await stateOf(reply.id)).toBe(cancelled.status === "fulfilled" ? "cancelled" : "sent")
  })

  test("asked for twice with the same client id is one reply", async () => {
    const id = clientId()
    const first = await send("Merci !", id)
    const again = await sendReply(ctx, nadia, thread.id, {
      clientId: id,
      text: "Merci !",
      expectedVersion: 1,
    })
    expect(again.id).toBe(first.id)
    afterUndo()
    await drain()
    expect(network.published).toHaveLength(1)
  })

  test("written before the citizen's last word is refused, with that word", async () => {
    const before = thread.version
    const mention = (await ctx.messages.lastInbound(thread.id))?.externalId ?? ""
    const key = (await ctx.threads.keyOf(thread.id)) ?? ""
    await ingestMessage(
      ctx,
      account,
      buildIncoming({
        conversationKey: key.split(":")[0] ?? "",
        contact: { externalId: key.split(":")[1] ?? "", username: "c", name: "C" },
        parentExternalId: mention,
        text: "C’est réparé, merci",
      }),
    )
    const late = sendReply(ctx, nadia, thread.id, {
      clientId: clientId(),
      text: "…",
      expectedVersion: before,
    })
    await expect(late).rejects.toMatchObject({
      code: "stale_thread",
      extra: { version: 2, messages: [{ text: "C’est réparé, merci" }], replies: [] },
    })
    expect(await ctx.replies.ofThread(thread.id)).toEqual([])
  })

  test("of two colleagues on one thread leaves once, the other sees it", async () => {
    const leo = await createPersonWith(ctx)
    const race = await Promise.allSettled(
      [nadia, leo].map((person) =>
        sendReply(ctx, person, thread.id, { clientId: clientId(), text: person.name, expectedVersion: 1 }),
      ),
    )
    expect(race.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
    afterUndo()
    await drain()
    expect(network.published).toHaveLength(1)
  })

  test("longer than X allows is refused before it is queued", async () => {
    await expect(send("a".repeat(281))).rejects.toMatchObject({ code: "reply_too_long" })
  })
})

describe("when the network", () => {
  const refuses = (outcome: ConnectorError["outcome"], reason: ConnectorError["reason"], retryAt?: Date) =>
    new ConnectorError(outcome, reason, { detail: "", ...(retryAt && { retryAt }) })

  test("asks to wait, nothing leaves the account before the time it gave", async () => {
    const retryAt = new Date(ctx.now().getTime() + ctx.undoSeconds * 1000 + 60_000)
    network.failNext(refuses("retry", "rate_limited", retryAt))
    const first = await send("un")
    const second = await send("deux")
    afterUndo()
    await drain()
    expect([await stateOf(first.id), await stateOf(second.id)]).toEqual(["retry", "held"])
    ctx.pass(60_000)
    await drain()
    expect(network.published.map(({ text }) => text).sort()).toEqual(["deux", "un"])
  })

  test("refuses the credentials, the queue waits and leaves after reconnection", async () => {
    network.failNext(refuses("retry", "token_rejected"))
    const reply = await send()
    afterUndo()
    await drain()
    expect(await ctx.accounts.find(account.id)).toMatchObject({ state: "reconnect" })
    ctx.pass(3_600_000)
    await drain()
    expect(await stateOf(reply.id)).toBe("retry")
    await ctx.accounts.clearTrouble(account.id)
    await drain()
    expect(await stateOf(reply.id)).toBe("sent")
  })

  test("refuses the reply for good, it fails with the reason and its text can be taken back", async () => {
    network.failNext(refuses("rejected", "not_summoned"))
    const reply = await send("Bonjour")
    afterUndo()
    await drain()
    expect(await ctx.replies.find(reply.id)).toMatchObject({ state: "failed", reason: "not_summoned" })
    expect((await ctx.threads.find(thread.id))?.state).toBe("open")
    await discardReply(ctx, nadia, reply.id)
    expect((await ctx.drafts.get(thread.id, nadia.id)).text).toBe("Bonjour")
  })

  test("accepts but never answers, the reply is looked for and found, not sent again", async () => {
    network.failNext(refuses("unknown", "timeout"), { taken: true })
    const reply = await send()
    afterUndo()
    await drain()
    expect(await stateOf(reply.id)).toBe("unknown")
    ctx.pass(3_000)
    await lookForNext(ctx)
    expect(await ctx.replies.find(reply.id)).toMatchObject({ state: "sent", externalId: "pub1" })
    await drain()
    expect(network.published).toHaveLength(1)
    expect(await kinds()).toEqual(["thread_opened", "reply_held", "reply_unknown", "reply_sent"])
  })

  test("does not have it after a minute of looking, a person decides, and it leaves once", async () => {
    network.failNext(refuses("unknown", "timeout"))
    const reply = await send()
    afterUndo()
    await drain()
    for (let look = 0; look < 4; look += 1) {
      ctx.pass(40_000)
      expect(await lookForNext(ctx)).toBe("again")
    }
    expect(await stateOf(reply.id)).toBe("uncertain")
    ctx.pass(86_400_000)
    expect(await lookForNext(ctx)).toBe("idle")
    await drain()
    expect(network.published).toEqual([])
    await resendReply(ctx, nadia, reply.id)
    await drain()
    expect(await stateOf(reply.id)).toBe("sent")
    expect(network.published).toHaveLength(1)
  })

  test("cannot be searched, the search does not count", async () => {
    network.failNext(refuses("unknown", "timeout"), { taken: true })
    const reply = await send()
    afterUndo()
    await drain()
    const search = network.findPublished
    network.findPublished = () => Promise.reject(refuses("retry", "network_unavailable"))
    for (let look = 0; look < 10; look += 1) {
      ctx.pass(60_000)
      await lookForNext(ctx)
    }
    expect(await stateOf(reply.id)).toBe("unknown")
    network.findPublished = search
    ctx.pass(60_000)
    await lookForNext(ctx)
    expect(await stateOf(reply.id)).toBe("sent")
  })

  test("tells our own words back before the call returns, they are the reply and not a new message", async () => {
    const direct = await createThread(ctx, account, { visibility: "direct", text: "bonjour en privé" })
    const key = (await ctx.threads.keyOf(direct.id)) ?? ""
    const reply = await sendReply(ctx, nadia, direct.id, {
      clientId: clientId(),
      text: "Bonjour à vous",
      expectedVersion: 1,
    })
    afterUndo()
    const echo = buildIncoming({
      externalId: "pub1",
      fromAccount: true,
      visibility: "direct",
      conversationKey: key.split(":")[0] ?? "",
      contact: { externalId: key.split(":")[1] ?? "", username: "c", name: "C" },
      text: "Bonjour  à vous",
    })
    const publish = network.publish
    network.publish = async (outgoing, signal) => {
      const answer = await publish(outgoing, signal)
      await ingestMessage(ctx, account, echo)
      return answer
    }
    await drain()
    await ingestMessage(ctx, account, echo)
    expect(await stateOf(reply.id)).toBe("sent")
    const { messages, timeline } = await readThreadDetail(ctx, nadia, direct.id)
    expect(messages.map(({ direction }) => direction)).toEqual(["in", "out"])
    expect(timeline.filter(({ kind }) => kind === "reply_sent")).toHaveLength(1)
  })
})

test("a process that dies during the call leaves a reply to look for, never one to send again", async () => {
  const reply = await send()
  afterUndo()
  const blocked = await ctx.accounts.blockedFromSending(ctx.now())
  await ctx.replies.claimDue(ctx.now(), new Date(ctx.now().getTime() + 60_000), blocked)
  await drain()
  expect(await stateOf(reply.id)).toBe("sending")
  ctx.pass(60_000)
  expect(await expireLeases(ctx)).toBe("again")
  expect(await stateOf(reply.id)).toBe("unknown")
  await drain()
  expect(network.published).toEqual([])
  expect((await ctx.threads.find(thread.id))?.lastReply?.state).toBe("unknown")
})
