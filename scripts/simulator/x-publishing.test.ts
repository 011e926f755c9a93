import { afterEach, describe, expect, test } from "vitest"
import { closeTowns, startTown, clock, mention, refusal, replyTo } from "./testing/x-town.ts"

afterEach(closeTowns)

describe("publishing", () => {
  test("a reply gets X's leading mention, its place in the conversation, and shortened links", async () => {
    const { control, city, cityId } = await startTown()
    const id = await mention(control, "où signaler ?")
    clock.now += 1000
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
    const { control, city } = await startTown()
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
    clock.now += 25 * 3_600_000
    expect(await replyTo(city, id, "Avec plaisir.")).toHaveProperty("data.id")
  })

  test("someone who did not name the city cannot be answered by API", async () => {
    const { control, city } = await startTown()
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
    const { control, city } = await startTown()
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
    const { control, city } = await startTown()
    const id = await mention(control, "longue question")
    const link = `https://exemple.fr/${"a".repeat(200)}`
    expect(await replyTo(city, id, `${"é".repeat(252)} 🌳 ${link}`)).toHaveProperty("data.id")
    const error = await refusal(replyTo(city, id, `${"é".repeat(254)} 🌳 ${link}`))
    expect([error.code, error.data.detail]).toEqual([
      400,
      expect.stringMatching(/^Your Tweet text is too long/),
    ])
  })

  test("a deleted post cannot be answered, nor read", async () => {
    const { control, city } = await startTown()
    const id = await mention(control, "je retire")
    await control.delete(`/posts/${id}`)
    expect((await refusal(replyTo(city, id, "Bonjour"))).data.detail).toBe(
      "You attempted to reply to a Tweet that is deleted or not visible to you.",
    )
    const gone = await city.v2.tweets([id])
    expect(gone.errors).toMatchObject([{ resource_id: id, title: "Not Found Error" }])
  })

  test("a reply in the city's own conversation can be hidden, another cannot", async () => {
    const { control, city } = await startTown()
    const { data } = await city.v2.tweet("Marché de Noël samedi")
    const rude = await mention(control, "nul", { replyTo: data.id })
    expect((await city.v2.hideReply(rude, true)).data).toEqual({ hidden: true })
    const elsewhere = await mention(control, "bonjour")
    expect((await refusal(city.v2.hideReply(elsewhere, true))).code).toBe(403)
  })

  test("search finds a conversation", async () => {
    const { control, city } = await startTown()
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
