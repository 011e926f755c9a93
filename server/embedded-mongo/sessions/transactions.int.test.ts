import { Binary, Long } from "bson"
import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, expect, test } from "vitest"
import { openServer, refusal, type TestServer } from "../testing/open-server.ts"
import { rawClient } from "../testing/raw-client.ts"

let at: TestServer
let time = Date.now()
beforeAll(async () => {
  at = await openServer({ now: () => time })
})
afterAll(() => at.close())

let named = 0
const fresh = () => at.db.collection<{ n: number; key?: string }>(`t${++named}`)
const lsid = () => ({ id: new Binary(Buffer.from(randomUUID().replaceAll("-", ""), "hex"), 4) })

test("a transaction is seen as a whole or not at all", async () => {
  const [left, right] = [fresh(), fresh()]
  await left.insertOne({ n: 10 })
  const session = at.client.startSession()
  await session.withTransaction(async () => {
    await left.updateOne({}, { $inc: { n: -3 } }, { session })
    await right.insertOne({ n: 3 }, { session })
    expect(await right.countDocuments({}, { session })).toBe(1)
    expect(await left.findOne({ n: 7 }, { session })).not.toBeNull()
    expect(await right.countDocuments()).toBe(0)
    expect(await left.findOne({ n: 10 })).not.toBeNull()
  })
  expect(await left.findOne()).toMatchObject({ n: 7 })
  expect(await right.countDocuments()).toBe(1)
  await session.endSession()
})

test("an aborted transaction leaves nothing, counts and indexes included", async () => {
  const rows = fresh()
  await rows.createIndex({ key: 1 }, { unique: true, sparse: true })
  await rows.insertOne({ n: 1, key: "a" })
  const session = at.client.startSession()
  session.startTransaction()
  await rows.insertOne({ n: 2, key: "b" }, { session })
  await rows.deleteOne({ key: "a" }, { session })
  await session.abortTransaction()
  await session.endSession()
  expect(await rows.estimatedDocumentCount()).toBe(1)
  expect(await rows.find({ key: { $in: ["a", "b"] } }).toArray()).toMatchObject([{ n: 1 }])
  await rows.insertOne({ n: 3, key: "b" })
})

test("a duplicate key inside a transaction undoes it", async () => {
  const rows = fresh()
  await rows.createIndex({ key: 1 }, { unique: true })
  await rows.insertOne({ n: 1, key: "a" })
  const session = at.client.startSession()
  const failed = session.withTransaction(async () => {
    await rows.insertOne({ n: 2, key: "b" }, { session })
    await rows.insertOne({ n: 3, key: "a" }, { session })
  })
  expect(await refusal(failed)).toMatchObject({ code: 11000 })
  await session.endSession()
  expect(await rows.countDocuments()).toBe(1)
})

test("a transaction that writes what another has changed meets a conflict, and is run again", async () => {
  const rows = fresh()
  await rows.insertOne({ n: 0 })
  const session = at.client.startSession()
  let runs = 0
  await session.withTransaction(async () => {
    runs++
    const read = await rows.findOne({}, { session })
    if (runs === 1) await rows.updateOne({}, { $inc: { n: 100 } })
    await rows.updateOne({}, { $set: { n: (read?.n ?? 0) + 1 } }, { session })
  })
  await session.endSession()
  expect(runs).toBe(2)
  expect(await rows.findOne()).toMatchObject({ n: 101 })
})

test("a transaction does not read by an index that is younger than its snapshot, and misses nothing", async () => {
  const rows = fresh()
  await rows.insertOne({ n: 0 })
  const session = at.client.startSession()
  session.startTransaction()
  await rows.findOne({}, { session })
  await rows.createIndex({ n: 1 })
  await rows.updateOne({ n: 0 }, { $set: { n: 1 } })
  expect(await rows.findOne({ n: 0 }, { session })).toMatchObject({ n: 0 })
  await session.abortTransaction()
  await session.endSession()
})

test("of two open transactions the second to write a document meets the conflict at once", async () => {
  const rows = fresh()
  await rows.insertOne({ n: 0 })
  const [one, two] = [at.client.startSession(), at.client.startSession()]
  one.startTransaction()
  two.startTransaction()
  await rows.updateOne({}, { $inc: { n: 1 } }, { session: one })
  const error = await refusal(rows.updateOne({}, { $inc: { n: 1 } }, { session: two }))
  expect(error).toMatchObject({ code: 112, codeName: "WriteConflict" })
  expect(error.hasErrorLabel("TransientTransactionError")).toBe(true)
  await one.commitTransaction()
  await two.abortTransaction()
  expect(await rows.findOne()).toMatchObject({ n: 1 })
  await Promise.all([one.endSession(), two.endSession()])
})

test("a write outside goes first, and the open transaction conflicts when it commits", async () => {
  const rows = fresh()
  await rows.insertOne({ n: 0 })
  const session = at.client.startSession()
  session.startTransaction()
  await rows.updateOne({}, { $inc: { n: 1 } }, { session })
  await rows.updateOne({}, { $inc: { n: 10 } })
  const error = await refusal(session.commitTransaction())
  expect(error).toMatchObject({ code: 112 })
  expect(error.hasErrorLabel("TransientTransactionError")).toBe(true)
  await session.endSession()
  expect(await rows.findOne()).toMatchObject({ n: 10 })
})

test("many transactions on one counter lose no increment", async () => {
  const rows = fresh()
  await rows.insertOne({ n: 0 })
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      const session = at.client.startSession()
      for (let round = 0; round < 3; round++)
        await session.withTransaction(async () => {
          const read = await rows.findOne({}, { session })
          await rows.updateOne({}, { $set: { n: (read?.n ?? 0) + 1 } }, { session })
        })
      await session.endSession()
    }),
  )
  expect(await rows.findOne()).toMatchObject({ n: 12 })
})

test("an index made while a transaction was open is not left without its documents", async () => {
  const rows = fresh()
  await rows.insertOne({ n: 0 })
  const session = at.client.startSession()
  session.startTransaction()
  await rows.insertOne({ n: 1 }, { session })
  await rows.createIndex({ n: 1 })
  expect(await refusal(session.commitTransaction())).toMatchObject({ code: 112 })
  await session.endSession()
})

test("a commit sent twice is answered twice, also after a restart; a stranger's is refused", async () => {
  const name = fresh().collectionName
  const client = await rawClient(at.server.uri)
  const session = lsid()
  const part = { $db: "test", lsid: session, txnNumber: Long.fromNumber(1), autocommit: false }
  await client.command({ insert: name, documents: [{ n: 1 }], ...part, startTransaction: true })
  const commit = { commitTransaction: 1, ...part, $db: "admin" }
  expect(await client.command(commit)).toMatchObject({ ok: 1 })
  expect(await client.command(commit)).toMatchObject({ ok: 1 })
  client.socket.destroy()
  await at.restart()
  const again = await rawClient(at.server.uri)
  expect(await again.command(commit)).toMatchObject({ ok: 1 })
  expect(await again.command({ ...commit, lsid: lsid() })).toMatchObject({
    code: 251,
    codeName: "NoSuchTransaction",
    errorLabels: ["TransientTransactionError"],
  })
  again.socket.destroy()
  expect(await at.db.collection(name).countDocuments()).toBe(1)
})

test("a retryable write repeated with its number happens once, also after a restart", async () => {
  const name = fresh().collectionName
  const client = await rawClient(at.server.uri)
  const write = { $db: "test", lsid: lsid(), txnNumber: Long.fromNumber(7) }
  const update = { update: name, updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } }, upsert: true }], ...write }
  const first = await client.command(update)
  expect(first).toMatchObject({ n: 1, upserted: [{ index: 0, _id: 1 }], ok: 1 })
  expect(await client.command(update)).toMatchObject({ n: 1, upserted: [{ index: 0, _id: 1 }], ok: 1 })
  client.socket.destroy()
  await at.restart()
  const again = await rawClient(at.server.uri)
  expect(await again.command(update)).toMatchObject({ n: 1, upserted: [{ index: 0, _id: 1 }], ok: 1 })
  expect(await again.command({ ...update, txnNumber: Long.fromNumber(6) })).toMatchObject({ code: 225 })
  again.socket.destroy()
  expect(await at.db.collection(name).findOne()).toEqual({ _id: 1, n: 1 })
})

test("a transaction left open too long is aborted", async () => {
  const rows = fresh()
  await rows.insertOne({ n: 0 })
  const session = at.client.startSession()
  session.startTransaction()
  await rows.updateOne({}, { $inc: { n: 1 } }, { session })
  time += 61_000
  await at.server.maintain()
  expect(await refusal(rows.findOne({}, { session }))).toMatchObject({ code: 251 })
  await session.abortTransaction()
  await session.endSession()
  expect(await rows.findOne()).toMatchObject({ n: 0 })
})

test("a cursor nobody reads is closed; one that is read in time is not", async () => {
  const rows = fresh()
  await rows.insertMany(Array.from({ length: 10 }, (_, n) => ({ n })))
  const cursor = rows.find({}, { batchSize: 2 })
  const take = async (count: number): Promise<void> => {
    for (let each = 0; each < count; each++) await cursor.next()
  }
  await take(3)
  time += 9 * 60_000
  await at.server.maintain()
  await take(2)
  time += 11 * 60_000
  await at.server.maintain()
  await take(1)
  expect(await refusal(cursor.next())).toMatchObject({ code: 43, codeName: "CursorNotFound" })
})
