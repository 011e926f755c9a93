import { request as httpRequest } from "node:http"
import { mkdtempSync, appendFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, describe, expect, test } from "vitest"
import { ApiResponseError, EUploadMimeType, type TwitterApi } from "twitter-api-v2"
import { type Simulator, type SimulatorOptions, startSimulator } from "./simulator.ts"
import { controlOf } from "./testing/control.ts"
import { xClient } from "./testing/x-client.ts"

const START = Date.parse("2026-11-24T08:00:00.000Z")
const QUARTER = 15 * 60_000

let now = START
const open: Simulator[] = []

/** A simulator on a free port with a clock that only the test moves, and two citizens. */
async function start(options: SimulatorOptions = {}) {
  now = START
  const simulator = await startSimulator({ clock: () => now, seed: 1, ...options })
  open.push(simulator)
  const control = controlOf(simulator.url)
  await control.post("/citizens", { username: "marie_parvis", name: "Marie Lefèvre" })
  await control.post("/citizens", { username: "olga_parvis", name: "Olga", acceptsDirects: false })
  const city = xClient(simulator.url, simulator.credentials.oauth1)
  return { simulator, control, city, cityId: simulator.account.id }
}

async function mention(
  control: ReturnType<typeof controlOf>,
  text: string,
  more: object = {},
): Promise<string> {
  now += 1000
  const { post } = await control.post("/posts", {
    by: "marie_parvis",
    text: `@VilleDeParvis ${text}`,
    ...more,
  })
  return (post as { id: string }).id
}

async function refusal(promise: Promise<unknown>): Promise<ApiResponseError> {
  const error: unknown = await promise.then(
    () => new Error("expected a refusal"),
    (reason: unknown) => reason,
  )
  if (error instanceof ApiResponseError) return error
  throw error
}

const replyTo = (client: TwitterApi, id: string, text: string) => client.v2.reply(text, id)

afterEach(async () => {
  for (const simulator of open.splice(0)) await simulator.close()
})

describe("who calls", () => {
  test("a user's bearer and a signed OAuth 1.0a request both say who the account is", async () => {
    const { simulator, city } = await start()
    const bearer = xClient(simulator.url, simulator.credentials.oauth2.accessToken)
    for (const client of [bearer, city]) {
      const { data } = await client.v2.me({ "user.fields": ["verified_type", "profile_image_url"] })
      expect(data).toMatchObject({
        username: "VilleDeParvis",
        name: "Ville de Parvis",
        verified_type: "government",
      })
      expect(data).not.toHaveProperty("description")
    }
  })

  test("a wrong secret, an unknown token and no token are 401", async () => {
    const { simulator } = await start()
    const wrong = { ...simulator.credentials.oauth1, accessSecret: "wrong" }
    for (const client of [xClient(simulator.url, wrong), xClient(simulator.url, "unknown")]) {
      const error = await refusal(client.v2.me())
      expect(error.code).toBe(401)
      expect(error.data).toEqual({
        title: "Unauthorized",
        type: "about:blank",
        status: 401,
        detail: "Unauthorized",
      })
    }
    expect((await fetch(`${simulator.url}/2/users/me`)).status).toBe(401)
  })

  test("an application alone reads mentions but is no user", async () => {
    const { simulator, control, cityId } = await start()
    await mention(control, "bonjour")
    const app = xClient(simulator.url, simulator.credentials.appBearer)
    expect((await app.v2.userMentionTimeline(cityId)).tweets).toHaveLength(1)
    expect((await refusal(app.v2.me())).data.title).toBe("Unsupported Authentication")
    expect((await refusal(app.v2.listDmEvents())).code).toBe(403)
  })

  test("a signed request survives every character in its query", async () => {
    const { city, control } = await start()
    await mention(control, "à l'école (demain) : 50 % d'éclairage !")
    const found = await city.v2.search(`"l'école (demain)" -absent`.replace(/[()]/g, ""), { max_results: 10 })
    expect(found.meta.result_count).toBe(0)
    expect((await city.v2.search("@VilleDeParvis école", { max_results: 10 })).meta.result_count).toBe(1)
  })
})

describe("tokens", () => {
  test("a refresh token works once and gives a pair that lasts two hours", async () => {
    const { simulator } = await start()
    const { oauth2 } = simulator.credentials
    const client = xClient(simulator.url, { clientId: oauth2.clientId, clientSecret: oauth2.clientSecret })
    const { accessToken, refreshToken, expiresIn } = await client.refreshOAuth2Token(oauth2.refreshToken)
    expect(expiresIn).toBe(7200)
    expect((await xClient(simulator.url, accessToken).v2.me()).data.username).toBe("VilleDeParvis")
    const again = await refusal(client.refreshOAuth2Token(oauth2.refreshToken))
    expect(again.code).toBe(400)
    expect(again.data).toMatchObject({
      error: "invalid_request",
      error_description: "Value passed for the token was invalid.",
    })
    now += 7_201_000
    expect((await refusal(xClient(simulator.url, accessToken).v2.me())).code).toBe(401)
    expect(await client.refreshOAuth2Token(refreshToken!)).toHaveProperty("accessToken")
  })

  test("the token endpoint takes a form as the documentation says", async () => {
    const { simulator } = await start()
    const { clientId, clientSecret, refreshToken } = simulator.credentials.oauth2
    const ask = (secret: string) =>
      fetch(`${simulator.url}/2/oauth2/token`, {
        method: "POST",
        headers: { authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString("base64")}` },
        body: new URLSearchParams({ grant_type: "refresh_token", refresh_token: refreshToken }),
      })
    expect((await ask("wrong")).status).toBe(401)
    expect(await (await ask(clientSecret)).json()).toMatchObject({ token_type: "bearer", expires_in: 7200 })
  })

  test("a revoked token is refused", async () => {
    const { simulator } = await start()
    const { oauth2 } = simulator.credentials
    const client = xClient(simulator.url, { clientId: oauth2.clientId, clientSecret: oauth2.clientSecret })
    await client.revokeOAuth2Token(oauth2.accessToken, "access_token")
    expect((await refusal(xClient(simulator.url, oauth2.accessToken).v2.me())).code).toBe(401)
  })
})

describe("mentions", () => {
  test("an empty page has no data", async () => {
    const { simulator, cityId } = await start()
    const response = await fetch(`${simulator.url}/2/users/${cityId}/mentions`, {
      headers: { authorization: `Bearer ${simulator.credentials.oauth2.accessToken}` },
    })
    expect(await response.json()).toEqual({ meta: { result_count: 0 } })
    expect(response.headers.get("x-rate-limit-limit")).toBe("300")
    expect(response.headers.get("x-transaction-id")).toMatch(/^[0-9a-f]{16}$/)
    expect(response.headers.get("content-type")).toMatch(/^application\/json/)
  })

  test("pages go from the newest to the oldest, each post once", async () => {
    const { control, city, cityId } = await start()
    const ids: string[] = []
    for (let i = 0; i < 12; i++) ids.unshift(await mention(control, `lampadaire ${i}`))
    const seen: string[] = []
    const timeline = await city.v2.userMentionTimeline(cityId, { max_results: 5 })
    expect(timeline.meta).toMatchObject({ result_count: 5, newest_id: ids[0], oldest_id: ids[4] })
    seen.push(...timeline.tweets.map(({ id }) => id))
    type Raw = { data: { id: string }[]; meta: { next_token?: string; previous_token?: string } }
    const raw = (token: string) =>
      city.v2.get<Raw>(`users/${cityId}/mentions`, { max_results: "5", pagination_token: token })
    let page = await raw(timeline.meta.next_token!)
    seen.push(...page.data.map(({ id }) => id))
    const back = await raw(page.meta.previous_token!)
    expect(back.data.map(({ id }) => id)).toEqual(ids.slice(0, 5))
    page = await raw(page.meta.next_token!)
    expect(page.meta.next_token).toBeUndefined()
    seen.push(...page.data.map(({ id }) => id))
    expect(seen).toEqual(ids)
  })

  test("since_id, until_id and times bound the page", async () => {
    const { control, city, cityId } = await start()
    const [a, b, c] = [
      await mention(control, "un"),
      await mention(control, "deux"),
      await mention(control, "trois"),
    ]
    const ids = async (options: object) =>
      (await city.v2.userMentionTimeline(cityId, options)).tweets.map(({ id }) => id)
    expect(await ids({ since_id: a })).toEqual([c, b])
    expect(await ids({ since_id: c })).toEqual([])
    expect(await ids({ until_id: c })).toEqual([b, a])
    const second = new Date(START + 2000).toISOString()
    expect(await ids({ start_time: second })).toEqual([c, b])
    expect(await ids({ end_time: second })).toEqual([a])
  })

  test("fields and expansions bring what was asked and nothing else", async () => {
    const { control, city, cityId, simulator } = await start()
    const id = await mention(control, "nid-de-poule #voirie <ici> & là", { photo: { scene: "pothole" } })
    const bare = (await city.v2.userMentionTimeline(cityId)).tweets[0]
    expect(Object.keys(bare!).sort()).toEqual(["edit_history_tweet_ids", "id", "text"])
    expect(bare!.text).toMatch(
      /^@VilleDeParvis nid-de-poule #voirie &lt;ici&gt; &amp; là https:\/\/t\.co\/\w{10}$/,
    )
    const full = await city.v2.userMentionTimeline(cityId, {
      expansions: ["author_id", "attachments.media_keys", "in_reply_to_user_id"],
      "tweet.fields": ["created_at", "conversation_id", "entities", "lang"],
      "user.fields": ["profile_image_url"],
      "media.fields": ["url", "width", "alt_text"],
    })
    const tweet = full.tweets[0]!
    expect(tweet).toMatchObject({
      conversation_id: id,
      created_at: "2026-11-24T08:00:01.000Z",
      in_reply_to_user_id: cityId,
      lang: "fr",
    })
    expect(tweet).not.toHaveProperty("public_metrics")
    expect(full.includes.author(tweet)).toMatchObject({ username: "marie_parvis", name: "Marie Lefèvre" })
    const [photo] = full.includes.medias(tweet)
    expect(photo).toMatchObject({ type: "photo", width: 640 })
    const points = [...tweet.text]
    const { mentions, hashtags, urls } = tweet.entities!
    expect(points.slice(mentions[0]!.start, mentions[0]!.end).join("")).toBe("@VilleDeParvis")
    expect(points.slice(hashtags[0]!.start, hashtags[0]!.end).join("")).toBe("#voirie")
    expect(points.slice(urls[0]!.start, urls[0]!.end).join("")).toBe(urls[0]!.url)
    for (const address of [photo!.url!, full.includes.author(tweet)!.profile_image_url!]) {
      expect(address.startsWith(simulator.url)).toBe(true)
      const bytes = Buffer.from(await (await fetch(address)).arrayBuffer())
      expect(bytes.subarray(1, 4).toString()).toBe("PNG")
    }
  })

  test("a deleted parent is an error beside the data", async () => {
    const { control, city, cityId } = await start()
    const { data: announcement } = await city.v2.tweet("Coupure d'eau demain rue Pasteur")
    await mention(control, "et demain soir ?", { replyTo: announcement.id })
    await city.v2.deleteTweet(announcement.id)
    const page = await city.v2.userMentionTimeline(cityId, { expansions: ["referenced_tweets.id"] })
    expect(page.tweets[0]!.referenced_tweets).toEqual([{ type: "replied_to", id: announcement.id }])
    expect(page.errors).toMatchObject([
      { resource_id: announcement.id, parameter: "referenced_tweets.id", title: "Not Found Error" },
    ])
  })

  test("an edited post comes under a new id with its history, the old one no more", async () => {
    const { control, city, cityId } = await start()
    const first = await mention(control, "corte d'eau place aux Herbes")
    now += 60_000
    const { post } = await control.put(`/posts/${first}`, {
      text: "@VilleDeParvis coupure d'eau place aux Herbes",
    })
    const page = await city.v2.userMentionTimeline(cityId, {
      since_id: first,
      "tweet.fields": ["edit_controls"],
    })
    expect(page.tweets).toHaveLength(1)
    expect(page.tweets[0]!.edit_history_tweet_ids).toEqual([first, (post as { id: string }).id])
    expect(page.tweets[0]!.edit_controls!.edits_remaining).toBe(4)
    expect((await city.v2.singleTweet(first)).data.text).toContain("corte")
  })

  test("the newer vocabulary is answered in kind", async () => {
    const { control, city, cityId } = await start()
    await mention(control, "bonjour")
    const page: { data: object[] } = await city.v2.get(`users/${cityId}/mentions`, {
      "post.fields": "public_metrics,edit_history_post_ids",
    })
    expect(page.data[0]).toHaveProperty("edit_history_post_ids")
    expect(page.data[0]).toHaveProperty("public_metrics.repost_count")
  })

  test("wrong parameters are named, all at once", async () => {
    const { city, cityId } = await start()
    const error = await refusal(
      city.v2.get(`users/${cityId}/mentions`, {
        max_results: "3",
        since_id: "abc",
        "tweet.fields": "nope",
        foo: "1",
      }),
    )
    expect(error.code).toBe(400)
    expect(error.data).toMatchObject({
      title: "Invalid Request",
      type: "https://api.x.com/2/problems/invalid-request",
    })
    const named = (error.data as unknown as { errors: { parameters: object }[] }).errors
    expect(named.flatMap(({ parameters }) => Object.keys(parameters)).sort()).toEqual(
      ["foo", "max_results", "since_id", "tweet.fields"].sort(),
    )
  })
})

describe("rate limits", () => {
  test("a spent budget is 429 until the window ends", async () => {
    const { city } = await start()
    for (let i = 0; i < 15; i++) await city.v2.listDmEvents()
    const error = await refusal(city.v2.listDmEvents())
    expect(error.rateLimitError).toBe(true)
    expect(error.data).toMatchObject({ title: "Too Many Requests", status: 429 })
    expect(error.rateLimit).toEqual({ limit: 15, remaining: 0, reset: (START + QUARTER) / 1000 })
    expect((await city.v2.me()).data.id).toBeTruthy()
    now += QUARTER
    expect((await city.v2.listDmEvents()).rateLimit.remaining).toBe(14)
  })

  test("a bench may widen the budgets", async () => {
    const { city, control } = await start()
    await control.put("/settings", { budgetFactor: 20 })
    expect((await city.v2.listDmEvents()).rateLimit).toMatchObject({ limit: 300, remaining: 299 })
  })
})

describe("publishing", () => {
  test("a reply gets X's leading mention, its place in the conversation, and shortened links", async () => {
    const { control, city, cityId } = await start()
    const id = await mention(control, "où signaler ?")
    now += 1000
    const { data } = await replyTo(city, id, "Bonjour, ici : https://exemple.fr/signaler & merci")
    expect(data.text).toMatch(/^@marie_parvis Bonjour, ici : https:\/\/t\.co\/\w{10} &amp; merci$/)
    const own = await city.v2.userTimeline(cityId, {
      expansions: ["referenced_tweets.id"],
      "tweet.fields": ["conversation_id", "entities", "created_at"],
    })
    expect(own.tweets[0]).toMatchObject({
      id: data.id,
      conversation_id: id,
      referenced_tweets: [{ type: "replied_to", id }],
      entities: { urls: [{ expanded_url: "https://exemple.fr/signaler" }] },
    })
    const state = await control.get("/state")
    expect(state.answers).toEqual({ [id]: [data.id] })
    expect(state.counts).toMatchObject({ mentions: 1, cityReplies: 1, answeredTwice: 0 })
  })

  test("the same words twice are refused, in X's words", async () => {
    const { control, city } = await start()
    const id = await mention(control, "merci !")
    await replyTo(city, id, "Avec plaisir.")
    const error = await refusal(replyTo(city, id, "  avec   plaisir. "))
    expect([error.code, error.data]).toEqual([
      403,
      {
        title: "Forbidden",
        type: "about:blank",
        status: 403,
        detail: "You are not allowed to create a Tweet with duplicate content.",
      },
    ])
    now += 25 * 3_600_000
    expect(await replyTo(city, id, "Avec plaisir.")).toHaveProperty("data.id")
  })

  test("someone who did not name the city cannot be answered by API", async () => {
    const { control, city } = await start()
    const { post } = await control.post("/posts", { by: "marie_parvis", text: "Parvis sans lumière ce soir" })
    const strangerId = (post as { id: string }).id
    const error = await refusal(replyTo(city, strangerId, "Bonjour"))
    expect(error.code).toBe(403)
    expect(error.data.detail).toMatch(
      /^Reply to this conversation is not allowed because you have not been mentioned/,
    )
    await control.put("/settings", { summonedRule: "off" })
    expect(await replyTo(city, strangerId, "Bonjour")).toHaveProperty("data.id")
  })

  test("an implicit mention summons nobody under the strict rule, the conversation's does under the other", async () => {
    const { control, city } = await start()
    const id = await mention(control, "bonjour")
    const { data } = await replyTo(city, id, "Bonjour Marie")
    const { post } = await control.post("/posts", { by: "marie_parvis", text: "merci", replyTo: data.id })
    expect(post).toMatchObject({ text: "@VilleDeParvis merci", mentionsCity: true, summonsCity: false })
    const followUp = (post as { id: string }).id
    expect((await refusal(replyTo(city, followUp, "De rien"))).code).toBe(403)
    await control.put("/settings", { summonedRule: "conversation" })
    expect(await replyTo(city, followUp, "De rien")).toHaveProperty("data.id")
  })

  test("280 is weighted: a link is 23, an emoji 2, the leading mention nothing", async () => {
    const { control, city } = await start()
    const id = await mention(control, "longue question")
    const link = `https://exemple.fr/${"a".repeat(200)}`
    expect(await replyTo(city, id, `${"é".repeat(252)} 🌳 ${link}`)).toHaveProperty("data.id")
    const error = await refusal(replyTo(city, id, `${"é".repeat(254)} 🌳 ${link}`))
    expect([error.code, error.data.detail]).toEqual([
      400,
      expect.stringMatching(/^Your Tweet text is too long/),
    ])
  })

  test("a reply may carry an uploaded photo", async () => {
    const { simulator, control, city } = await start()
    const id = await mention(control, "où est le guichet ?")
    const photo = Buffer.from(await (await fetch(`${simulator.url}/scenes/letter.png`)).arrayBuffer())
    const mediaId = await city.v2.uploadMedia(photo, { media_type: EUploadMimeType.Png }, 100_000)
    await city.v2.reply("Ici :", id, { media: { media_ids: [mediaId] } })
    const own = await city.v2.userTimeline(simulator.account.id, {
      expansions: ["attachments.media_keys"],
      "media.fields": ["url", "width"],
    })
    expect(own.includes.media).toMatchObject([{ media_key: `3_${mediaId}`, width: 640 }])
    const served = Buffer.from(await (await fetch(own.includes.media[0]!.url!)).arrayBuffer())
    expect(served.equals(photo)).toBe(true)
    const unknown = await refusal(city.v2.reply("Encore", id, { media: { media_ids: ["1"] } }))
    expect([unknown.code, unknown.data.errors]).toMatchObject([
      400,
      [{ message: "Your media IDs are invalid." }],
    ])
  })

  test("a deleted post cannot be answered, nor read", async () => {
    const { control, city } = await start()
    const id = await mention(control, "je retire")
    await control.delete(`/posts/${id}`)
    expect((await refusal(replyTo(city, id, "Bonjour"))).data.detail).toBe(
      "You attempted to reply to a Tweet that is deleted or not visible to you.",
    )
    const gone = await city.v2.tweets([id])
    expect(gone.errors).toMatchObject([{ resource_id: id, title: "Not Found Error" }])
  })

  test("a reply in the city's own conversation can be hidden, another cannot", async () => {
    const { control, city } = await start()
    const { data } = await city.v2.tweet("Marché de Noël samedi")
    const rude = await mention(control, "nul", { replyTo: data.id })
    expect((await city.v2.hideReply(rude, true)).data).toEqual({ hidden: true })
    const elsewhere = await mention(control, "bonjour")
    expect((await refusal(city.v2.hideReply(elsewhere, true))).code).toBe(403)
  })

  test("search finds a conversation", async () => {
    const { control, city } = await start()
    const id = await mention(control, "Éclairage en panne")
    await mention(control, "autre chose")
    const { data } = await replyTo(city, id, "Bien reçu")
    const found = await city.v2.search(`conversation_id:${id}`, { max_results: 10 })
    expect(found.tweets.map((tweet) => tweet.id)).toEqual([data.id, id])
    expect((await city.v2.search("eclairage from:marie_parvis")).tweets.map((tweet) => tweet.id)).toEqual([
      id,
    ])
  })
})

describe("direct messages", () => {
  test("come newest first with sender and conversation, and are answered by either way", async () => {
    const { control, city, cityId } = await start()
    await control.post("/directs", { by: "marie_parvis", text: "Bonjour, mon adresse est 12 rue Pasteur" })
    now += 1000
    await control.post("/directs", { by: "marie_parvis", text: "avec photo", photo: { scene: "letter" } })
    const inbox = await city.v2.listDmEvents({
      "dm_event.fields": ["created_at", "dm_conversation_id", "sender_id", "attachments"],
      expansions: ["sender_id", "attachments.media_keys"],
      "media.fields": ["url"],
    })
    const [last, first] = inbox.events
    expect(first).toMatchObject({
      event_type: "MessageCreate",
      text: "Bonjour, mon adresse est 12 rue Pasteur",
    })
    expect(last).toMatchObject({ attachments: { media_keys: [expect.stringMatching(/^3_/)] } })
    expect(inbox.includes.users).toMatchObject([{ username: "marie_parvis" }])
    const { sender_id, dm_conversation_id } = first as { sender_id: string; dm_conversation_id: string }
    expect(dm_conversation_id).toBe(`${sender_id}-${cityId}`)
    const sent = await city.v2.sendDmToParticipant(sender_id, { text: "Merci Marie" })
    expect(sent).toMatchObject({
      data: { dm_conversation_id, dm_event_id: expect.stringMatching(/^\d{19}$/) },
    })
    await city.v2.sendDmInConversation(dm_conversation_id, { text: "Nous revenons vers vous" })
    const thread = await city.v2.listDmEventsWithParticipant(sender_id)
    expect(thread.events.map((event) => (event as { text: string }).text)).toEqual([
      "Nous revenons vers vous",
      "Merci Marie",
      expect.stringMatching(/^avec photo https:\/\/t\.co\//),
      "Bonjour, mon adresse est 12 rue Pasteur",
    ])
  })

  test("someone closed to strangers is reached only after writing first", async () => {
    const { simulator, control, city } = await start()
    const olga = simulator.world.userNamed("olga_parvis")!.id
    const error = await refusal(city.v2.sendDmToParticipant(olga, { text: "Bonjour" }))
    expect([error.code, error.data.detail]).toEqual([
      403,
      "You do not have permission to DM one or more participants.",
    ])
    await control.post("/directs", { by: "olga_parvis", text: "Bonjour" })
    expect(await city.v2.sendDmToParticipant(olga, { text: "Bonjour" })).toBeTruthy()
  })
})

describe("faults", () => {
  test("a timeout after accepting leaves exactly one reply", async () => {
    const { control, city, cityId } = await start()
    const id = await mention(control, "bonjour")
    await control.put("/faults", { kind: "timeout_after_accept", times: 1, milliseconds: 0 })
    await expect(replyTo(city, id, "Bien reçu")).rejects.toThrow()
    const own = await city.v2.userTimeline(cityId)
    expect(own.tweets.map(({ text }) => text)).toEqual(["@marie_parvis Bien reçu"])
    expect((await refusal(replyTo(city, id, "Bien reçu"))).data.detail).toContain("duplicate content")
  })

  test("429 with and without headers, 503 in HTML, 402, 401, each until it is lifted", async () => {
    const { control, city } = await start()
    await control.put("/faults", { kind: "429", times: 1, milliseconds: 90_000 })
    expect((await refusal(city.v2.me())).rateLimit!.reset).toBe(START / 1000 + 90)
    await control.put("/faults", { kind: "429", times: 1, withoutHeaders: true })
    expect((await refusal(city.v2.me())).rateLimit).toBeUndefined()
    await control.put("/faults", { kind: "503", times: 1 })
    const html = await refusal(city.v2.me())
    expect([html.code, typeof html.data]).toEqual([503, "string"])
    await control.put("/faults", { kind: "credits_depleted" })
    expect((await refusal(city.v2.me())).data.title).toBe("CreditsDepleted")
    await control.put("/faults", { kind: "credits_depleted", on: false })
    await control.put("/faults", { kind: "expired_token" })
    expect((await refusal(city.v2.me())).code).toBe(401)
    await control.delete("/faults")
    expect((await city.v2.me()).data.username).toBe("VilleDeParvis")
  })

  test("a fault touches only the endpoint it is set for", async () => {
    const { control, city, cityId } = await start()
    await control.put("/faults", { kind: "503", endpoint: "GET /2/users/:id/mentions" })
    expect((await refusal(city.v2.userMentionTimeline(cityId))).code).toBe(503)
    expect((await city.v2.me()).data.id).toBe(cityId)
  })

  test("a cut answer and a cut connection are errors of the client", async () => {
    const { control, city } = await start()
    await control.put("/faults", { kind: "truncated_json", times: 1 })
    await expect(city.v2.me()).rejects.toThrow()
    await control.put("/faults", { kind: "reset", times: 1 })
    await expect(city.v2.me()).rejects.toThrow()
    expect((await city.v2.me()).data.username).toBe("VilleDeParvis")
  })

  test("one bad post comes among the good ones, once", async () => {
    const { control, city, cityId } = await start()
    await control.put("/faults", { kind: "malformed_post", times: 1 })
    expect((await city.v2.userMentionTimeline(cityId)).tweets).toEqual([])
    await mention(control, "un")
    await mention(control, "deux")
    const spoiled = await city.v2.userMentionTimeline(cityId)
    expect(spoiled.tweets).toHaveLength(3)
    expect(spoiled.tweets.filter(({ text }) => typeof text === "string")).toHaveLength(2)
    expect((await city.v2.userMentionTimeline(cityId)).tweets).toHaveLength(2)
  })
})

describe("the page", () => {
  test("is whole before its script runs, and lets nothing foreign in", async () => {
    const { simulator } = await start({ seedCitizens: true })
    const response = await fetch(simulator.url)
    const html = await response.text()
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'")
    expect(html).toContain("Simulateur : rien ne part sur Internet")
    expect(html.match(/role="switch"/g)).toHaveLength(18)
    const addresses = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, address]) => address!)
    expect(addresses.length).toBeGreaterThan(10)
    const some = addresses.filter((address) => !address.startsWith("/scenes/") || address.includes("flood"))
    for (const address of [...some, "/place/feed.js", "/place/panel.js"])
      expect([address, (await fetch(simulator.url + address)).status]).toEqual([address, 200])
    expect((await fetch(`${simulator.url}/place/..%2froutes.ts`)).status).toBe(404)
  })
})

describe("the control plane", () => {
  test("refuses another Host, another Origin and another site", async () => {
    const { simulator } = await start()
    const port = Number(new URL(simulator.url).port)
    const status = (path: string, headers: Record<string, string>) =>
      new Promise<number>((resolve, reject) => {
        httpRequest({ host: "127.0.0.1", port, path, headers }, (response) => {
          response.resume()
          resolve(response.statusCode ?? 0)
        })
          .on("error", reject)
          .end()
      })
    expect(await status("/sim/state", {})).toBe(200)
    expect(await status("/sim/state", { host: "evil.example" })).toBe(403)
    expect(await status("/2/users/me", { host: "evil.example" })).toBe(403)
    expect(await status("/sim/state", { origin: "https://evil.example" })).toBe(403)
    expect(await status("/sim/state", { "sec-fetch-site": "cross-site" })).toBe(403)
    expect(await status("/2/users/me", { host: "api.x.com" })).toBe(401)
    expect(await status("/sim/state", { host: `localhost:${port}` })).toBe(200)
  })

  test("says what is wrong with a body", async () => {
    const { control } = await start()
    await expect(control.post("/posts", { by: "nobody_here", text: "x" })).rejects.toThrow(/404/)
    await expect(control.put("/faults", { kind: "meteor" })).rejects.toThrow(/400/)
    await expect(control.put("/crowd", { perMinute: -1 })).rejects.toThrow(/400/)
    await expect(control.post("/posts", { by: "VilleDeParvis", text: "x" })).rejects.toThrow(/403/)
  })

  test("an instant storm is as many different messages", async () => {
    const { control } = await start()
    await control.post("/storm", { count: 300, instant: true })
    const state = await control.get("/state")
    const posts: { typed: string }[] = state.posts
    expect(new Set(posts.map(({ typed }) => typed)).size).toBe(300)
  })

  test("every scenario can be played, and citizens answer the city back", async () => {
    const { control, simulator, city } = await start({ seedCitizens: true })
    const { scenarios } = await control.get("/scenarios")
    for (const { name } of scenarios) await control.post(`/scenarios/${name}`, { instant: true })
    const before = await control.get("/state")
    const said = new Map<string, string>(
      [...before.posts, ...before.directs].flatMap(({ scenarioKey, id }) =>
        scenarioKey === null ? [] : [[scenarioKey, id]],
      ),
    )
    const messages = scenarios.reduce((sum, one) => sum + one.messages, 0)
    expect(said.size).toBe(messages)
    now += 1000
    await replyTo(city, said.get("eclairage-01")!, "Bonjour, nous passons demain.")
    simulator.crowd.advance(10_000)
    const thanks = simulator.world.timeline.at(-1)!
    expect(thanks).toMatchObject({ scenarioKey: "eclairage-01+1" })
    expect(thanks.typed).toContain("déjà un progrès")
  })

  test("the crowd keeps its speed", async () => {
    const { control, simulator } = await start()
    await control.put("/crowd", { perMinute: 30 })
    for (let i = 0; i < 600; i++) simulator.crowd.advance(100)
    const { posts, directs } = (await control.get("/state")) as { posts: object[]; directs: object[] }
    expect(posts.length + directs.length).toBeGreaterThanOrEqual(29)
    expect(posts.length + directs.length).toBeLessThanOrEqual(31)
  })

  test("pages hear what happens as it happens", async () => {
    const { simulator, control } = await start()
    const abort = new AbortController()
    const response = await fetch(`${simulator.url}/sim/events`, { signal: abort.signal })
    const reader = response.body!.getReader()
    await reader.read()
    const id = await mention(control, "en direct")
    const { value } = (await reader.read()) as { value: Uint8Array }
    const text = new TextDecoder().decode(value)
    expect(text).toContain("event: post")
    expect(text).toContain(id)
    abort.abort()
  })
})

describe("the journal", () => {
  test("everything acknowledged is there after a restart, a cut last line is not", async () => {
    const dataFile = join(mkdtempSync(join(tmpdir(), "simulator-")), "state.jsonl")
    const first = await start({ dataFile })
    const id = await mention(first.control, "avant l'arrêt", { photo: { scene: "flood" } })
    const { data } = await replyTo(first.city, id, "Bien reçu")
    await first.control.post("/directs", { by: "marie_parvis", text: "et en privé" })
    const { oauth2 } = first.simulator.credentials
    const client = { clientId: oauth2.clientId, clientSecret: oauth2.clientSecret }
    await xClient(first.simulator.url, client).refreshOAuth2Token(oauth2.refreshToken)
    const before = await first.control.get("/state")
    // A kill leaves the process no time to say goodbye: the file is read as it is.
    appendFileSync(dataFile, '{"type":"post","post":{"id":"21248')

    const second = await start({ dataFile })
    const after = await second.control.get("/state")
    expect(after.posts).toEqual(before.posts)
    expect(after.directs).toEqual(before.directs)
    expect(after.answers).toEqual({ [id]: [data.id] })
    const used = await refusal(xClient(second.simulator.url, client).refreshOAuth2Token(oauth2.refreshToken))
    expect(used.code).toBe(400)
    const next = await mention(second.control, "après")
    expect(BigInt(next)).toBeGreaterThan(BigInt(data.id))
  })
})
