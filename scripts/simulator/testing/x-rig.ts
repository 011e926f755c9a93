import { subscribe, unsubscribe } from "node:diagnostics_channel"
import { type ClientRequest } from "node:http"
import { type ConnectorRig, type RigFault } from "../../../server/connectors/conformance-rig.ts"
import { type Source } from "../../../server/connectors/connector.ts"
import { type XSource } from "../../../server/connectors/x/sources.ts"
import { createXConnector, type XConnectorOptions } from "../../../server/connectors/x/x-connector.ts"
import { type Simulator, startSimulator } from "../simulator.ts"
import { sendDirect } from "../world/directs.ts"
import { publish } from "../world/publish.ts"
import { controlOf } from "./control.ts"

/** The connector of the city's first account, on the machine's clock. */
export const connect = (
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

/** The simulator as the conformance suite wants a network. */
export async function makeSimulatorRig(): Promise<ConnectorRig> {
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
