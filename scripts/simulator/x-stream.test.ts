import { afterEach, describe, expect, test } from "vitest"
import { ETwitterStreamEvent, type TweetStream, type TweetV2SingleStreamResult } from "twitter-api-v2"
import { xClient } from "./testing/x-client.ts"
import { closeTowns, mention, refusal, startTown } from "./testing/x-town.ts"

const streams: TweetStream<TweetV2SingleStreamResult>[] = []
afterEach(async () => {
  for (const stream of streams.splice(0)) stream.close()
  await closeTowns()
})

const RULE = { value: "@VilleDeParvis -is:retweet", tag: "ville" }

async function startStream() {
  const town = await startTown()
  const app = xClient(town.simulator.url, town.simulator.credentials.appBearer)
  const open = async () => {
    const stream = await app.v2.searchStream({ "tweet.fields": ["created_at"], expansions: ["author_id"] })
    streams.push(stream)
    return stream
  }
  /** The raw bytes that arrive, chunk by chunk. */
  const raw = async () => {
    const response = await fetch(`${town.simulator.url}/2/tweets/search/stream`, {
      headers: { authorization: `Bearer ${town.simulator.credentials.appBearer}` },
    })
    const reader = response.body!.getReader()
    const next = async () => Buffer.from((await reader.read()).value ?? [])
    return { response, next, cancel: () => reader.cancel() }
  }
  return { ...town, app, open, raw }
}

const next = (stream: TweetStream<TweetV2SingleStreamResult>, event = ETwitterStreamEvent.Data) =>
  new Promise<TweetV2SingleStreamResult>((resolve) => stream.once(event, resolve))

describe("the rules of the stream", () => {
  test("are added, listed, tried without effect, and deleted", async () => {
    const { app } = await startStream()
    expect(await app.v2.streamRules()).not.toHaveProperty("data")
    const tried = await app.v2.updateStreamRules({ add: [RULE] }, { dry_run: true })
    expect(tried.meta.summary).toMatchObject({ created: 1 })
    const added = await app.v2.updateStreamRules({ add: [RULE, { value: "(rue" }] })
    expect(added).toMatchObject({ data: [RULE], meta: { summary: { created: 1, not_created: 1 } } })
    const again = await app.v2.updateStreamRules({ add: [RULE] })
    expect(again.errors).toMatchObject([{ title: "DuplicateRule", id: added.data[0]!.id }])
    expect((await app.v2.streamRules()).data).toMatchObject([RULE])
    const { meta } = await app.v2.updateStreamRules({ delete: { ids: [added.data[0]!.id, "1"] } })
    expect(meta.summary).toEqual({ deleted: 1, not_deleted: 1 })
  })

  test("belong to the application, not to a person", async () => {
    const { city, simulator } = await startStream()
    expect((await refusal(city.v2.streamRules())).code).toBe(403)
    const person = xClient(simulator.url, simulator.credentials.oauth2.accessToken)
    expect((await refusal(person.v2.searchStream())).code).toBe(403)
  })
})

describe("the filtered stream", () => {
  test("brings each new post that fits, with what was asked and the rules it fits", async () => {
    const { app, control, open } = await startStream()
    await app.v2.updateStreamRules({ add: [RULE] })
    const stream = await open()
    const heard = next(stream)
    await control.post("/posts", { by: "marie_parvis", text: "Rien pour vous" })
    const id = await mention(control, "l'été à l'école")
    const { data, includes, matching_rules } = await heard
    expect(data).toMatchObject({ id, text: "@VilleDeParvis l'été à l'école" })
    expect(data).toHaveProperty("created_at")
    expect(includes!.users).toMatchObject([{ username: "marie_parvis" }])
    expect(matching_rules).toMatchObject([{ tag: "ville" }])
  })

  test("has room for one reader, and none without a rule", async () => {
    const { app, open } = await startStream()
    expect((await refusal(open())).code).toBe(409)
    await app.v2.updateStreamRules({ add: [RULE] })
    await open()
    const second = await refusal(open())
    expect([second.code, second.data]).toMatchObject([
      429,
      { title: "ConnectionException", connection_issue: "TooManyConnections" },
    ])
  })

  test("gives a sign of life", async () => {
    const { simulator } = await startTown({ streamKeepAliveMs: 5 })
    const app = xClient(simulator.url, simulator.credentials.appBearer)
    await app.v2.updateStreamRules({ add: [RULE] })
    const stream = await app.v2.searchStream()
    streams.push(stream)
    await new Promise((resolve) => stream.once(ETwitterStreamEvent.DataKeepAlive, resolve))
  })

  test("in pieces: a character arrives in two chunks", async () => {
    const { app, control, raw } = await startStream()
    await app.v2.updateStreamRules({ add: [RULE] })
    await control.put("/faults", { kind: "stream_split", times: 1 })
    const stream = await raw()
    await mention(control, "été")
    const [first, second] = [await stream.next(), await stream.next()]
    expect(first.toString()).toContain("\ufffd")
    expect(JSON.parse(Buffer.concat([first, second]).toString())).toMatchObject({
      data: { text: "@VilleDeParvis été" },
    })
    await stream.cancel()
  })

  test("twice, then closed with a reason, then cut", async () => {
    const { app, control, open, raw } = await startStream()
    await app.v2.updateStreamRules({ add: [RULE] })
    await control.put("/faults", { kind: "stream_duplicate", times: 1 })
    const stream = await open()
    const texts: string[] = []
    stream.on(ETwitterStreamEvent.Data, ({ data }) => texts.push(data.text))
    await mention(control, "un")
    await control.put("/faults", { kind: "stream_disconnect", times: 1 })
    const failed = next(stream, ETwitterStreamEvent.DataError)
    const ended = next(stream, ETwitterStreamEvent.ConnectionClosed)
    await mention(control, "deux")
    expect(await failed).toMatchObject({ errors: [{ title: "operational-disconnect" }] })
    await ended
    expect(texts).toEqual(["@VilleDeParvis un", "@VilleDeParvis un"])

    const cut = await raw()
    await control.put("/faults", { kind: "stream_cut", times: 1 })
    await mention(control, "trois")
    expect((await cut.next()).toString()).toContain("trois")
    await expect(cut.next()).rejects.toThrow()
  })
})
