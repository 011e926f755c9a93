import { assert, asyncProperty, array, constantFrom, integer, record } from "fast-check"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { Account } from "../../../shared/account.ts"
import type { IncomingMessage } from "../../connectors/incoming.ts"
import { buildIncoming, createAccount } from "../../testing/builders.ts"
import { openTestContext, type TestContext } from "../../testing/test-context.ts"
import { removeMessage } from "./remove-message.ts"
import { threadKeyOf } from "./open-or-move.ts"
import { storeNews } from "./store-news.ts"

/** How many schedules: `SCHEDULES=10000 npx vitest run schedules` is the long run. */
const schedules = Number(process.env["SCHEDULES"] ?? 75)
const seed = Number(process.env["SEED"] ?? 20261124)
/** Schedules that run side by side, as threads of a busy day do. */
const SIDE_BY_SIDE = 25

let ctx: TestContext
let account: Account
let sequence = 0

beforeAll(async () => {
  ctx = await openTestContext()
  account = await createAccount(ctx)
})
afterAll(() => ctx.close())

const VERSIONS = ["le lampadaire est éteint", "les lampadaires sont éteints", "toute la rue est éteinte"]
/** 36 hours: how late a network may still push. */
const LATE_MS = 36 * 3_600_000
const WRITTEN = Date.UTC(2026, 10, 22, 8)

/** One arrival: a version, or the end of the message (null), by one way or several at the same moment. */
const arrival = record({
  version: constantFrom(0, 1, 2, 0, 1, 2, null),
  atOnce: integer({ min: 1, max: 3 }),
  lateMs: integer({ min: 0, max: LATE_MS }),
})
const schedule = array(arrival, { minLength: 1, maxLength: 12 })
type Arrival = { version: number | null; atOnce: number; lateMs: number }

function versionOf(base: IncomingMessage, version: number): IncomingMessage {
  const at = new Date(WRITTEN + version * 300_000)
  return { ...base, revision: { id: `${base.externalId}${version}`, at }, text: VERSIONS[version] ?? "" }
}

async function play(arrivals: Arrival[]): Promise<void> {
  const externalId = `77${String((sequence += 1)).padStart(8, "0")}`
  const base = buildIncoming({ externalId, sentAt: new Date(WRITTEN) })
  const inTime = arrivals.toSorted((a, b) => a.lateMs - b.lateMs)
  for (const { version, atOnce } of inTime) {
    const tell = () =>
      version === null
        ? removeMessage(ctx, account, { externalId, at: new Date(WRITTEN + LATE_MS) })
        : storeNews(ctx, account, "test", {
            messages: [versionOf(base, version)],
            removals: [],
            unreadable: [],
          })
    await Promise.all(Array.from({ length: atOnce }, tell))
  }
  await check(base, inTime)
}

async function check(base: IncomingMessage, inTime: Arrival[]): Promise<void> {
  const end = inTime.findIndex(({ version }) => version === null)
  const before = end < 0 ? inTime : inTime.slice(0, end)
  const seen = [...new Set(before.flatMap(({ version }) => version ?? []))].sort()
  const thread = await ctx.threads.findByKey({ accountId: account.id, key: threadKeyOf(base) })
  if (seen.length === 0) {
    expect(thread).toBeNull()
    expect(
      await ctx.messages.standing({ network: "x", accountId: account.id, externalId: base.externalId }),
    ).toMatchObject({ isRemoved: true, threadId: null })
    return
  }
  const messages = await ctx.messages.ofThread(thread?.id ?? "")
  const kinds = (await ctx.timeline.ofThread(thread?.id ?? "")).map(({ kind }) => kind)
  expect(messages).toHaveLength(1)
  expect(thread?.messageCount).toBe(1)
  expect(kinds.filter((kind) => kind === "thread_opened")).toHaveLength(1)
  if (end >= 0) {
    expect(messages[0]).toMatchObject({ text: "", earlier: [], media: [], classification: null })
    expect(messages[0]?.removedAt).not.toBeNull()
    expect(thread).toMatchObject({ excerpt: "", state: "closed" })
    expect(kinds.filter((kind) => kind === "message_removed")).toHaveLength(1)
    return
  }
  const words = seen.map((version) => VERSIONS[version])
  expect(messages[0]).toMatchObject({ text: words.at(-1), removedAt: null })
  expect(messages[0]?.earlier.map(({ text }) => text)).toEqual(words.slice(0, -1))
  expect(thread?.excerpt).toBe(words.at(-1))
}

test(
  "one word that arrives by poll, stream and webhook, again and again, late, shuffled, edited and deleted is one message, then a trace",
  { timeout: 1_800_000 },
  async () => {
    const together = array(schedule, { minLength: SIDE_BY_SIDE, maxLength: SIDE_BY_SIDE })
    await assert(
      asyncProperty(together, async (all) => void (await Promise.all(all.map(play)))),
      { seed, numRuns: Math.ceil(schedules / SIDE_BY_SIDE), endOnFailure: true },
    )
  },
)
