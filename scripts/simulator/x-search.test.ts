import { afterEach, describe, expect, test } from "vitest"
import { clock, closeTowns, mention, refusal, startTown } from "./testing/x-town.ts"

afterEach(closeTowns)

const DAY = 24 * 3_600_000

/** A town where a few things were said, and the texts that a query finds, oldest first. */
async function startTalk() {
  const town = await startTown({ budgetFactor: 10 })
  const say = async (by: string, text: string, more: object = {}) => {
    clock.now += 1000
    return (await town.control.post("/posts", { by, text, ...more })).post
  }
  const lamp = await say("marie_parvis", "Lampadaire éteint rue Pasteur #eclairage")
  await say("olga_parvis", "La rue Pasteur est belle")
  await say("marie_parvis", "@VilleDeParvis un lampadaire cassé, rue Jean Moulin")
  await say("olga_parvis", "Chez moi aussi", { replyTo: lamp.id })
  await say("olga_parvis", "The street is dark, there is no light")
  const find = async (query: string, more: object = {}) => {
    const { tweets } = await town.city.v2.search(query, { max_results: 100, ...more })
    return tweets.map(({ text }) => text).reverse()
  }
  return { ...town, lamp, find }
}

describe("recent search", () => {
  test("finds words whatever their case and accents, phrases, and hashtags as such", async () => {
    const { find } = await startTalk()
    expect(await find("LAMPADAIRE")).toHaveLength(2)
    expect(await find("eteint")).toEqual(["Lampadaire éteint rue Pasteur #eclairage"])
    expect(await find('"rue Pasteur"')).toHaveLength(2)
    expect(await find("#eclairage")).toHaveLength(1)
    expect(await find("#pasteur")).toHaveLength(0)
  })

  test("combines them: side by side, OR, parentheses, and without", async () => {
    const { find } = await startTalk()
    expect(await find("lampadaire Pasteur")).toHaveLength(1)
    expect(await find("lampadaire Pasteur OR moulin")).toHaveLength(2)
    expect(await find("rue (pasteur OR moulin) -lampadaire")).toEqual(["La rue Pasteur est belle"])
    expect(await find("rue -(lampadaire OR belle)")).toEqual([])
    expect(await find('rue -"Jean Moulin"')).toHaveLength(2)
  })

  test("knows people, conversations, replies and languages", async () => {
    const { find, lamp } = await startTalk()
    expect(await find("@VilleDeParvis")).toEqual(["@VilleDeParvis un lampadaire cassé, rue Jean Moulin"])
    expect(await find("from:olga_parvis -is:reply")).toHaveLength(2)
    expect(await find("to:marie_parvis")).toEqual(["@marie_parvis Chez moi aussi"])
    expect(await find(`conversation_id:${lamp.id}`)).toHaveLength(2)
    expect(await find(`conversation_id:${lamp.id} is:reply`)).toHaveLength(1)
    expect(await find("from:olga_parvis lang:en")).toEqual(["The street is dark, there is no light"])
    expect(await find("rue is:retweet")).toEqual([])
    expect(await find("rue -is:retweet")).toHaveLength(3)
  })

  test("is bounded by ids and times, and goes on from page to page", async () => {
    const { find, city, lamp } = await startTalk()
    expect(await find("rue", { since_id: lamp.id })).toHaveLength(2)
    expect(await find("rue", { until_id: lamp.id })).toEqual([])
    expect(await find("rue", { end_time: new Date(clock.now - 2500).toISOString() })).toHaveLength(2)
    expect(await find("rue", { start_time: new Date(clock.now - 2500).toISOString() })).toHaveLength(1)
    await expect(city.v2.search("rue", { max_results: 100, next_token: "wrong" })).rejects.toThrow()
  })

  test("names what is wrong: a query it cannot read, an id or a time before the last seven days", async () => {
    const { city, lamp } = await startTalk()
    for (const query of ["(rue", "rue)", "OR", "place:Parvis", "-rue", "is:reply"])
      expect((await refusal(city.v2.search(query, { max_results: 10 }))).data.errors).toMatchObject([
        { parameters: { query: [query] } },
      ])
    clock.now += 8 * DAY
    const old = await refusal(city.v2.search("rue", { max_results: 10, since_id: lamp.id }))
    expect([old.code, old.data.errors]).toMatchObject([400, [{ parameters: { since_id: [lamp.id] } }]])
    const start_time = new Date(clock.now - 8 * DAY).toISOString()
    expect((await refusal(city.v2.search("rue", { max_results: 10, start_time }))).code).toBe(400)
  })

  test("answers in the newer words when asked in them", async () => {
    const { city, lamp } = await startTalk()
    const query = {
      query: `conversation_id:${lamp.id} is:reply`,
      "post.fields": "referenced_posts,note_post",
    }
    const body = await city.v2.get<object>("tweets/search/recent", query)
    expect(body).toMatchObject({
      data: [{ referenced_posts: [{ type: "replied_to", id: lamp.id }], edit_history_post_ids: [{}] }],
    })
    expect(JSON.stringify(body)).not.toContain("tweet")
  })
})

describe("a backlog", () => {
  test("is spread over the past hours, each message different, and pushed to nobody", async () => {
    const { city, cityId, control, simulator } = await startTown()
    await mention(control, "tout juste")
    await control.post("/backlog", { count: 200, hours: 10, directs: 0.25 })
    const { posts, directs, xWebhooks } = await control.get("/state")
    expect([posts.length, directs.length, xWebhooks.told]).toEqual([151, 50, 0])
    expect(new Set([...posts, ...directs].map(({ typed }) => typed)).size).toBe(201)
    const times = [...posts.slice(0, -1), ...directs].map(({ createdAt }) => Date.parse(createdAt)).sort()
    expect(times[0]).toBe(clock.now - 10 * 3_600_000 + 90_000)
    expect(times.slice(1).map((time, index) => time - times[index]!)).toEqual(Array(199).fill(180_000))
    expect(posts.at(-1)!.text).toContain("tout juste")
    const { tweets } = await city.v2.userMentionTimeline(cityId, { max_results: 100 })
    expect(tweets[0]!.text).toContain("tout juste")
    const ids = simulator.world.timeline.map(({ id }) => BigInt(id))
    expect(ids.every((id, index) => index === 0 || id > ids[index - 1]!)).toBe(true)
  })

  test("of more than 800 mentions gives the newest 800 and ends there, without an error", async () => {
    const { city, cityId, control } = await startTown()
    await control.post("/backlog", { count: 850, hours: 24 })
    const timeline = await city.v2.userMentionTimeline(cityId, { max_results: 100 })
    while (!timeline.done) await timeline.fetchNext()
    expect(timeline.tweets).toHaveLength(800)
    expect(new Set(timeline.tweets.map(({ id }) => id)).size).toBe(800)
    expect(timeline.meta.next_token).toBeUndefined()
  })

  test("on Facebook is comments and exchanges of those times", async () => {
    const { control } = await startTown()
    await control.post("/facebook/posts", { by: "VilleDeParvis", text: "Travaux lundi." })
    clock.now += 6 * 3_600_000
    await control.post("/facebook/messages", { by: "marie_parvis", text: "la dernière" })
    await control.post("/backlog", { network: "facebook", count: 40, hours: 5, directs: 0.5 })
    const { facebook, webhooks } = await control.get("/facebook/state")
    expect([facebook.comments.length, facebook.messages.length, webhooks.told]).toEqual([20, 21, 0])
  })
})
