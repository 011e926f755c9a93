import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { io, type Socket } from "socket.io-client"
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest"
import type { Account } from "../../shared/account.ts"
import { type ClientToServer, LiveEvent, type ServerToClient } from "../../shared/live-event.ts"
import type { Person } from "../../shared/person.ts"
import { applyToThreadList } from "../../shared/thread-list.ts"
import { hashPassword } from "../domain/people/passwords.ts"
import { signIn, signOut } from "../domain/people/sessions.ts"
import { assignThread } from "../domain/threads/assign-thread.ts"
import { escalateThread } from "../domain/threads/escalate-thread.ts"
import { returnThread } from "../domain/threads/return-thread.ts"
import { setState } from "../domain/threads/set-state.ts"
import { type ChangeFeed, followChanges } from "../store/change-feed.ts"
import { createAccount, createPersonWith, createThread } from "../testing/builders.ts"
import { openTestContext, type TestContext } from "../testing/test-context.ts"
import { createLiveGateway, type LiveGateway } from "./gateway.ts"

type Client = Socket<ServerToClient, ClientToServer>

let ctx: TestContext
let account: Account
let http: Server
let gateway: LiveGateway
let feed: ChangeFeed
let clients: Client[] = []

beforeAll(async () => {
  ctx = await openTestContext()
  http = createServer().listen(0, "127.0.0.1")
  gateway = createLiveGateway(http, ctx, {
    tokenOf: (cookies) => cookies?.replace("token=", "") ?? null,
    isSameOrigin: ({ headers }) => headers.origin !== "https://evil.example",
  })
  feed = await followChanges(ctx.database, gateway.tell, () => undefined)
})
afterAll(async () => {
  await feed.close()
  await gateway.close()
  await ctx.close()
})
beforeEach(async () => {
  await ctx.empty()
  account = await createAccount(ctx)
})
afterEach(() => {
  for (const client of clients) client.disconnect()
  clients = []
})

async function connect(
  overrides: Parameters<typeof createPersonWith>[1],
  headers: Record<string, string> = {},
) {
  const person = await createPersonWith(ctx, {
    ...overrides,
    passwordHash: await hashPassword("secret"),
  })
  const { token } = await signIn(ctx, { email: person.email, password: "secret" })
  const { port } = http.address() as AddressInfo
  const socket: Client = io(`http://127.0.0.1:${port}`, {
    path: "/api/socket",
    transports: ["websocket"],
    extraHeaders: { cookie: `token=${token}`, ...headers },
    reconnection: false,
  })
  clients.push(socket)
  const events: LiveEvent[] = []
  socket.on("live", (event) => events.push(LiveEvent.parse(event)))
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve)
    socket.once("connect_error", reject)
  })
  return { person, token, socket, events }
}

const rows = async (person: Person) =>
  (await ctx.threads.list(person, "inbox", {}, { before: null, limit: 50 })).threads

test("an inbox that applies what it is told equals a fresh read", async () => {
  const { person, events } = await connect({})
  const before = await rows(person)
  const first = await createThread(ctx, account)
  const second = await createThread(ctx, account)
  const third = await createThread(ctx, account)
  await assignThread(ctx, person, second.id, { to: "self" })
  await setState(ctx, person, first.id, { state: "closed" })
  await setState(ctx, person, first.id, { state: "open" })
  await escalateThread(ctx, person, third.id, { department: "voirie", note: "n" })
  const query = { view: "inbox", filters: {}, viewer: person } as const
  await vi.waitFor(async () => {
    const applied = events.reduce((list, event) => applyToThreadList(list, event, query), {
      threads: before,
      more: false,
    })
    expect(applied.threads).toEqual(await rows(person))
    expect(events.filter(({ type }) => type === "thread.changed").length).toBeGreaterThanOrEqual(7)
  })
})

test("a head hears of a thread when it is handed over, and that it is gone when it comes back", async () => {
  const karim = await connect({ role: "head", departments: ["voirie"] })
  const nadia = await createPersonWith(ctx)
  const thread = await createThread(ctx, account)
  await escalateThread(ctx, nadia, thread.id, { department: "voirie", note: "n" })
  await vi.waitFor(() =>
    expect(karim.events.at(-1)).toMatchObject({ type: "thread.changed", thread: { id: thread.id } }),
  )
  await returnThread(ctx, karim.person, thread.id, { text: "t" })
  await vi.waitFor(() => expect(karim.events.at(-1)).toEqual({ type: "thread.gone", threadId: thread.id }))
  const told = karim.events.filter(({ type }) => type === "thread.changed")
  expect(told.every((event) => event.type === "thread.changed" && event.thread.escalation)).toBe(true)
})

test("one thread's timeline is told to those who watch it and may see it", async () => {
  const karim = await connect({ role: "head", departments: ["voirie"] })
  const leo = await connect({})
  const thread = await createThread(ctx, account)
  const watch = (socket: Client) => socket.emitWithAck("watch", thread.id)
  expect([await watch(karim.socket), await watch(leo.socket)]).toEqual([false, true])
  await assignThread(ctx, leo.person, thread.id, { to: "self" })
  await vi.waitFor(() =>
    expect(leo.events).toContainEqual(
      expect.objectContaining({ type: "timeline.added", event: expect.objectContaining({ kind: "taken" }) }),
    ),
  )
  expect(karim.events.filter(({ type }) => type !== "thread.gone" && type !== "account.changed")).toEqual([])
})

test("polls that bring nothing are no news", async () => {
  const { events } = await connect({})
  await ctx.accounts.saveCursor(
    account.id,
    "mentions",
    { cursor: "7", nextPollAt: ctx.now(), readAt: null, dueAt: null },
    {
      at: ctx.now(),
      lastMessageAt: null,
    },
  )
  const trouble = { reason: "token_rejected", detail: "", retryAt: null } as const
  await ctx.accounts.setTrouble(account.id, "reconnect", trouble, ctx.now())
  await vi.waitFor(() =>
    expect(events.filter(({ type }) => type === "account.changed")).toMatchObject([
      { account: { state: "reconnect" } },
    ]),
  )
})

test("a session that ends, or rights that change, close the socket", async () => {
  const nadia = await connect({})
  const leo = await connect({})
  await signOut(ctx, nadia.token)
  await ctx.people.change(leo.person.id, { role: "head", departments: ["voirie"] })
  await vi.waitFor(() => expect([nadia.socket.connected, leo.socket.connected]).toEqual([false, false]))
})

test("nobody connects without a session, or from another site", async () => {
  const { port } = http.address() as AddressInfo
  const refused = async (extraHeaders: Record<string, string>) => {
    const socket = io(`http://127.0.0.1:${port}`, {
      path: "/api/socket",
      transports: ["websocket"],
      extraHeaders,
      reconnection: false,
      forceNew: true,
    })
    clients.push(socket)
    return new Promise((resolve) => {
      socket.once("connect", () => resolve(false))
      socket.once("connect_error", () => resolve(true))
    })
  }
  expect(await refused({ cookie: "token=nobody" })).toBe(true)
  expect(await refused({})).toBe(true)
  await expect(connect({}, { origin: "https://evil.example" })).rejects.toThrow()
})
