import { createHmac } from "node:crypto"
import { once } from "node:events"
import { createServer, type Server } from "node:http"
import { type AddressInfo } from "node:net"
import { afterEach, expect, test } from "vitest"
import { type Simulator, startSimulator } from "./simulator.ts"
import { controlOf } from "./testing/control.ts"
import { graphClient } from "./testing/graph-client.ts"

const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})

type Change = { field: string; value: Record<string, unknown> }
type Entry = {
  id: string
  time: number
  changes?: Change[]
  messaging?: Record<string, unknown>[]
  standby?: object[]
}

/** A desk's webhook address: it echoes the challenge, keeps what is signed, and fails as often as it is told. */
async function receiver({ facebook }: Simulator) {
  const bodies: string[] = []
  const told = { failures: 0, refused: 0 }
  const server: Server = createServer((request, response) => {
    const query = new URL(request.url ?? "", "http://desk").searchParams
    if (request.method === "GET")
      return void response.end(
        query.get("hub.verify_token") === facebook.verifyToken ? query.get("hub.challenge") : "no",
      )
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const body = Buffer.concat(chunks)
      const expected = `sha256=${createHmac("sha256", facebook.appSecret).update(body).digest("hex")}`
      if (request.headers["x-hub-signature-256"] !== expected) told.refused++
      if (told.failures > 0) {
        told.failures--
        return void response.writeHead(500).end()
      }
      bodies.push(body.toString())
      response.end()
    })
  }).listen(0, "127.0.0.1")
  await once(server, "listening")
  open.push({ close: () => server.close() })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/facebook`,
    bodies,
    told,
    entries: () => bodies.flatMap((body) => (JSON.parse(body) as { entry: Entry[] }).entry),
  }
}

async function start() {
  const simulator = await startSimulator({ seed: 1, webhookRetryMs: 1 })
  open.push(simulator)
  const control = controlOf(simulator.url)
  await control.post("/citizens", { username: "marie_parvis", name: "Marie Lefèvre" })
  const { pagePost } = await control.post("/facebook/posts", { by: "VilleDeParvis", text: "Bonjour à tous" })
  const desk = await receiver(simulator)
  const say = async (text: string) =>
    (await control.post("/facebook/comments", { by: "marie_parvis", on: pagePost.id, text })).comment.id
  return { simulator, control, desk, say, postId: pagePost.id, pageId: simulator.facebook.pageId }
}

/** As an application connects: its callback with its own token, then the Page's consent. */
async function subscribe({ simulator, desk }: Awaited<ReturnType<typeof start>>, verifyToken: string) {
  const { appId, appSecret, pageId, pageToken } = simulator.facebook
  const fields = "feed,mention,messages,message_echoes"
  const app = graphClient(simulator.url, `${appId}|${appSecret}`)
  await app.api.call("POST", [appId, "subscriptions"], {
    ...{ object: "page", callback_url: desk.url, verify_token: verifyToken, fields },
  })
  await graphClient(simulator.url, pageToken).api.call("POST", [pageId, "subscribed_apps"], {
    subscribed_fields: fields,
  })
}

test("an address that does not echo the challenge hears nothing", async () => {
  const run = await start()
  await expect(subscribe(run, "wrong")).rejects.toThrow(/2200/)
  await expect(run.control.put("/facebook/webhooks", { url: "https://example.org/hook" })).rejects.toThrow(
    /this machine only/,
  )
  await run.say("Bonjour")
  await run.simulator.hooks.settled()
  expect(run.desk.bodies).toEqual([])
})

test("what happens on the Page is told, signed over its own bytes, escapes and all", async () => {
  const run = await start()
  const { control, desk, say, postId, pageId, simulator } = run
  await subscribe(run, simulator.facebook.verifyToken)
  const first = await say("Où ça ?")
  const { comment } = await control.post("/facebook/comments", {
    by: "marie_parvis",
    on: first,
    text: "Là ?",
  })
  await control.put(`/facebook/written/${first}`, { text: "Où ça, rue Pasteur ?" })
  await control.put(`/facebook/written/${first}/hidden`, { hidden: true })
  await control.delete(`/facebook/written/${comment.id}`)
  await control.post("/facebook/posts", { by: "marie_parvis", text: "Bravo Ville de Parvis", wall: "own" })
  const { message } = await control.post("/facebook/messages", { by: "marie_parvis", text: "En privé" })
  await graphClient(simulator.url, simulator.facebook.pageToken).api.call("POST", [pageId, "messages"], {
    recipient: { id: message.psid },
    message: { text: "Bonjour Marie", metadata: "reply:12" },
  })
  await simulator.hooks.settled()

  expect(desk.told.refused).toBe(0)
  expect(desk.bodies.join()).toContain("O\\u00f9 \\u00e7a ?")
  const changes = desk.entries().flatMap(({ changes = [] }) => changes)
  const verbs = changes.map(({ field, value }) => [field, value.item, value.verb])
  expect(verbs).toEqual([
    ["feed", "comment", "add"],
    ["feed", "comment", "add"],
    ["feed", "comment", "edited"],
    ["feed", "comment", "hide"],
    ["feed", "comment", "remove"],
    ["mention", "post", "add"],
  ])
  expect(changes[0]!.value).toMatchObject({
    ...{ comment_id: first, post_id: postId, parent_id: postId, message: "Où ça ?" },
    from: { name: "Marie Lefèvre" },
  })
  expect(changes[1]!.value.parent_id).toBe(first)
  const messaging = desk.entries().flatMap(({ messaging = [] }) => messaging)
  expect(messaging).toMatchObject([
    {
      sender: { id: message.psid },
      recipient: { id: pageId },
      message: { mid: message.id, text: "En privé" },
    },
    { sender: { id: pageId }, message: { is_echo: true, metadata: "reply:12", text: "Bonjour Marie" } },
  ])
  const [comments, direct] = [desk.entries()[0]!, desk.entries().find((entry) => entry.messaging)!]
  expect(direct.time / comments.time).toBeGreaterThan(900)
})

test("a receiver that fails is tried again until it takes the event", async () => {
  const run = await start()
  await subscribe(run, run.simulator.facebook.verifyToken)
  run.desk.told.failures = 3
  await run.say("Bonjour")
  await run.simulator.hooks.settled()
  expect(run.desk.entries()).toHaveLength(1)
  expect(run.simulator.hooks.status()).toMatchObject({
    delivered: 1,
    failures: 3,
    givenUp: 0,
    pending: 0,
    lastFailure: "HTTP 500",
  })
})

test("events come twice, in disorder and late on demand", async () => {
  const run = await start()
  const { control, desk, simulator } = run
  await subscribe(run, simulator.facebook.verifyToken)
  const texts = () => desk.entries().flatMap(({ changes = [] }) => changes.map(({ value }) => value.message))
  await control.put("/faults", { kind: "webhook_duplicate", times: 1 })
  await run.say("deux fois")
  await simulator.hooks.settled()
  expect(texts()).toEqual(["deux fois", "deux fois"])
  await control.put("/faults", { kind: "webhook_shuffled", times: 1 })
  simulator.hooks.inOneBatch(0, () => simulator.facebookCrowd.storm(3, null))
  await simulator.hooks.settled()
  expect(desk.bodies).toHaveLength(5)
  await control.put("/faults", { kind: "webhook_late", times: 1, milliseconds: 60 })
  await run.say("en retard")
  await simulator.hooks.settled()
  expect(texts()).toContain("en retard")
})

test("a thousand events come in one body, one of which does not fit", async () => {
  const run = await start()
  await subscribe(run, run.simulator.facebook.verifyToken)
  await run.control.post("/facebook/webhooks/batch", { count: 1000, bad: 1 })
  await run.simulator.hooks.settled()
  expect(run.desk.bodies).toHaveLength(1)
  const changes = run.desk.entries().flatMap(({ changes = [] }) => changes)
  expect(changes).toHaveLength(1000)
  expect(changes.filter(({ value }) => typeof value.comment_id !== "string")).toHaveLength(1)
  await run.control.put("/facebook/webhooks", { on: false })
  await run.say("personne n'écoute")
  await run.simulator.hooks.settled()
  expect(run.desk.bodies).toHaveLength(1)
})

test("reviews, buttons and exchanges that another application answers are told, and a button opens the window", async () => {
  const { control, desk, pageId, simulator } = await start()
  await control.put("/facebook/webhooks", { url: desk.url })
  await control.post("/facebook/ratings", {
    by: "marie_parvis",
    text: "Jamais de réponse",
    recommends: false,
  })
  await control.post("/facebook/postbacks", { by: "marie_parvis", title: "Démarrer", payload: "GET_STARTED" })
  const { message } = await control.post("/facebook/messages", {
    ...{ by: "marie_parvis", text: "bonjour", standby: true },
  })
  await simulator.hooks.settled()
  const entries = desk.entries()
  expect(entries.flatMap(({ changes = [] }) => changes)).toMatchObject([
    {
      field: "ratings",
      value: { item: "rating", recommendation_type: "negative", review_text: "Jamais de réponse" },
    },
  ])
  const sender = { id: message.psid }
  expect(entries.flatMap(({ messaging = [] }) => messaging)).toMatchObject([
    { sender, recipient: { id: pageId }, postback: { title: "Démarrer", payload: "GET_STARTED" } },
  ])
  expect(entries.flatMap(({ standby = [] }) => standby)).toMatchObject([
    { sender, message: { mid: message.id, text: "bonjour" } },
  ])
  expect((await control.get("/facebook/state")).facebook.ratings).toHaveLength(1)
})

test("someone asks to be forgotten: a signed request comes, and what the desk answers goes back", async () => {
  const { control, simulator } = await start()
  const forms: string[] = []
  const server = createServer((request, response) => {
    request.on("data", (chunk: Buffer) => forms.push(chunk.toString()))
    request.on("end", () =>
      response.end(JSON.stringify({ url: "http://desk/oubli", confirmation_code: "x1" })),
    )
  }).listen(0, "127.0.0.1")
  await once(server, "listening")
  open.push({ close: () => server.close() })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const { deletion } = await control.post("/facebook/deletion", { by: "marie_parvis", url })
  expect(deletion).toEqual({ status: 200, body: { url: "http://desk/oubli", confirmation_code: "x1" } })
  const [signature = "", payload = ""] = new URLSearchParams(forms.join("")).get("signed_request")!.split(".")
  const expected = createHmac("sha256", simulator.facebook.appSecret).update(payload).digest("base64url")
  expect(signature).toBe(expected)
  const claim = JSON.parse(Buffer.from(payload, "base64url").toString()) as Record<string, unknown>
  expect(claim).toMatchObject({
    algorithm: "HMAC-SHA256",
    user_id: expect.stringMatching(/^\d{16,17}$/) as string,
  })
  expect(Number(claim.expires) - Number(claim.issued_at)).toBe(7200)
  const away = { by: "marie_parvis", url: "https://evil.example/" }
  await expect(control.post("/facebook/deletion", away)).rejects.toThrow(/422/)
})
