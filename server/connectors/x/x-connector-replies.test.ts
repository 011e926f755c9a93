import net from "node:net"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { ConnectorError, type OutgoingReply } from "../connector.ts"
import createdDirect from "./fixtures/direct-created.json" with { type: "json" }
import empty from "./fixtures/mentions-empty.json" with { type: "json" }
import createdPost from "./fixtures/post-created.json" with { type: "json" }
import profile from "./fixtures/profile.json" with { type: "json" }
import refusals from "./fixtures/refusals.json" with { type: "json" }
import {
  answer,
  cutAnswer,
  hangUp,
  page,
  type Reaction,
  type ScriptedServer,
  silence,
  startScriptedServer,
  truncatedJson,
} from "./testing/scripted-server.ts"
import { createXConnector } from "./x-connector.ts"

const NOW = new Date("2026-11-23T10:30:00.000Z")
const signal = () => new AbortController().signal
const PARENT = "2124770173000000001"
const PAIR = "2244994945-1502200330044001001"
const reply = (over: Partial<OutgoingReply> = {}): OutgoingReply => ({
  visibility: "public",
  text: "C'est signalé, réparation jeudi.",
  parentExternalId: PARENT,
  conversationKey: PARENT,
  recipientExternalId: "2244994945",
  parentSentAt: NOW,
  isPrivateReply: false,
  pictures: [],
  ...over,
})
const direct = (over: Partial<OutgoingReply> = {}) =>
  reply({ visibility: "direct", conversationKey: PAIR, ...over })

let server: ScriptedServer
beforeEach(async () => {
  server = await startScriptedServer()
})
afterEach(() => server.close())

const connect = () =>
  createXConnector({
    apiUrl: server.url,
    credentials: { kind: "oauth2", accessToken: "jeton" },
    pollMs: 2_000,
    now: () => NOW,
    timeoutMs: 150,
  })
async function identified() {
  const connector = connect()
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

describe("a reply", () => {
  test("to a post goes under it", async () => {
    const connector = await identified()
    server.script(answer(201, createdPost))
    const { id } = createdPost.data
    expect(await connector.publish(reply(), signal())).toEqual({
      externalId: id,
      permalink: `https://x.com/VilleDeParvis/status/${id}`,
    })
    expect(server.seen).toMatchObject([
      {
        method: "POST",
        path: "/2/tweets",
        body: { text: "C'est signalé, réparation jeudi.", reply: { in_reply_to_tweet_id: PARENT } },
      },
    ])
  })

  test("needs nothing but its own request", async () => {
    server.script(answer(201, createdPost))
    const { id } = createdPost.data
    expect(await connect().publish(reply(), signal())).toMatchObject({
      permalink: `https://x.com/i/status/${id}`,
    })
    expect(server.seen).toHaveLength(1)
  })

  test("to a direct message goes to the citizen", async () => {
    const connector = await identified()
    server.script(answer(201, createdDirect))
    expect(await connector.publish(direct(), signal())).toEqual({
      externalId: createdDirect.data.dm_event_id,
      permalink: null,
    })
    expect(server.seen).toMatchObject([
      {
        method: "POST",
        path: "/2/dm_conversations/with/2244994945/messages",
        body: { text: "C'est signalé, réparation jeudi." },
      },
    ])
  })

  test("in a group goes to the group", async () => {
    const connector = await identified()
    server.script(answer(201, createdDirect))
    await connector.publish(direct({ conversationKey: "1790000000000000123" }), signal())
    expect(server.seen[0]?.path).toBe("/2/dm_conversations/1790000000000000123/messages")
  })

  test("to an id that is none is refused without a request", async () => {
    const connector = await identified()
    for (const bad of [
      reply({ parentExternalId: "../users/me" }),
      direct({ recipientExternalId: "1/2?x=3" }),
    ])
      expect(await refusalOf(connector.publish(bad, signal()))).toMatchObject({
        outcome: "rejected",
        reason: "invalid_request",
      })
    expect(server.seen).toHaveLength(0)
  })
})

describe("a reply that fails is sent once, and says what may have happened", () => {
  const cases: [string, Reaction, string][] = [
    ["accepted, then silence", silence, "unknown timeout"],
    ["accepted, then the connection dies", hangUp, "unknown network_unavailable"],
    ["accepted, then the answer is cut", cutAnswer(201, createdPost), "unknown unreadable_answer"],
    ["accepted, then half a JSON text", truncatedJson(201, createdPost), "unknown unreadable_answer"],
    ["a success that names nothing", answer(200, { errors: [] }), "unknown unreadable_answer"],
    ["a proxy's 503 page", page(503), "unknown network_unavailable"],
    ["500", answer(500, refusals.unavailable), "unknown network_unavailable"],
    ["a duplicate, perhaps our own", answer(403, refusals.duplicate), "unknown duplicate_text"],
    ["429", answer(429, refusals.too_many_requests), "retry rate_limited"],
    ["401", answer(401, refusals.unauthorized), "retry token_rejected"],
    ["402", answer(402, refusals.credits_depleted), "retry credits_depleted"],
    ["not summoned", answer(403, refusals.not_summoned), "rejected not_summoned"],
    ["parent deleted", answer(403, refusals.parent_deleted), "rejected parent_deleted"],
    ["too long", answer(400, refusals.too_long), "rejected text_too_long"],
  ]
  test.each(cases)("%s", async (_name, reaction, expected) => {
    const connector = await identified()
    server.script(reaction)
    const { outcome, reason } = await refusalOf(connector.publish(reply(), signal()))
    expect(`${outcome} ${reason}`).toBe(expected)
    expect(server.seen).toHaveLength(1)
  })

  test("direct messages closed", async () => {
    const connector = await identified()
    server.script(answer(403, refusals.direct_closed))
    expect(await refusalOf(connector.publish(direct(), signal()))).toMatchObject({
      outcome: "rejected",
      reason: "recipient_closed",
      detail: "You do not have permission to DM one or more participants.",
    })
  })

  test("nothing listens: it did not leave", async () => {
    const connector = await identified()
    await server.close()
    expect(await refusalOf(connector.publish(reply(), signal()))).toMatchObject({
      outcome: "retry",
      reason: "network_unavailable",
    })
  })

  test("a certificate that is not trusted: it did not leave", async () => {
    const secure = await startScriptedServer({ tls: true })
    const credentials = { kind: "oauth2", accessToken: "jeton" } as const
    const connector = createXConnector({ apiUrl: secure.url, credentials, pollMs: 2_000 })
    const error = await refusalOf(connector.publish(reply(), signal()))
    expect(error).toMatchObject({ outcome: "retry", detail: "DEPTH_ZERO_SELF_SIGNED_CERT" })
    expect(secure.seen).toHaveLength(0)
    await secure.close()
  })

  test("a server that accepts no connection in time: it did not leave", async () => {
    // A TCP server that never finishes the encryption's handshake.
    const mute = net.createServer(() => undefined)
    await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve))
    const { port } = mute.address() as net.AddressInfo
    const credentials = { kind: "oauth2", accessToken: "jeton" } as const
    const options = { apiUrl: `https://127.0.0.1:${port}`, credentials, pollMs: 2_000, timeoutMs: 100 }
    const error = await refusalOf(createXConnector(options).publish(reply(), signal()))
    expect(error).toMatchObject({ outcome: "retry", reason: "timeout" })
    mute.close()
  })

  test("stopped before and after it left", async () => {
    const connector = await identified()
    expect((await refusalOf(connector.publish(reply(), AbortSignal.abort()))).outcome).toBe("retry")
    server.script(silence)
    const stop = new AbortController()
    const call = refusalOf(connector.publish(reply(), stop.signal))
    await server.arrival()
    stop.abort()
    expect((await call).outcome).toBe("unknown")
    expect(server.seen).toHaveLength(1)
  })
})

describe("looking for a reply whose fate is unknown", () => {
  const since = new Date("2026-11-23T10:29:00.000Z")
  const text = "Voirie & eau <quai Nord> 🚧 : détail sur https://parvis.example/t?a=1&b=2 et paris.fr !"
  const shown =
    "@adele_morvan Voirie &amp; eau &lt;quai Nord&gt; 🚧 : détail sur https://t.co/aaa et https://t.co/bbb !"
  const entities = {
    urls: [
      { url: "https://t.co/aaa", expanded_url: "https://parvis.example/t?a=1&b=2" },
      { url: "https://t.co/bbb", expanded_url: "http://paris.fr" },
    ],
  }
  const own = (id: string, over: Record<string, unknown> = {}) => ({
    id,
    text: shown,
    author_id: profile.data.id,
    created_at: "2026-11-23T10:29:02.000Z",
    referenced_tweets: [{ type: "replied_to", id: PARENT }],
    entities,
    ...over,
  })
  const find = async (taken: string[] = [], what = reply({ text })) => {
    const connector = await identified()
    return connector.findPublished(what, since, new Set(taken), signal())
  }

  test("finds it on the account's timeline, under its parent, whatever X did to the text", async () => {
    const other = own("2124810000000000009", { referenced_tweets: [{ type: "replied_to", id: "77" }] })
    server.otherwise((res, seen) =>
      answer(200, { data: [other, own("2124810000000000007")], meta: {} })(res, seen),
    )
    server.script(answer(200, profile))
    const connector = connect()
    await connector.identify(signal())
    expect(await connector.findPublished(reply({ text }), since, new Set(), signal())).toEqual({
      externalId: "2124810000000000007",
      permalink: "https://x.com/VilleDeParvis/status/2124810000000000007",
    })
    expect(server.seen[1]).toMatchObject({
      path: `/2/users/${profile.data.id}/tweets`,
      query: { start_time: "2026-11-23T10:14:00Z", max_results: "100" },
    })
  })

  test("finds it without the targets of its links", async () => {
    server.otherwise(answer(200, { data: [own("21", { entities: undefined })], meta: {} }))
    server.script(answer(200, profile))
    const connector = connect()
    await connector.identify(signal())
    expect(await connector.findPublished(reply({ text }), since, new Set(), signal())).toMatchObject({
      externalId: "21",
    })
  })

  test("does not take another text, another parent, an older post or a post that is taken", async () => {
    server.otherwise((res, seen) =>
      answer(200, seen.path === "/2/users/me" ? profile : { data: decoys, meta: {} })(res, seen),
    )
    const decoys = [
      own("31", { text: shown.replace("eau", "gaz") }),
      own("32", { referenced_tweets: [] }),
      own("33"),
      own("34", { created_at: "2026-11-23T09:00:00.000Z" }),
    ]
    expect(await find(["33"])).toBeNull()
    expect(await find([])).toMatchObject({ externalId: "33" })
  })

  test("reads every page", async () => {
    const connector = await identified()
    server.script(
      answer(200, { data: [own("41", { text: "autre" })], meta: { next_token: "suite" } }),
      answer(200, { data: [own("40")], meta: {} }),
    )
    const found = await connector.findPublished(reply({ text }), since, new Set(), signal())
    expect(found).toMatchObject({ externalId: "40" })
    expect(server.seen[1]?.query).toMatchObject({ pagination_token: "suite" })
  })

  test("says not found only when everything could be read", async () => {
    const connector = await identified()
    server.script(
      answer(200, empty),
      answer(200, { data: [own("51", { text: 3 })], meta: {} }),
      answer(200, { data: [own("53"), own("52", { text: 3 })], meta: {} }),
      page(503),
    )
    const look = () => connector.findPublished(reply({ text }), since, new Set(), signal())
    expect(await look()).toBeNull()
    // Its id is old, so it may not be the reply.
    expect(await look()).toBeNull()
    expect(await look()).toMatchObject({ externalId: "53" })
    expect(await refusalOf(look())).toMatchObject({ outcome: "retry", reason: "network_unavailable" })
    server.script(answer(200, { data: [own("2124820000000000000", { text: 3 })], meta: {} }))
    expect(await refusalOf(look())).toMatchObject({ outcome: "retry", reason: "unreadable_answer" })
  })

  test("finds a direct message in its conversation, nearest in time, and not the citizen's own", async () => {
    const event = (id: string, time: string, over = {}) => ({
      id,
      event_type: "MessageCreate",
      text: "Merci &amp; bonne journée",
      sender_id: profile.data.id,
      dm_conversation_id: PAIR,
      created_at: `2026-11-23T${time}.000Z`,
      ...over,
    })
    const events = [
      event("63", "10:29:40", { sender_id: "2244994945" }),
      event("62", "10:29:01"),
      event("61", "10:20:00"),
    ]
    const connector = await identified()
    server.script(answer(200, { data: events, meta: {} }), answer(200, { data: events, meta: {} }))
    const sent = direct({ text: "Merci & bonne journée" })
    const look = (taken: string[]) => connector.findPublished(sent, since, new Set(taken), signal())
    expect(await look([])).toEqual({ externalId: "62", permalink: null })
    expect(await look(["62", "61"])).toBeNull()
    expect(server.seen[0]?.path).toBe("/2/dm_conversations/with/2244994945/dm_events")
  })
})
