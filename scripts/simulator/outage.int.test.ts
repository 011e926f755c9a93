import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest"
import type { Account } from "../../shared/account.ts"
import type { Connector } from "../../server/connectors/connector.ts"
import { openTestContext, type TestContext } from "../../server/testing/test-context.ts"
import { type Simulator } from "./simulator.ts"
import { controlOf } from "./testing/control.ts"
import {
  facebookConnectorOf,
  listenToCalls,
  mostWithin,
  passToNextPoll,
  pollersOf,
  settle,
  simulatorOf,
  storedMessages,
  xConnectorOf,
} from "./testing/desk.ts"

/** `OUTAGE_MESSAGES` asks for more than is quick; 5,000 is the promise. */
const ASKED = process.env["OUTAGE_MESSAGES"]
/** More than X lists as mentions, so that what lies behind them is searched for. */
const ON_X = Number(ASKED ?? 900)
const ON_FACEBOOK = Number(ASKED ?? 300)
const PRIVATE_SHARE = 0.1
const HOURS = 8
const HOUR_MS = 3_600_000
const QUARTER_MS = 15 * 60_000
/** Far more than is ever set apart here. */
const MOST_APART = 1_000
/** Thousands of messages take a while to go through the store. */
const timeout = (messages: number): number => 30_000 + messages * 80

/** Calls a user may make in a quarter of an hour (docs.x.com, "Rate limits"). */
const BUDGETS = [
  { name: "mentions", path: /^\/2\/users\/\d+\/mentions$/, most: 300 },
  { name: "search", path: /^\/2\/tweets\/search\/recent$/, most: 300 },
  { name: "directs", path: /^\/2\/dm_events$/, most: 15 },
  { name: "own posts", path: /^\/2\/users\/\d+\/tweets$/, most: 900 },
  { name: "me", path: /^\/2\/users\/me$/, most: 75 },
]

let ctx: TestContext
let simulator: Simulator
let control: ReturnType<typeof controlOf>
let heard: ReturnType<typeof listenToCalls>

beforeAll(async () => {
  ctx = await openTestContext()
})
afterAll(() => ctx.close())
beforeEach(async () => {
  await ctx.empty()
  simulator = await simulatorOf(ctx)
  control = controlOf(simulator.url)
  heard = listenToCalls(ctx, simulator.url)
  await control.post("/citizens", { username: "marie_parvis", name: "Marie Lefèvre" })
})
afterEach(async () => {
  heard.stop()
  await simulator.close()
})

const gapsOf = ({ id }: Account) => ctx.gaps.list(id, new Date(0))

/** The network refuses for eight hours, while the pollers go on asking. */
async function goThroughOutage(account: Account, pollAll: () => Promise<void>, atHalfTime = async () => {}) {
  await control.put("/faults", { kind: "503" })
  for (let hour = 0; hour < HOURS; hour += 1) {
    if (hour === HOURS / 2) await atHalfTime()
    ctx.pass(HOUR_MS)
    await pollAll()
  }
  expect(await ctx.accounts.find(account.id)).toMatchObject({
    state: "delayed",
    trouble: { reason: "network_unavailable" },
  })
}

/** Everything the pollers need until no gap is open, at the pace the network asks for. Answers how long it took. */
async function catchUp(account: Account, pollAll: () => Promise<void>): Promise<number> {
  await control.delete("/faults")
  const began = ctx.now().getTime()
  for (let turn = 0; turn < 2_000; turn += 1) {
    await passToNextPoll(ctx, account)
    await pollAll()
    if ((await gapsOf(account)).every(({ state }) => state !== "open")) return ctx.now().getTime() - began
  }
  throw new Error("the gaps stay open")
}

async function connect(connector: Connector) {
  const account = await settle(ctx, connector)
  const pollAll = pollersOf(ctx, connector, account)
  await pollAll()
  expect(await gapsOf(account)).toEqual([])
  return { account, pollAll }
}

/** Every gap covers the outage and was closed after it; answers how much each source brought. */
async function foundIn(account: Account): Promise<Record<string, number>> {
  // There are no words to listen for: the network is not asked, and cannot refuse.
  const gaps = (await gapsOf(account)).filter(({ source }) => source !== "listening")
  for (const gap of gaps) {
    expect(gap.state).toBe("closed")
    expect(Date.parse(gap.to) - Date.parse(gap.from)).toBeGreaterThanOrEqual(HOURS * HOUR_MS)
  }
  return Object.fromEntries(gaps.map(({ source, found }) => [source, found]))
}

function beyondTwenty(messages: readonly { id: string; citizenId: string; createdAt: string }[]): string[] {
  const exchanges = new Map<string, string[]>()
  for (const { id, citizenId } of [...messages].sort((a, b) => a.createdAt.localeCompare(b.createdAt)))
    exchanges.set(citizenId, [...(exchanges.get(citizenId) ?? []), id])
  return [...exchanges.values()].flatMap((ids) => ids.slice(0, -20)).sort()
}

const report = (words: object) => console.info(JSON.stringify(words))

test(
  "after eight hours in which X refused, everything said meanwhile is stored once, within X's limits",
  async () => {
    await control.post("/posts", { by: "marie_parvis", text: "@VilleDeParvis un lampadaire éteint" })
    const { account, pollAll } = await connect(xConnectorOf(ctx, simulator))
    expect(await storedMessages(ctx)).toHaveLength(1)

    await goThroughOutage(account, pollAll)
    expect((await gapsOf(account)).map(({ state }) => state)).toContain("open")
    await control.post("/backlog", { count: ON_X, hours: HOURS, directs: PRIVATE_SHARE })
    const began = Date.now()
    const tookMs = await catchUp(account, pollAll)

    const { posts, directs } = await control.get("/state")
    const said = [...posts.filter(({ byCity }) => !byCity), ...directs].map(({ id }) => id)
    expect(said).toHaveLength(ON_X + 1)
    expect((await storedMessages(ctx)).map(({ externalId }) => externalId).sort()).toEqual(said.sort())
    const privately = ON_X * PRIVATE_SHARE
    expect(await foundIn(account)).toMatchObject({ mentions: ON_X - privately, directs: privately })
    expect(await ctx.accounts.find(account.id)).toMatchObject({ state: "ok", trouble: null })

    const most = BUDGETS.map(({ name, path, most }) => {
      const within = mostWithin(
        heard.calls.filter((call) => path.test(call.path)),
        QUARTER_MS,
      )
      expect(within, name).toBeLessThanOrEqual(most)
      return [name, within] as const
    })
    expect(heard.calls.filter(({ status }) => status === 429)).toEqual([])
    expect(heard.calls.filter(({ path }) => !BUDGETS.some((budget) => budget.path.test(path)))).toEqual([])
    report({
      network: "x",
      messages: ON_X,
      minutesByTheNetworksClock: Math.round(tookMs / 6_000) / 10,
      secondsHere: Math.round((Date.now() - began) / 100) / 10,
      mostCallsInAQuarter: Object.fromEntries(most),
    })
  },
  timeout(ON_X),
)

test(
  "after eight hours in which Facebook refused, every post, comment and message is stored once",
  async () => {
    await control.post("/facebook/posts", { by: "marie_parvis", text: "Un lampadaire est éteint" })
    const { account, pollAll } = await connect(facebookConnectorOf(ctx, simulator))
    expect(await storedMessages(ctx)).toHaveLength(1)

    // Until the Page says something, citizens post on it; from then on they comment.
    await goThroughOutage(account, pollAll, async () => {
      await control.post("/facebook/posts", { by: "VilleDeParvis", text: "Travaux rue Pasteur dès lundi." })
    })
    expect((await gapsOf(account)).map(({ state }) => state)).toContain("open")
    const wanted = { network: "facebook", count: ON_FACEBOOK, hours: HOURS, directs: PRIVATE_SHARE }
    await control.post("/backlog", wanted)
    const began = Date.now()
    const tookMs = await catchUp(account, pollAll)

    const { facebook } = await control.get("/facebook/state")
    const posts = facebook.posts.filter(({ byPage }) => !byPage).map(({ id }) => id)
    const comments = facebook.comments.map(({ id }) => id)
    const messages = facebook.messages.map(({ id }) => id)
    expect(posts.length + comments.length + messages.length).toBe(ON_FACEBOOK + 1)
    expect(Math.min(posts.length, comments.length, messages.length)).toBeGreaterThan(ON_FACEBOOK / 20)
    const stored = (await storedMessages(ctx)).map(({ externalId }) => externalId)
    // Graph tells the words of an exchange's 20 newest messages only: who wrote more is set apart, not dropped.
    const apart = (await ctx.quarantine.list(MOST_APART)).flatMap(({ externalId }) => externalId ?? [])
    expect([...stored, ...apart].sort()).toEqual([...posts, ...comments, ...messages].sort())
    expect(apart.sort()).toEqual(beyondTwenty(facebook.messages))
    expect(await foundIn(account)).toMatchObject({
      posts: posts.length - 1,
      comments: comments.length,
      directs: messages.length - apart.length,
    })
    expect(await ctx.accounts.find(account.id)).toMatchObject({ state: "ok", trouble: null })
    expect(heard.calls.filter(({ status }) => status !== 200 && status !== 503)).toEqual([])
    report({
      network: "facebook",
      ...{ posts: posts.length, comments: comments.length, messages: messages.length, apart: apart.length },
      minutesByTheNetworksClock: Math.round(tookMs / 6_000) / 10,
      secondsHere: Math.round((Date.now() - began) / 100) / 10,
      calls: heard.calls.filter(({ status }) => status === 200).length,
    })
  },
  timeout(ON_FACEBOOK),
)
