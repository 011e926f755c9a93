import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import type { Account } from "../../../shared/account.ts"
import type { Person } from "../../../shared/person.ts"
import { buildIncoming, createAccount, createPersonWith, createThread } from "../../testing/builders.ts"
import { openTestContext, type TestContext } from "../../testing/test-context.ts"
import { assignThread } from "./assign-thread.ts"
import { correctClassification } from "./correct-classification.ts"
import { escalateThread } from "./escalate-thread.ts"
import { ingestMessage } from "./ingest-message.ts"
import { readThread, readThreadDetail } from "./read-thread.ts"
import { returnThread } from "./return-thread.ts"
import { setState } from "./set-state.ts"

let ctx: TestContext
let account: Account
let nadia: Person
let karim: Person

beforeAll(async () => {
  ctx = await openTestContext()
})
afterAll(() => ctx.close())
beforeEach(async () => {
  await ctx.empty()
  account = await createAccount(ctx)
  nadia = await createPersonWith(ctx, { name: "Nadia" })
  karim = await createPersonWith(ctx, { name: "Karim", role: "head", departments: ["voirie"] })
})

const list = async (person: Person, view: Parameters<TestContext["threads"]["list"]>[1] = "inbox") =>
  (await ctx.threads.list(person, view, {}, { before: null, limit: 50 })).threads

describe("a citizen's message", () => {
  test("opens a thread, tagged, with its first timeline event", async () => {
    const thread = await createThread(ctx, account)
    expect(thread).toMatchObject({
      state: "new",
      department: "eclairage_public",
      departmentScore: 0.9,
      sentiment: "negative",
      messageCount: 1,
      version: 1,
    })
    const detail = await readThreadDetail(ctx, nadia, thread.id)
    expect(detail.messages.map(({ text }) => text)).toEqual([thread.excerpt])
    expect(detail.timeline.map(({ kind }) => kind)).toEqual(["thread_opened"])
  })

  test("is stored once, however often and however concurrently it arrives", async () => {
    const incoming = buildIncoming()
    const stored = await Promise.all(Array.from({ length: 8 }, () => ingestMessage(ctx, account, incoming)))
    expect(stored.filter(Boolean)).toHaveLength(1)
    expect(await ingestMessage(ctx, account, incoming)).toBe(false)
    const [thread, ...others] = await list(nadia)
    expect(others).toEqual([])
    expect(thread).toMatchObject({ messageCount: 1, version: 1 })
  })

  test("joins the thread of the same conversation and contact, in whatever order messages come", async () => {
    const later = buildIncoming({ sentAt: new Date("2026-11-24T08:58:00Z"), text: "et toujours rien" })
    const earlier = buildIncoming({
      ...later,
      externalId: "1",
      sentAt: new Date("2026-11-24T08:00:00Z"),
      text: "un trou dans la rue",
    })
    await ingestMessage(ctx, account, later)
    await ingestMessage(ctx, account, earlier)
    const [thread] = await list(nadia)
    const { messages } = await readThreadDetail(ctx, nadia, thread?.id ?? "")
    expect(messages.map(({ externalId }) => externalId)).toEqual(["1", later.externalId])
    expect(thread?.lastMessageAt).toBe(later.sentAt.toISOString())
  })

  test("from two people in one conversation makes two threads", async () => {
    await ingestMessage(ctx, account, buildIncoming({ conversationKey: "shared" }))
    await ingestMessage(ctx, account, buildIncoming({ conversationKey: "shared" }))
    expect(await list(nadia)).toHaveLength(2)
  })

  test("with a clock in 2099 does not stay at the top for ever", async () => {
    const thread = await createThread(ctx, account, { sentAt: new Date("2099-01-01T00:00:00Z") })
    expect(thread.lastMessageAt).toBe(ctx.now().toISOString())
  })

  test("reopens what was closed", async () => {
    const first = buildIncoming()
    await ingestMessage(ctx, account, first)
    const [thread] = await list(nadia)
    await setState(ctx, nadia, thread?.id ?? "", { state: "closed" })
    expect(await list(nadia)).toEqual([])
    await ingestMessage(ctx, account, { ...first, externalId: "again", text: "toujours éteint" })
    expect((await list(nadia))[0]).toMatchObject({ id: thread?.id, state: "open" })
  })

  test("whose text is empty, with a photo, is kept", async () => {
    const thread = await createThread(ctx, account, {
      text: "",
      media: [{ kind: "photo", url: "https://pbs.twimg.com/1.jpg", altText: null }],
    })
    expect((await readThreadDetail(ctx, nadia, thread.id)).messages[0]?.media).toHaveLength(1)
  })
})

describe("a correction", () => {
  test("changes the thread, is kept for learning, and no later message undoes it", async () => {
    const first = buildIncoming({ text: "merci pour rien" })
    await ingestMessage(ctx, account, first)
    const [thread] = await list(nadia)
    const id = thread?.id ?? ""
    await correctClassification(ctx, nadia, id, { department: "voirie", sentiment: "negative" })
    await ingestMessage(ctx, account, { ...first, externalId: "next", text: "merci, le lampadaire marche" })
    expect(await readThread(ctx, nadia, id)).toMatchObject({
      department: "voirie",
      departmentScore: null,
      sentiment: "negative",
    })
    expect(await ctx.corrections.ofThread(id)).toMatchObject([
      { field: "department", from: null, to: "voirie" },
      { field: "sentiment", from: "positive", to: "negative" },
    ])
  })

  test("to a department that the city does not have is refused", async () => {
    const thread = await createThread(ctx, account)
    await expect(
      correctClassification(ctx, nadia, thread.id, { department: "astrologie" }),
    ).rejects.toMatchObject({ code: "invalid" })
  })
})

describe("handing over", () => {
  test("shows the thread to that department's head alone, until it comes back", async () => {
    const thread = await createThread(ctx, account)
    const other = await createThread(ctx, account)
    await expect(readThread(ctx, karim, thread.id)).rejects.toMatchObject({ code: "not_found" })

    await escalateThread(ctx, nadia, thread.id, { department: "voirie", note: "À voir sur place" })
    await escalateThread(ctx, nadia, other.id, { department: "proprete", note: "Pour vous" })
    expect((await list(karim)).map(({ id }) => id)).toEqual([thread.id])
    expect(await list(nadia, "department")).toHaveLength(2)

    const returned = await returnThread(ctx, karim, thread.id, { text: "Passage prévu jeudi" })
    expect(returned.state).toBe("ready")
    await expect(readThread(ctx, karim, thread.id)).rejects.toMatchObject({ code: "not_found" })
    const { timeline } = await readThreadDetail(ctx, nadia, thread.id)
    expect(timeline.map(({ kind, text }) => [kind, text])).toEqual([
      ["thread_opened", null],
      ["escalated", "À voir sur place"],
      ["returned", "Passage prévu jeudi"],
    ])
  })

  test("is due in two working days, in four hours when urgent", async () => {
    const thread = await createThread(ctx, account)
    const urgent = await createThread(ctx, account, { text: "odeur de gaz !" })
    const handOver = async (id: string) =>
      (await escalateThread(ctx, nadia, id, { department: "voirie", note: "n" })).escalation?.dueAt
    expect(await handOver(thread.id)).toBe("2026-11-26T09:00:00.000Z")
    expect(await handOver(urgent.id)).toBe("2026-11-24T13:00:00.000Z")
  })

  test("is not for heads", async () => {
    const thread = await createThread(ctx, account)
    await escalateThread(ctx, nadia, thread.id, { department: "voirie", note: "n" })
    await expect(
      escalateThread(ctx, karim, thread.id, { department: "proprete", note: "n" }),
    ).rejects.toMatchObject({ code: "forbidden" })
  })
})

describe("lists", () => {
  test("page through everything once, newest first, also where times are equal", async () => {
    for (let i = 0; i < 7; i += 1) await createThread(ctx, account)
    const seen: string[] = []
    let before: { at: Date; id: string } | null = null
    for (;;) {
      const { threads, more } = await ctx.threads.list(nadia, "inbox", {}, { before, limit: 3 })
      seen.push(...threads.map(({ id }) => id))
      const last = threads.at(-1)
      if (!more || !last) break
      before = { at: new Date(last.lastMessageAt), id: last.id }
    }
    expect(new Set(seen).size).toBe(7)
    expect(seen).toEqual([...seen].sort().reverse())
  })

  test("count what they hold", async () => {
    const thread = await createThread(ctx, account)
    await createThread(ctx, account, { text: "fuite de gaz" })
    await assignThread(ctx, nadia, thread.id, { to: "self" })
    expect(await ctx.threads.counts(nadia)).toEqual({
      inbox: 2,
      mine: 1,
      urgent: 1,
      unassigned: 1,
      listening: 0,
      department: 0,
      trouble: 0,
      answered: 0,
      closed: 0,
    })
  })
})

test("what was only overheard waits apart, until somebody in it addresses the city", async () => {
  const nadia = await createPersonWith(ctx)
  const overheard = { conversationKey: "c-overheard", addressed: false } as const
  const contact = { externalId: "u-overheard", username: "lea", name: "Léa" }
  await createThread(ctx, account, { ...overheard, contact, text: "Encore des travaux rue Pasteur" })
  expect(await ctx.threads.counts(nadia)).toMatchObject({ inbox: 0, unassigned: 0, listening: 1 })
  await createThread(ctx, account, {
    ...overheard,
    contact,
    addressed: true,
    text: "@VilleDeParvis jusqu’à quand ?",
  })
  expect(await ctx.threads.counts(nadia)).toMatchObject({ inbox: 1, unassigned: 1, listening: 0 })
})
