import type { ServerResponse } from "node:http"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { ConnectorError, type Push } from "../connector.ts"
import { createXStream } from "./stream.ts"
import { answer, page, type ScriptedServer, startScriptedServer } from "./testing/scripted-server.ts"

const BEARER = "application-seule-secret"
const ville = {
  externalId: "10",
  username: "VilleDeParvis",
  name: "Ville de Parvis",
  keywords: ["rue Pasteur"],
}
const sorties = { externalId: "20", username: "QueFaireAParvis", name: "Que faire", keywords: [] }
const RULES = "/2/tweets/search/stream/rules"

let server: ScriptedServer
let stop: AbortController
beforeEach(async () => {
  server = await startScriptedServer()
  stop = new AbortController()
})
afterEach(async () => {
  stop.abort()
  await server.close()
})

const stream = (silenceMs = 5_000) => createXStream({ apiUrl: server.url, bearerToken: BEARER, silenceMs })
const post = (id: string, text: string, tags: string[]) =>
  JSON.stringify({
    data: { id, text, author_id: "7", created_at: "2026-11-24T09:00:00.000Z", edit_history_tweet_ids: [id] },
    includes: { users: [{ id: "7", username: "adele", name: "Adèle" }] },
    matching_rules: tags.map((tag) => ({ id: "1", tag })),
  })

/** Runs the stream against an answer that the test writes; resolves with what was told once it has ended. */
async function listen(write: (res: ServerResponse) => void, silenceMs?: number) {
  const told: Push[] = []
  server.otherwise((res) => {
    res.writeHead(200, { "content-type": "application/json" })
    write(res)
  })
  const error = await stream(silenceMs)
    .run([ville, sorties], async (push) => void told.push(push), stop.signal)
    .catch((failure: unknown) => failure)
  return { told, error, texts: told.flatMap(({ messages }) => messages.map(({ text }) => text)) }
}

describe("the stream", () => {
  test("keeps every letter, wherever its bytes are cut", async () => {
    const bytes = Buffer.from(
      `${post("1", "@VilleDeParvis l’éclairage à Noël 🎄", ["parvis:mentions:10"])}\r\n`,
    )
    const { texts } = await listen((res) => {
      let at = 0
      const next = (): unknown =>
        at < bytes.length ? res.write(bytes.subarray(at, (at += 1)), () => setImmediate(next)) : res.end()
      next()
    })
    expect(texts).toEqual(["@VilleDeParvis l’éclairage à Noël 🎄"])
  })

  test("tells each account what concerns it, and whether somebody addressed it", async () => {
    const { told } = await listen((res) => {
      res.write("\r\n")
      res.write(
        `${post("1", "@VilleDeParvis @QueFaireAParvis bonjour", ["parvis:mentions:10", "parvis:mentions:20"])}\r\n`,
      )
      res.write(`${post("2", "Toujours des travaux rue Pasteur", ["parvis:listening:10"])}\r\n`)
      res.write(`${post("3", "À quelqu’un d’autre", ["another program"])}\r\n`)
      res.end()
    })
    const brief = told.map(({ accountExternalId, messages }) => [
      accountExternalId,
      messages[0]?.externalId,
      messages[0]?.addressed,
    ])
    expect(brief).toEqual([
      ["10", "1", true],
      ["20", "1", true],
      ["10", "2", false],
    ])
  })

  test("that X ends with a reason says so, and what came before is told", async () => {
    const { error, texts } = await listen((res) => {
      res.write(`${post("1", "@VilleDeParvis bonjour", ["parvis:mentions:10"])}\r\n`)
      res.end(`${JSON.stringify({ errors: [{ title: "operational-disconnect" }] })}\r\n`)
    })
    expect(texts).toEqual(["@VilleDeParvis bonjour"])
    expect(error).toMatchObject({
      name: "ConnectorError",
      outcome: "retry",
      detail: "operational-disconnect",
    })
  })

  test("that is cut, or falls silent, ends", async () => {
    const cut = await listen((res) => res.socket?.destroy())
    expect(cut.error).toMatchObject({ outcome: "retry", reason: "network_unavailable" })
    const silent = await listen((res) => res.write("\r\n"), 200)
    expect(silent.error).toMatchObject({ outcome: "retry", reason: "network_unavailable" })
  })

  test("ends without an error when it is told to", async () => {
    const ended = listen((res) => res.write("\r\n"))
    await server.arrival()
    stop.abort()
    expect((await ended).error).toBeUndefined()
  })

  test("that cannot store what it is told ends: polls bring it again", async () => {
    server.otherwise((res) => {
      res.writeHead(200)
      res.write(`${post("1", "@VilleDeParvis bonjour", ["parvis:mentions:10"])}\r\n`)
    })
    const error: unknown = await stream()
      .run([ville], () => Promise.reject(new Error("the disk is full")), stop.signal)
      .catch((failure: unknown) => failure)
    expect(String(error)).toContain("the disk is full")
  })

  test.each([
    [
      "a second connection",
      answer(429, { title: "ConnectionException", connection_issue: "TooManyConnections" }),
      "rate_limited",
    ],
    ["a page", page(503), "network_unavailable"],
    ["refused credentials", answer(401, { title: "Unauthorized", status: 401 }), "token_rejected"],
  ])("that meets %s begins later", async (_what, reaction, reason) => {
    server.script(reaction)
    const error: unknown = await stream()
      .run([ville], async () => undefined, stop.signal)
      .catch((failure: unknown) => failure)
    expect(error).toBeInstanceOf(ConnectorError)
    expect(error).toMatchObject({ outcome: "retry", reason })
    expect(String(error)).not.toContain(BEARER)
  })
})

describe("the rules of the stream", () => {
  const mentions = {
    id: "1",
    value: "@VilleDeParvis -from:VilleDeParvis -is:retweet",
    tag: "parvis:mentions:10",
  }
  const words = {
    value: '("rue Pasteur") -from:VilleDeParvis -@VilleDeParvis -is:retweet',
    tag: "parvis:listening:10",
  }

  test("are added where they miss, taken away where they are old, and left alone when others set them", async () => {
    const theirs = { id: "9", value: "cats", tag: "another program" }
    const old = { id: "2", value: "@OldName", tag: "parvis:mentions:10" }
    server.script(answer(200, { data: [mentions, old, theirs] }), answer(201, {}), answer(200, {}))
    await stream().listenFor([ville], stop.signal)
    expect(server.seen.map(({ method, path, body }) => [method, path, body])).toEqual([
      ["GET", RULES, ""],
      ["POST", RULES, { add: [words] }],
      ["POST", RULES, { delete: { ids: ["2"] } }],
    ])
  })

  test("that stand already are not sent again", async () => {
    server.script(answer(200, { data: [mentions, { ...words, id: "3" }] }))
    await stream().listenFor([ville], stop.signal)
    expect(server.seen).toHaveLength(1)
  })
})
