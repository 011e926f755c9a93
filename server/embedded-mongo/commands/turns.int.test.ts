import { afterAll, beforeAll, expect, test } from "vitest"
import type mongoose from "mongoose"
import { openServer, refusal, type TestServer } from "../testing/open-server.ts"

let at: TestServer
let rows: mongoose.mongo.Collection
beforeAll(async () => {
  at = await openServer()
  rows = at.db.collection("rows")
  const text = "long enough to be worth stepping over ".repeat(10)
  const documents = Array.from({ length: 30_000 }, (_, n) => ({ text, n, key: `k${n}` }))
  await rows.insertMany(documents)
})
afterAll(() => at.close())

const long: Record<string, () => Promise<unknown>> = {
  "a find that finds nothing": () => rows.find({ key: "none" }).toArray(),
  "a find that sorts": () => rows.find().sort({ key: -1 }).limit(1).toArray(),
  "a count": () => rows.countDocuments({ key: /none/ }),
  "the distinct values of a field": () => rows.distinct("key"),
  "an explained find": () => rows.find({ key: "none" }).explain("executionStats"),
  "an index build": () => rows.createIndex({ n: 1, key: -1 }),
  "a $group": () => rows.aggregate([{ $group: { _id: "$key" } }]).toArray(),
  "a $facet": () =>
    rows.aggregate([{ $facet: { a: [{ $sortByCount: "$key" }, { $count: "n" }] } }]).toArray(),
}

test.each(Object.keys(long))("%s lets other commands through", async (name) => {
  let isRunning = true
  let pings = 0
  const running = long[name]?.().finally(() => (isRunning = false))
  while (isRunning) {
    await at.db.command({ ping: 1 })
    if (isRunning) pings++
  }
  await running
  expect(pings).toBeGreaterThan(1)
})

test("a find whose collection is dropped under it is told so", async () => {
  const scan = refusal(rows.find({ key: "none" }).toArray())
  await at.db.command({ ping: 1 })
  await rows.drop()
  expect(await scan).toMatchObject({ code: 175, codeName: "QueryPlanKilled" })
})
