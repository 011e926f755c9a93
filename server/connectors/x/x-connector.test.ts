import { inspect } from "node:util"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { ConnectorError } from "../connector.ts"
import directs from "./fixtures/directs.json" with { type: "json" }
import directsEmpty from "./fixtures/directs-empty.json" with { type: "json" }
import empty from "./fixtures/mentions-empty.json" with { type: "json" }
import oneBad from "./fixtures/mentions-one-bad.json" with { type: "json" }
import page1 from "./fixtures/mentions-page-1.json" with { type: "json" }
import page2 from "./fixtures/mentions-page-2.json" with { type: "json" }
import partial from "./fixtures/mentions-partial.json" with { type: "json" }
import profile from "./fixtures/profile.json" with { type: "json" }
import refusals from "./fixtures/refusals.json" with { type: "json" }
import {
  answer,
  cutAnswer,
  hangUp,
  loopbackCertificate,
  page,
  type Reaction,
  type ScriptedServer,
  silence,
  startScriptedServer,
  truncatedJson,
} from "./testing/scripted-server.ts"
import { createXConnector, type XConnectorOptions } from "./x-connector.ts"

const NOW = new Date("2026-11-23T10:00:00.000Z")
const TOKEN = "QVQtcGFydmlzLXNlY3JldA"
const signal = () => new AbortController().signal
const budget = (remaining: number, reset: string) => ({
  date: NOW.toUTCString(),
  "x-rate-limit-limit": "300",
  "x-rate-limit-remaining": String(remaining),
  "x-rate-limit-reset": String(Date.parse(reset) / 1000),
})

let server: ScriptedServer
beforeEach(async () => {
  server = await startScriptedServer()
})
afterEach(() => server.close())

const connect = (options: Partial<XConnectorOptions> = {}) =>
  createXConnector({
    apiUrl: server.url,
    credentials: { kind: "oauth2", accessToken: TOKEN },
    pollMs: 2_000,
    now: () => NOW,
    ...options,
  })

/** A connector that already knows whose account it is, and a server that has not counted that call. */
async function identified(options: Partial<XConnectorOptions> = {}) {
  const connector = connect(options)
  server.script(answer(200, profile))
  await connector.identify(signal())
  server.seen.length = 0
  return connector
}

const refusalOf = (call: Promise<unknown>): Promise<ConnectorError> =>
  call.then(
    () => Promise.reject(new Error("the call succeeded")),
    (error: unknown) => (error instanceof ConnectorError ? error : Promise.reject(error as Error)),
  )
const ids = (list: { externalId: string | null }[]) => list.map(({ externalId }) => externalId)
const [D, C, B, A] = [...page1.data, ...page2.data]

describe("who we are", () => {
  test("is asked of X once and remembered", async () => {
    const connector = connect()
    server.script(answer(200, profile), answer(200, empty), answer(200, directsEmpty))
    const account = await connector.identify(signal())
    expect(account).toEqual({
      externalId: profile.data.id,
      username: "VilleDeParvis",
      name: "Ville de Parvis",
    })
    await connector.fetch("mentions", null, signal())
    await connector.fetch("directs", null, signal())
    expect(server.seen.map(({ path }) => path)).toEqual([
      "/2/users/me",
      `/2/users/${profile.data.id}/mentions`,
      "/2/dm_events",
    ])
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual(Array(3).fill(`Bearer ${TOKEN}`))
  })

  test("can be proved by OAuth 1.0a keys", async () => {
    const credentials = {
      kind: "oauth1",
      apiKey: "cle-app",
      apiSecret: "secret-app",
      accessToken: "jeton",
      accessSecret: "secret-jeton",
    } as const
    server.script(answer(200, profile))
    await connect({ credentials }).identify(signal())
    const header = server.seen[0]?.headers.authorization ?? ""
    expect(header).toMatch(/^OAuth oauth_consumer_key="cle-app"/)
    expect(header).toContain('oauth_token="jeton"')
    expect(header).toMatch(/oauth_signature="[^"]+"/)
    expect(header).not.toContain("secret")
  })

  test("is asked over https, and only of a server whose certificate is trusted", async () => {
    const secure = await startScriptedServer({ tls: true })
    secure.otherwise(answer(200, profile))
    const apiUrl = secure.url
    expect(await connect({ apiUrl, ca: loopbackCertificate() }).identify(signal())).toMatchObject({
      name: "Ville de Parvis",
    })
    const stranger = await refusalOf(connect({ apiUrl }).identify(signal()))
    expect(stranger).toMatchObject({ outcome: "retry", reason: "network_unavailable" })
    expect(secure.seen).toHaveLength(1)
    await secure.close()
  })
})

describe("mentions", () => {
  test("are read back page by page, given oldest first, once", async () => {
    const connector = await identified()
    server.script(answer(200, page1), answer(200, page2), answer(200, empty))
    const batch = await connector.fetch("mentions", null, signal())
    const chain = C?.edit_history_tweet_ids[0]
    expect(ids(batch.messages)).toEqual([A?.id, B?.id, chain, D?.id])
    expect(batch.cursor).toBe(D?.id)
    expect(server.seen[0]?.query).not.toHaveProperty("since_id")
    expect(server.seen[1]?.query).toMatchObject({
      pagination_token: page1.meta.next_token,
      max_results: "100",
    })

    const next = await connector.fetch("mentions", batch.cursor, signal())
    expect(server.seen[2]?.query).toMatchObject({ since_id: D?.id })
    expect(next).toMatchObject({ messages: [], unreadable: [], cursor: D?.id })
  })

  test("have a cursor that grows as a number, not as a text", async () => {
    const connector = await identified()
    const short = { id: "999", text: "vieux", author_id: "1" }
    server.script(answer(200, { data: [short, { ...short, id: "1000" }], meta: {} }))
    expect(await connector.fetch("mentions", "998", signal())).toMatchObject({ cursor: "1000" })
  })

  test("stop at the cursor when the server does not know since_id", async () => {
    const connector = await identified()
    server.script(answer(200, page1), answer(200, { ...page2, meta: { next_token: "encore" } }))
    const batch = await connector.fetch("mentions", B?.id ?? null, signal())
    expect(batch.messages).toHaveLength(2)
    expect(server.seen).toHaveLength(2)
  })

  test("are eight pages the first time, whatever is behind", async () => {
    const connector = await identified()
    let pages = 0
    server.otherwise((res, seen) => {
      pages += 1
      const data = [{ id: String(900_000 - pages), text: "mot", author_id: "1" }]
      answer(200, { data, meta: { next_token: `page-${pages + 1}` } })(res, seen)
    })
    const batch = await connector.fetch("mentions", null, signal())
    expect(batch.messages).toHaveLength(8)
    expect(batch.cursor).toBe("899999")
  })

  test("keep what came when an element does not fit", async () => {
    const connector = await identified()
    server.script(answer(200, oneBad))
    const batch = await connector.fetch("mentions", null, signal())
    expect(ids(batch.messages)).toEqual([A?.id, B?.id])
    expect(batch.unreadable).toEqual([{ externalId: null, raw: oneBad.data[1], problem: expect.any(String) }])
    expect(batch.cursor).toBe(B?.id)
  })

  test("keep what came when X adds errors to it", async () => {
    const connector = await identified()
    server.script(answer(200, partial))
    expect((await connector.fetch("mentions", null, signal())).messages).toHaveLength(1)
  })

  test("are asked by time when X finds the cursor too old", async () => {
    const connector = await identified()
    const old = "1000000000000000000"
    server.script(answer(400, refusals.invalid_request_since_id), answer(200, page2))
    const batch = await connector.fetch("mentions", old, signal())
    expect(batch.cursor).toBe(B?.id)
    expect(server.seen[1]?.query).toMatchObject({ start_time: "2018-05-25T13:05:53Z" })
    expect(server.seen[1]?.query).not.toHaveProperty("since_id")
  })

  test("are asked without a limit when X refuses the time too", async () => {
    const connector = await identified()
    const refusedTime = {
      errors: [{ parameters: { start_time: ["x"] }, message: "'start_time' is too old" }],
    }
    server.script(
      answer(400, refusals.invalid_request_since_id),
      answer(400, refusedTime),
      answer(200, page2),
    )
    expect((await connector.fetch("mentions", "12", signal())).messages).toHaveLength(2)
    expect(server.seen[2]?.query).not.toHaveProperty("start_time")
  })

  test("wait as the budget of their own answers asks", async () => {
    const connector = await identified()
    server.script(
      answer(200, empty, budget(100, "2026-11-23T10:10:00Z")),
      answer(200, directsEmpty, budget(5, "2026-11-23T10:10:00Z")),
      answer(200, empty, budget(0, "2026-11-23T10:10:00Z")),
      answer(200, empty),
    )
    const waits: number[] = []
    for (const source of ["mentions", "directs", "mentions", "directs"] as const)
      waits.push((await connector.fetch(source, null, signal())).nextPollAt.getTime() - NOW.getTime())
    expect(waits.map((ms) => Math.floor(ms / 1000))).toEqual([6, 120, 600, 2])
  })
})

describe("direct messages", () => {
  test("are both sides of the exchange, read back to the cursor", async () => {
    const connector = await identified()
    const known = directs.data[4]?.id ?? ""
    server.script(answer(200, { ...directs, meta: { next_token: "18LAA5G1SL0NR5OG0G00ZZZZ" } }))
    const batch = await connector.fetch("directs", directs.data[5]?.id ?? null, signal())
    expect(batch.messages.map(({ fromAccount }) => fromAccount)).toEqual([false, true, false, true])
    expect(batch.cursor).toBe(directs.data[0]?.id)
    expect(batch.messages.map(({ externalId }) => externalId)).not.toContain(known)
    expect(server.seen).toHaveLength(1)
    expect(server.seen[0]?.query).toMatchObject({ event_types: "MessageCreate" })
    expect(server.seen[0]?.query).not.toHaveProperty("since_id")
  })
})

describe("a read that fails", () => {
  const cases: [string, Reaction, Partial<ConnectorError>][] = [
    [
      "a proxy's 503 page",
      page(503),
      { outcome: "retry", reason: "network_unavailable", detail: "HTTP 503" },
    ],
    ["a page instead of JSON", page(200), { outcome: "retry", reason: "unreadable_answer" }],
    [
      "JSON of another shape",
      answer(200, { hello: "world" }),
      { outcome: "retry", reason: "unreadable_answer" },
    ],
    ["a JSON text cut in half", truncatedJson(200, page1), { outcome: "retry", reason: "unreadable_answer" }],
    [
      "a connection cut in the body",
      cutAnswer(200, page1),
      { outcome: "retry", reason: "unreadable_answer" },
    ],
    ["a connection cut before the answer", hangUp, { outcome: "retry", reason: "network_unavailable" }],
    ["a redirection", answer(302, {}), { outcome: "retry", reason: "unreadable_answer" }],
    [
      "a token X no longer knows",
      answer(401, refusals.unauthorized),
      { outcome: "retry", reason: "token_rejected" },
    ],
    [
      "a bill to pay",
      answer(402, refusals.credits_depleted),
      { outcome: "retry", reason: "credits_depleted" },
    ],
    ["silence", silence, { outcome: "retry", reason: "timeout" }],
  ]
  test.each(cases)("%s", async (_name, reaction, expected) => {
    const connector = await identified({ timeoutMs: 150 })
    server.script(reaction)
    expect(await refusalOf(connector.fetch("mentions", null, signal()))).toMatchObject(expected)
    expect(server.seen).toHaveLength(1)
  })

  test("slowly: bytes that trickle do not hold a call for ever", async () => {
    const connector = await identified({ timeoutMs: 150 })
    let drip: NodeJS.Timeout | undefined
    server.script((res) => {
      res.writeHead(200, { "content-type": "application/json" })
      drip = setInterval(() => res.write(" "), 20)
    })
    expect(await refusalOf(connector.fetch("mentions", null, signal()))).toMatchObject({ reason: "timeout" })
    clearInterval(drip)
  })

  test("says when to come back after a 429, also without headers or with a reset in the past", async () => {
    const connector = await identified()
    server.script(
      answer(429, refusals.too_many_requests, budget(0, "2026-11-23T10:04:00Z")),
      answer(429, refusals.too_many_requests, budget(0, "2026-11-23T09:00:00Z")),
      answer(429, refusals.too_many_requests_v1),
    )
    const waits: number[] = []
    for (let turn = 0; turn < 3; turn += 1) {
      const { retryAt } = await refusalOf(connector.fetch("mentions", null, signal()))
      waits.push(Math.floor(((retryAt?.getTime() ?? 0) - NOW.getTime()) / 1000))
    }
    expect(waits).toEqual([240, 60, 60])
  })

  test("because nothing listens", async () => {
    const connector = connect()
    await server.close()
    const error = await refusalOf(connector.identify(signal()))
    expect(error).toMatchObject({ outcome: "retry", reason: "network_unavailable", detail: "ECONNREFUSED" })
  })

  test("because the answer is enormous, without holding it", async () => {
    const connector = await identified()
    const block = Buffer.alloc(1024 * 1024, "x")
    server.script((res) => {
      res.writeHead(200, { "content-type": "application/json" })
      const pour = () => {
        while (!res.destroyed && res.write(block));
        if (!res.destroyed) res.once("drain", pour)
      }
      pour()
    })
    const error = await refusalOf(connector.fetch("mentions", null, signal()))
    expect(error).toMatchObject({ reason: "unreadable_answer", detail: "the answer is too large" })
  })

  test("because a body is compressed and broken does not end the process", async () => {
    const connector = await identified()
    server.script((res, seen) => {
      expect(seen.headers["accept-encoding"]).toBeUndefined()
      res.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" }).end("not gzip")
    })
    expect(await refusalOf(connector.fetch("mentions", null, signal()))).toMatchObject({
      reason: "unreadable_answer",
    })
  })
})

describe("the caller's signal", () => {
  test("stops a call before it leaves", async () => {
    const connector = await identified()
    const error = await refusalOf(connector.fetch("mentions", null, AbortSignal.abort()))
    expect(error.outcome).toBe("retry")
    expect(server.seen).toHaveLength(0)
  })

  test("stops a call that waits", async () => {
    const connector = await identified()
    server.script(silence)
    const stop = new AbortController()
    const call = refusalOf(connector.fetch("mentions", null, stop.signal))
    await server.arrival()
    stop.abort()
    expect(await call).toMatchObject({
      outcome: "retry",
      reason: "timeout",
      detail: "stopped before the answer",
    })
  })
})

describe("secrets", () => {
  test("never leave in an error, even when a server echoes them", async () => {
    const connector = connect()
    const echo = { title: "Unauthorized", detail: `Bearer ${TOKEN} is not valid`, status: 401 }
    server.script(answer(401, echo), hangUp, page(500, TOKEN))
    for (let turn = 0; turn < 3; turn += 1) {
      const error = await refusalOf(connector.identify(signal()))
      const everything = inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error)
      expect(everything).not.toContain(TOKEN)
    }
  })
})
