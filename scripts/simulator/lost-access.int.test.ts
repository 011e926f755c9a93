// Longer than 250 lines: every way of losing an access is held to the same two promises, which stand here once.

import { once } from "node:events"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest"
import type { Account } from "../../shared/account.ts"
import type { Person } from "../../shared/person.ts"
import type { NetworkAccess } from "../../server/connectors/access.ts"
import { type Connector, ConnectorError } from "../../server/connectors/connector.ts"
import { createXOAuth } from "../../server/connectors/x/oauth2.ts"
import { createXWebhook } from "../../server/connectors/x/webhook.ts"
import { keptBy } from "../../server/connectors/x/x-client.ts"
import { acceptConsent, askConsent, connectByToken } from "../../server/domain/accounts/connect-account.ts"
import { sendReply } from "../../server/domain/replies/send-reply.ts"
import { createPersonWith } from "../../server/testing/builders.ts"
import { openTestContext, type TestContext } from "../../server/testing/test-context.ts"
import { type AccountHost, createAccountHost } from "../../server/workers/accounts.ts"
import { takeInNext } from "../../server/workers/deliveries.ts"
import { lookForNext, sendNext } from "../../server/workers/outbox.ts"
import { type Simulator } from "./simulator.ts"
import { controlOf } from "./testing/control.ts"
import {
  drain,
  facebookConnectorOf,
  listenForPushes,
  pollersOf,
  simulatorOf,
  storedMessages,
  xConnectorOf,
} from "./testing/desk.ts"

const BACK = "http://127.0.0.1:4000/api/connections/callback"
const MINUTE_MS = 60_000

let ctx: TestContext
let simulator: Simulator
let control: ReturnType<typeof controlOf>
let admin: Person
let host: AccountHost
let pollAll: () => Promise<void>

beforeAll(async () => {
  ctx = await openTestContext()
})
afterAll(() => ctx.close())
beforeEach(async () => {
  await ctx.empty()
  admin = await createPersonWith(ctx, { role: "admin" })
  simulator = await simulatorOf(ctx)
  control = controlOf(simulator.url)
  await control.post("/citizens", { username: "marie_parvis", name: "Marie Lefèvre" })
  host = createAccountHost(ctx, untilStopped, (accountId, connector) => {
    if (connector) ctx.connect(accountId, connector)
  })
})
afterEach(async () => {
  await host.end()
  await simulator.close()
})

/** What the desk runs for an account, but that it reads when the test says so. */
async function untilStopped(connector: Connector, account: Account, signal: AbortSignal): Promise<void> {
  pollAll = pollersOf(ctx, connector, account)
  await once(signal, "abort")
}

/** How accounts on X are connected, as `networks.ts` does it, on the clock of the test. */
function openX(): void {
  const { clientId, clientSecret } = simulator.credentials.oauth2
  const { now } = ctx
  const oauth = createXOAuth({ apiUrl: simulator.url, app: { clientId, clientSecret }, now })
  const access: NetworkAccess = {
    network: "x",
    consent: { begin: oauth.begin, finish: oauth.finish },
    renew: oauth.renew,
    revoke: oauth.revoke,
    connect: (_credentials, keeper) => xConnectorOf(ctx, simulator, { credentials: keptBy(keeper) }),
  }
  ctx.open(access)
}

function openFacebook(): void {
  ctx.open({
    network: "facebook",
    consent: null,
    renew: () => Promise.reject(new ConnectorError("retry", "token_rejected")),
    revoke: () => Promise.resolve(),
    connect: ({ accessToken }) => facebookConnectorOf(ctx, simulator, { pageToken: accessToken }),
  })
}

/** An administrator goes to X's page, and says yes. */
async function connectX(wanted: string | null = null): Promise<Account> {
  const { url } = await askConsent(ctx, admin, "x", wanted, BACK)
  const fields = [...new URL(url).searchParams, ["answer", "allow"], ["account", "VilleDeParvis"]]
  const response = await fetch(new URL("/i/oauth2/authorize", url), {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams(fields as [string, string][]),
  })
  const back = new URL(response.headers.get("location") ?? "")
  const answer = { state: back.searchParams.get("state") ?? "", code: back.searchParams.get("code") ?? "" }
  const account = await acceptConsent(ctx, admin, answer, BACK)
  await host.follow()
  return account
}

/** An administrator enters the token that Facebook's pages gave. */
async function connectPage(accountId: string | null = null): Promise<Account> {
  const token = simulator.facebook.pageToken
  const account = await connectByToken(ctx, admin, { network: "facebook", token, accountId })
  await host.follow()
  return account
}

const stateOf = async ({ id }: Account) => (await ctx.accounts.find(id))?.state

async function threadOf({ network, id: accountId }: Account, externalId: string): Promise<string> {
  ctx.pass(MINUTE_MS)
  await pollAll()
  const standing = await ctx.messages.standing({ network, accountId, externalId })
  if (!standing?.threadId) throw new Error(`not stored: ${externalId}`)
  return standing.threadId
}

async function reply(threadId: string, text: string): Promise<string> {
  ctx.pass(1_000)
  const expectedVersion = (await ctx.threads.find(threadId))?.version ?? 0
  const input = { clientId: crypto.randomUUID(), text, pictures: [], privately: false, expectedVersion }
  return (await sendReply(ctx, admin, threadId, input)).id
}

/** The outbox's turns until everything due has left, or waits. */
async function letSend(): Promise<void> {
  ctx.pass(ctx.undoSeconds * 1000)
  await drain(() => sendNext(ctx))
}

const WORDS = ["Nous regardons.", "Une équipe passe demain.", "C’est réparé."]

type Town = {
  connect: (accountId?: string | null) => Promise<Account>
  /** A citizen writes; answers the network's name for it. */
  say: (text: string) => Promise<string>
  access: (access: string) => Promise<unknown>
  /** What the city said, in the order it was said. */
  said: () => Promise<string[]>
}

const x: Town = {
  connect: connectX,
  say: async (text) =>
    (await control.post("/posts", { by: "marie_parvis", text: `@VilleDeParvis ${text}` })).post.id,
  access: (access) => control.put("/x/access", { access }),
  said: async () =>
    (await control.get("/state")).posts.filter(({ byCity }) => byCity).map(({ typed }) => typed),
}
const facebook: Town = {
  connect: connectPage,
  say: async (text) => (await control.post("/facebook/posts", { by: "marie_parvis", text })).pagePost.id,
  access: (access) => control.put("/facebook/access", { access }),
  said: async () =>
    (await control.get("/facebook/state")).facebook.comments
      .filter(({ byPage }) => byPage)
      .map(({ message }) => message),
}

/** Within a minute of the clock the account asks for a person, and what was written waits. */
async function expectWaiting(town: Town, account: Account, threadId: string): Promise<string[]> {
  const first = await reply(threadId, WORDS[0] ?? "")
  for (let third = 0; third < 3; third += 1) {
    ctx.pass(MINUTE_MS / 3)
    await pollAll()
  }
  expect(await stateOf(account)).toBe("reconnect")
  const rest = [await reply(threadId, WORDS[1] ?? ""), await reply(threadId, WORDS[2] ?? "")]
  for (let minute = 0; minute < 3; minute += 1) {
    await letSend()
    ctx.pass(MINUTE_MS)
    await pollAll()
    expect(await stateOf(account)).toBe("reconnect")
  }
  const ids = [first, ...rest]
  for (const id of ids) expect(await ctx.replies.find(id)).toMatchObject({ state: "held", attempts: 0 })
  expect(await town.said()).toEqual([])
  return ids
}

/** Connected again, everything leaves by itself, in the order it was written, once; and what was said meanwhile comes. */
async function expectLeaving(town: Town, account: Account, ids: string[], meanwhile: string): Promise<void> {
  const again = await town.connect(account.id)
  expect(again.id).toBe(account.id)
  expect(await stateOf(account)).toBe("ok")
  await letSend()
  expect(await town.said()).toEqual(WORDS)
  await threadOf(account, meanwhile)
  await drain(() => lookForNext(ctx))
  for (const id of ids) expect((await ctx.replies.find(id))?.state).toBe("sent")
  expect(await town.said()).toEqual(WORDS)
  const stored = await storedMessages(ctx)
  expect(stored.filter(({ direction }) => direction === "out")).toHaveLength(WORDS.length)
  expect(stored.filter(({ direction }) => direction === "in")).toHaveLength(2)
}

describe("an account on X, connected by its consent,", () => {
  beforeEach(openX)

  test("is renewed in silence when its access has ended: a reply leaves, and nothing is shown", async () => {
    const account = await x.connect()
    const thread = await threadOf(account, await x.say("un lampadaire éteint"))
    for (const text of WORDS.slice(0, 2)) {
      await x.access("expired")
      await reply(thread, text)
      await letSend()
      expect(await stateOf(account)).toBe("ok")
    }
    // Two hours later the desk renews before anything is refused.
    ctx.pass(2 * 60 * MINUTE_MS)
    await reply(thread, WORDS[2] ?? "")
    await letSend()
    expect(await x.said()).toEqual(WORDS)
    await pollAll()
    expect(await ctx.accounts.find(account.id)).toMatchObject({ state: "ok", trouble: null })
  })

  test.each(["revoked", "password"])("waits for a person when its access is gone: %s", async (access) => {
    const account = await x.connect()
    const thread = await threadOf(account, await x.say("un lampadaire éteint"))
    await x.access(access)
    const ids = await expectWaiting(x, account, thread)
    const meanwhile = await x.say("et un banc cassé")
    await expectLeaving(x, account, ids, meanwhile)
  })

  test("keeps the order of what was written also when sending is what finds its access gone", async () => {
    const account = await x.connect()
    const thread = await threadOf(account, await x.say("un lampadaire éteint"))
    const ids: string[] = []
    for (const text of WORDS) ids.push(await reply(thread, text))
    await x.access("revoked")
    await letSend()
    expect(await stateOf(account)).toBe("reconnect")
    expect(await ctx.replies.find(ids[0] ?? "")).toMatchObject({ state: "retry", reason: "token_rejected" })
    await expectLeaving(x, account, ids, await x.say("et un banc cassé"))
  })

  test("asks to be connected again when the answer to a renewal is lost, and loses nothing", async () => {
    const account = await x.connect()
    const thread = await threadOf(account, await x.say("un lampadaire éteint"))
    const lost = { kind: "timeout_after_accept", times: 1, milliseconds: 0 }
    await control.put("/faults", { ...lost, endpoint: "POST /2/oauth2/token" })
    await x.access("expired")
    const ids = await expectWaiting(x, account, thread)
    const meanwhile = await x.say("et un banc cassé")
    await expectLeaving(x, account, ids, meanwhile)
  })

  test("is marked by X's push alone when its access is taken away", async () => {
    const { appSecret: consumerSecret } = simulator.credentials.oauth1
    ctx.receive(createXWebhook({ consumerSecret, clientSecret: null, now: ctx.now }))
    const desk = await listenForPushes(ctx)
    try {
      const account = await x.connect()
      await control.put("/x/webhooks", { url: `${desk.url}/webhooks/x` })
      await x.access("revoked")
      await simulator.xHooks.settled()
      await drain(() => takeInNext(ctx))
      expect(await ctx.accounts.find(account.id)).toMatchObject({
        state: "reconnect",
        trouble: { reason: "token_rejected" },
      })
    } finally {
      desk.close()
    }
  })
})

describe("a Page on Facebook, connected by its token,", () => {
  beforeEach(openFacebook)

  test.each(["expired", "revoked", "password"])(
    "waits for a person when its access is gone: %s",
    async (access) => {
      const account = await facebook.connect()
      const thread = await threadOf(account, await facebook.say("Un lampadaire est éteint"))
      await facebook.access(access)
      const ids = await expectWaiting(facebook, account, thread)
      const meanwhile = await facebook.say("Et un banc est cassé")
      await facebook.access("valid")
      await expectLeaving(facebook, account, ids, meanwhile)
    },
  )
})
