import { afterAll, beforeAll, expect, test } from "vitest"
import { openServer, refusal, type TestServer } from "../testing/open-server.ts"

let at: TestServer
beforeAll(async () => {
  at = await openServer()
})
afterAll(() => at.close())

type Row = { _id: number; text?: string }
let named = 0
const capped = (options: { size: number; max?: number }) =>
  at.db.createCollection<Row>(`c${++named}`, { capped: true, ...options })
const ids = async (rows: Awaited<ReturnType<typeof capped>>) =>
  (await rows.find().toArray()).map(({ _id }) => _id)
const numbered = (count: number) => Array.from({ length: count }, (_, _id): Row => ({ _id }))

test("a capped collection forgets its oldest documents, by number and by size", async () => {
  const few = await capped({ size: 100_000, max: 3 })
  await few.insertMany(numbered(5))
  expect(await ids(few)).toEqual([2, 3, 4])
  const small = await capped({ size: 1000 })
  for (let _id = 0; _id < 10; _id++) await small.insertOne({ _id, text: "x".repeat(270) })
  expect(await ids(small)).toEqual([7, 8, 9])
  expect(await small.findOne({ _id: 1 })).toBeNull()
  expect(await small.find().sort({ $natural: -1 }).limit(1).toArray()).toMatchObject([{ _id: 9 }])
  const large = small.insertOne({ _id: 10, text: "x".repeat(2000) })
  expect(await refusal(large)).toMatchObject({ code: 2 })
})

test("it says what it is", async () => {
  const rows = await capped({ size: 4096, max: 10 })
  expect(await rows.isCapped()).toBe(true)
  expect(await rows.options()).toEqual({ capped: true, size: 4096, max: 10 })
  const stats = await at.db.command({ collStats: rows.collectionName })
  expect(stats).toMatchObject({ capped: true, max: 10, maxSize: 4096 })
  expect(await refusal(at.db.createCollection("x", { capped: true }))).toMatchObject({ code: 72 })
  expect(await refusal(at.db.createCollection("x", { size: 10 }))).toMatchObject({ code: 72 })
})

test("its documents keep their size, and no transaction writes to it", async () => {
  const rows = await capped({ size: 4096 })
  await rows.insertOne({ _id: 1, text: "abc" })
  await rows.updateOne({ _id: 1 }, { $set: { text: "xyz" } })
  expect(await refusal(rows.updateOne({ _id: 1 }, { $set: { text: "longer" } }))).toMatchObject({
    code: 10003,
  })
  const session = at.client.startSession()
  session.startTransaction()
  expect(await refusal(rows.insertOne({ _id: 2 }, { session }))).toMatchObject({ code: 263 })
  await session.endSession()
})

test("an ordinary collection can be made capped", async () => {
  const rows = at.db.collection<Row>("plain")
  await rows.insertMany(numbered(50))
  await rows.createIndex({ text: 1 })
  await at.db.command({ convertToCapped: "plain", size: 140 })
  expect(await rows.isCapped()).toBe(true)
  expect(await ids(rows)).toEqual([40, 41, 42, 43, 44, 45, 46, 47, 48, 49])
  expect(await rows.indexes()).toHaveLength(1)
  await at.db.command({ cloneCollectionAsCapped: "plain", toCollection: "copy", size: 30 })
  expect(await at.db.collection("copy").countDocuments()).toBe(2)
})

test("a tailable cursor waits for what comes", async () => {
  const rows = await capped({ size: 4096 })
  await rows.insertOne({ _id: 1 })
  const cursor = rows.find({}, { tailable: true, awaitData: true, maxAwaitTimeMS: 20 })
  expect(await cursor.next()).toEqual({ _id: 1 })
  expect(await cursor.tryNext()).toBeNull()
  const next = cursor.next()
  await rows.insertOne({ _id: 2 })
  expect(await next).toEqual({ _id: 2 })
  await cursor.close()
})

test("a tailable cursor that is overtaken says so, and only capped collections have one", async () => {
  const rows = await capped({ size: 4096, max: 2 })
  await rows.insertMany(numbered(2))
  const cursor = rows.find({}, { tailable: true, batchSize: 1 })
  expect(await cursor.next()).toEqual({ _id: 0 })
  await rows.insertMany([{ _id: 5 }, { _id: 6 }])
  expect(await refusal(cursor.next())).toMatchObject({ code: 136 })
  const plain = at.db.collection("ordinary")
  await plain.insertOne({})
  expect(await refusal(plain.find({}, { tailable: true }).toArray())).toMatchObject({ code: 2 })
})
