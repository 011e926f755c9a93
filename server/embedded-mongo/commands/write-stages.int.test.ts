import { afterAll, beforeAll, expect, test } from "vitest"
import { openServer, refusal, type TestServer } from "../testing/open-server.ts"

let at: TestServer
beforeAll(async () => {
  at = await openServer()
})
afterAll(() => at.close())

type Row = { _id: number; k?: number; n?: number; list?: number[] }
let named = 0
const fresh = () => at.db.collection<Row>(`w${++named}`)
const all = (rows: ReturnType<typeof fresh>) => rows.find().sort({ _id: 1 }).toArray()
const twoRows = async () => {
  const rows = fresh()
  await rows.insertMany([
    { _id: 1, k: 1, n: 10 },
    { _id: 2, k: 2, n: 20 },
  ])
  return rows
}

test("$out replaces a collection in one step and keeps its indexes and options", async () => {
  const rows = await twoRows()
  const target = fresh()
  await at.db.createCollection(target.collectionName, { validator: { n: { $gt: 0 } } })
  await target.insertOne({ _id: 9, n: 1 })
  await target.createIndex({ k: 1 }, { unique: true })
  expect(await rows.aggregate([{ $out: target.collectionName }]).toArray()).toEqual([])
  expect(await all(target)).toEqual(await all(rows))
  expect((await target.indexes()).map(({ name }) => name)).toEqual(["_id_", "k_1"])
  const [listed] = await at.db.listCollections({ name: target.collectionName }).toArray()
  expect(listed).toMatchObject({ options: { validator: { n: { $gt: 0 } } } })
  expect(listed).not.toHaveProperty("options.temp")
})

test("$out that fails leaves the target as it was, and nothing beside it", async () => {
  const rows = await twoRows()
  const target = fresh()
  await target.insertOne({ _id: 9, k: 9 })
  await target.createIndex({ k: 1 }, { unique: true })
  const stages = [{ $set: { k: 1 } }, { $out: target.collectionName }]
  expect(await refusal(rows.aggregate(stages).toArray())).toMatchObject({ code: 11000 })
  expect(await all(target)).toEqual([{ _id: 9, k: 9 }])
  expect(await at.db.listCollections({ name: /tmp/ }).toArray()).toEqual([])
})

test("$out can write to another database", async () => {
  const rows = await twoRows()
  await rows.aggregate([{ $out: { db: "other", coll: "copy" } }]).toArray()
  expect(await at.client.db("other").collection("copy").countDocuments()).toBe(2)
})

test.each([
  ["replace", { _id: 1, n: 11 }],
  ["merge", { _id: 1, k: 5, n: 11 }],
  ["keepExisting", { _id: 1, k: 5 }],
])("$merge with whenMatched %s", async (whenMatched, merged) => {
  const source = fresh()
  await source.insertMany([
    { _id: 1, n: 11 },
    { _id: 2, n: 22 },
  ])
  const target = fresh()
  await target.insertOne({ _id: 1, k: 5 })
  await source.aggregate([{ $merge: { into: target.collectionName, whenMatched } }]).toArray()
  expect(await all(target)).toEqual([merged, { _id: 2, n: 22 }])
})

test("$merge changes what it finds by a pipeline that knows the new document and its variables", async () => {
  const rows = await twoRows()
  const target = fresh()
  await target.insertOne({ _id: 1, n: 1 })
  const into = target.collectionName
  const add = [{ $set: { n: { $add: ["$n", "$$new.n"] } } }]
  await rows.aggregate([{ $merge: { into, whenMatched: add, whenNotMatched: "discard" } }]).toArray()
  expect(await all(target)).toEqual([{ _id: 1, n: 11 }])
  const set = [{ $set: { k: "$$factor" } }]
  const request = { into, let: { factor: { $multiply: ["$n", 3] } }, whenMatched: set }
  await rows.aggregate([{ $merge: request }]).toArray()
  expect(await all(target)).toEqual([
    { _id: 1, n: 11, k: 30 },
    { _id: 2, k: 2, n: 20 },
  ])
})

test("$merge goes by other fields than _id only where they are unique", async () => {
  const rows = await twoRows()
  const target = fresh()
  await target.insertOne({ _id: 7, k: 1, n: 0 })
  const stages = [
    { $project: { _id: 0, k: 1, n: 1 } },
    { $merge: { into: target.collectionName, on: "k", whenNotMatched: "discard" } },
  ]
  expect(await refusal(rows.aggregate(stages).toArray())).toMatchObject({ code: 51183 })
  await target.createIndex({ k: 1 }, { unique: true })
  await rows.aggregate(stages).toArray()
  expect(await all(target)).toEqual([{ _id: 7, k: 1, n: 10 }])
  const without = [{ $project: { k: "$nothing" } }, stages[1] ?? {}]
  expect(await refusal(rows.aggregate(without).toArray())).toMatchObject({ code: 51132 })
})

test("$merge fails where it is told to", async () => {
  const rows = await twoRows()
  const into = fresh().collectionName
  const merge = (request: object) => rows.aggregate([{ $merge: { into, ...request } }]).toArray()
  expect(await refusal(merge({ whenNotMatched: "fail" }))).toMatchObject({ code: 13113 })
  await merge({})
  expect(await refusal(merge({ whenMatched: "fail" }))).toMatchObject({ code: 11000 })
  const contradiction = { whenMatched: "keepExisting", whenNotMatched: "discard" }
  expect(await refusal(merge(contradiction))).toMatchObject({ code: 51189 })
})

test("$merge into the collection it reads sees none of its own documents", async () => {
  const rows = await twoRows()
  const stages = [{ $set: { _id: { $add: ["$_id", 10] } } }, { $merge: rows.collectionName }]
  await rows.aggregate(stages).toArray()
  expect((await all(rows)).map(({ _id }) => _id)).toEqual([1, 2, 11, 12])
})

test.each([
  [[{ $out: "x" }, { $match: {} }], 40601],
  [[{ $facet: { a: [{ $out: "x" }] } }], 40600],
  [[{ $lookup: { from: "y", as: "y", pipeline: [{ $merge: "x" }] } }], 51047],
  [[{ $unionWith: { coll: "y", pipeline: [{ $out: "x" }] } }], 31441],
  [[{ $out: "system.x" }], 17385],
  [[{ $out: { db: "admin", coll: "x" } }], 31321],
  [[{ $merge: { into: "x", whenMatched: "never" } }], 2],
  [[{ $merge: { into: "x", unknown: 1 } }], 40415],
])("%j is refused with %d", async (stages, code) => {
  expect(await refusal(fresh().aggregate(stages).toArray())).toMatchObject({ code })
})

test("a transaction cannot write by a pipeline", async () => {
  const rows = await twoRows()
  const session = at.client.startSession()
  session.startTransaction()
  const writing = rows.aggregate([{ $out: "x" }], { session }).toArray()
  expect(await refusal(writing)).toMatchObject({ code: 263 })
  await session.endSession()
})
