import { mkdtempSync, mkdirSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type express from "express"
import { Router } from "express"
import request from "supertest"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import type { Account } from "../../shared/account.ts"
import { keepCopy } from "../domain/media/settle-copy.ts"
import { createPerson } from "../domain/people/manage-people.ts"
import { escalateThread } from "../domain/threads/escalate-thread.ts"
import { plainPng } from "../media/testing/pictures.ts"
import { createAttemptLimiter } from "../store/attempt-limiter.ts"
import { createAccount, createPersonWith, createThread } from "../testing/builders.ts"
import { openTestContext, type TestContext } from "../testing/test-context.ts"
import { createApp } from "./app.ts"

let ctx: TestContext
let account: Account
let app: express.Express

const deskDir = mkdtempSync(join(tmpdir(), "parvis-desk-"))
mkdirSync(join(deskDir, "assets"))
writeFileSync(join(deskDir, "index.html"), "<!doctype html><title>Parvis</title>")
writeFileSync(join(deskDir, "assets", "a-123.js"), "1")

beforeAll(async () => {
  ctx = await openTestContext()
})
afterAll(() => ctx.close())
beforeEach(async () => {
  await ctx.empty()
  await ctx.database.connection.collection("attempts").deleteMany({})
  account = await createAccount(ctx)
  app = createApp(ctx, {
    city: "Ville de Parvis",
    demo: false,
    simulatorUrl: null,
    secure: false,
    publicUrl: null,
    url: "http://127.0.0.1:3000",
    trustProxy: false,
    deskDir,
    site: Router(),
    limiters: {
      person: createAttemptLimiter(ctx.database.connection, { name: "person", points: 3, seconds: 900 }),
      place: createAttemptLimiter(ctx.database.connection, { name: "place", points: 100, seconds: 900 }),
    },
  })
})

const PASSWORD = "a long enough password"
const ORIGIN = "http://parvis.test"

async function signedIn(role: "agent" | "head" | "admin", departments: string[] = []) {
  const admin = await createPersonWith(ctx, { role: "admin" })
  const email = `${role}-${crypto.randomUUID()}@parvis.test`
  const person = await createPerson(ctx, admin, { email, name: role, role, departments, password: PASSWORD })
  const agent = request.agent(app).set("Host", "parvis.test").set("Origin", ORIGIN)
  await agent.post("/api/session").send({ email, password: PASSWORD }).expect(204)
  return { agent, person, email }
}

describe("a picture of a message", () => {
  async function withPicture() {
    const media = [{ kind: "photo" as const, url: "https://pbs.twimg.com/media/a.jpg", altText: null }]
    const thread = await createThread(ctx, account, { media })
    const [message] = await ctx.messages.ofThread(thread.id)
    const copy = await ctx.mediaCopies.claim(ctx.now(), ctx.now())
    const picture = { bytes: Buffer.from("picture"), mime: "image/webp" as const, width: 4, height: 3 }
    if (!message || !copy) throw new Error("no picture is waited for")
    await keepCopy(ctx, copy, picture)
    return { thread, address: `/api/media/${message.id}/0` }
  }

  test("is only a picture to the browser, and only for who is signed in", async () => {
    const { address } = await withPicture()
    await request(app).get(address).set("Host", "parvis.test").expect(401)
    const { agent } = await signedIn("agent")
    const { headers, body } = await agent.get(address).expect(200)
    expect(body).toEqual(Buffer.from("picture"))
    expect(headers).toMatchObject({
      "content-type": "image/webp",
      "content-security-policy": "default-src 'none'",
      "x-content-type-options": "nosniff",
      "cache-control": "private, max-age=3600, immutable",
    })
  })

  test("is there for a head once the thread is theirs; what is not there is told as a problem", async () => {
    const { thread, address } = await withPicture()
    const { agent: head } = await signedIn("head", ["voirie"])
    const refused = await head.get(address).expect(404)
    expect(refused.headers["content-type"]).toContain("application/problem+json")
    const { person } = await signedIn("agent")
    await escalateThread(ctx, person, thread.id, { department: "voirie", note: "à voir" })
    await head.get(address).expect(200)
    for (const other of ["1", "x", "-1", "1000"]) await head.get(address.replace(/0$/, other)).expect(404)
  })
})

describe("a picture for a reply", () => {
  test("is taken in as bytes, and shown to who may see the thread", async () => {
    const thread = await createThread(ctx, account)
    const { agent } = await signedIn("agent")
    const post = (bytes: Buffer, type = "image/png") =>
      agent.post(`/api/threads/${thread.id}/pictures`).set("Content-Type", type).send(bytes)
    const { body } = await post(await plainPng()).expect(201)
    expect(body).toEqual({ id: expect.any(String) as string, width: 30, height: 20 })
    const { id } = body as { id: string }
    const shown = await agent.get(`/api/pictures/${id}`).expect(200)
    expect(shown.headers).toMatchObject({
      "content-type": "image/jpeg",
      "content-security-policy": "default-src 'none'",
    })
    const { agent: head } = await signedIn("head", ["voirie"])
    await head.get(`/api/pictures/${id}`).expect(404)
    await head
      .post(`/api/threads/${thread.id}/pictures`)
      .set("Content-Type", "image/png")
      .send(await plainPng())
      .expect(404)
  })

  test("is refused when it is none, too heavy, or sent from elsewhere", async () => {
    const thread = await createThread(ctx, account)
    const { agent } = await signedIn("agent")
    const post = (bytes: Buffer, type: string) =>
      agent.post(`/api/threads/${thread.id}/pictures`).set("Content-Type", type).send(bytes)
    await post(Buffer.from("<svg/>"), "image/svg+xml").expect(422)
    await post(Buffer.from("<html>"), "image/png").expect(422)
    await post(Buffer.alloc(8 * 1024 * 1024 + 1), "image/png").expect(413)
    await post(await plainPng(), "image/png")
      .set("Origin", "http://elsewhere.test")
      .expect(403)
  })
})

describe("signing in", () => {
  test("sets a cookie that scripts cannot read and other sites do not send", async () => {
    const { email } = await signedIn("agent")
    const answer = await request(app)
      .post("/api/session")
      .set("Host", "parvis.test")
      .set("Origin", ORIGIN)
      .send({ email: ` ${email.toUpperCase()} `, password: PASSWORD })
    expect(answer.status).toBe(204)
    const cookie = answer.get("Set-Cookie")?.[0]
    expect(cookie).toMatch(/^parvis=[\w-]{43}; .*HttpOnly; SameSite=Lax/)
    const [row] = await ctx.database.connection.collection("sessions").find({}).toArray()
    expect(cookie).not.toContain(String(row?._id))
  })

  test("is refused in the same words for a wrong password and for nobody, in the reader's language", async () => {
    const { email } = await signedIn("agent")
    const refuse = async (who: string, language: string) => {
      const answer = await request(app)
        .post("/api/session")
        .set("Host", "parvis.test")
        .set("Origin", ORIGIN)
        .set("Accept-Language", language)
        .send({ email: who, password: "wrong" })
      expect(answer.status).toBe(401)
      expect(answer.type).toBe("application/problem+json")
      return answer.body as unknown
    }
    expect(await refuse(email, "fr")).toEqual(await refuse("nobody@parvis.test", "fr"))
    expect(await refuse(email, "fr")).toMatchObject({ code: "wrong_credentials", title: "Connexion refusée" })
    expect(await refuse("x@y.zz", "en-GB,en")).toMatchObject({ title: "Sign-in refused" })
  })

  test("is slowed down after a few wrong tries, and says for how long", async () => {
    const { email } = await signedIn("agent")
    const attempt = () =>
      request(app)
        .post("/api/session")
        .set("Host", "parvis.test")
        .set("Origin", ORIGIN)
        .send({ email, password: "wrong" })
    for (let i = 0; i < 3; i += 1) await attempt().expect(401)
    const refused = await attempt()
    expect(refused.status).toBe(429)
    expect(Number(refused.get("Retry-After"))).toBeGreaterThan(0)
  })

  test("ends at once for a person who is switched off", async () => {
    const { agent, person } = await signedIn("agent")
    const { agent: admin } = await signedIn("admin")
    await agent.get("/api/workspace").expect(200)
    await admin
      .put(`/api/people/${person.id}`)
      .send({ name: person.name, role: "agent", departments: [], active: false })
      .expect(200)
    await agent.get("/api/workspace").expect(401)
  })

  test("ends with signing out", async () => {
    const { agent } = await signedIn("agent")
    await agent.delete("/api/session").expect(204)
    await agent.get("/api/workspace").expect(401)
  })
})

describe("a request", () => {
  test("from another site that writes is refused, with or without a session", async () => {
    const { agent } = await signedIn("agent")
    const thread = await createThread(ctx, account)
    const forged = await agent
      .post(`/api/threads/${thread.id}/notes`)
      .set("Origin", "https://evil.example")
      .send({ text: "x" })
    expect([forged.status, forged.body]).toEqual([403, expect.objectContaining({ code: "cross_site" })])
    expect((await ctx.timeline.ofThread(thread.id)).map(({ kind }) => kind)).toEqual(["thread_opened"])
  })

  test("with bad input gets a clear problem, and nothing changes", async () => {
    const { agent } = await signedIn("agent")
    const thread = await createThread(ctx, account)
    const post = (path: string, body: string | object) =>
      agent.post(path).set("Content-Type", "application/json").send(body)
    for (const [path, body, status, code] of [
      [`/api/threads/${thread.id}/notes`, "{", 400, "invalid"],
      [`/api/threads/${thread.id}/notes`, { text: { $gt: "" } }, 400, "invalid"],
      [`/api/threads/${thread.id}/notes`, { text: "  " }, 400, "invalid"],
      [`/api/threads/${thread.id}/notes`, { text: "a".repeat(70_000) }, 413, "payload_too_large"],
      [`/api/threads/${"0".repeat(24)}/notes`, { text: "x" }, 404, "not_found"],
      [`/api/threads/nonsense/notes`, { text: "x" }, 400, "invalid"],
      [`/api/threads/${thread.id}/unknown`, {}, 404, "not_found"],
      [`/api/threads/${thread.id}/replies`, { clientId: "1", text: "x", expectedVersion: 1 }, 400, "invalid"],
    ] as const) {
      const answer = await post(path, body)
      expect([path, answer.status, (answer.body as { code: string }).code]).toEqual([path, status, code])
    }
    for (const query of ["?view=nope", "?view[$ne]=inbox", "?before=x", "?limit=9999", "?department[$gt]="])
      await agent.get(`/api/threads${query}`).expect(query.includes("[") ? 200 : 400)
    expect((await ctx.timeline.ofThread(thread.id)).map(({ kind }) => kind)).toEqual(["thread_opened"])
  })

  test("gets no inline script or style, no framing, no sniffing", async () => {
    const page = await request(app).get("/desk/threads/anything").expect(200)
    const policy = page.get("Content-Security-Policy") ?? ""
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain("unsafe")
    expect(page.get("X-Content-Type-Options")).toBe("nosniff")
    expect(page.get("Cache-Control")).toBe("no-cache")
    const asset = await request(app).get("/desk/assets/a-123.js").expect(200)
    expect(asset.get("Cache-Control")).toContain("immutable")
    await request(app).get("/desk/assets/missing.js").expect(404)
  })
})

test("nothing of another department is open to a head, by any route", async () => {
  const { agent: karim } = await signedIn("head", ["voirie"])
  const { agent: nadia, person } = await signedIn("agent")
  const theirs = await createThread(ctx, account)
  const ours = await createThread(ctx, account)
  await escalateThread(ctx, person, theirs.id, { department: "proprete", note: "n" })
  await escalateThread(ctx, person, ours.id, { department: "voirie", note: "n" })
  const reply = await nadia
    .post(`/api/threads/${theirs.id}/replies`)
    .send({ clientId: crypto.randomUUID(), text: "Bonjour", expectedVersion: 1 })
    .expect(202)
  const { id: replyId } = reply.body as { id: string }

  await karim.get(`/api/threads/${ours.id}`).expect(200)
  await karim.get(`/api/threads/${theirs.id}`).expect(404)
  for (const [path, body] of [
    ["assignment", { to: "self" }],
    ["state", { state: "closed" }],
    ["classification", { sentiment: "positive" }],
    ["notes", { text: "x" }],
    ["escalation", { department: "voirie", note: "x" }],
    ["return", { text: "x" }],
    ["replies", { clientId: crypto.randomUUID(), text: "x", expectedVersion: 2 }],
  ] as const) {
    const answer = await karim.post(`/api/threads/${theirs.id}/${path}`).send(body)
    expect([path, [403, 404].includes(answer.status)]).toEqual([path, true])
  }
  await karim.put(`/api/threads/${theirs.id}/draft`).send({ text: "x" }).expect(404)
  for (const step of ["cancel", "resend", "discard"])
    await karim.post(`/api/replies/${replyId}/${step}`).send({}).expect(404)
  for (const view of ["inbox", "urgent", "answered", "trouble", "closed"]) {
    const { body } = await karim.get(`/api/threads?view=${view}`).expect(200)
    expect((body as { threads: { id: string }[] }).threads.map(({ id }) => id)).not.toContain(theirs.id)
  }
  for (const path of ["/api/people", "/api/quarantine"]) await karim.get(path).expect(403)
})

test("the last administrator cannot be switched off", async () => {
  const { agent, person } = await signedIn("admin")
  const everybody = (await ctx.people.list()).filter(({ id, role }) => role === "admin" && id !== person.id)
  const off = (id: string) =>
    agent.put(`/api/people/${id}`).send({ name: "x", role: "admin", departments: [], active: false })
  for (const { id } of everybody) await off(id).expect(200)
  expect((await off(person.id)).body).toMatchObject({ code: "last_admin" })
  expect(await ctx.people.activeAdmins()).toBe(1)
})
