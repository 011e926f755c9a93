import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest"
import { createXStream } from "../../server/connectors/x/stream.ts"
import { createXWebhook } from "../../server/connectors/x/webhook.ts"
import { openTestContext, type TestContext } from "../../server/testing/test-context.ts"
import { takeInNext } from "../../server/workers/deliveries.ts"
import { every } from "../../server/workers/every.ts"
import { createRecheck, RECHECK_ROUNDS } from "../../server/workers/recheck-account.ts"
import { createStreamRunner } from "../../server/workers/run-stream.ts"
import { type viewPost } from "./control/view.ts"
import { seededRandom } from "./pictures/random.ts"
import { type Simulator } from "./simulator.ts"
import { controlOf } from "./testing/control.ts"
import {
  drain,
  listenForPushes,
  listenToCalls,
  pollersOf,
  settle,
  simulatorOf,
  type Stored,
  storedMessages,
  xConnectorOf,
} from "./testing/desk.ts"

/** `EVERY_WAY_SEED` plays a run again. */
const SEED = Number(process.env["EVERY_WAY_SEED"] ?? Date.now() % 1_000_000)
const POSTS = 60
const FAULTS = [
  { kind: "webhook_duplicate" },
  { kind: "webhook_shuffled" },
  { kind: "webhook_late", milliseconds: 150 },
  { kind: "stream_duplicate" },
]

let ctx: TestContext
let simulator: Simulator
let control: ReturnType<typeof controlOf>
let stop: AbortController
let work: Promise<unknown>
let desk: Awaited<ReturnType<typeof listenForPushes>>
let heard: ReturnType<typeof listenToCalls>

beforeAll(async () => {
  ctx = await openTestContext()
  await ctx.empty()
})
afterAll(() => ctx.close())
beforeEach(async () => {
  simulator = await simulatorOf(ctx, { webhookRetryMs: 50 })
  control = controlOf(simulator.url)
  heard = listenToCalls(ctx, simulator.url)
  desk = await listenForPushes(ctx)
  stop = new AbortController()
  for (const username of ["marie_parvis", "karim_parvis"]) await control.post("/citizens", { username })
})
afterEach(async () => {
  stop.abort()
  await work
  heard.stop()
  desk.close()
  await simulator.close()
})

type Post = ReturnType<typeof viewPost>
/** One message, as the network has it or the desk: its words, the words before, and whether it is gone. */
type Told = { id: string; text: string; versions: string[]; isGone: boolean }

const byId = (a: Told, b: Told): number => a.id.localeCompare(b.id)

function onNetwork(posts: readonly Post[]): Told[] {
  const messages = new Map<string, Post[]>()
  for (const post of posts) messages.set(post.firstId, [...(messages.get(post.firstId) ?? []), post])
  const told = [...messages].map(([id, versions]) => {
    const last = versions.at(-1)
    if (!last || last.isDeleted) return { id, text: "", versions: [], isGone: true }
    const words = versions.map((version) => `${version.id} ${version.text}`).sort()
    return { id, text: last.text, versions: words, isGone: false }
  })
  return told.sort(byId)
}

function onDesk(stored: readonly Stored[]): Told[] {
  const told = stored.map(({ externalId: id, text, revision, earlier, removedAt }) => {
    if (removedAt) return { id, text, versions: earlier.map((version) => version.id), isGone: true }
    const words = [{ ...revision, text }, ...earlier].map((version) => `${version.id} ${version.text}`).sort()
    return { id, text, versions: words, isGone: false }
  })
  return told.sort(byId)
}

test("what X tells by poll, stream and webhook at once, twice, late and in disorder, is stored as it stands on X", async () => {
  console.info(`EVERY_WAY_SEED=${SEED}`)
  const random = seededRandom(SEED)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const connector = xConnectorOf(ctx, simulator)
  const account = await settle(ctx, connector)
  const pollAll = pollersOf(ctx, connector, account)
  const { appSecret: consumerSecret } = simulator.credentials.oauth1
  ctx.receive(createXWebhook({ consumerSecret, clientSecret: null, now: ctx.now }))
  await control.put("/x/webhooks", { url: `${desk.url}/webhooks/x` })
  const { appBearer: bearerToken } = simulator.credentials
  const stream = createStreamRunner(ctx, createXStream({ apiUrl: simulator.url, bearerToken, now: ctx.now }))
  const errors: unknown[] = []
  const report = (error: unknown) => void errors.push(error)
  work = Promise.all([
    every(5, stop.signal, () => takeInNext(ctx), report),
    every(50, stop.signal, () => stream(stop.signal), report),
  ])
  await vi.waitFor(
    () => expect(heard.calls.map(({ path }) => path)).toContain("/2/tweets/search/stream"),
    5_000,
  )
  await control.put("/faults", { faults: FAULTS })

  const latest: string[] = []
  for (let n = 0; n < POSTS; n += 1) {
    const by = pick(["marie_parvis", "karim_parvis"])
    latest.push((await control.post("/posts", { by, text: `@VilleDeParvis lampadaire ${n} éteint` })).post.id)
    ctx.pass(400)
    const at = Math.floor(random() * latest.length)
    const [what, id] = [random(), latest[at] ?? ""]
    if (what < 0.4) {
      const edit = await control
        .put(`/posts/${id}`, { text: `@VilleDeParvis corrigé ${n}` })
        .catch(() => null)
      if (edit) latest[at] = edit.post.id
    } else if (what < 0.55) {
      await control.delete(`/posts/${id}`)
      latest.splice(at, 1)
    }
    if (n % 4 === 0) await pollAll()
  }

  await simulator.xHooks.settled()
  await vi.waitFor(
    async () => {
      // What failed for the sake of another writer is taken in again when it is due.
      ctx.pass(5_000)
      await pollAll()
      expect(await ctx.deliveries.waiting()).toBe(0)
    },
    { timeout: 10_000, interval: 20 },
  )
  for (const round of RECHECK_ROUNDS) await createRecheck(ctx, connector, account, round)(stop.signal)
  await drain(() => takeInNext(ctx))

  const { posts, faults } = await control.get("/state")
  const told = onDesk(await storedMessages(ctx))
  expect(told).toEqual(onNetwork(posts))
  expect(told).toHaveLength(POSTS)
  expect(errors).toEqual([])
  const hits = Object.fromEntries(faults.flatMap(({ kind, hits }) => (hits > 0 ? [[kind, hits]] : [])))
  for (const { kind } of FAULTS) expect(hits[kind], kind).toBeGreaterThan(0)
  const edited = told.filter(({ versions }) => versions.length > 1).length
  const twice = told.filter(({ versions }) => versions.length > 2).length
  const gone = told.filter(({ isGone }) => isGone).length
  expect(Math.min(edited, gone)).toBeGreaterThan(0)
  console.info(JSON.stringify({ posts: POSTS, edited, twice, gone, ...hits }))
}, 30_000)
