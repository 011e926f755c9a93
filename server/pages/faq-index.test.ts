import { describe, expect, test } from "vitest"
import { demoTexts } from "../domain/faq/demo-texts.ts"
import { buildEntry, demoEntries } from "./testing/entries.ts"
import { createFaqIndex } from "./faq-index.ts"
import { goldenQueries } from "./search/golden-queries.ts"

const index = createFaqIndex()
index.load(demoEntries)

/** The demo entries' slugs are their keys here. */
const ranked = goldenQueries.map((golden) => {
  const found = index.search(golden.query).hits.map(({ entry }) => entry.slug)
  return { ...golden, found, rank: found.indexOf(golden.expected) + 1 }
})

test("golden searches find their entry among the first three", () => {
  const share = (variant: string, within: number) => {
    const queries = ranked.filter((query) => query.variant === variant)
    return queries.filter(({ rank }) => rank > 0 && rank <= within).length / queries.length
  }
  const lines = ["clean", "bare", "typo", "spoken"].map(
    (variant) => `${variant} @1=${share(variant, 1).toFixed(3)} @3=${share(variant, 3).toFixed(3)}`,
  )
  for (const { query, expected, found, rank } of ranked)
    if (rank === 0 || rank > 3)
      lines.push(`missed ${query} -> ${expected}, got ${found.slice(0, 3).join(", ")}`)
  process.stdout.write(`faq search, ${goldenQueries.length} golden searches: ${lines.join("\n  ")}\n`)
  expect(goldenQueries.length).toBeGreaterThanOrEqual(120)
  expect(goldenQueries.every(({ expected }) => demoTexts.some(({ key }) => key === expected))).toBe(true)
  expect(share("clean", 3)).toBeGreaterThanOrEqual(0.98)
  expect(share("bare", 3)).toBeGreaterThanOrEqual(0.98)
  expect(share("typo", 3)).toBeGreaterThanOrEqual(0.9)
  expect(share("spoken", 3)).toBeGreaterThanOrEqual(0.85)
})

/** Processor time: a busy machine must not fail a test. */
function cpuMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}

describe("odd searches", () => {
  test.each([
    ["nothing", ""],
    ["stop words only", "est-ce que je peux le la les de du"],
    ["signs only", `'"%_\\*`],
    ["signs of a regular expression", "(a+)+$ [^ .*"],
    ["signs of the engine", '+encombrants^9 AND NOT ~ "x"'],
    ["an object's own words", "__proto__ constructor hasOwnProperty"],
    ["half a pair of surrogates", "\ud800\udc00\ud800 piscine"],
    ["another script", "كيف أحصل على جواز سفر"],
    ["zero bytes", "\u0000\u0000"],
  ])("%s: no error, and an answer at once", (_name, query) => {
    const started = process.cpuUsage()
    expect(() => index.search(query)).not.toThrow()
    expect(cpuMs(started)).toBeLessThan(200)
  })

  test("100 kB are cut, and what stands at the start still counts", () => {
    const started = process.cpuUsage()
    expect(index.search(`encombrants ${"mot ".repeat(25_000)}`).hits[0]?.entry.slug).toBe(
      "proprete-encombrants",
    )
    expect(index.search("x".repeat(100_000)).hits).toEqual([])
    expect(cpuMs(started)).toBeLessThan(300)
  })

  test("stop words only say that nothing was looked for", () => {
    expect(index.search("comment faire pour le").words).toEqual([])
  })
})

describe("the index follows the entries", () => {
  const one = buildEntry({ id: "a".repeat(24), question: "Où est le manège ?", answer: "Place du marché." })

  test("an entry is found once it is online, under its new text when it changes, and no more once it is archived", () => {
    const live = createFaqIndex()
    live.load([])
    const before = live.version()
    live.apply(one)
    expect(live.search("manège").hits.map(({ entry }) => entry.id)).toEqual([one.id])
    expect(live.version()).toBeGreaterThan(before)

    const rewritten = buildEntry({
      ...one,
      published: undefined,
      question: "Où est le carrousel ?",
      version: 2,
      publishedAt: "2026-11-02T00:00:00.000Z",
      updatedAt: "2026-11-02T00:00:00.000Z",
    })
    live.apply(rewritten)
    expect(live.search("manège").hits).toEqual([])
    expect(live.search("carrousel").hits).toHaveLength(1)

    live.apply({ ...rewritten, state: "archived", published: null, updatedAt: "2026-11-03T00:00:00.000Z" })
    expect(live.search("carrousel").hits).toEqual([])
    expect(live.get(one.id)).toBeNull()
    expect(live.isGone(one.id)).toBe(true)
  })

  test("what is being written does not show, and costs no page its place in the cache", () => {
    const live = createFaqIndex()
    live.load([one])
    const before = live.version()
    live.apply({
      ...one,
      state: "draft",
      question: "Brouillon secret",
      version: 2,
      updatedAt: "2026-11-05T00:00:00.000Z",
    })
    expect(live.search("secret").hits).toEqual([])
    expect(live.search("manège").hits).toHaveLength(1)
    expect(live.version()).toBe(before)
    live.apply(
      buildEntry({ id: "b".repeat(24), published: null, publishedAt: null, question: "Jamais en ligne" }),
    )
    expect(live.get("b".repeat(24))).toBeNull()
    expect(live.isGone("b".repeat(24))).toBe(false)
  })

  test("an older picture of an entry never replaces a newer one", () => {
    const live = createFaqIndex()
    live.load([])
    const newer = {
      ...one,
      state: "archived" as const,
      published: null,
      updatedAt: "2026-11-09T00:00:00.000Z",
    }
    live.apply(newer)
    live.apply(one)
    expect(live.get(one.id)).toBeNull()
    // A read that began before the change, and ends after it.
    live.load([one])
    expect(live.get(one.id)).toBeNull()
  })

  test("two processes that saw the same entries in another order give the same results", () => {
    const other = createFaqIndex()
    other.load([])
    for (const entry of [...demoEntries].reverse()) other.apply(entry)
    const first = demoEntries[0]
    if (!first?.published) throw new Error("no demo entry")
    const gone = {
      ...first,
      state: "archived" as const,
      published: null,
      updatedAt: "2026-12-01T00:00:00.000Z",
    }
    other.apply(gone)
    other.apply({ ...first, updatedAt: "2026-12-02T00:00:00.000Z" })
    const seen = (which: typeof index, query: string) =>
      which.search(query).hits.map(({ entry, score }) => [entry.id, score])
    for (const { query } of goldenQueries) expect(seen(other, query), query).toEqual(seen(index, query))
  })
})
