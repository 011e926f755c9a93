import { subscribe, unsubscribe } from "node:diagnostics_channel"
import { type ClientRequest } from "node:http"
import { afterEach, describe, expect, test } from "vitest"
import { connectorConformance } from "../../server/connectors/conformance.ts"
import { type ConnectorRig, type RigFault } from "../../server/connectors/conformance-rig.ts"
import { ConnectorError, type OutgoingReply, type Source } from "../../server/connectors/connector.ts"
import { type XSource } from "../../server/connectors/x/sources.ts"
import { createXConnector, type XConnectorOptions } from "../../server/connectors/x/x-connector.ts"
import { type Simulator, type SimulatorOptions, startSimulator } from "./simulator.ts"
import { controlOf } from "./testing/control.ts"
import { sendDirect } from "./world/directs.ts"
import { publish } from "./world/publish.ts"

const signal = () => new AbortController().signal
const connect = (
  { url, credentials }: Simulator,
  more: Pick<XConnectorOptions, "timeoutMs" | "keywords"> = {},
) =>
  createXConnector({
    apiUrl: url,
    credentials: { kind: "oauth2", accessToken: credentials.oauth2.accessToken },
    pollMs: 1_000,
    ...more,
  })

/** The calls of each kind. An upload is several, and any of them may fail: here it is the one that brings the bytes. */
const ENDPOINTS = {
  read: "GET /2/*",
  write: "POST /2/tweets, POST /2/dm_conversations/*",
  upload: "POST /2/media/upload/:id/append",
}
const SPOILT: Record<XSource, object> = {
  mentions: { kind: "malformed_post", endpoint: "GET /2/users/:id/mentions" },
  comments: { kind: "malformed_post", endpoint: "GET /2/tweets/search/recent" },
  directs: { kind: "malformed_post", endpoint: "GET /2/dm_events" },
  listening: { kind: "malformed_post", endpoint: "GET /2/tweets/search/recent" },
}
/** How the simulator plays each fault of the suite. */
const FAULTS: Record<RigFault, Record<"read" | "write", object>> = {
  "rate limited": { read: { kind: "429" }, write: { kind: "429" } },
  "credentials refused": { read: { kind: "expired_token" }, write: { kind: "expired_token" } },
  unavailable: { read: { kind: "503" }, write: { kind: "503" } },
  "answer is a web page": { read: { kind: "truncated_json" }, write: { kind: "truncated_json" } },
  "taken, then silence": {
    read: { kind: "delay", milliseconds: 3_000 },
    write: { kind: "timeout_after_accept", milliseconds: 3_000 },
  },
  "taken, then cut": { read: { kind: "reset" }, write: { kind: "timeout_after_accept", milliseconds: 0 } },
}

/** Who writes where: X refuses the same words to the same person twice. */
const CITIZENS: Record<XSource, string> = {
  mentions: "marie_parvis",
  comments: "karim_parvis",
  directs: "olga_parvis",
  listening: "adele_parvis",
}
/** What it is searched for. */
const KEYWORD = "Parvis"

async function makeSimulatorRig(): Promise<ConnectorRig> {
  // The account answers what does not name it, too: a rule of X that has tests of its own.
  const simulator = await startSimulator({ seed: 1, budgetFactor: 100, summonedRule: "off" })
  const { world, account, credentials } = simulator
  const control = controlOf(simulator.url)
  for (const username of Object.values(CITIZENS)) await control.post("/citizens", { username })
  const citizenOf = (source: Source) => world.userNamed(CITIZENS[source as XSource])?.id ?? ""
  let calls = 0
  const count = (message: unknown) => {
    if (
      `http://${(message as { request: ClientRequest }).request.getHeader("host")?.toString()}` ===
      simulator.url
    )
      calls += 1
  }
  subscribe("http.client.request.start", count)
  let isOpen = true
  const close = async () => {
    if (!isOpen) return
    isOpen = false
    unsubscribe("http.client.request.start", count)
    await simulator.close()
  }
  const told = (said: { id: string } | string) => {
    if (typeof said === "string") throw new Error(said)
    return said.id
  }
  /** What the account wrote, and under which the comments stand. */
  const ownPost = told(publish(world, { authorId: account.id, text: "La rue Pasteur est barrée lundi" }))
  const direct = (senderId: string, recipientId: string, text: string) =>
    told(sendDirect(world, { senderId, recipientId, text }))
  const say = (source: Source, text: string): string => {
    const authorId = citizenOf(source)
    if (source === "directs") return direct(authorId, account.id, text)
    if (source === "comments") return told(publish(world, { authorId, text, replyToId: ownPost }))
    const name = source === "mentions" ? `@${account.username}` : KEYWORD
    return told(publish(world, { authorId, text: `${name} ${text}` }))
  }
  const edit = async (id: string, text: string): Promise<void> => {
    const old = world.posts.get(id)
    if (!old) throw new Error(`nothing to edit: ${id}`)
    const [name = ""] = old.typed.split(" ")
    if (old.repliedToId === undefined)
      return void (await control.put(`/posts/${id}`, { text: `${name} ${text}` }))
    // The simulator edits no answers; whoever has seen X do it must find them read well.
    const version = world.nextId()
    const words = { text: `@${account.username} ${text}`, typed: text, full: `@${account.username} ${text}` }
    const post = { ...old, ...words, id: version, history: [...old.history, version] }
    world.record({ type: "post", post })
  }
  /** What X took of the account's answers, in order. */
  const takenByX = () =>
    [
      ...world.postsBy(account.id).filter(({ id }) => id !== ownPost),
      ...world.directs.filter(({ senderId }) => senderId === account.id),
    ].sort((a, b) => a.createdAt - b.createdAt)

  return {
    connector: connect(simulator, { timeoutMs: 300, keywords: () => Promise.resolve([KEYWORD]) }),
    account: { externalId: account.id, username: account.username, name: account.name },
    secrets: [credentials.oauth2.accessToken],
    say: (source, text) => Promise.resolve(say(source, text)),
    sayAsAccount: (source, text) => Promise.resolve(direct(account.id, citizenOf(source), text)),
    edit,
    remove: async (id) => void (await control.delete(`/posts/${id}`)),
    spoil: async (source) => void (await control.put("/faults", { ...SPOILT[source as XSource], times: 1 })),
    reply: (source, text) => ({
      visibility: source === "directs" ? "direct" : "public",
      text,
      parentExternalId:
        (source === "directs" ? world.directs : world.postsBy(citizenOf(source))).at(-1)?.id ?? "",
      conversationKey: source === "directs" ? (world.directs.at(-1)?.conversationId ?? "") : "",
      recipientExternalId: citizenOf(source),
      parentSentAt: new Date(),
      isPrivateReply: false,
      pictures: [],
    }),
    shown: () => {
      const keys = takenByX().at(-1)?.mediaKeys ?? []
      const sources = keys.map((key) => world.media.get(key)?.source)
      return Promise.resolve(
        sources.map((source) => Buffer.from(source?.from === "upload" ? source.base64 : "", "base64")),
      )
    },
    taken: () => Promise.resolve(takenByX().map(({ typed }) => typed)),
    calls: () => Promise.resolve(calls),
    fail: async (call, fault) => {
      const how = FAULTS[fault][call === "read" ? "read" : "write"]
      await control.put("/faults", { ...how, times: 1, endpoint: ENDPOINTS[call] })
    },
    vanish: close,
    close,
  }
}

connectorConformance("X, against the simulator,", makeSimulatorRig)

describe("the connector against the simulator", () => {
  const open: Simulator[] = []
  afterEach(async () => {
    for (const simulator of open.splice(0)) await simulator.close()
  })

  async function start(options: SimulatorOptions = {}) {
    const simulator = await startSimulator({ seed: 1, ...options })
    open.push(simulator)
    const control = controlOf(simulator.url)
    await control.post("/citizens", { username: "marie_parvis", name: "Marie Lefèvre" })
    await control.post("/citizens", { username: "olga_parvis", name: "Olga", acceptsDirects: false })
    const post = async (text: string, more: object = {}) =>
      ((await control.post("/posts", { by: "marie_parvis", text, ...more })) as { post: { id: string } }).post
        .id
    return { simulator, control, post, connector: connect(simulator) }
  }

  const replyTo = (parentExternalId: string, text: string): OutgoingReply => ({
    visibility: "public",
    text,
    parentExternalId,
    conversationKey: parentExternalId,
    recipientExternalId: "1",
    parentSentAt: new Date(),
    isPrivateReply: false,
    pictures: [],
  })
  async function refusal(call: Promise<unknown>): Promise<string> {
    const error = await call.catch((reason: unknown) => reason)
    if (!(error instanceof ConnectorError)) throw error as Error
    return `${error.outcome} ${error.reason}`
  }

  test("signs as OAuth 1.0a does, and is recognised", async () => {
    const { simulator } = await start()
    const { appKey, appSecret, accessToken, accessSecret } = simulator.credentials.oauth1
    const credentials = {
      kind: "oauth1",
      apiKey: appKey,
      apiSecret: appSecret,
      accessToken,
      accessSecret,
    } as const
    const signed = createXConnector({ apiUrl: simulator.url, credentials, pollMs: 1_000 })
    expect(await signed.identify(signal())).toMatchObject({ username: "VilleDeParvis" })
    expect((await signed.fetch("mentions", null, signal())).messages).toEqual([])
  })

  test("reads a post with its picture and its links, escaped and wrapped by X", async () => {
    const { connector, post } = await start()
    await post("@VilleDeParvis trou & boue <rue Pasteur> https://www.paris.fr/a?b=1&c=2", {
      photo: { scene: "pothole" },
    })
    const { messages } = await connector.fetch("mentions", null, signal())
    expect(messages).toMatchObject([
      {
        text: "@VilleDeParvis trou & boue <rue Pasteur> https://www.paris.fr/a?b=1&c=2",
        contact: { username: "marie_parvis", name: "Marie Lefèvre" },
        media: [{ kind: "photo", url: expect.stringMatching(/^http/) }],
      },
    ])
  })

  test("keeps an edited post one message", async () => {
    const { connector, post, control } = await start()
    const id = await post("@VilleDeParvis lampadaire éteint")
    const before = await connector.fetch("mentions", null, signal())
    await control.put(`/posts/${id}`, { text: "@VilleDeParvis lampadaire éteint rue Pasteur" })
    const after = await connector.fetch("mentions", before.cursor, signal())
    expect(after.messages).toMatchObject([
      { externalId: id, text: "@VilleDeParvis lampadaire éteint rue Pasteur" },
    ])
  })

  test("understands each way X refuses a reply", async () => {
    const { connector, post, control } = await start()
    const called = await post("@VilleDeParvis bonjour")
    const notCalled = await post("Parvis sous la pluie")
    const deleted = await post("@VilleDeParvis à supprimer")
    await control.delete(`/posts/${deleted}`)
    await connector.publish(replyTo(called, "Merci !"), signal())
    const publish = (id: string, text: string) => refusal(connector.publish(replyTo(id, text), signal()))
    expect(await publish(called, "Merci !")).toBe("unknown duplicate_text")
    expect(await publish(notCalled, "Bonjour")).toBe("rejected not_summoned")
    expect(await publish(deleted, "Bonjour")).toBe("rejected parent_deleted")
    expect(await publish(called, "é".repeat(281))).toBe("rejected text_too_long")
    const olga = (await control.post("/citizens", { username: "olga_parvis" })) as { user: { id: string } }
    const direct = {
      ...replyTo("1", "Bonjour"),
      visibility: "direct",
      recipientExternalId: olga.user.id,
    } as const
    expect(await refusal(connector.publish(direct, signal()))).toBe("rejected recipient_closed")
    await control.put("/faults", { kind: "credits_depleted", times: 1 })
    expect(await publish(called, "Encore")).toBe("retry credits_depleted")
    await control.post("/tokens/expire")
    expect(await publish(called, "Encore")).toBe("retry token_rejected")
  })

  test("finds a reply with links, signs and emoji that was accepted and never acknowledged", async () => {
    const { simulator, post, control } = await start()
    const connector = connect(simulator, { timeoutMs: 300 })
    const parent = await post("@VilleDeParvis & <vous> ?")
    const text = "Voirie & eau <quai> 🚧 : https://www.paris.fr/t?a=1&b=2 et https://data.gouv.fr !"
    await control.put("/faults", { kind: "timeout_after_accept", times: 1 })
    const before = new Date()
    expect(await refusal(connector.publish(replyTo(parent, text), signal()))).toBe("unknown timeout")
    const find = (words: string) =>
      connector.findPublished(replyTo(parent, words), before, new Set(), signal())
    expect(await find(text)).toMatchObject({ permalink: expect.stringContaining("/VilleDeParvis/status/") })
    expect(await find(text.replace("a=1", "a=2"))).toBeNull()
  })

  test("obeys the budget of direct messages, which is fifteen calls a quarter of an hour", async () => {
    const { connector } = await start()
    const waits: number[] = []
    for (let turn = 0; turn < 15; turn += 1)
      waits.push((await connector.fetch("directs", null, signal())).nextPollAt.getTime() - Date.now())
    expect(waits[0]).toBeGreaterThan(60_000)
    expect(waits[14]).toBeGreaterThan(14 * 60_000)
    expect(await refusal(connector.fetch("directs", null, signal()))).toBe("retry rate_limited")
    expect(
      (await connector.fetch("mentions", null, signal())).nextPollAt.getTime() - Date.now(),
    ).toBeLessThan(4_000)
  })
})
