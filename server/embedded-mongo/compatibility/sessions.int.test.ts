import mongoose from "mongoose"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { refusal, usePlace, type Row } from "./testing/place.ts"

const at = usePlace()
/** A client that tells what it sends and gets. */
const heard = new mongoose.mongo.MongoClient(at.uri, { monitorCommands: true })
let sent: mongoose.mongo.CommandStartedEvent[] = []
let answered: mongoose.mongo.CommandSucceededEvent[] = []
beforeAll(async () => {
  heard.on("commandStarted", (event) => sent.push(event))
  heard.on("commandSucceeded", (event) => answered.push(event))
  await heard.connect()
})
afterAll(() => heard.close())

async function listen(action: (rows: mongoose.mongo.Collection<Row>) => Promise<unknown>) {
  const rows = await at.filled([{ _id: 1, n: 1 }])
  sent = []
  answered = []
  await action(heard.db(at.db.databaseName).collection<Row>(rows.collectionName))
  return { sent, answered }
}

describe("a write is sent so that it can be repeated:", () => {
  test.each<[string, (rows: mongoose.mongo.Collection<Row>) => Promise<unknown>]>([
    ["insertOne", (rows) => rows.insertOne({ _id: 2 })],
    ["insertMany", (rows) => rows.insertMany([{ _id: 2 }, { _id: 3 }])],
    ["updateOne", (rows) => rows.updateOne({ _id: 1 }, { $inc: { n: 1 } })],
    ["replaceOne", (rows) => rows.replaceOne({ _id: 1 }, { n: 5 })],
    ["deleteOne", (rows) => rows.deleteOne({ _id: 1 })],
    ["findOneAndUpdate", (rows) => rows.findOneAndUpdate({ _id: 1 }, { $inc: { n: 1 } })],
    ["findOneAndDelete", (rows) => rows.findOneAndDelete({ _id: 1 })],
    ["bulkWrite of single writes", (rows) => rows.bulkWrite([{ insertOne: { document: { _id: 2 } } }])],
  ])("%s", async (_name, write) => {
    const { sent, answered } = await listen(write)
    expect(sent[0]?.command).toHaveProperty("txnNumber")
    expect(answered[0]?.reply).toMatchObject({ ok: 1 })
  })
})

test.each<[string, (rows: mongoose.mongo.Collection<Row>) => Promise<unknown>]>([
  ["updateMany", (rows) => rows.updateMany({}, { $inc: { n: 1 } })],
  ["deleteMany", (rows) => rows.deleteMany({})],
])("%s is sent without a number, as it cannot be repeated", async (_name, write) => {
  const { sent } = await listen(write)
  expect(sent[0]?.command).not.toHaveProperty("txnNumber")
})

test("a write repeated with the same number is done once and answered the same", async () => {
  const rows = await at.filled([{ _id: 1, n: 0 }])
  const updates = [{ q: { _id: 1 }, u: { $inc: { n: 1 } } }]
  // A client of its own: the driver would go on counting below this number in sessions it uses again.
  const client = await mongoose.mongo.MongoClient.connect(at.uri)
  const session = client.startSession()
  const send = (txnNumber: number) =>
    client
      .db(at.db.databaseName)
      .command(
        { update: rows.collectionName, updates, txnNumber: mongoose.mongo.Long.fromNumber(txnNumber) },
        { session },
      )
  expect(await send(7)).toMatchObject({ n: 1, nModified: 1 })
  expect(await send(7)).toMatchObject({ n: 1, nModified: 1 })
  expect(await rows.findOne()).toEqual({ _id: 1, n: 1 })
  expect(await refusal(send(6))).toMatchObject({ code: 225, codeName: "TransactionTooOld" })
  await client.close()
})

test("every command carries a session, and a cursor's batches carry the same", async () => {
  const { sent } = await listen(async (rows) => {
    await rows.insertMany(Array.from({ length: 10 }, (_, n) => ({ _id: n + 10 })))
    await rows.find({}, { batchSize: 3 }).toArray()
  })
  const ids = sent
    .filter(({ commandName }) => ["find", "getMore"].includes(commandName))
    .map(({ command }) => String((command as { lsid: { id: mongoose.mongo.UUID } }).lsid.id))
  expect(ids.length).toBeGreaterThan(2)
  expect(new Set(ids).size).toBe(1)
})

test("a causally consistent session reads its own writes", async () => {
  const rows = await at.filled([{ _id: 1 }])
  await at.client.withSession({ causalConsistency: true }, async (session) => {
    await rows.insertOne({ _id: 2 }, { session })
    expect(session.operationTime).toBeInstanceOf(mongoose.mongo.Timestamp)
    expect(await rows.findOne({ _id: 2 }, { session })).toEqual({ _id: 2 })
    const { operationTime: after } = session
    await rows.insertOne({ _id: 3 }, { session })
    expect(session.operationTime!.greaterThanOrEqual(after!)).toBe(true)
  })
})

test("a session can be ended twice and not used afterwards", async () => {
  const session = at.client.startSession()
  await session.endSession()
  await session.endSession()
  expect(session.hasEnded).toBe(true)
  await expect(at.fresh().findOne({}, { session })).rejects.toThrow("expired sessions")
})

test("sessions are started, refreshed and ended by commands", async () => {
  const admin = at.client.db("admin")
  const { id, timeoutMinutes } = await admin.command({ startSession: 1 })
  expect(timeoutMinutes).toBe(30)
  expect(await admin.command({ refreshSessions: [id] })).toMatchObject({ ok: 1 })
  expect(await admin.command({ endSessions: [id] })).toMatchObject({ ok: 1 })
})

test("the server presents itself as the primary of a replica set that has sessions", async () => {
  const hello = await at.client.db("admin").command({ hello: 1 })
  expect(hello).toMatchObject({
    isWritablePrimary: true,
    secondary: false,
    logicalSessionTimeoutMinutes: 30,
    maxBsonObjectSize: 16777216,
    maxMessageSizeBytes: 48000000,
    maxWriteBatchSize: 100000,
    ok: 1,
  })
  expect(hello.setName).toEqual(expect.any(String))
  expect(hello.maxWireVersion).toBeGreaterThanOrEqual(21)
})

test("reads at all levels that one member can give are served", async () => {
  const rows = await at.filled([{ _id: 1 }])
  for (const level of ["local", "available", "majority"] as const)
    expect(await rows.find({}, { readConcern: { level } }).toArray()).toHaveLength(1)
})

test("writes are acknowledged by a majority, and on disk", async () => {
  const rows = at.fresh()
  const written = await rows.insertOne({ _id: 1 }, { writeConcern: { w: "majority", j: true } })
  expect(written.acknowledged).toBe(true)
})
