import { Router } from "express"
import request from "supertest"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { hasNumber } from "../../../shared/phone-number.ts"
import type { Thread } from "../../../shared/thread.ts"
import { createPerson } from "../../domain/people/manage-people.ts"
import { createAttemptLimiter } from "../../store/attempt-limiter.ts"
import { followChanges, type StoreChange } from "../../store/change-feed.ts"
import { createLine, createPersonWith } from "../../testing/builders.ts"
import { openTestContext, type TestContext } from "../../testing/test-context.ts"
import { createApp } from "../app.ts"

let ctx: TestContext

const E164 = "+33639981234"
const PASSWORD = "a long enough password"

beforeAll(async () => {
  ctx = await openTestContext()
})
afterAll(() => ctx.close())
beforeEach(async () => {
  await ctx.empty()
  await createLine(ctx)
})

async function signedIn(role: "agent" | "head" | "admin", departments: string[] = []) {
  const limiter = createAttemptLimiter(ctx.database.connection, { name: "any", points: 100, seconds: 900 })
  const app = createApp(ctx, {
    city: "Ville de Parvis",
    demo: false,
    simulatorUrl: null,
    secure: false,
    publicUrl: null,
    url: "http://parvis.test",
    trustProxy: false,
    deskDir: "/nowhere",
    site: Router(),
    limiters: { person: limiter, place: limiter },
  })
  const admin = await createPersonWith(ctx, { role: "admin" })
  const email = `${role}-${crypto.randomUUID()}@parvis.test`
  await createPerson(ctx, admin, { email, name: role, role, departments, password: PASSWORD })
  const agent = request.agent(app).set("Host", "parvis.test").set("Origin", "http://parvis.test")
  await agent.post("/api/session").send({ email, password: PASSWORD }).expect(204)
  return agent
}

const call = (more: object = {}) => ({
  clientId: crypto.randomUUID(),
  name: "Odile Kermarrec",
  number: "06 39 98 12 34",
  request: "Un trou devant l’école",
  ...more,
})

test("agents and admins note calls, and know the number only when they ask for it", async () => {
  const [agent, admin] = [await signedIn("agent"), await signedIn("admin")]
  const { id } = (await agent.post("/api/calls").send(call()).expect(201)).body as Thread
  const seen = [
    await agent.get("/api/threads"),
    await agent.get(`/api/threads/${id}`),
    await agent.get(`/api/threads/${id}/abilities`),
    await agent.get(`/api/threads/${id}/callback-number`),
  ]
  for (const { text, status } of seen) {
    expect(status).toBe(200)
    expect(hasNumber(text, E164)).toBe(false)
  }
  const asked = await admin.post(`/api/threads/${id}/callback-number`).send({}).expect(200)
  expect(asked.body).toEqual({ number: E164 })
  const told = { clientId: crypto.randomUUID(), outcome: "reached", text: "On passe demain" }
  const after = await admin.post(`/api/threads/${id}/callbacks`).send(told).expect(201)
  expect(after.body).toMatchObject({ state: "answered" })
})

test("heads note none, and ask only in threads that were handed to them", async () => {
  const [agent, head] = [await signedIn("agent"), await signedIn("head", ["voirie"])]
  await head.post("/api/calls").send(call()).expect(403)
  const { id } = (await agent.post("/api/calls").send(call())).body as Thread
  const told = { clientId: crypto.randomUUID(), outcome: "no_answer" }
  await head.get(`/api/threads/${id}/callback-number`).expect(404)
  await head.post(`/api/threads/${id}/callback-number`).send({}).expect(404)
  await head.post(`/api/threads/${id}/callbacks`).send(told).expect(404)
  await agent.post(`/api/threads/${id}/escalation`).send({ department: "voirie", note: "À vous" }).expect(200)
  await head.post(`/api/threads/${id}/callback-number`).send({}).expect(200)
  await head.post(`/api/threads/${id}/callbacks`).send(told).expect(201)
})

test.each([
  [{ number: "06 39 98" }, { number: "not_a_phone_number" }],
  [{ number: "dès que possible" }, { number: "not_a_phone_number" }],
])("a number that cannot be called is said to be one: %o", async (more, fields) => {
  const agent = await signedIn("agent")
  const { body } = await agent.post("/api/calls").send(call(more)).expect(400)
  expect(body).toMatchObject({ code: "invalid", fields })
})

test("a call that asks nothing, and reaching somebody without a word, are refused", async () => {
  const agent = await signedIn("agent")
  await agent
    .post("/api/calls")
    .send(call({ request: " " }))
    .expect(400)
  const { id } = (await agent.post("/api/calls").send(call())).body as Thread
  const told = { clientId: crypto.randomUUID(), outcome: "reached", text: " " }
  const { body } = await agent.post(`/api/threads/${id}/callbacks`).send(told).expect(400)
  expect(body).toMatchObject({ fields: { text: "text_required" } })
})

test("a written answer is refused with the reason, and nobody who is signed out learns anything", async () => {
  const agent = await signedIn("agent")
  const { id, version } = (await agent.post("/api/calls").send(call())).body as Thread
  const reply = { clientId: crypto.randomUUID(), text: "Bonjour", expectedVersion: version }
  const { body } = await agent.post(`/api/threads/${id}/replies`).send(reply).expect(409)
  expect(body).toMatchObject({ code: "not_possible", extra: { reason: "by_phone" } })
  await agent.delete("/api/session")
  await agent.post(`/api/threads/${id}/callback-number`).send({}).expect(401)
})

test("what is pushed to desks never holds the number", async () => {
  const agent = await signedIn("agent")
  const changes: StoreChange[] = []
  const feed = await followChanges(
    ctx.database,
    (change) => void changes.push(change),
    () => {},
  )
  const { id } = (await agent.post("/api/calls").send(call({ settled: true, answer: "Vu" }))).body as Thread
  await agent.post(`/api/threads/${id}/callback-number`).send({})
  await expect.poll(() => changes.filter(({ kind }) => kind === "timeline").length).toBe(2)
  await feed.close()
  expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(["thread", "message", "timeline"]))
  expect(hasNumber(JSON.stringify(changes), E164)).toBe(false)
})
