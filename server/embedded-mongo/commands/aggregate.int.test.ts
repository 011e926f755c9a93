import { afterAll, beforeAll, expect, test } from "vitest"
import { openServer, refusal, type TestServer } from "../testing/open-server.ts"

let at: TestServer
beforeAll(async () => {
  at = await openServer()
  await at.db.collection("rows").insertMany([{ n: 1 }, { n: 2 }])
  await at.db.collection("rows").createIndex({ n: 1 })
})
afterAll(() => at.close())

test("$collStats tells how much a collection holds", async () => {
  const stages = [{ $collStats: { count: {}, storageStats: { scale: 2 } } }]
  expect(await at.db.collection("rows").aggregate(stages).toArray()).toMatchObject([
    { ns: "test.rows", count: 2, storageStats: { count: 2, capped: false, nindexes: 2, scaleFactor: 2 } },
  ])
  expect(await refusal(at.db.collection("none").aggregate(stages).toArray())).toMatchObject({ code: 26 })
  const latency = [{ $collStats: { latencyStats: {} } }]
  expect(await refusal(at.db.collection("rows").aggregate(latency).toArray())).toMatchObject({ code: 238 })
})

test("a pipeline's plan is that of its beginning, also through a view", async () => {
  await at.db.createCollection("few", { viewOn: "rows", pipeline: [{ $match: { n: { $lt: 2 } } }] })
  for (const rows of [at.db.collection("rows"), at.db.collection("few")]) {
    const stages = [{ $match: { n: { $gt: 0 } } }, { $group: { _id: "$n" } }]
    expect(await rows.aggregate(stages).explain()).toMatchObject({
      queryPlanner: { namespace: "test.rows", winningPlan: { inputStage: { indexName: "n_1" } } },
      stages: [{ $cursor: {} }, { $group: { _id: "$n" } }],
    })
  }
})

test("a hidden index serves nobody", async () => {
  const rows = at.db.collection("hiding")
  await rows.insertOne({ n: 1 })
  await rows.createIndex({ n: 1 }, { hidden: true })
  const plan = await rows.find({ n: 1 }).explain()
  expect(plan).toMatchObject({ queryPlanner: { winningPlan: { stage: "COLLSCAN" } } })
  expect(await refusal(rows.find({ n: 1 }).hint("n_1").toArray())).toMatchObject({ code: 2 })
})

test.each([
  [[{ $match: {} }, { $changeStream: {} }], 40602],
  [[{ $match: {} }, { $collStats: {} }], 40602],
  [[{ $indexStats: {} }], 238],
  [[{ $unheard: {} }], 40324],
])("%j is refused with %d", async (stages, code) => {
  expect(await refusal(at.db.collection("rows").aggregate(stages).toArray())).toMatchObject({ code })
})

test("an update cannot be sorted before MongoDB 8, and no _id holds operators", async () => {
  const update = { q: {}, u: { $set: { n: 1 } }, sort: { n: 1 } }
  expect(await refusal(at.db.command({ update: "rows", updates: [update] }))).toMatchObject({ code: 40415 })
  const rows = at.db.collection<{ _id: object }>("ids")
  for (const _id of [{ $a: 1 }, { a: { $b: 1 } }])
    expect(await refusal(rows.insertOne({ _id }))).toMatchObject({ code: 52 })
  await rows.insertOne({ _id: { $ref: "rows", $id: 1 } })
  expect(await rows.countDocuments()).toBe(1)
})
