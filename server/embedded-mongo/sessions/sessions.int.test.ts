import { Binary, Long, Timestamp } from "bson"
import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, expect, test } from "vitest"
import { openServer, refusal, type TestServer } from "../testing/open-server.ts"
import { rawClient } from "../testing/raw-client.ts"
import { type Document } from "../values/bson-value.ts"

let at: TestServer
let time = Date.now()
beforeAll(async () => {
  at = await openServer({ now: () => time })
})
afterAll(() => at.close())

let named = 0
const fresh = () => at.db.collection<{ _id: number; n?: number }>(`s${++named}`)
const admin = () => at.client.db("admin")

test.each<[string, (lsid: Document) => Document]>([
  ["all", () => ({ killAllSessions: [] })],
  ["those named", (lsid) => ({ killSessions: [lsid] })],
  ["those of a pattern", (lsid) => ({ killAllSessionsByPattern: [{ lsid }] })],
])("killing %s aborts transactions and closes cursors; the session can be used again", async (_how, kill) => {
  const rows = fresh()
  await rows.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3 }])
  const session = at.client.startSession()
  const cursor = rows.find({}, { session, batchSize: 1 })
  await cursor.next()
  session.startTransaction()
  await rows.insertOne({ _id: 4 }, { session })
  await admin().command(kill(session.id as Document))
  const error = await refusal(rows.insertOne({ _id: 5 }, { session }))
  expect(error).toMatchObject({ codeName: "NoSuchTransaction" })
  expect(error.hasErrorLabel("TransientTransactionError")).toBe(true)
  await session.abortTransaction()
  await session.withTransaction(() => rows.insertOne({ _id: 6 }, { session }))
  expect(await rows.countDocuments()).toBe(4)
  await session.endSession()
})

test("the sessions of a user who has none, or of another pattern, are left alone", async () => {
  const rows = fresh()
  const session = at.client.startSession()
  session.startTransaction()
  await rows.insertOne({ _id: 1 }, { session })
  const other = { id: new Binary(Buffer.from(randomUUID().replaceAll("-", ""), "hex"), 4) }
  await admin().command({ killAllSessions: [{ user: "someone", db: "admin" }] })
  await admin().command({ killAllSessionsByPattern: [{ lsid: other }, { users: [] }] })
  await session.commitTransaction()
  await session.endSession()
  expect(await rows.countDocuments()).toBe(1)
})

test("the sessions in use can be listed", async () => {
  const session = at.client.startSession()
  await at.db.command({ ping: 1 }, { session })
  const listed = await at.db.aggregate([{ $listLocalSessions: {} }]).toArray()
  const id = (session.id as { id: Binary }).id.toString("hex")
  expect(listed.map((each) => (each._id as { id: Binary }).id.toString("hex"))).toContain(id)
  await session.endSession()
})

test("a transaction takes concerns where a real server does, and refuses count", async () => {
  const rows = fresh()
  await rows.insertOne({ _id: 1 })
  const client = await rawClient(at.server.uri)
  const lsid = { id: new Binary(Buffer.from(randomUUID().replaceAll("-", ""), "hex"), 4) }
  const part = { $db: "test", lsid, txnNumber: Long.fromNumber(1), autocommit: false }
  const find = (options: Document) => client.command({ find: rows.collectionName, ...part, ...options })
  const invalid = { code: 72, codeName: "InvalidOptions" }
  const startTransaction = true
  expect(await find({ startTransaction, readConcern: { level: "linearizable" } })).toMatchObject(invalid)
  expect(await find({ startTransaction, writeConcern: { w: 1 } })).toMatchObject(invalid)
  expect(await find({ startTransaction, readConcern: { level: "snapshot" } })).toMatchObject({ ok: 1 })
  expect(await find({ readConcern: { level: "local" } })).toMatchObject(invalid)
  expect(await client.command({ count: rows.collectionName, ...part })).toMatchObject({
    code: 263,
    codeName: "OperationNotSupportedInTransaction",
  })
  expect(await client.command({ commitTransaction: 1, ...part })).toMatchObject({ code: 13 })
  client.socket.destroy()
})

test("a retryable write ends an older transaction, and one older than a transaction is refused", async () => {
  const rows = fresh()
  await rows.insertOne({ _id: 1, n: 0 })
  const client = await rawClient(at.server.uri)
  const lsid = { id: new Binary(Buffer.from(randomUUID().replaceAll("-", ""), "hex"), 4) }
  const numbered = (n: number) => ({ $db: "test", lsid, txnNumber: Long.fromNumber(n) })
  const part = { ...numbered(5), autocommit: false }
  const insert = (n: number, options: Document) =>
    client.command({ insert: rows.collectionName, documents: [{ _id: n }], ...options })
  expect(await insert(2, { ...part, startTransaction: true })).toMatchObject({ n: 1, ok: 1 })
  expect(await insert(3, numbered(4))).toMatchObject({ code: 225, codeName: "TransactionTooOld" })
  expect(await insert(3, numbered(6))).toMatchObject({ n: 1, ok: 1 })
  expect(await client.command({ commitTransaction: 1, ...part, $db: "admin" })).toMatchObject({ code: 251 })
  const many = { updates: [{ q: {}, u: { $inc: { n: 1 } }, multi: true }], ...numbered(7) }
  expect(await client.command({ update: rows.collectionName, ...many })).toMatchObject({ code: 72 })
  expect(await rows.find().toArray()).toEqual([{ _id: 1, n: 0 }, { _id: 3 }])
  client.socket.destroy()
})

test("answers tell the cluster's time, which drivers send back", async () => {
  const reply = await at.db.command({ ping: 1 })
  const { clusterTime } = reply.$clusterTime as { clusterTime: Timestamp }
  expect(clusterTime).toEqual(reply.operationTime)
})

test("a snapshot session reads one state, whatever is written meanwhile", async () => {
  const rows = fresh()
  await rows.insertMany([
    { _id: 1, n: 1 },
    { _id: 2, n: 1 },
  ])
  const session = at.client.startSession({ snapshot: true })
  expect(await rows.find({}, { session }).toArray()).toHaveLength(2)
  await rows.insertOne({ _id: 3, n: 2 })
  await rows.createIndex({ n: 1 })
  await rows.updateOne({ _id: 1 }, { $set: { n: 5 } })
  expect(await rows.find({ n: 1 }, { session }).toArray()).toHaveLength(2)
  expect(await rows.distinct("n", {}, { session })).toEqual([1])
  expect(await rows.countDocuments({ n: { $gt: 1 } }, { session })).toBe(0)
  const cursor = rows.find({}, { session, batchSize: 1 })
  await cursor.next()
  await rows.deleteMany({})
  expect(await cursor.next()).toEqual({ _id: 2, n: 1 })
  const later = at.client.startSession({ snapshot: true })
  expect(await rows.find({}, { session: later }).toArray()).toEqual([])
  await Promise.all([cursor.close(), session.endSession(), later.endSession()])
})

test("a snapshot that was not kept is refused, and so is a command that cannot read one", async () => {
  const rows = fresh()
  await rows.insertOne({ _id: 1 })
  const level = "snapshot"
  const read = (readConcern: Document) => at.db.command({ find: rows.collectionName, readConcern })
  const { cursor } = (await read({ level })) as { cursor: { atClusterTime: Timestamp } }
  const { atClusterTime } = cursor
  await rows.insertOne({ _id: 2 })
  expect(await read({ level, atClusterTime })).toMatchObject({
    cursor: { firstBatch: [{ _id: 1 }], atClusterTime },
  })
  time += 61_000
  await at.server.maintain()
  const tooOld = { code: 239, codeName: "SnapshotTooOld" }
  expect(await refusal(read({ level, atClusterTime }))).toMatchObject(tooOld)
  expect(await refusal(read({ level, atClusterTime: new Timestamp({ t: 1, i: 1 }) }))).toMatchObject(tooOld)
  const count = { count: rows.collectionName, readConcern: { level } }
  expect(await refusal(at.db.command(count))).toMatchObject({ code: 72, codeName: "InvalidOptions" })
})

test("parameters are read by name; what cannot be set is refused", async () => {
  const get = (name: string) => admin().command({ getParameter: 1, [name]: 1 })
  const put = (name: string, value: unknown) => admin().command({ setParameter: 1, [name]: value })
  expect(await get("featureCompatibilityVersion")).toMatchObject({
    featureCompatibilityVersion: { version: "7.0" },
  })
  expect(await admin().command({ getParameter: "*" })).toMatchObject({ requireApiVersion: false })
  expect(await put("transactionLifetimeLimitSeconds", 30)).toMatchObject({ was: 60 })
  expect(await get("transactionLifetimeLimitSeconds")).toMatchObject({ transactionLifetimeLimitSeconds: 30 })
  expect(await refusal(get("noSuchThing"))).toMatchObject({ code: 72, codeName: "InvalidOptions" })
  expect(await refusal(put("notablescan", true))).toMatchObject({ code: 72 })
  expect(await refusal(put("enableTestCommands", true))).toMatchObject({ code: 20 })
})
