import { afterEach, beforeEach, describe, expect, test } from "vitest"
import type { Batch } from "../incoming.ts"
import { placeIn } from "./place.ts"
import { createXConnector } from "./x-connector.ts"
import {
  answer,
  page,
  type ScriptedServer,
  type Seen,
  startScriptedServer,
} from "./testing/scripted-server.ts"

const NOW = new Date("2026-11-23T10:00:00.000Z")
const ACCOUNT = { id: "1502200330044001001", username: "VilleDeParvis", name: "Ville de Parvis" }
const EPOCH_MS = 1_288_834_974_657n
const PAGE = 100

/** An id that X makes at this time. */
const idAt = (time: Date, more = 0): string =>
  String(((BigInt(time.getTime()) - EPOCH_MS) << 22n) + BigInt(more))
const hoursAgo = (hours: number): Date => new Date(NOW.getTime() - hours * 3_600_000)

let server: ScriptedServer
beforeEach(async () => {
  server = await startScriptedServer()
})
afterEach(() => server.close())

const connect = () =>
  createXConnector({
    apiUrl: server.url,
    credentials: { kind: "oauth2", accessToken: "secret" },
    pollMs: 2_000,
    now: () => NOW,
  })
const signal = () => new AbortController().signal

/** X with that many posts to the account over the last hours, of which its mentions list gives the newest 800. */
function crowd(count: number, hours: number) {
  const ids = Array.from({ length: count }, (_none, at) => idAt(hoursAgo(hours * (1 - at / count)), at))
  const state = { ids, oldestSearched: hoursAgo(7 * 24), remaining: 300, fails: 0 }
  const rows = (list: string[], { query }: Seen) => {
    const [since, until] = [
      BigInt(query["since_id"] ?? "0"),
      BigInt(query["until_id"] ?? "9223372036854775807"),
    ]
    const wanted = list.filter((id) => BigInt(id) > since && BigInt(id) < until).reverse()
    const from = Number(query["pagination_token"] ?? query["next_token"] ?? "0")
    const data = wanted
      .slice(from, from + PAGE)
      .map((id) => ({ id, text: "@VilleDeParvis et le marché ?", author_id: "2244994945" }))
    const next = from + PAGE < wanted.length ? { next_token: String(from + PAGE) } : {}
    return { ...(data.length > 0 && { data }), meta: { result_count: data.length, ...next } }
  }
  server.otherwise((res, seen) => {
    if (seen.path === "/2/users/me") return answer(200, { data: ACCOUNT })(res, seen)
    if (state.fails > 0) {
      state.fails -= 1
      return page(503)(res, seen)
    }
    const isSearch = seen.path === "/2/tweets/search/recent"
    const since = seen.query["since_id"]
    if (isSearch && since !== undefined && BigInt(since) < BigInt(idAt(state.oldestSearched)))
      return answer(400, { title: "Invalid Request", errors: [{ parameters: { since_id: [since] } }] })(
        res,
        seen,
      )
    const searched = state.ids.filter((id) => BigInt(id) >= BigInt(idAt(state.oldestSearched)))
    const reset = Math.floor(NOW.getTime() / 1000) + 600
    state.remaining -= 1
    answer(200, rows(isSearch ? searched : state.ids.slice(-800), seen), {
      date: NOW.toUTCString(),
      "x-rate-limit-limit": "300",
      "x-rate-limit-remaining": String(Math.max(0, state.remaining)),
      "x-rate-limit-reset": String(reset),
    })(res, seen)
  })
  return state
}

/** Reads until nothing is behind, with a connector of its own each time, as after a restart. */
async function readAll(cursor: string | null): Promise<{ ids: string[]; batches: Batch[] }> {
  const batches: Batch[] = []
  let at = cursor
  for (;;) {
    const batch = await connect().fetch("mentions", at, signal())
    batches.push(batch)
    at = batch.cursor
    if (batch.reached !== "more")
      return { ids: batches.flatMap(({ messages }) => messages.map(({ externalId }) => externalId)), batches }
  }
}
const inOrder = (ids: string[]) => [...ids].sort((a, b) => Number(BigInt(a) - BigInt(b)))

describe("after an outage", () => {
  test("five thousand missed mentions are read in parts, each once, though X lists only eight hundred", async () => {
    const { ids } = crowd(5_000, 8)
    const read = await readAll(idAt(hoursAgo(8), -1))
    expect(inOrder(read.ids)).toEqual(ids)
    expect(new Set(read.ids).size).toBe(5_000)
    expect(read.batches.at(-1)).toMatchObject({ reached: "all", cursor: ids.at(-1) })
    for (const { messages } of read.batches) expect(messages.length).toBeLessThanOrEqual(1_000)
    expect(
      server.seen.some(({ query }) => query["query"] === "@VilleDeParvis -from:VilleDeParvis -is:retweet"),
    ).toBe(true)
  })

  test("what X does not search any more is said to be lost, and the rest is there", async () => {
    const { ids, oldestSearched } = crowd(2_000, 9 * 24)
    const read = await readAll(idAt(hoursAgo(9 * 24), -1))
    const searched = ids.filter((id) => BigInt(id) >= BigInt(idAt(oldestSearched)))
    expect(read.ids.length).toBeGreaterThanOrEqual(searched.length - PAGE)
    expect(read.batches.at(-1)).toMatchObject({ reached: "lost", cursor: ids.at(-1) })
  })

  test("the budget is kept: reading rests until the window ends, and goes on where it stood", async () => {
    const state = crowd(1_000, 2)
    state.remaining = 3
    const first = await connect().fetch("mentions", idAt(hoursAgo(2), -1), signal())
    expect(first).toMatchObject({ reached: "more" })
    expect(first.messages).toHaveLength(300)
    expect(first.nextPollAt.getTime()).toBeGreaterThanOrEqual(NOW.getTime() + 600_000)
    state.remaining = 300
    const rest = await readAll(first.cursor)
    expect(rest.ids).toHaveLength(700)
    expect(new Set([...rest.ids, ...first.messages.map(({ externalId }) => externalId)]).size).toBe(1_000)
  })

  test("a failure on the way keeps what came before it, and is told by the next reading", async () => {
    const state = crowd(350, 2)
    const connector = connect()
    await connector.identify(signal())
    const since = idAt(hoursAgo(2), -1)
    state.remaining = 2
    const first = await connector.fetch("mentions", since, signal())
    expect(first.messages).toHaveLength(200)
    state.remaining = 300
    state.fails = 1
    await expect(connector.fetch("mentions", first.cursor, signal())).rejects.toMatchObject({
      outcome: "retry",
    })
    const rest = await connector.fetch("mentions", first.cursor, signal())
    expect(rest).toMatchObject({ reached: "all", cursor: state.ids.at(-1) })
    expect(rest.messages).toHaveLength(150)
  })

  test("what arrives meanwhile is read next", async () => {
    const state = crowd(1_500, 2)
    const first = await connect().fetch("mentions", idAt(hoursAgo(2), -1), signal())
    const late = idAt(NOW, 9)
    state.ids.push(late)
    const rest = await readAll(first.cursor)
    expect(rest.ids).not.toContain(late)
    const next = await connect().fetch("mentions", rest.batches.at(-1)?.cursor ?? null, signal())
    expect(next.messages.map(({ externalId }) => externalId)).toEqual([late])
  })
})

describe("the cursor of a walk", () => {
  test("that is no cursor of ours begins anew", () => {
    for (const cursor of ["{}", "not json", '{"since":"abc","way":null}', ""])
      expect(placeIn(cursor)).toEqual({ since: null, way: null })
  })

  test("of pages that X does not know any more starts the walk again", async () => {
    const direct = (id: string) => ({
      id,
      text: "Bonjour",
      sender_id: "2244994945",
      event_type: "MessageCreate",
    })
    const [old, recent] = [idAt(hoursAgo(2)), idAt(hoursAgo(1))]
    server.script(
      answer(200, { data: ACCOUNT }),
      answer(
        200,
        { data: [direct(recent)], meta: { next_token: "a" } },
        { "x-rate-limit-remaining": "0", "x-rate-limit-reset": "1795428600" },
      ),
      answer(400, { title: "Invalid Request", errors: [{ parameters: { pagination_token: ["a"] } }] }),
      answer(200, { data: [direct(recent)], meta: { next_token: "b" } }),
      answer(200, { data: [direct(old)], meta: {} }),
    )
    const connector = connect()
    const first = await connector.fetch("directs", "5", signal())
    expect(first).toMatchObject({ reached: "more" })
    const rest = await connector.fetch("directs", first.cursor, signal())
    expect(rest.messages.map(({ externalId }) => externalId)).toEqual([old, recent])
    expect(rest).toMatchObject({ reached: "all", cursor: recent })
  })

  test("of pages that lead in a circle ends", async () => {
    server.script(answer(200, { data: ACCOUNT }))
    server.otherwise(answer(200, { data: [], meta: { next_token: "same" } }))
    await expect(connect().fetch("mentions", "5", signal())).rejects.toMatchObject({
      reason: "unreadable_answer",
    })
    expect(server.seen).toHaveLength(3)
  })
})
