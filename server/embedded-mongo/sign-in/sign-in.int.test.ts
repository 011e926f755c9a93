import { createHmac, createHash, pbkdf2Sync } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Binary, type Document } from "bson"
import mongoose from "mongoose"
import { afterAll, beforeAll, expect, test } from "vitest"
import { startServer, type RunningServer } from "../server.ts"
import { refusal } from "../testing/open-server.ts"
import { message, rawClient, type RawClient } from "../testing/raw-client.ts"

const password = "correct horse, battery=staple"
let dir: string
let server: RunningServer
let now = Date.now()

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "embedded-mongo-sign-in-"))
  server = await startServer({ dir, listen: { port: 0, auth: { password } }, now: () => now })
})
afterAll(async () => {
  await server.close()
  rmSync(dir, { recursive: true, force: true })
})

const connect = (
  auth?: { username: string; password: string },
  more: mongoose.mongo.MongoClientOptions = {},
) => mongoose.mongo.MongoClient.connect(server.uri, { ...(auth && { auth }), ...more })

const hmac = (key: Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest()

/** The client's half of the exchange, written out from RFC 5802 so that each step can be spoilt. */
async function begin(client: RawClient, user = "admin", nonce = "abcdefghijklmnop", options: Document = {}) {
  const bare = `n=${user},r=${nonce}`
  const first = await client.command({
    saslStart: 1,
    mechanism: "SCRAM-SHA-256",
    payload: new Binary(Buffer.from(`n,,${bare}`)),
    options: { skipEmptyExchange: true, ...options },
    $db: "admin",
  })
  const text = Buffer.from((first.payload as Binary).buffer).toString()
  const [, whole = "", salt = "", iterations = ""] = /^r=([^,]+),s=([^,]+),i=(\d+)$/.exec(text) ?? []
  const finalFor = (secret: string, sentNonce = whole): string => {
    const salted = pbkdf2Sync(secret, Buffer.from(salt, "base64"), Number(iterations), 32, "sha256")
    const clientKey = hmac(salted, "Client Key")
    const without = `c=biws,r=${sentNonce}`
    const signed = hmac(createHash("sha256").update(clientKey).digest(), `${bare},${text},${without}`)
    return `${without},p=${Buffer.from(clientKey.map((byte, at) => byte ^ (signed[at] ?? 0))).toString("base64")}`
  }
  const finish = (payload: string, conversationId: unknown = first.conversationId) =>
    client.command({
      saslContinue: 1,
      conversationId,
      payload: new Binary(Buffer.from(payload)),
      $db: "admin",
    })
  return { whole, salt, iterations: Number(iterations), finalFor, finish }
}

const isIn = async (client: RawClient): Promise<boolean> =>
  (await client.command({ find: "c", $db: "test" })).ok === 1

test("the driver signs in with the right password, with and without naming the mechanism", async () => {
  for (const more of [{}, { authMechanism: "SCRAM-SHA-256" as const }]) {
    const client = await connect({ username: "admin", password }, more)
    await client.db("test").collection("c").insertOne({ n: 1 })
    expect(await client.db("admin").command({ connectionStatus: 1 })).toMatchObject({
      authInfo: { authenticatedUsers: [{ user: "admin", db: "admin" }] },
    })
    await client.close()
  }
})

test("a wrong password and an unknown user are refused alike", async () => {
  for (const auth of [
    { username: "admin", password: "wrong" },
    { username: "someone", password },
  ])
    expect(await refusal(connect(auth))).toMatchObject({
      code: 18,
      codeName: "AuthenticationFailed",
      message: "Authentication failed.",
    })
})

test("without credentials only the handshake is answered", async () => {
  const client = await connect()
  for (const command of [
    { find: "c" },
    { insert: "c", documents: [{}] },
    { listDatabases: 1 },
    { serverStatus: 1 },
  ])
    expect(await refusal(client.db("admin").command(command))).toMatchObject({
      code: 13,
      message: `command ${Object.keys(command)[0]} requires authentication`,
    })
  expect(await client.db("admin").command({ ping: 1 })).toMatchObject({ ok: 1 })
  expect(await client.db("admin").command({ buildInfo: 1 })).toMatchObject({ version: "7.0.0" })
  await client.close()
  expect(await refusal(connect({ username: "admin", password }, { authSource: "test" }))).toMatchObject({
    code: 18,
  })
})

test("SCRAM-SHA-1 and other mechanisms are refused by name", async () => {
  expect(
    await refusal(connect({ username: "admin", password }, { authMechanism: "SCRAM-SHA-1" })),
  ).toMatchObject({
    code: 334,
    codeName: "MechanismUnavailable",
  })
})

test("names cannot be probed: an unknown one has a salt of its own that stays, and the same mechanisms", async () => {
  const client = await rawClient(server.uri)
  const known = await begin(client)
  const unknown = await begin(client, "nobody")
  expect([unknown.salt.length, unknown.iterations]).toEqual([known.salt.length, known.iterations])
  expect((await begin(client, "nobody")).salt).toBe(unknown.salt)
  expect((await begin(client, "nobody2")).salt).not.toBe(unknown.salt)
  for (const name of ["admin.admin", "admin.nobody"])
    expect(await client.command({ hello: 1, saslSupportedMechs: name, $db: "admin" })).toMatchObject({
      saslSupportedMechs: ["SCRAM-SHA-256"],
    })
  client.socket.destroy()
})

test("the exchange proves the password once: a replayed proof opens nothing", async () => {
  const client = await rawClient(server.uri)
  const first = await begin(client)
  const proof = first.finalFor(password)
  expect(await first.finish(proof)).toMatchObject({ ok: 1, done: true })
  expect(await isIn(client)).toBe(true)
  client.socket.destroy()

  const other = await rawClient(server.uri)
  const second = await begin(other)
  expect(await second.finish(proof)).toMatchObject({ ok: 0, code: 17 })
  expect(await second.finish(proof)).toMatchObject({ ok: 0, code: 17, errmsg: "No SASL session state found" })
  expect(await isIn(other)).toBe(false)
  other.socket.destroy()
})

test("a client that wants the empty exchange is signed in only after it", async () => {
  const client = await rawClient(server.uri)
  const exchange = await begin(client, "admin", "abcdefghijklmnop", { skipEmptyExchange: false })
  expect(await exchange.finish(exchange.finalFor(password))).toMatchObject({ ok: 1, done: false })
  expect(await isIn(client)).toBe(false)
  expect(await exchange.finish("")).toMatchObject({ ok: 1, done: true })
  expect(await isIn(client)).toBe(true)
  expect(await client.command({ logout: 1, $db: "admin" })).toMatchObject({ ok: 1 })
  expect(await isIn(client)).toBe(false)
  client.socket.destroy()
})

test("whatever is wrong in the middle of a handshake ends it", async () => {
  const spoilt: [string, (exchange: Awaited<ReturnType<typeof begin>>) => Promise<Document>][] = [
    ["another nonce", ({ finish, finalFor, whole }) => finish(finalFor(password, `${whole}x`))],
    ["the client's nonce alone", ({ finish, finalFor }) => finish(finalFor(password, "abcdefghijklmnop"))],
    ["another conversation", ({ finish, finalFor }) => finish(finalFor(password), 99)],
    ["a short proof", ({ finish, finalFor }) => finish(finalFor(password).slice(0, -9))],
    ["no proof", ({ finish, whole }) => finish(`c=biws,r=${whole}`)],
    ["channel binding", ({ finish, finalFor }) => finish(finalFor(password).replace("c=biws", "c=cD10bHM="))],
    ["garbage", ({ finish }) => finish("\0\x01\xff".repeat(40))],
    ["nothing", ({ finish }) => finish("")],
    ["a very long message", ({ finish }) => finish("x".repeat(10_000))],
  ]
  for (const [what, spoil] of spoilt) {
    const client = await rawClient(server.uri)
    const exchange = await begin(client)
    expect(await spoil(exchange), what).toMatchObject({ ok: 0, code: 17 })
    expect(await exchange.finish(exchange.finalFor(password)), what).toMatchObject({ ok: 0, code: 17 })
    expect(await isIn(client), what).toBe(false)
    client.socket.destroy()
  }
})

test("a first message that is none is refused, and a handshake that carries one still succeeds", async () => {
  const client = await rawClient(server.uri)
  const start = (payload: unknown, mechanism = "SCRAM-SHA-256") => ({ saslStart: 1, mechanism, payload })
  for (const text of [
    "",
    "n,,",
    "n,,n=admin",
    "p=tls-unique,,n=admin,r=abcdefghijkl",
    "n,,n=a=b,r=abcdefghijkl",
  ])
    expect(
      await client.command({ ...start(new Binary(Buffer.from(text))), $db: "admin" }),
      text,
    ).toMatchObject({ ok: 0, code: 17 })
  expect(await client.command({ ...start("text"), $db: "admin" })).toMatchObject({ ok: 0, code: 14 })
  const speculativeAuthenticate = { ...start(new Binary(Buffer.from("?"))), db: "admin" }
  const answer = await client.command({ hello: 1, speculativeAuthenticate, $db: "admin" })
  expect(answer.ok).toBe(1)
  expect(answer).not.toHaveProperty("speculativeAuthenticate")
  client.socket.destroy()
})

test("a handshake left lying is forgotten", async () => {
  const client = await rawClient(server.uri)
  const exchange = await begin(client)
  now += 61_000
  expect(await exchange.finish(exchange.finalFor(password))).toMatchObject({ ok: 0, code: 17 })
  client.socket.destroy()
})

test("who has not signed in cannot send long messages", async () => {
  const client = await rawClient(server.uri)
  client.send(message({ hello: 1, text: "x".repeat(100_000), $db: "admin" }))
  await client.closed
})

test("guessing gets slow for everyone, and the right password still works", async () => {
  const client = await rawClient(server.uri)
  const guess = async (secret: string): Promise<Document> => {
    const exchange = await begin(client)
    return exchange.finish(exchange.finalFor(secret))
  }
  for (let n = 0; n < 12; n++) expect(await guess(`guess ${n}`)).toMatchObject({ code: 18 })
  const before = performance.now()
  expect(await guess("one more")).toMatchObject({ code: 18 })
  expect(performance.now() - before).toBeGreaterThan(190)
  expect(await guess(password)).toMatchObject({ ok: 1, done: true })
  client.socket.destroy()
  now += 61_000
})

test("the password is kept for later starts, as keys only, and can be changed", async () => {
  await server.close()
  server = await startServer({ dir, listen: { port: 0, auth: "stored" }, now: () => now })
  const before = await connect({ username: "admin", password })
  await before.close()
  await server.close()
  server = await startServer({
    dir,
    listen: { port: 0, auth: { user: "jo", password: "two" } },
    now: () => now,
  })
  expect(await refusal(connect({ username: "admin", password }))).toMatchObject({ code: 18 })
  const after = await connect({ username: "jo", password: "two" })
  await after.close()
})
