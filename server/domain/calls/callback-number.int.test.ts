import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import type { Account } from "../../../shared/account.ts"
import { LogCall, LogCallback, type LogCallbackInput, type LogCallInput } from "../../../shared/call.ts"
import type { Person } from "../../../shared/person.ts"
import { hasNumber } from "../../../shared/phone-number.ts"
import { createLine, createPersonWith } from "../../testing/builders.ts"
import { openTestContext, type TestContext } from "../../testing/test-context.ts"
import { proposeEntry } from "../faq/propose-entry.ts"
import { saveEntry } from "../faq/save-entry.ts"
import { submitEntry } from "../faq/submit-entry.ts"
import { addNote } from "../threads/add-note.ts"
import { escalateThread } from "../threads/escalate-thread.ts"
import { readThreadDetail } from "../threads/read-thread.ts"
import { removeMessage } from "../threads/remove-message.ts"
import { returnThread } from "../threads/return-thread.ts"
import { saveDraft } from "../threads/save-draft.ts"
import { logCall } from "./log-call.ts"
import { logCallback } from "./log-callback.ts"
import { isNumberKept, revealNumber } from "./reveal-number.ts"

let ctx: TestContext
let line: Account
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
  line = await createLine(ctx)
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

describe("the number a caller left", () => {
  const everything = async (): Promise<string> => {
    const { db } = ctx.database.connection
    const names = (await db!.listCollections().toArray()).map(({ name }) => name)
    const rows = await Promise.all(names.map((name) => db!.collection(name).find({}).toArray()))
    expect(rows.flat().length).toBeGreaterThan(8)
    return JSON.stringify(rows)
  }

  test("stands nowhere in the database, even where somebody wrote it into the words", async () => {
    const thread = await log({
      name: `Odile ${E164}`,
      request: `Rappeler au ${NUMBER} ou au 0639981234`,
      place: "0033 6 39 98 12 34",
      settled: true,
      answer: "On vous rappelle au 06.39.98.12.34",
    })
    await revealNumber(ctx, nadia, thread.id)
    await callback(thread.id, { text: `Eu au ${NUMBER}` })
    await callback(thread.id, { outcome: "voicemail", text: `Rien au ${NUMBER}` })
    await proposeEntry(ctx, nadia, { threadId: thread.id })
    await addNote(ctx, nadia, thread.id, { text: `Son portable : ${NUMBER}` })
    await saveDraft(ctx, nadia, thread.id, `Rappelée au ${NUMBER}`)
    await escalateThread(ctx, nadia, thread.id, { department: "voirie", note: `Appelez le ${NUMBER}` })
    await returnThread(ctx, head, thread.id, { text: `Eue au ${NUMBER}` })
    const stored = await everything()
    expect(stored).toContain("numéro de rappel")
    expect(hasNumber(stored, E164)).toBe(false)
    for (const form of ["639981234", "0639981234", E164, NUMBER, "06.39.98.12.34"])
      expect(stored).not.toContain(form)
  })

  test("goes with the message it came with", async () => {
    const thread = await log()
    const [message] = (await detailOf(thread.id)).messages
    await removeMessage(ctx, line, { externalId: message!.externalId, at: ctx.now() })
    expect(await isNumberKept(ctx, nadia, thread.id)).toEqual({ kept: false })
    expect(await ctx.database.connection.collection("callback_numbers").countDocuments()).toBe(0)
  })

  test("that was sealed under another secret is not told, and stops nothing else", async () => {
    const thread = await log()
    const row = await ctx.callbackNumbers.ofThread(thread.id)
    await ctx.callbackNumbers.forget(row!.messageId)
    await ctx.callbackNumbers.keep({ ...row!, sealed: "v1.AAAA" })
    await expect(revealNumber(ctx, nadia, thread.id)).rejects.toMatchObject({ code: "not_possible" })
    expect(await callback(thread.id)).toMatchObject({ state: "answered" })
  })

  test("and the caller's name stay out of the FAQ, whatever reason is given for the number", async () => {
    const thread = await log({ settled: true, answer: "La voirie passe sous deux jours." })
    const draft = await proposeEntry(ctx, nadia, { threadId: thread.id })
    const save = (expectedVersion: number, answer: string) =>
      saveEntry(ctx, nadia, draft.id, {
        expectedVersion,
        question: "Qui répare un trou ?",
        answer,
        department: "voirie",
        overrides: [{ kind: "phone", text: NUMBER, reason: "C’est le numéro du service" }],
      })
    const named = await save(draft.version, "Mme Kermarrec a été rappelée.")
    await expect(submitEntry(ctx, nadia, draft.id, { expectedVersion: named.version })).rejects.toMatchObject(
      {
        extra: { findings: [{ kind: "name" }] },
      },
    )
    const numbered = await save(named.version, `Appelez le ${NUMBER}.`)
    await expect(
      submitEntry(ctx, nadia, draft.id, { expectedVersion: numbered.version }),
    ).rejects.toMatchObject({ extra: { findings: [{ kind: "phone", text: NUMBER, field: "answer" }] } })
    const clean = await save(numbered.version, "La voirie passe sous deux jours.")
    expect(await submitEntry(ctx, nadia, draft.id, { expectedVersion: clean.version })).toMatchObject({
      state: "review",
    })
  })
})
