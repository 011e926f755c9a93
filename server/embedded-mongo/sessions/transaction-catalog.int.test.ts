import { afterAll, beforeAll, expect, test } from "vitest"
import { openServer, refusal, type TestServer } from "../testing/open-server.ts"

let at: TestServer
beforeAll(async () => {
  at = await openServer()
})
afterAll(() => at.close())

let named = 0
const fresh = () => at.db.collection<{ _id: number; n?: number }>(`c${++named}`)
const exists = async (name: string) => (await at.db.listCollections({ name }).toArray()).length === 1
const begin = () => {
  const session = at.client.startSession()
  session.startTransaction()
  return session
}

test("collections made in a transaction, by name or by a write, come with its commit", async () => {
  const [made, written] = [fresh(), fresh()]
  const session = begin()
  await at.db.createCollection(made.collectionName, { session })
  await written.updateOne({ _id: 1 }, { $set: { n: 1 } }, { upsert: true, session })
  expect(await written.findOne({ n: 1 }, { session })).toEqual({ _id: 1, n: 1 })
  expect(await exists(made.collectionName)).toBe(false)
  expect(await exists(written.collectionName)).toBe(false)
  await session.commitTransaction()
  await session.endSession()
  expect(await exists(made.collectionName)).toBe(true)
  expect(await written.find().toArray()).toEqual([{ _id: 1, n: 1 }])
  await at.restart()
  expect(
    await at.db.collection<{ _id: number }>(written.collectionName).countDocuments({ _id: { $eq: 1 } }),
  ).toBe(1)
})

test("collections and indexes made in a transaction vanish with it", async () => {
  const rows = fresh()
  const session = begin()
  await rows.createIndex({ n: 1 }, { unique: true, session })
  await rows.insertOne({ _id: 1, n: 1 }, { session })
  await session.abortTransaction()
  await session.endSession()
  expect(await exists(rows.collectionName)).toBe(false)
  await rows.insertMany([
    { _id: 1, n: 1 },
    { _id: 2, n: 1 },
  ])
})

test("an index made in a transaction holds from its first write on", async () => {
  const rows = fresh()
  const session = begin()
  await rows.createIndex({ n: 1 }, { unique: true, session })
  await rows.insertOne({ _id: 1, n: 1 }, { session })
  await session.commitTransaction()
  await session.endSession()
  expect(await refusal(rows.insertOne({ _id: 2, n: 1 }))).toMatchObject({ code: 11000 })
  expect(await rows.find({ n: 1 }).hint({ n: 1 }).toArray()).toEqual([{ _id: 1, n: 1 }])
})

test("indexes on collections that were there before are refused, unless they exist", async () => {
  const rows = fresh()
  await rows.createIndex({ n: 1 })
  const session = begin()
  await rows.createIndex({ n: 1 }, { session })
  expect(await refusal(rows.createIndex({ other: 1 }, { session }))).toMatchObject({
    code: 263,
    codeName: "OperationNotSupportedInTransaction",
  })
  await session.endSession()
})

test("of two that make one collection the second meets a conflict", async () => {
  const rows = fresh()
  const [one, two] = [begin(), begin()]
  await rows.insertOne({ _id: 1 }, { session: one })
  const error = await refusal(rows.insertOne({ _id: 2 }, { session: two }))
  expect(error).toMatchObject({ code: 112 })
  expect(error.hasErrorLabel("TransientTransactionError")).toBe(true)
  await one.commitTransaction()
  await Promise.all([one.endSession(), two.endSession()])
  expect(await rows.find().toArray()).toEqual([{ _id: 1 }])
})

test("a collection made meanwhile outside makes the commit a conflict", async () => {
  const rows = fresh()
  const session = begin()
  await rows.insertOne({ _id: 1 }, { session })
  await at.db.createCollection(rows.collectionName)
  expect(await refusal(session.commitTransaction())).toMatchObject({ code: 112 })
  await session.endSession()
  expect(await rows.countDocuments()).toBe(0)
})

test("a transaction keeps reading what was there when it began", async () => {
  const [indexed, dropped] = [fresh(), fresh()]
  await indexed.insertOne({ _id: 1, n: 1 })
  await dropped.insertOne({ _id: 1, n: 1 })
  const session = begin()
  await indexed.findOne({}, { session })
  await indexed.createIndex({ n: 1 })
  await dropped.drop()
  await dropped.insertOne({ _id: 2 })
  expect(await indexed.find({ n: 1 }, { session }).toArray()).toEqual([{ _id: 1, n: 1 }])
  expect(await dropped.find({}, { session }).toArray()).toEqual([{ _id: 1, n: 1 }])
  expect(await refusal(dropped.insertOne({ _id: 3 }, { session }))).toMatchObject({ code: 112 })
  await session.endSession()
  expect(await indexed.find({ n: 1 }).hint({ n: 1 }).toArray()).toEqual([{ _id: 1, n: 1 }])
})

test("writes sent side by side in a transaction make a missing collection once", async () => {
  const rows = fresh()
  const session = begin()
  await rows.findOne({}, { session })
  await Promise.all([1, 2, 3].map((n) => rows.insertOne({ _id: n }, { session })))
  await session.commitTransaction()
  await session.endSession()
  expect(await rows.countDocuments()).toBe(3)
  expect(await rows.find().toArray()).toHaveLength(3)
})

test("a collection renamed meanwhile can be read under its old name, not written", async () => {
  const rows = fresh()
  await rows.insertOne({ _id: 1 })
  const session = begin()
  await rows.findOne({}, { session })
  await rows.rename(`${rows.collectionName}-new`)
  expect(await rows.find({}, { session }).toArray()).toEqual([{ _id: 1 }])
  expect(await refusal(rows.insertOne({ _id: 2 }, { session }))).toMatchObject({ code: 112 })
  await session.endSession()
})
