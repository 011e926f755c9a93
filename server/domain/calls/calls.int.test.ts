import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { LogCall, LogCallback, type LogCallbackInput, type LogCallInput } from "../../../shared/call.ts"
import type { Person } from "../../../shared/person.ts"
import { hasNumber } from "../../../shared/phone-number.ts"
import { createLine, createPersonWith } from "../../testing/builders.ts"
import { openTestContext, type TestContext } from "../../testing/test-context.ts"
import { sendReply } from "../replies/send-reply.ts"
import { escalateThread } from "../threads/escalate-thread.ts"
import { readThreadDetail } from "../threads/read-thread.ts"
import { logCall } from "./log-call.ts"
import { logCallback } from "./log-callback.ts"
import { isNumberKept, revealNumber } from "./reveal-number.ts"

let ctx: TestContext
let nadia: Person
let karim: Person
let head: Person

const NUMBER = "06 39 98 12 34"
const E164 = "+33639981234"

beforeAll(async () => {
  ctx = await openTestContext()
})
afterAll(() => ctx.close())
beforeEach(async () => {
  await ctx.empty()
  await createLine(ctx)
  nadia = await createPersonWith(ctx, { name: "Nadia" })
  karim = await createPersonWith(ctx, { name: "Karim" })
  head = await createPersonWith(ctx, { name: "Hélène", role: "head", departments: ["voirie"] })
})

const callOf = (more: Partial<LogCallInput> = {}) =>
  LogCall.parse({
    clientId: crypto.randomUUID(),
    name: "Odile Kermarrec",
    number: NUMBER,
    request: "Un trou devant l’école",
    place: "12 quai de la Fontaine",
    ...more,
  })
const log = (more: Partial<LogCallInput> = {}, who = nadia) => logCall(ctx, who, callOf(more))
const callback = (threadId: string, more: Partial<LogCallbackInput> = {}, who = karim) =>
  logCallback(
    ctx,
    who,
    threadId,
    LogCallback.parse({
      clientId: crypto.randomUUID(),
      outcome: "reached",
      text: "On passe demain",
      ...more,
    }),
  )
const detailOf = (threadId: string, who = nadia) => readThreadDetail(ctx, who, threadId)
const inbox = async (who: Person) =>
  (await ctx.threads.list(who, "inbox", {}, { before: null, limit: 50 })).threads

describe("a call that is noted", () => {
  test("is a thread of the same queue, classified like any message, and tells who noted it", async () => {
    const thread = await log()
    expect(await inbox(karim)).toEqual([thread])
    expect(thread).toMatchObject({
      network: "phone",
      visibility: "direct",
      state: "new",
      department: "voirie",
      sentiment: "negative",
      assignee: null,
      contact: { username: "", name: "Odile Kermarrec" },
    })
    const { messages, timeline } = await detailOf(thread.id)
    expect(messages.map(({ direction, text }) => [direction, text])).toEqual([
      ["in", "Un trou devant l’école\n\nLieu\u00a0: 12 quai de la Fontaine"],
    ])
    expect(timeline.map(({ kind, by }) => [kind, by?.name])).toEqual([["call_logged", "Nadia"]])
  })

  test("is stored once, however often and however concurrently it is sent", async () => {
    const call = callOf({ settled: true, answer: "C’est noté" })
    const threads = await Promise.all(Array.from({ length: 5 }, () => logCall(ctx, nadia, call)))
    expect(new Set(threads.map(({ id }) => id)).size).toBe(1)
    expect(await logCall(ctx, nadia, call)).toEqual(threads[0])
    const { messages, timeline } = await detailOf(threads[0]!.id)
    expect(messages).toHaveLength(2)
    expect(timeline).toHaveLength(1)
    expect(await ctx.database.connection.collection("callback_numbers").countDocuments()).toBe(1)
  })

  test("may be settled at once: the answer is the city's word, and nobody has to call", async () => {
    const thread = await log({ settled: true, answer: "La voirie passe demain" })
    expect(thread).toMatchObject({ state: "answered", assignee: { name: "Nadia" }, messageCount: 2 })
    const { messages, timeline } = await detailOf(thread.id)
    expect(messages.map(({ direction, author }) => [direction, author])).toEqual([
      ["in", { username: "", name: "Odile Kermarrec" }],
      ["out", { username: "", name: "Allô mairie" }],
    ])
    expect(timeline.map(({ kind }) => kind)).toEqual(["call_settled"])
    expect(await log({ settled: true })).toMatchObject({ state: "answered", messageCount: 1 })
  })

  test("that was answered but not settled stays for somebody to deal with", async () => {
    const thread = await log({ answer: "Le service vous rappelle" })
    expect(thread).toMatchObject({ state: "new", assignee: null, messageCount: 2 })
    expect(await inbox(karim)).toEqual([thread])
  })

  test("of the same number is the same caller's, in a thread of its own", async () => {
    const first = await log()
    const second = await log({ name: "", number: "+33 (0)6.39.98.12.34", request: "Toujours ce trou" })
    expect(second.id).not.toBe(first.id)
    expect(second.contact).toEqual(first.contact)
    const other = await log({ number: "06 39 98 12 35" })
    expect(other.contact.id).not.toBe(first.contact.id)
  })

  test("without a number is nobody's known", async () => {
    const [one, two] = [await log({ number: "", name: "" }), await log({ number: "", name: "" })]
    expect(one.contact.id).not.toBe(two.contact.id)
    expect(await isNumberKept(ctx, nadia, one.id)).toEqual({ kept: false })
    await expect(revealNumber(ctx, nadia, one.id)).rejects.toMatchObject({ extra: { reason: "no_number" } })
  })

  test("is refused to heads, and where there is no line", async () => {
    await expect(log({}, head)).rejects.toMatchObject({ code: "forbidden" })
    await ctx.empty()
    await expect(log()).rejects.toMatchObject({ code: "not_possible", extra: { reason: "not_offered" } })
  })

  test("that cannot be stored whole leaves nothing behind", async () => {
    const broken = { ...ctx.callbackNumbers, keep: () => Promise.reject(new Error("the disk is full")) }
    await expect(logCall({ ...ctx, callbackNumbers: broken }, nadia, callOf())).rejects.toThrow("disk")
    for (const name of ["threads", "messages", "contacts", "timeline"])
      expect(await ctx.database.connection.collection(name).countDocuments()).toBe(0)
  })
})

describe("calling back", () => {
  test("somebody reached is the city's answer, by who called", async () => {
    const thread = await log()
    expect(await callback(thread.id)).toMatchObject({
      state: "answered",
      assignee: { name: "Karim" },
      contact: { name: "Odile Kermarrec" },
      version: thread.version + 1,
    })
    const { messages, timeline } = await detailOf(thread.id)
    expect(messages.map(({ direction, text }) => [direction, text]).at(-1)).toEqual([
      "out",
      "On passe demain",
    ])
    expect(timeline.map(({ kind, by }) => [kind, by?.name]).at(-1)).toEqual(["called_back", "Karim"])
  })

  test.each(["no_answer", "voicemail"] as const)(
    "nobody reached (%s) leaves it open, and says so",
    async (outcome) => {
      const thread = await log()
      const after = await callback(thread.id, { outcome, text: `Essayé le ${NUMBER}` })
      expect(after).toMatchObject({ state: "open", assignee: { name: "Karim" }, messageCount: 1 })
      const told = (await detailOf(thread.id)).timeline.at(-1)
      expect(told).toMatchObject({ kind: "callback_missed", by: { name: "Karim" }, values: { outcome } })
      expect(told?.text).toBe("Essayé le (numéro de rappel)")
    },
  )

  test("is recorded once, however often it is sent", async () => {
    const thread = await log()
    for (const outcome of ["reached", "voicemail"] as const) {
      const clientId = crypto.randomUUID()
      for (let time = 0; time < 3; time += 1) await callback(thread.id, { clientId, outcome })
    }
    const { messages, timeline } = await detailOf(thread.id)
    expect(messages).toHaveLength(2)
    expect(timeline.map(({ kind }) => kind)).toEqual(["call_logged", "called_back", "callback_missed"])
  })

  test("the number is told to who asks, and every asking is in the timeline", async () => {
    const thread = await log()
    expect(await isNumberKept(ctx, karim, thread.id)).toEqual({ kept: true })
    expect(await revealNumber(ctx, karim, thread.id)).toEqual({ number: E164 })
    expect(await revealNumber(ctx, nadia, thread.id)).toEqual({ number: E164 })
    const told = (await detailOf(thread.id)).timeline.filter(({ kind }) => kind === "number_revealed")
    expect(told.map(({ by }) => by?.name)).toEqual(["Karim", "Nadia"])
    expect(hasNumber(JSON.stringify(told), E164)).toBe(false)
  })

  test("heads call back in the threads of their departments, and know nothing of others", async () => {
    const thread = await log()
    for (const ask of [isNumberKept, revealNumber])
      await expect(ask(ctx, head, thread.id)).rejects.toMatchObject({ code: "not_found" })
    await expect(callback(thread.id, {}, head)).rejects.toMatchObject({ code: "not_found" })
    await escalateThread(ctx, nadia, thread.id, { department: "voirie", note: "À vous" })
    expect(await revealNumber(ctx, head, thread.id)).toEqual({ number: E164 })
    expect(await callback(thread.id, {}, head)).toMatchObject({ state: "answered", assignee: null })
  })

  test("a written answer is refused: one calls back", async () => {
    const thread = await log()
    const reply = { clientId: crypto.randomUUID(), text: "Bonjour", expectedVersion: thread.version }
    const refused = { code: "not_possible", extra: { reason: "by_phone" } }
    await expect(sendReply(ctx, nadia, thread.id, reply)).rejects.toMatchObject(refused)
    // So too while no line is configured any more.
    const ofNobody = { ...ctx, connectorOf: () => undefined }
    await expect(sendReply(ofNobody, nadia, thread.id, reply)).rejects.toMatchObject(refused)
  })
})
