import express from "express"
import request from "supertest"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import type { Person } from "../../../shared/person.ts"
import { ingestMessage } from "../../domain/threads/ingest-message.ts"
import { buildIncoming, createAccount, createPersonWith, createThread } from "../../testing/builders.ts"
import { openTestContext, type TestContext } from "../../testing/test-context.ts"
import { errorHandler } from "../error-handler.ts"
import { entriesRoutes } from "./entries.ts"

let ctx: TestContext
let nadia: Person
let karim: Person

beforeAll(async () => {
  ctx = await openTestContext()
})
afterAll(() => ctx.close())
beforeEach(async () => {
  await ctx.empty()
  nadia = await createPersonWith(ctx, { name: "Nadia" })
  karim = await createPersonWith(ctx, { name: "Karim", role: "head", departments: ["eclairage_public"] })
})

/** The routes as somebody who is signed in. */
function as(person: Person) {
  const app = express()
  app.use(express.json())
  app.use((_req, res, next) => {
    res.locals["person"] = person
    next()
  })
  app.use("/api/entries", entriesRoutes(ctx))
  app.use(errorHandler(ctx))
  return request(app)
}

test("an answered thread goes from a proposal to the public FAQ, and off it again", async () => {
  const account = await createAccount(ctx)
  const citizen = { externalId: "u5", username: "rosy", name: "Rosalind Abernathy" }
  const thread = await createThread(ctx, account, { contact: citizen, conversationKey: "k" })
  await ingestMessage(
    ctx,
    account,
    buildIncoming({ contact: citizen, conversationKey: "k", fromAccount: true, text: "Réparé demain." }),
  )

  const proposed = await as(nadia).post("/api/entries").send({ threadId: thread.id })
  expect(proposed.status).toBe(201)
  const url = `/api/entries/${String(proposed.body.id)}`
  const text = {
    question: "Comment signaler un lampadaire éteint ?",
    answer: "Écrivez à M. Dupont.",
    department: "eclairage_public",
  }
  const saved = await as(nadia)
    .put(url)
    .send({ ...text, expectedVersion: 1 })
  expect(saved.body).toMatchObject({ version: 2, state: "draft" })

  const flagged = await as(nadia).post(`${url}/submit`).send({ expectedVersion: 2 })
  expect(flagged.status).toBeGreaterThanOrEqual(400)
  expect(flagged.body).toMatchObject({
    code: "personal_data",
    extra: { findings: [{ kind: "name", text: "M. Dupont" }] },
  })
  const stale = await as(nadia)
    .put(url)
    .send({ ...text, expectedVersion: 1 })
  expect(stale.body).toMatchObject({ code: "stale_entry", extra: { entry: { version: 2 } } })

  await as(nadia)
    .put(url)
    .send({ ...text, answer: "Donnez la rue.", expectedVersion: 2 })
  expect((await as(nadia).post(`${url}/submit`).send({ expectedVersion: 3 })).body.state).toBe("review")
  expect((await as(karim).get("/api/entries?state=review")).body.entries).toHaveLength(1)
  expect((await as(nadia).post(`${url}/approve`).send({ expectedVersion: 3 })).body.code).toBe("forbidden")
  expect(
    (await as(karim).post(`${url}/return`).send({ expectedVersion: 3, note: "Le délai ?" })).body,
  ).toMatchObject({
    state: "draft",
    reviewNote: "Le délai ?",
  })
  await as(nadia).post(`${url}/submit`).send({ expectedVersion: 3 })
  expect((await as(karim).post(`${url}/approve`).send({ expectedVersion: 3 })).body.published).toMatchObject({
    question: text.question,
    answer: "Donnez la rue.",
  })
  expect((await as(karim).post(`${url}/archive`).send({ expectedVersion: 3 })).body.published).toBeNull()
})

test.each([
  ["a bad id", "get", "/api/entries/nope", {}],
  ["an unknown state", "get", "/api/entries?state=secret", {}],
  ["an operator for an id", "post", "/api/entries", { threadId: { $gt: "" } }],
  ["a step without its version", "post", `/api/entries/${"a".repeat(24)}/approve`, {}],
  [
    "an empty question",
    "put",
    `/api/entries/${"a".repeat(24)}`,
    { question: " ", answer: "x", department: null, expectedVersion: 1 },
  ],
] as const)("%s is refused before anything is read", async (_name, method, path, body) => {
  const answer = await as(nadia)[method](path).send(body)
  expect([answer.status, answer.body.code]).toEqual([400, "invalid"])
})

test("what does not exist is not found", async () => {
  const answer = await as(nadia).get(`/api/entries/${"a".repeat(24)}`)
  expect([answer.status, answer.body.code]).toEqual([404, "not_found"])
})
