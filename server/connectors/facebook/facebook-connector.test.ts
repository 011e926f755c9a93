import { createHmac } from "node:crypto"
import { inspect } from "node:util"
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { type Connector, ConnectorError, type OutgoingReply } from "../connector.ts"
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
} from "../x/testing/scripted-server.ts"
import { createFacebookConnector, type FacebookConnectorOptions } from "./facebook-connector.ts"
import comments from "./fixtures/post-comments-stream.json" with { type: "json" }
import conversations from "./fixtures/conversations.json" with { type: "json" }
import tagged from "./fixtures/page-tagged.json" with { type: "json" }
import visitorPosts from "./fixtures/page-visitor-posts.json" with { type: "json" }

const NOW = new Date("2026-11-23T12:00:00.000Z")
const PAGE = { id: "104512345678901", name: "Ville de Parvis", username: "VilleDeParvis" }
const OURS = { id: PAGE.id, name: PAGE.name }
const ADELE = { id: "7281930485019283", name: "Adèle Morvan" }
const POST = `${PAGE.id}_122100000000001`
const COMMENT = "122100000000001_122100000000101"
const TOKEN = "EAABsbCS1iHgBAKp0parvis"
const SECRET = "5f0d1c-secret-de-parvis"
const DATE = { date: NOW.toUTCString() }
const signal = () => new AbortController().signal
const ok = (body: unknown, headers: Record<string, string> = {}) => answer(200, body, { ...DATE, ...headers })
const error = (code: number, subcode?: number, message = "words") =>
  answer(400, { error: { message, type: "OAuthException", code, error_subcode: subcode } }, DATE)
const empty = ok({ data: [] })
const batch = (...bodies: ([number, unknown] | null)[]) =>
  ok(bodies.map((one) => one && { code: one[0], body: JSON.stringify(one[1]) }))
const gone: [number, unknown] = [400, { error: { message: "gone", code: 100, error_subcode: 33 } }]

let server: ScriptedServer
beforeEach(async () => {
  server = await startScriptedServer()
})
afterEach(() => server.close())

const connect = (options: Partial<FacebookConnectorOptions> = {}) =>
  createFacebookConnector({
    apiUrl: server.url,
    pageId: PAGE.id,
    pageToken: TOKEN,
    appSecret: SECRET,
    pollMs: 2_000,
    now: () => NOW,
    timeoutMs: 5_000,
    ...options,
  })

/** A connector that already knows whose token it has, and a server that has not counted that call. */
async function identified(options: Partial<FacebookConnectorOptions> = {}) {
  const connector = connect(options)
  server.script(ok(PAGE))
  await connector.identify(signal())
  server.seen.length = 0
  return connector
}
const script = (...reactions: Reaction[]) => server.script(...reactions)
async function refusalOf(call: Promise<unknown>): Promise<ConnectorError> {
  const refusal = await call.then(
    () => "a success",
    (reason: unknown) => reason,
  )
  if (!(refusal instanceof ConnectorError)) throw refusal as Error
  return refusal
}
const reply = (more: Partial<OutgoingReply> = {}): OutgoingReply => ({
  visibility: "public",
  text: "Merci, c'est noté",
  parentExternalId: COMMENT,
  parentSentAt: NOW,
  conversationKey: POST,
  recipientExternalId: ADELE.id,
  isPrivateReply: false,
  pictures: [],
  ...more,
})
const direct = (more: Partial<OutgoingReply> = {}) =>
  reply({ visibility: "direct", conversationKey: ADELE.id, parentExternalId: "m_1", ...more })

describe("every call", () => {
  test("carries the token and its proof, and no credential in a header", async () => {
    script(ok(PAGE))
    await connect().identify(signal())
    const [seen] = server.seen
    expect(seen?.path).toMatch(/^\/v\d+\.0\/me$/)
    expect(seen?.query).toEqual({
      fields: "id,name,username",
      access_token: TOKEN,
      appsecret_proof: createHmac("sha256", SECRET).update(TOKEN).digest("hex"),
    })
    expect(JSON.stringify(seen?.headers)).not.toContain(TOKEN)
  })

  test("goes over https too, and only to a server whose certificate is trusted", async () => {
    const secure = await startScriptedServer({ tls: true })
    secure.otherwise(ok(PAGE))
    expect(await connect({ apiUrl: secure.url, ca: loopbackCertificate() }).identify(signal())).toMatchObject(
      {
        username: "VilleDeParvis",
      },
    )
    const stranger = await refusalOf(connect({ apiUrl: secure.url }).identify(signal()))
    expect(stranger).toMatchObject({ outcome: "retry", reason: "network_unavailable" })
    expect(secure.seen).toHaveLength(1)
    await secure.close()
  })

  test("of two Pages stays with its own server and token", async () => {
    const other = await startScriptedServer()
    other.script(ok({ ...PAGE, id: "2", name: "Piscine" }))
    script(ok(PAGE))
    const piscine = connect({ apiUrl: other.url, pageId: "2", pageToken: "autre-jeton" })
    const [one, two] = await Promise.all([connect().identify(signal()), piscine.identify(signal())])
    expect([one.name, two.name]).toEqual(["Ville de Parvis", "Piscine"])
    expect(other.seen.map(({ query }) => query["access_token"])).toEqual(["autre-jeton"])
    await other.close()
  })

  test.each([
    ["graph.facebook.com", "is not a web address"],
    ["ftp://127.0.0.1", "must begin with https"],
    ["http://jeton@127.0.0.1", "must not hold a user name"],
    ["http://127.0.0.1/v24.0", "must stop after the host"],
  ])("to the address %s is refused before it is made", (apiUrl, words) => {
    expect(() => connect({ apiUrl })).toThrow(words)
  })

  test.each<[string, Reaction, string]>([
    ["no answer in time", silence, "unknown timeout"],
    ["a connection that dies", hangUp, "unknown network_unavailable"],
    ["an answer cut in two", cutAnswer(200, { id: COMMENT }), "unknown unreadable_answer"],
    [
      "half a JSON text",
      truncatedJson(200, { id: COMMENT, more: "x".repeat(80) }),
      "unknown unreadable_answer",
    ],
    ["a web page", page(200), "unknown unreadable_answer"],
    ["a success that names nothing", ok({}), "unknown unreadable_answer"],
    ["a proxy's 502", page(502), "unknown network_unavailable"],
    [
      "a redirection",
      (res) => res.writeHead(302, { location: "http://127.0.0.1:1/" }).end(),
      "unknown unreadable_answer",
    ],
    ["an error with status 200", ok({ error: { code: 190, message: "dead" } }), "retry token_rejected"],
  ])("that writes and meets %s is not made again", async (_name, reaction, expected) => {
    script(reaction)
    const { outcome, reason } = await refusalOf(connect({ timeoutMs: 300 }).publish(reply(), signal()))
    expect(`${outcome} ${reason}`).toBe(expected)
    expect(server.seen).toHaveLength(1)
  })

  test("that fails tells no credential, whatever Facebook says", async () => {
    const echo = `Malformed access token ${TOKEN} access_token=abc&appsecret_proof=def`
    script(error(190, undefined, echo), silence)
    const connector = connect({ timeoutMs: 300 })
    for (const refusal of [
      await refusalOf(connector.identify(signal())),
      await refusalOf(connector.identify(signal())),
    ]) {
      const everything = inspect(refusal, { depth: 12, showHidden: true })
      for (const secret of [TOKEN, SECRET, "=abc", "=def"]) expect(everything).not.toContain(secret)
    }
  })

  test("goes straight to its server, whatever proxy the environment names", async () => {
    vi.stubEnv("HTTP_PROXY", "http://127.0.0.1:1")
    script(ok(PAGE))
    expect(await connect().identify(signal())).toMatchObject({ name: "Ville de Parvis" })
    vi.unstubAllEnvs()
  })

  test("leaves the process alone: no crash reporter listens", () => {
    connect()
    expect(process.listeners("uncaughtException").map(String).join()).not.toContain("facebook")
  })
})

describe("who we are", () => {
  test("must be the Page that was meant", async () => {
    script(ok({ id: "999", name: "Quelqu'un" }))
    expect(await refusalOf(connect().identify(signal()))).toMatchObject({ reason: "token_rejected" })
  })

  test("is told by the token when nobody said", async () => {
    script(ok({ id: PAGE.id, name: PAGE.name }), ok({ recipient_id: ADELE.id, message_id: "m_9" }))
    const published = await connect({ pageId: undefined }).publish(direct(), signal())
    expect(published).toEqual({ externalId: "m_9", permalink: null })
    expect(server.seen[1]?.path).toContain(`/${PAGE.id}/messages`)
  })
})

describe("posts", () => {
  test("are those of visitors, and those that name the Page elsewhere", async () => {
    const connector = await identified()
    const own = { id: `${PAGE.id}_5`, message: "Nous", created_time: "2026-11-23T10:00:00+0000", from: OURS }
    script(ok({ data: [...tagged.data, ...visitorPosts.data, own] }), ok(visitorPosts))
    const { messages } = await connector.fetch("posts", null, signal())
    expect(messages.map(({ externalId, underOurs }) => [externalId, underOurs])).toEqual([
      ["61500000000001_122100000000300", false],
      ["104512345678901_122100000000002", true],
    ])
  })

  test("that appear late, behind the newest, are still told, and none twice", async () => {
    const connector = await identified()
    const at = (number: number, time: string) => ({
      id: `${PAGE.id}_${number}`,
      from: ADELE,
      message: `post ${number}`,
      created_time: `2026-11-23T${time}+0000`,
    })
    script(empty, ok({ data: [at(2, "11:50:00")] }))
    const first = await connector.fetch("posts", null, signal())
    script(empty, ok({ data: [at(2, "11:50:00"), at(1, "11:45:00")] }))
    const second = await connector.fetch("posts", first.cursor, signal())
    expect(second.messages.map(({ text }) => text)).toEqual(["post 1"])
    expect(Number(server.seen[2]?.query["since"])).toBeLessThan(Date.parse("2026-11-23T11:40:00Z") / 1000)
  })

  test("that were edited meanwhile are told again", async () => {
    const connector = await identified()
    script(empty, ok(visitorPosts))
    const { cursor } = await connector.fetch("posts", null, signal())
    const edited = visitorPosts.data.map((post) => ({ ...post, message: "Lampadaire réparé" }))
    script(empty, ok({ data: edited }))
    expect((await connector.fetch("posts", cursor, signal())).messages).toMatchObject([
      { text: "Lampadaire réparé" },
    ])
  })

  test("dated in the future do not make the present be skipped", async () => {
    const connector = await identified()
    const future = visitorPosts.data.map((post) => ({ ...post, created_time: "2036-01-01T00:00:00+0000" }))
    script(empty, ok({ data: future }), empty, ok(visitorPosts))
    const { cursor } = await connector.fetch("posts", null, signal())
    await connector.fetch("posts", cursor, signal())
    expect(Number(server.seen[2]?.query["since"]) * 1000).toBeLessThan(NOW.getTime())
  })

  test("are read from page to page by cursor, never by the address Facebook gives", async () => {
    const connector = await identified()
    const next = { next: "http://127.0.0.1:1/?access_token=x", cursors: { after: "QVFI" } }
    script(empty, ok({ ...visitorPosts, paging: next }), empty)
    await connector.fetch("posts", null, signal())
    expect(server.seen.map(({ query }) => query["after"])).toEqual([undefined, undefined, "QVFI"])
    script(empty, ok({ ...visitorPosts, paging: next }), ok({ ...visitorPosts, paging: next }))
    expect(await refusalOf(connector.fetch("posts", null, signal()))).toMatchObject({
      reason: "unreadable_answer",
    })
  })

  test("after a cursor nobody can read are read from a week ago", async () => {
    const connector = await identified()
    script(empty, empty)
    const batchAfter = await connector.fetch("posts", "QVFIUm...", signal())
    expect(server.seen[0]?.query["since"]).toBe(String(Date.parse("2026-11-16T12:00:00Z") / 1000))
    expect(batchAfter.messages).toEqual([])
  })
})

describe("comments", () => {
  const feed = ok({
    data: [
      {
        id: POST,
        from: OURS,
        created_time: "2026-11-22T08:00:00+0000",
        updated_time: "2026-11-23T10:20:00+0000",
      },
      {
        id: `${PAGE.id}_2`,
        from: ADELE,
        created_time: "2026-11-20T08:00:00+0000",
        updated_time: "2026-11-23T10:00:00+0000",
      },
      {
        id: `${PAGE.id}_3`,
        from: OURS,
        created_time: "2026-10-01T08:00:00+0000",
        updated_time: "2026-10-02T10:00:00+0000",
      },
    ],
  })

  test("are asked for together, of the posts where something happened", async () => {
    const connector = await identified()
    script(feed, batch([200, comments], gone))
    const { messages } = await connector.fetch("comments", null, signal())
    const asked = (server.seen[1]?.body as { batch: { relative_url: string }[] }).batch
    expect(asked.map(({ relative_url }) => relative_url.split("?")[0])).toEqual([
      `${POST}/comments`,
      `${PAGE.id}_2/comments`,
    ])
    expect(asked[0]?.relative_url).toContain("filter=stream")
    expect(messages).toMatchObject([
      { externalId: COMMENT, fromAccount: false, parentExternalId: POST, underOurs: true },
      { fromAccount: true, contact: { externalId: ADELE.id }, parentExternalId: COMMENT },
    ])
  })

  test("of the Page that answer nobody are left out; those to a visitor's post belong to the visitor", async () => {
    const connector = await identified()
    const own = (id: string) => ({
      id,
      from: OURS,
      message: "Bonjour",
      created_time: "2026-11-23T10:00:00+0000",
    })
    script(feed, batch([200, { data: [own("1_1")] }], [200, { data: [own("2_1")] }]))
    const { messages } = await connector.fetch("comments", null, signal())
    expect(messages).toMatchObject([
      { externalId: "2_1", fromAccount: true, contact: { name: "Adèle Morvan" } },
    ])
  })

  test("that Facebook had no time for, or that go on, are read one list at a time", async () => {
    const connector = await identified()
    const more = { ...comments, paging: { next: "http://x", cursors: { after: "SUITE" } } }
    script(feed, batch([200, more], null), empty, empty)
    await connector.fetch("comments", null, signal())
    expect(
      server.seen.slice(2).map(({ path, query }) => [path.split("/").slice(2).join("/"), query["after"]]),
    ).toEqual([
      [`${POST}/comments`, "SUITE"],
      [`${PAGE.id}_2/comments`, undefined],
    ])
  })

  test("are not taken for read when a part of them was refused", async () => {
    const connector = await identified()
    script(feed, batch([200, comments], [400, { error: { code: 80001, message: "limit" } }]))
    expect(await refusalOf(connector.fetch("comments", null, signal()))).toMatchObject({
      outcome: "retry",
      reason: "rate_limited",
    })
  })
})

describe("direct messages", () => {
  test("come with their conversation, and only those that moved are read", async () => {
    const connector = await identified()
    const [conversation] = conversations.data
    const older = { ...conversation, id: "t_2", updated_time: "2026-01-01T00:00:00+0000" }
    const next = { paging: { next: "http://x", cursors: { after: "2" } } }
    script(ok({ data: [conversation, older], ...next }))
    const { messages } = await connector.fetch("directs", null, signal())
    expect(messages.map(({ externalId }) => externalId)).toEqual(["m_AbC1", "m_AbC2"])
    expect(messages[0]).toMatchObject({ conversationKey: ADELE.id, contact: { name: "Adèle Morvan" } })
    expect(server.seen).toHaveLength(1)
  })

  test("that nobody describes any more are set apart", async () => {
    const connector = await identified()
    const bare = { id: "m_old", created_time: "2026-11-23T10:00:00+0000" }
    script(ok({ data: [{ ...conversations.data[0], messages: { data: [bare] } }] }))
    const { unreadable, messages } = await connector.fetch("directs", null, signal())
    expect(messages).toEqual([])
    expect(unreadable).toMatchObject([{ externalId: "m_old", problem: expect.stringContaining("20 newest") }])
  })
})

describe("the limits of Facebook", () => {
  const usage = (type: string, percent: number, minutes = 0) => ({
    "x-business-use-case-usage": JSON.stringify({
      [PAGE.id]: [
        {
          type,
          call_count: percent,
          total_cputime: 1,
          total_time: 1,
          estimated_time_to_regain_access: minutes,
        },
      ],
    }),
  })
  const waitAfter = async (headers: Record<string, string>) => {
    const connector = await identified()
    script(empty, ok({ data: [] }, headers))
    return ((await connector.fetch("posts", null, signal())).nextPollAt.getTime() - NOW.getTime()) / 1000
  }

  test.each<[string, Record<string, string>, number]>([
    ["far away", usage("pages", 79), 2],
    ["near", usage("pages", 80), 30],
    [
      "near in the application's count",
      { "x-app-usage": '{"call_count":28,"total_time":85,"total_cputime":25}' },
      30,
    ],
    [
      "near in the Page's older count",
      { "x-page-usage": '{"call_count":90,"total_time":1,"total_cputime":1}' },
      30,
    ],
    ["reached", usage("pages", 95, 12), 720],
    ["reached, for who knows how long", usage("pages", 99), 300],
    ["those of Messenger", usage("messenger", 100, 12), 2],
    ["unreadable", { "x-app-usage": "beaucoup" }, 2],
  ])("that are %s make the next poll wait %s", async (_name, headers, seconds) => {
    expect(await waitAfter(headers)).toBe(seconds)
  })

  test("once reached stop every call until they are regained, and only there", async () => {
    let now = NOW
    const connector = await identified({ now: () => now })
    script(empty, ok({ data: [] }, usage("pages", 97, 10)), ok({ data: [] }), ok({ id: "1_2" }))
    await connector.fetch("posts", null, signal())
    const regained = new Date(NOW.getTime() + 600_000)
    const refusals = [connector.fetch("comments", null, signal()), connector.publish(reply(), signal())]
    for (const refusal of await Promise.all(refusals.map(refusalOf)))
      expect(refusal).toMatchObject({ outcome: "retry", reason: "rate_limited", retryAt: regained })
    expect(server.seen).toHaveLength(2)
    await connector.fetch("directs", null, signal())
    now = regained
    await connector.publish(reply(), signal())
    expect(server.seen).toHaveLength(4)
  })
})

describe("replies", () => {
  test("go under the comment, or under the visitor's post", async () => {
    script(ok({ id: "122100000000001_7" }), ok({ id: "122100000000002_8" }))
    const connector = connect()
    expect(await connector.publish(reply(), signal())).toEqual({
      externalId: "122100000000001_7",
      permalink: `https://www.facebook.com/${POST}?comment_id=7`,
    })
    await connector.publish(reply({ parentExternalId: POST }), signal())
    expect(server.seen.map(({ path }) => path.split("/").slice(2).join("/"))).toEqual([
      `${COMMENT}/comments`,
      `${POST}/comments`,
    ])
    expect(server.seen[0]?.body).toMatchObject({ message: "Merci, c'est noté" })
  })

  test.each([
    ["a comment", COMMENT, { comment_id: COMMENT }],
    ["a visitor's post", POST, { post_id: POST }],
  ])("in private answer %s", async (_name, parentExternalId, recipient) => {
    script(ok({ recipient_id: "55", message_id: "m_9" }))
    await connect().publish(reply({ visibility: "direct", isPrivateReply: true, parentExternalId }), signal())
    expect(server.seen[0]?.body).toMatchObject({ recipient, message: { text: "Merci, c'est noté" } })
  })

  const day = 24 * 3_600_000
  test.each([
    [
      "a message to a citizen silent for a week",
      direct({ parentSentAt: new Date(NOW.getTime() - 7 * day) }),
      "window_closed",
    ],
    [
      "a private reply to a comment of last week",
      reply({ isPrivateReply: true, parentSentAt: new Date(NOW.getTime() - 7 * day) }),
      "window_closed",
    ],
    ["a message of 2,001 characters", direct({ text: "é".repeat(2_001) }), "text_too_long"],
    ["a comment of 8,001 characters", reply({ text: "é".repeat(8_001) }), "text_too_long"],
    ["a reply to an id that is none", reply({ parentExternalId: "../me/accounts" }), "invalid_request"],
    ["a message to an id that is none", direct({ recipientExternalId: "me?x=1" }), "invalid_request"],
  ])("do not leave when Facebook would refuse them: %s", async (_name, outgoing, reason) => {
    expect(await refusalOf(connect().publish(outgoing, signal()))).toMatchObject({
      outcome: "rejected",
      reason,
    })
    expect(server.seen).toHaveLength(0)
  })

  test("of the greatest length leave", async () => {
    script(ok({ message_id: "m_1" }), ok({ id: "1_1" }))
    await connect().publish(direct({ text: "é".repeat(2_000) }), signal())
    await connect().publish(reply({ text: "é".repeat(8_000) }), signal())
    expect(server.seen).toHaveLength(2)
  })

  test("in public leave at the pace they are given; messages do not wait for them", async () => {
    let now = NOW
    server.otherwise(ok({ id: "1_1", message_id: "m_1" }))
    const connector = connect({ replyPacePerMinute: 2, now: () => now })
    await connector.publish(reply(), signal())
    now = new Date(NOW.getTime() + 10_000)
    await connector.publish(reply(), signal())
    expect(await refusalOf(connector.publish(reply(), signal()))).toMatchObject({
      outcome: "retry",
      reason: "rate_limited",
      retryAt: new Date(NOW.getTime() + 60_000),
    })
    await connector.publish(direct(), signal())
    expect(server.seen).toHaveLength(3)
    now = new Date(NOW.getTime() + 60_000)
    await connector.publish(reply(), signal())
  })

  test("that Facebook finds abusive fail, and everything else then waits longer each time", async () => {
    let now = NOW
    const connector = connect({ now: () => now })
    for (const minutes of [30, 60]) {
      script(error(368, 1390008))
      expect(await refusalOf(connector.publish(reply(), signal()))).toMatchObject({
        outcome: "rejected",
        reason: "blocked_by_policy",
      })
      const retryAt = new Date(now.getTime() + minutes * 60_000)
      const waiting = { outcome: "retry", reason: "blocked_by_policy", retryAt }
      expect(await refusalOf(connector.publish(direct(), signal()))).toMatchObject(waiting)
      expect(await refusalOf(connector.act({ action: "hide", externalId: COMMENT }, signal()))).toMatchObject(
        waiting,
      )
      now = retryAt
    }
    expect(server.seen).toHaveLength(2)
    script(ok({ success: true }))
    await connector.act({ action: "hide", externalId: COMMENT }, signal())
  })

  test("of a Page that may not write for a time wait for it", async () => {
    script(error(10, 1893063))
    expect(await refusalOf(connect().publish(direct(), signal()))).toMatchObject({
      outcome: "retry",
      reason: "blocked_by_policy",
      retryAt: new Date(NOW.getTime() + 30 * 60_000),
    })
  })
})

describe("looking for a reply", () => {
  const since = new Date("2026-11-23T11:00:00Z")
  const own = (id: string, time: string, more: object = {}) => ({
    id,
    from: { id: PAGE.id },
    message: "Merci,  c'est note\u0301",
    created_time: `2026-11-23T${time}+0000`,
    parent: { id: COMMENT },
    ...more,
  })
  let connector: Connector
  beforeEach(async () => {
    connector = await identified()
  })
  const find = async (outgoing: OutgoingReply, taken: string[] = []) =>
    (await connector.findPublished(outgoing, since, new Set(taken), signal()))?.externalId ?? null
  const parent = ok({ id: COMMENT, created_time: "2026-11-23T09:00:00+0000" })

  test("takes our words under that comment, closest in time, that are not another's", async () => {
    const data = [
      own("1_4", "11:50:00"),
      own("1_3", "11:00:20", { parent: { id: "1_999" } }),
      own("1_2", "11:01:00"),
      own("1_1", "11:00:10", { from: ADELE }),
      own("1_0", "10:00:00"),
    ]
    script(parent, ok({ data }))
    expect(await find(reply())).toBe("1_2")
    script(parent, ok({ data }))
    expect(await find(reply(), ["1_2"])).toBe("1_4")
  })

  test("finds a reply to a reply under the comment at the top", async () => {
    script(
      ok({ id: "1_55", created_time: "2026-11-23T09:00:00+0000", parent: { id: COMMENT } }),
      ok({ data: [own("1_2", "11:01:00")] }),
    )
    expect(await find(reply({ parentExternalId: "1_55" }))).toBe("1_2")
  })

  test("finds a reply to a visitor's post directly under it", async () => {
    script(ok({ data: [own("1_3", "11:00:30"), own("1_2", "11:01:00", { parent: undefined })] }))
    expect(await find(reply({ parentExternalId: POST }))).toBe("1_2")
  })

  test("finds none under a comment that is gone", async () => {
    script(answer(400, gone[1]))
    expect(await find(reply())).toBeNull()
  })

  test("proves nothing while something there cannot be read", async () => {
    script(parent, ok({ data: [{ id: "1_2", message: {} }] }))
    expect(await refusalOf(find(reply()))).toMatchObject({ outcome: "retry", reason: "unreadable_answer" })
  })

  const conversation = (psid: string, id: string) => ({
    id: `t_${psid}`,
    updated_time: "2026-11-23T11:02:00+0000",
    messages: {
      data: [
        {
          id,
          from: OURS,
          to: { data: [{ id: psid, name: "Adèle" }] },
          message: "Merci, c'est noté",
          created_time: "2026-11-23T11:01:00+0000",
        },
      ],
    },
  })

  test("looks for a message in the citizen's conversation only", async () => {
    script(ok({ data: [conversation("55", "m_other"), conversation(ADELE.id, "m_ours")] }))
    expect(await find(direct())).toBe("m_ours")
    expect(server.seen.at(-1)?.query["user_id"]).toBe(ADELE.id)
  })

  test("takes a private reply that one exchange only has, and does not guess between two", async () => {
    const outgoing = reply({ isPrivateReply: true, visibility: "direct" })
    script(ok({ data: [conversation("55", "m_ours")] }))
    expect(await find(outgoing)).toBe("m_ours")
    script(ok({ data: [conversation("55", "m_1"), conversation("56", "m_2")] }))
    expect(await find(outgoing)).toBeNull()
    script(ok({ data: [conversation("55", "m_1"), conversation("56", "m_2")] }))
    expect(await find(outgoing, ["m_1"])).toBe("m_2")
  })
})

describe("acts", () => {
  test.each([
    ["hide", "POST", COMMENT, { is_hidden: true }],
    ["unhide", "POST", COMMENT, { is_hidden: false }],
    ["like", "POST", `${COMMENT}/likes`, {}],
    ["unlike", "DELETE", `${COMMENT}/likes`, {}],
    ["delete", "DELETE", COMMENT, {}],
  ] as const)("%s", async (action, method, path, body) => {
    script(ok({ success: true }), answer(400, gone[1]), error(10))
    const connector = connect()
    await connector.act({ action, externalId: COMMENT }, signal())
    expect(server.seen[0]).toMatchObject({ method, body })
    expect(server.seen[0]?.path.split("/").slice(2).join("/")).toBe(path)
    await connector.act({ action, externalId: COMMENT }, signal())
    expect(await refusalOf(connector.act({ action, externalId: COMMENT }, signal()))).toMatchObject({
      outcome: "rejected",
      reason: "forbidden",
    })
  })

  test("on direct messages do not exist", async () => {
    const act = connect().act({ action: "delete", externalId: "m_AbC1" }, signal())
    expect(await refusalOf(act)).toMatchObject({ outcome: "rejected", reason: "not_offered" })
    expect(server.seen).toHaveLength(0)
  })
})

describe("looking again", () => {
  const [ours] = visitorPosts.data
  const [stranger] = tagged.data
  const [, comment] = comments.data
  if (!ours || !stranger || !comment) throw new Error("fixtures")

  test("tells what stands, by fifty at a time", async () => {
    const connector = await identified()
    const ids = [...Array.from({ length: 99 }, (_, at) => `1_${at + 1}`), "m_1", "../me", ours.id, "1_200"]
    const answered = (count: number) => batch(...Array.from({ length: count }, () => null))
    script(answered(50), answered(50))
    expect(await connector.recheck(ids, signal())).toEqual({ messages: [], removals: [], unreadable: [] })
    expect(server.seen).toHaveLength(2)
  })

  test("reads posts, comments, and posts of others, which look like comments", async () => {
    const connector = await identified()
    const otherShape: [number, unknown] = [
      400,
      { error: { code: 100, message: "nonexisting field (parent)" } },
    ]
    script(batch([200, ours], [200, comment], otherShape), batch([200, stranger]))
    const { messages } = await connector.recheck([ours.id, comment.id, stranger.id], signal())
    expect(messages.map(({ externalId, conversationKey }) => [externalId, conversationKey])).toEqual([
      [ours.id, ours.id],
      [comment.id, POST],
      [stranger.id, stranger.id],
    ])
  })

  test("believes that something is gone only while the Page may read its visitors", async () => {
    const connector = await identified()
    script(batch(gone, [200, comment]), empty)
    expect((await connector.recheck(["1_1", comment.id], signal())).removals).toEqual([
      { externalId: "1_1", at: NOW },
    ])
    script(batch(gone, gone), error(10))
    expect(await refusalOf(connector.recheck(["1_1", "1_2"], signal()))).toMatchObject({
      reason: "forbidden",
    })
  })

  test("tells apart what the Page may not see, and stops at a limit", async () => {
    const connector = await identified()
    script(batch([403, { error: { code: 10, message: "private" } }]))
    expect((await connector.recheck(["1_1"], signal())).unreadable).toMatchObject([
      { externalId: "1_1", problem: expect.stringContaining("private") },
    ])
    script(batch([400, { error: { code: 4, message: "limit" } }]))
    expect(await refusalOf(connector.recheck(["1_1"], signal()))).toMatchObject({ reason: "rate_limited" })
  })
})
