import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { openServer, refusal, type TestServer } from "../testing/open-server.ts"

let at: TestServer
beforeAll(async () => {
  at = await openServer()
})
afterAll(() => at.close())

beforeEach(async () => {
  await at.db.dropDatabase()
  await at.db.collection<{ _id: number; kind: string; n: number }>("rows").insertMany([
    { _id: 1, kind: "a", n: 1 },
    { _id: 2, kind: "b", n: 2 },
    { _id: 3, kind: "a", n: 3 },
  ])
  await at.db.createCollection("onlyA", { viewOn: "rows", pipeline: [{ $match: { kind: "a" } }] })
})

test("a view is read like a collection", async () => {
  const view = at.db.collection("onlyA")
  const options = { sort: { n: -1 }, projection: { n: 1 } } as const
  expect(await view.find({}, options).toArray()).toEqual([
    { _id: 3, n: 3 },
    { _id: 1, n: 1 },
  ])
  expect(await view.findOne({ n: { $gt: 1 } })).toMatchObject({ _id: 3 })
  expect(await view.find({}).skip(1).limit(5).toArray()).toMatchObject([{ _id: 3 }])
  expect(await view.aggregate([{ $group: { _id: null, sum: { $sum: "$n" } } }]).toArray()).toEqual([
    { _id: null, sum: 4 },
  ])
  expect(await view.countDocuments({ n: 3 })).toBe(1)
  expect(await view.estimatedDocumentCount()).toBe(2)
  expect(await view.distinct("n")).toEqual([1, 3])
  const batches = view.find().batchSize(1)
  expect(await batches.toArray()).toHaveLength(2)
})

test("views may stand on views, and pipelines may join them", async () => {
  await at.db.createCollection("late", { viewOn: "onlyA", pipeline: [{ $match: { n: { $gt: 1 } } }] })
  expect(await at.db.collection("late").find().toArray()).toMatchObject([{ _id: 3 }])
  const join = { $lookup: { from: "late", localField: "n", foreignField: "n", as: "found" } }
  const joined = await at.db.collection("rows").aggregate([join]).toArray()
  expect(joined.map(({ found }) => (found as unknown[]).length)).toEqual([0, 0, 1])
  const union = [{ $match: { _id: 0 } }, { $unionWith: "onlyA" }]
  expect(await at.db.collection("rows").aggregate(union).toArray()).toHaveLength(2)
})

test("a view is listed with what it is made of, also after a restart", async () => {
  await at.restart()
  const [listed] = await at.db.listCollections({ name: "onlyA" }).toArray()
  expect(listed).toEqual({
    name: "onlyA",
    type: "view",
    options: { viewOn: "rows", pipeline: [{ $match: { kind: "a" } }] },
    info: { readOnly: true },
  })
  const kept = at.db.collection("system.views").find().toArray()
  expect(await kept).toMatchObject([{ _id: "test.onlyA", viewOn: "rows" }])
})

test("a view can be changed and dropped", async () => {
  await at.db.command({ collMod: "onlyA", viewOn: "rows", pipeline: [{ $match: { kind: "b" } }] })
  expect(await at.db.collection("onlyA").find().toArray()).toMatchObject([{ _id: 2 }])
  await at.db.collection("onlyA").drop()
  expect(await at.db.collection("onlyA").find().toArray()).toEqual([])
  expect(await at.db.collection("rows").countDocuments()).toBe(3)
})

test("a view takes no writes and has no indexes", async () => {
  const view = at.db.collection("onlyA")
  for (const refused of [
    () => view.insertOne({ n: 1 }),
    () => view.updateOne({}, { $set: { n: 1 } }),
    () => view.deleteMany({}),
    () => view.findOneAndDelete({}),
    () => view.createIndex({ n: 1 }),
    () => view.listIndexes().toArray(),
    () => view.rename("other"),
    () => view.watch().tryNext(),
    () =>
      at.db
        .collection("rows")
        .aggregate([{ $out: "onlyA" }])
        .toArray(),
    () => at.db.command({ collStats: "onlyA" }),
  ])
    expect(await refusal(refused())).toMatchObject({ code: 166 })
  expect(await refusal(at.db.createCollection("onlyA"))).toMatchObject({ code: 48 })
})

test("a view that would be made of itself, or of a stage that writes, is refused", async () => {
  await at.db.createCollection("outer", { viewOn: "onlyA", pipeline: [] })
  const cycle = at.db.command({ collMod: "onlyA", viewOn: "outer", pipeline: [] })
  expect(await refusal(cycle)).toMatchObject({ code: 5 })
  const joined = [{ $lookup: { from: "outer", as: "x", pipeline: [] } }]
  const byJoin = at.db.command({ collMod: "onlyA", viewOn: "rows", pipeline: joined })
  expect(await refusal(byJoin)).toMatchObject({ code: 5 })
  const writing = at.db.createCollection("v", { viewOn: "rows", pipeline: [{ $out: "x" }] })
  expect(await refusal(writing)).toMatchObject({ code: 167 })
  const capped = at.db.createCollection("v", { viewOn: "rows", capped: true, size: 100 })
  expect(await refusal(capped)).toMatchObject({ code: 72 })
})
