import { afterEach, describe, expect, test } from "vitest"
import { closeTowns, startTown, clock, START, QUARTER, mention, refusal } from "./testing/x-town.ts"

afterEach(closeTowns)

describe("mentions", () => {
  test("an empty page has no data", async () => {
    const { simulator, cityId } = await startTown()
    const response = await fetch(`${simulator.url}/2/users/${cityId}/mentions`, {
      headers: { authorization: `Bearer ${simulator.credentials.oauth2.accessToken}` },
    })
    expect(await response.json()).toEqual({ meta: { result_count: 0 } })
    expect(response.headers.get("x-rate-limit-limit")).toBe("300")
    expect(response.headers.get("x-transaction-id")).toMatch(/^[0-9a-f]{16}$/)
    expect(response.headers.get("content-type")).toMatch(/^application\/json/)
  })

  test("pages go from the newest to the oldest, each post once", async () => {
    const { control, city, cityId } = await startTown()
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
    const { control, city, cityId } = await startTown()
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
    const { control, city, cityId, simulator } = await startTown()
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
    const { control, city, cityId } = await startTown()
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
    const { control, city, cityId } = await startTown()
    const first = await mention(control, "corte d'eau place aux Herbes")
    clock.now += 60_000
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
    const { control, city, cityId } = await startTown()
    await mention(control, "bonjour")
    const page: { data: object[] } = await city.v2.get(`users/${cityId}/mentions`, {
      "post.fields": "public_metrics,edit_history_post_ids",
    })
    expect(page.data[0]).toHaveProperty("edit_history_post_ids")
    expect(page.data[0]).toHaveProperty("public_metrics.repost_count")
  })

  test("wrong parameters are named, all at once", async () => {
    const { city, cityId } = await startTown()
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
    const { city } = await startTown()
    for (let i = 0; i < 15; i++) await city.v2.listDmEvents()
    const error = await refusal(city.v2.listDmEvents())
    expect(error.rateLimitError).toBe(true)
    expect(error.data).toMatchObject({ title: "Too Many Requests", status: 429 })
    expect(error.rateLimit).toEqual({ limit: 15, remaining: 0, reset: (START + QUARTER) / 1000 })
    expect((await city.v2.me()).data.id).toBeTruthy()
    clock.now += QUARTER
    expect((await city.v2.listDmEvents()).rateLimit.remaining).toBe(14)
  })

  test("a bench may widen the budgets", async () => {
    const { city, control } = await startTown()
    await control.put("/settings", { budgetFactor: 20 })
    expect((await city.v2.listDmEvents()).rateLimit).toMatchObject({ limit: 300, remaining: 299 })
  })
})
