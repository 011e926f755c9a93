import { afterEach, describe, expect, test } from "vitest"
import { closeXDesks, openXDesk } from "./testing/x-desk.ts"
import { xClient } from "./testing/x-client.ts"
import { clock, closeTowns, mention, refusal, startTown } from "./testing/x-town.ts"

afterEach(async () => {
  await closeTowns()
  closeXDesks()
})

const CITY = "1460323737035677698"

type Webhook = { data: { id: string; url: string; valid: boolean } }
type Subscription = { data: { subscription_id: string }; meta: { total_subscriptions: number } }

async function startDesk() {
  const town = await startTown({ webhookRetryMs: 1, budgetFactor: 10 })
  const desk = await openXDesk(town.simulator)
  const app = xClient(town.simulator.url, town.simulator.credentials.appBearer)
  /** Connects as an application does, for one account. */
  const subscribe = async (...types: string[]) => {
    const { data } = await app.v2.post<Webhook>("webhooks", { url: desk.url })
    for (const event_type of types)
      await app.v2.post<Subscription>("activity/subscriptions", {
        ...{ event_type, filter: { user_id: CITY }, tag: "ville", webhook_id: data.id },
      })
    return data.id
  }
  const told = () => desk.bodies.map(({ data }) => data.event_type)
  const messages = () => desk.pushes.flatMap((push) => push.messages)
  return { ...town, desk, app, subscribe, told, messages, settled: () => town.simulator.xHooks.settled() }
}

describe("registering a webhook", () => {
  test("an address that knows the secret is kept, listed, asked again and forgotten", async () => {
    const { app, desk, subscribe, simulator } = await startDesk()
    expect(await app.v2.get("webhooks")).toEqual({ data: [], meta: { result_count: 0 } })
    const id = await subscribe("post.mention.create")
    expect(await app.v2.get("webhooks")).toMatchObject({ data: [{ id, url: desk.url, valid: true }] })
    expect((await refusal(app.v2.post("webhooks", { url: desk.url }))).data.errors![0]).toMatchObject({
      message: "DuplicateUrlFailed",
    })
    expect(await app.v2.put(`webhooks/${id}`)).toEqual({ data: { valid: true } })
    expect(await app.v2.get("activity/subscriptions")).toMatchObject({
      data: [{ event_type: "post.mention.create", filter: { user_id: CITY }, tag: "ville", webhook_id: id }],
      meta: { total_subscriptions: 1 },
    })
    expect(await app.v2.delete(`webhooks/${id}`)).toEqual({ data: { deleted: true } })
    expect((await refusal(app.v2.delete(`webhooks/${id}`))).code).toBe(400)
    const person = xClient(simulator.url, simulator.credentials.oauth2.accessToken)
    expect((await refusal(person.v2.get("webhooks"))).data.title).toBe("Unsupported Authentication")
  })

  test("a wrong answer, another machine and nobody there are refused", async () => {
    const { app, desk } = await startDesk()
    desk.told.knowsSecret = false
    for (const [url, reason] of [
      [desk.url, "CrcValidationFailed"],
      ["https://evil.example/x", "UrlValidationFailed"],
      ["http://127.0.0.1:1/x", "CrcValidationFailed"],
    ]) {
      const error = await refusal(app.v2.post("webhooks", { url }))
      expect([error.code, error.data.errors![0]]).toMatchObject([400, { message: reason }])
    }
  })

  test("an address that forgets the secret falls silent at the next check, until it answers well", async () => {
    const { app, control, desk, subscribe, told, settled } = await startDesk()
    const id = await subscribe("post.mention.create")
    desk.told.knowsSecret = false
    const { xWebhooks } = await control.post("/x/webhooks/check")
    expect(xWebhooks.webhooks).toMatchObject([{ id, valid: false }])
    await mention(control, "perdu")
    await settled()
    expect(told()).toEqual([])
    expect((await refusal(app.v2.put(`webhooks/${id}`))).data.errors).toMatchObject([
      { message: "CrcValidationFailed" },
    ])
    desk.told.knowsSecret = true
    await app.v2.put(`webhooks/${id}`)
    await mention(control, "entendu")
    await settled()
    expect(told()).toEqual(["post.mention.create"])
  })

  test("private events need the account's consent", async () => {
    const { app, control, subscribe } = await startDesk()
    const webhook_id = await subscribe()
    await control.put("/x/access", { access: "revoked" })
    const ask = { event_type: "dm.received", filter: { user_id: CITY }, webhook_id }
    expect((await refusal(app.v2.post("activity/subscriptions", ask))).code).toBe(403)
    await control.put("/x/access", { access: "valid" })
    const { data } = await app.v2.post<Subscription>("activity/subscriptions", ask)
    expect((await refusal(app.v2.post("activity/subscriptions", ask))).code).toBe(400)
    expect(await app.v2.delete(`activity/subscriptions/${data.subscription_id}`)).toEqual({
      data: { deleted: true },
      meta: { total_subscriptions: 0 },
    })
  })
})

describe("what is told", () => {
  test("the connector's own reader finds every mention, answer, message and removal", async () => {
    const { control, city, desk, messages, simulator, settled } = await startDesk()
    await control.put("/x/webhooks", { url: desk.url })
    const id = await mention(control, "où ça & quand ?", { photo: { scene: "flood" } })
    const { data: reply } = await city.v2.reply("Demain.", id)
    // An answer that carries the city's name without anyone having typed it.
    const { post: thanks } = await control.post("/posts", {
      ...{ by: "marie_parvis", text: "merci", replyTo: reply.id },
    })
    await control.post("/posts", { by: "marie_parvis", text: "@QueFaireAParvis et le concert ?" })
    clock.now += 1000
    const { direct } = await control.post("/directs", { by: "marie_parvis", text: "en privé" })
    const marie = simulator.world.userNamed("marie_parvis")!
    await city.v2.sendDmToParticipant(marie.id, { text: "Bien reçu" })
    await control.post("/chats", { by: "marie_parvis" })
    await city.v2.deleteTweet(reply.id)
    await settled()

    expect(desk.told.refused).toBe(0)
    expect(desk.pushes.flatMap(({ unreadable }) => unreadable)).toEqual([])
    const byText = new Map(messages().map((message) => [message.text, message]))
    expect(byText.get("@VilleDeParvis où ça & quand ?")).toMatchObject({
      ...{ externalId: id, addressed: true, contact: { name: "Marie Lefèvre", username: "marie_parvis" } },
      media: [{ altText: "Rue inondée, voiture à moitié sous l'eau" }],
    })
    expect([...byText.values()].find(({ externalId }) => externalId === thanks.id)).toMatchObject({
      parentExternalId: reply.id,
    })
    expect(byText.get("en privé")).toMatchObject({ externalId: direct.id, visibility: "direct" })
    expect(byText.get("Bien reçu")).toMatchObject({ fromAccount: true })
    expect(messages().filter(({ isEncrypted }) => isEncrypted)).toHaveLength(1)
    const typesOf = (id: string) =>
      desk.bodies.flatMap(({ data }) => (data.payload.id === id ? [data.event_type] : []))
    expect(typesOf(thanks.id)).toEqual(["post.reply.create"])
    expect(typesOf(id)).toEqual(["post.mention.create"])
    expect(desk.pushes.flatMap(({ removals }) => removals.map((one) => one.externalId))).toEqual([reply.id])
    const outings = desk.pushes.filter((push) => push.accountExternalId === "1502200330044001002")
    expect(outings.flatMap((push) => push.messages.map(({ text }) => text))).toEqual([
      "@QueFaireAParvis et le concert ?",
    ])
  })

  test("only what was subscribed comes, with its tag, one event per POST", async () => {
    const { control, desk, subscribe, told, settled } = await startDesk()
    await subscribe("dm.received")
    await mention(control, "en public")
    await control.post("/directs", { by: "marie_parvis", text: "un" })
    await control.post("/directs", { by: "marie_parvis", text: "deux", to: "QueFaireAParvis" })
    await settled()
    expect(told()).toEqual(["dm.received"])
    expect(desk.bodies[0]!.data).toMatchObject({ filter: { user_id: CITY }, tag: "ville" })
  })

  test("a revocation is told, and nothing private after it until the account is well again", async () => {
    const { control, desk, told, settled } = await startDesk()
    await control.put("/x/webhooks", { url: desk.url })
    await control.put("/x/access", { access: "revoked" })
    await mention(control, "personne n'écoute")
    await settled()
    expect(told()).toEqual(["oauth.revoke"])
    expect(desk.pushes).toMatchObject([{ accountExternalId: CITY, revoked: true }])
    await control.put("/x/access", { access: "valid" })
    await mention(control, "de nouveau")
    await settled()
    expect(told()).toEqual(["oauth.revoke", "post.mention.create"])
  })

  test("losses can be counted: what failed is sent again, what nobody heard is given up", async () => {
    const { control, desk, settled } = await startDesk()
    await control.put("/x/webhooks", { url: desk.url })
    desk.told.failures = 3
    await control.post("/storm", { count: 20, instant: true })
    await settled()
    const { xWebhooks } = await control.get("/state")
    expect(xWebhooks).toMatchObject({ told: 20, delivered: 20, waiting: 0, givenUp: 0, failures: 3 })
    expect(new Set(desk.bodies.map(({ data }) => data.event_uuid)).size).toBe(20)
    await control.put("/x/webhooks", { on: false })
    await mention(control, "dans le vide")
    expect((await control.get("/state")).xWebhooks.told).toBe(20)
    expect((await control.delete("/x/webhooks")).xWebhooks).toMatchObject({ webhooks: [], subscriptions: 0 })
  })

  test("twice, and backwards, when the panel says so", async () => {
    const { control, desk, messages, settled } = await startDesk()
    await control.put("/x/webhooks", { url: desk.url })
    await control.put("/faults", { kind: "webhook_duplicate", network: "x", times: 1 })
    await mention(control, "une fois")
    await settled()
    expect(messages().map(({ text }) => text)).toEqual(Array(2).fill("@VilleDeParvis une fois"))
    await control.put("/faults", { kind: "webhook_shuffled", network: "x", times: 1 })
    for (const text of ["a", "b"]) await mention(control, text)
    await settled()
    const { faults } = await control.get("/faults")
    expect(faults.find(({ kind }) => kind === "webhook_shuffled")!.hits).toBe(1)
    expect(new Set(messages().map(({ text }) => text)).size).toBe(3)
  })

  test("a burst is as many different signed mentions, measured", async () => {
    const { control, desk, messages } = await startDesk()
    await control.put("/x/webhooks", { url: desk.url })
    const result = await control.post("/x/webhooks/burst", { count: 200, concurrency: 8 })
    expect(result).toMatchObject({ sent: 200, acknowledged: 200, failed: 0 })
    expect(result).toHaveProperty("p99")
    expect(new Set(messages().map(({ externalId }) => externalId)).size).toBe(200)
    expect((await control.get("/state")).xWebhooks.told).toBe(0)
  })
})
