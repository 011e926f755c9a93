import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import type { Account } from "../../../shared/account.ts"
import type { Person } from "../../../shared/person.ts"
import type { IncomingMessage } from "../../connectors/incoming.ts"
import { buildIncoming, createAccount, createPersonWith, createThread } from "../../testing/builders.ts"
import { openTestContext, type TestContext } from "../../testing/test-context.ts"
import { sendReply } from "../replies/send-reply.ts"
import { ingestMessage } from "./ingest-message.ts"
import { threadKeyOf } from "./open-or-move.ts"
import { readThreadDetail } from "./read-thread.ts"
import { removeMessage } from "./remove-message.ts"

let ctx: TestContext
let account: Account
let nadia: Person

beforeAll(async () => {
  ctx = await openTestContext()
})
afterAll(() => ctx.close())
beforeEach(async () => {
  await ctx.empty()
  account = await createAccount(ctx)
  nadia = await createPersonWith(ctx, { name: "Nadia" })
})

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 8, minute))
const version = (of: IncomingMessage, id: string, minute: number, text: string): IncomingMessage => ({
  ...of,
  revision: { id, at: at(minute) },
  text,
})
const first = () => {
  const incoming = buildIncoming({ externalId: "100", sentAt: at(0), text: "le lampadaire est éteint" })
  return { incoming, edited: version(incoming, "101", 5, "les deux lampadaires sont éteints") }
}
const detailOf = async (incoming: IncomingMessage) => {
  const key = `${incoming.conversationKey}:${incoming.contact.externalId}`
  const thread = await ctx.threads.findByKey({ accountId: account.id, key })
  if (!thread) throw new Error("no thread")
  return readThreadDetail(ctx, nadia, thread.id)
}

describe("a message its author edits", () => {
  test("shows its latest words, keeps the earlier ones, and says so", async () => {
    const { incoming, edited } = first()
    expect(await ingestMessage(ctx, account, incoming)).toBe(true)
    expect(await ingestMessage(ctx, account, edited)).toBe(true)
    expect(await ingestMessage(ctx, account, incoming)).toBe(false)
    expect(await ingestMessage(ctx, account, edited)).toBe(false)
    const { messages, thread, timeline } = await detailOf(incoming)
    expect(messages).toMatchObject([
      {
        text: edited.text,
        editedAt: at(5).toISOString(),
        earlier: [{ text: incoming.text, at: at(0).toISOString() }],
      },
    ])
    expect(thread).toMatchObject({ excerpt: edited.text, messageCount: 1 })
    expect(timeline.map(({ kind }) => kind)).toEqual(["thread_opened", "message_edited"])
  })

  test("is the same whichever version comes first", async () => {
    const { incoming, edited } = first()
    await ingestMessage(ctx, account, edited)
    await ingestMessage(ctx, account, incoming)
    const { messages, thread } = await detailOf(incoming)
    expect(messages).toMatchObject([{ text: edited.text, earlier: [{ text: incoming.text }] }])
    expect(thread.excerpt).toBe(edited.text)
  })

  test("and changes back shows those words again", async () => {
    const { incoming, edited } = first()
    for (const one of [incoming, edited, version(incoming, "100", 9, incoming.text)])
      await ingestMessage(ctx, account, one)
    expect((await detailOf(incoming)).messages[0]?.text).toBe(incoming.text)
  })

  test("while an agent answers is not answered unseen", async () => {
    const thread = await createThread(ctx, account, { externalId: "100", sentAt: at(0) })
    const [message] = await ctx.messages.ofThread(thread.id)
    const key = (await ctx.threads.keyOf(thread.id))?.split(":") ?? []
    const edited = buildIncoming({
      externalId: "100",
      conversationKey: key[0] ?? "",
      contact: { externalId: key[1] ?? "", username: "c", name: "C" },
      text: "finalement c’est réparé",
      revision: { id: "101", at: at(5) },
    })
    await ingestMessage(ctx, account, edited)
    const late = sendReply(ctx, nadia, thread.id, {
      clientId: crypto.randomUUID(),
      text: "Une équipe passe demain.",
      expectedVersion: thread.version,
    })
    await expect(late).rejects.toMatchObject({
      code: "stale_thread",
      extra: { messages: [{ id: message?.id, text: "finalement c’est réparé" }] },
    })
  })
})

describe("a message that was removed on the network", () => {
  test("leaves its place and nothing else, and closes a thread that holds no other", async () => {
    const { incoming, edited } = first()
    await ingestMessage(ctx, account, incoming)
    await ingestMessage(ctx, account, edited)
    expect(await removeMessage(ctx, account, { externalId: "100", at: at(30) })).toBe(true)
    expect(await removeMessage(ctx, account, { externalId: "100", at: at(30) })).toBe(false)
    const { messages, thread, timeline } = await detailOf(incoming)
    expect(messages).toMatchObject([
      { text: "", earlier: [], media: [], permalink: null, classification: null },
    ])
    expect(messages[0]?.removedAt).toBe(at(30).toISOString())
    expect(thread).toMatchObject({ excerpt: "", state: "closed" })
    expect(timeline.map(({ kind }) => kind)).toContain("message_removed")
  })

  test("does not come back, by whatever way and version", async () => {
    const { incoming, edited } = first()
    await ingestMessage(ctx, account, incoming)
    await removeMessage(ctx, account, { externalId: "100", at: at(30) })
    expect(await ingestMessage(ctx, account, incoming)).toBe(false)
    expect(await ingestMessage(ctx, account, edited)).toBe(false)
    expect((await detailOf(incoming)).messages).toMatchObject([{ text: "", earlier: [] }])
  })

  test("before it was ever seen is never shown", async () => {
    const { incoming } = first()
    expect(await removeMessage(ctx, account, { externalId: "100", at: at(30) })).toBe(true)
    expect(await ingestMessage(ctx, account, incoming)).toBe(false)
    await expect(detailOf(incoming)).rejects.toThrow("no thread")
  })

  test("leaves the rest of its thread open, with the words before it in the list", async () => {
    const { incoming } = first()
    const next = { ...buildIncoming({ ...incoming, externalId: "200", sentAt: at(9) }), text: "alors ?" }
    await ingestMessage(ctx, account, incoming)
    await ingestMessage(ctx, account, next)
    await removeMessage(ctx, account, { externalId: "200", at: at(30) })
    expect((await detailOf(incoming)).thread).toMatchObject({ excerpt: incoming.text, state: "new" })
  })
})

test("a word that was pushed without a name gets it when a poll tells who wrote it", async () => {
  const contact = { externalId: "psid-1", username: "", name: "" }
  const pushed = buildIncoming({ visibility: "direct", contact })
  await ingestMessage(ctx, account, pushed)
  await ingestMessage(ctx, account, { ...pushed, contact: { ...contact, name: "María Peña" } })
  const thread = await ctx.threads.findByKey({ accountId: account.id, key: threadKeyOf(pushed) })
  expect(thread?.contact).toMatchObject({ name: "María Peña" })
  expect((await ctx.messages.ofThread(thread?.id ?? ""))[0]?.author.name).toBe("María Peña")
})
