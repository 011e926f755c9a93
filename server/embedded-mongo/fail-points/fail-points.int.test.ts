import { afterAll, afterEach, beforeAll, expect, test } from "vitest"
import mongoose from "mongoose"
import { openServer, refusal, type TestServer } from "../testing/open-server.ts"
import { type Document } from "../values/bson-value.ts"

let at: TestServer
beforeAll(async () => {
  at = await openServer({ testCommands: true })
})
afterAll(() => at.close())
afterEach(async () => {
  await set("failCommand", "off")
  await set("onPrimaryTransactionalWrite", "off")
  await set("failGetMoreAfterCursorCheckout", "off")
})

const admin = () => at.client.db("admin")
const set = (name: string, mode: unknown, data?: Document) =>
  admin().command({ configureFailPoint: name, mode, ...(data && { data }) })
const fail = (mode: unknown, data: Document) => set("failCommand", mode, data)

let named = 0
const fresh = () => at.db.collection<{ _id: number; n?: number }>(`f${++named}`)

/** What `collection` was asked, by a client that tells it. */
async function watched(options: mongoose.mongo.MongoClientOptions = {}) {
  const client = new mongoose.mongo.MongoClient(at.server.uri, { ...options, monitorCommands: true })
  const sent: string[] = []
  client.on("commandStarted", ({ commandName }) => sent.push(commandName))
  await client.connect()
  return { client, sent, rows: client.db("test").collection<{ _id: number }>(`f${++named}`) }
}

test("fail points are unknown where test commands are not enabled", async () => {
  const plain = await openServer()
  const ask = plain.client.db("admin")
  expect(await ask.command({ getParameter: 1, enableTestCommands: 1 })).toMatchObject({
    enableTestCommands: false,
  })
  const error = await refusal(ask.command({ configureFailPoint: "failCommand", mode: "alwaysOn" }))
  expect(error).toMatchObject({ code: 59, codeName: "CommandNotFound" })
  await plain.close()
  expect(await admin().command({ getParameter: 1, enableTestCommands: 1 })).toMatchObject({
    enableTestCommands: true,
  })
})

test("a named command fails as often as asked, others never", async () => {
  await fail({ times: 2 }, { failCommands: ["count"], errorCode: 2 })
  const count = () => at.db.command({ count: "none" })
  await at.db.command({ ping: 1 })
  for (const _ of [1, 2])
    expect(await refusal(count())).toMatchObject({
      code: 2,
      codeName: "BadValue",
      message: "Failing command via 'failCommand' failpoint",
    })
  expect(await count()).toMatchObject({ n: 0 })
})

test("commands are passed over first, or fail until the point is switched off", async () => {
  const count = () => at.db.command({ count: "none" })
  await fail({ skip: 2 }, { failCommands: ["count"], errorCode: 11601 })
  await count()
  await count()
  expect(await refusal(count())).toMatchObject({ codeName: "Interrupted" })
  expect(await refusal(count())).toMatchObject({ code: 11601 })
  await set("failCommand", "off")
  await count()
  await fail({ activationProbability: 1 }, { failCommands: ["count"], errorCode: 11601 })
  expect(await refusal(count())).toMatchObject({ code: 11601 })
  await fail({ activationProbability: 0 }, { failCommands: ["count"], errorCode: 11601 })
  await count()
})

test("what a fail point is told wrongly is refused, and it never fails its own command", async () => {
  expect(await refusal(set("failSomething", "alwaysOn"))).toMatchObject({
    code: 266,
    codeName: "FailPointSetFailed",
  })
  expect(await refusal(set("failCommand", "sometimes"))).toMatchObject({ code: 2 })
  expect(await refusal(set("failCommand", { every: 2 }))).toMatchObject({ code: 2 })
  expect(await refusal(fail("alwaysOn", { blockConnection: true }))).toMatchObject({ code: 2 })
  expect(await refusal(at.db.command({ configureFailPoint: "failCommand", mode: "off" }))).toMatchObject({
    code: 13,
  })
  await fail("alwaysOn", { failCommands: ["configureFailPoint"], errorCode: 2 })
  await set("failCommand", "off")
})

test("a cut connection is an error of the network, and the driver tries again", async () => {
  const { client, sent, rows } = await watched()
  await fail({ times: 1 }, { failCommands: ["insert", "find"], closeConnection: true })
  await rows.insertOne({ _id: 1 })
  expect(sent).toEqual(["insert", "insert"])
  await fail({ times: 1 }, { failCommands: ["find"], closeConnection: true })
  expect(await rows.find().toArray()).toEqual([{ _id: 1 }])
  await client.close()
})

test("a retryable write's error has the label that makes a driver try again, unless told otherwise", async () => {
  const { client, sent, rows } = await watched()
  await fail({ times: 1 }, { failCommands: ["insert"], errorCode: 10107 })
  await rows.insertOne({ _id: 1 })
  await fail({ times: 1 }, { failCommands: ["insert"], errorCode: 11602, errorLabels: [] })
  const error = await refusal(rows.insertOne({ _id: 2 }))
  expect(error).toMatchObject({ codeName: "InterruptedDueToReplStateChange", errorLabels: [] })
  await fail({ times: 1 }, { failCommands: ["insert"], errorCode: 2, errorLabels: ["RetryableWriteError"] })
  await rows.insertOne({ _id: 3 })
  expect(sent).toEqual(["insert", "insert", "insert", "insert", "insert"])
  await client.close()
})

test("a writeConcernError comes with a write that has happened, which is not done twice", async () => {
  const { client, sent, rows } = await watched()
  const writeConcernError = { code: 91, errmsg: "Replication is being shut down" }
  await fail({ times: 1 }, { failCommands: ["insert"], writeConcernError })
  expect(await rows.insertOne({ _id: 1 })).toMatchObject({ insertedId: 1 })
  expect(sent).toEqual(["insert", "insert"])
  expect(await rows.countDocuments()).toBe(1)
  await fail({ times: 1 }, { failCommands: ["drop"], writeConcernError: { code: 64, errmsg: "slow" } })
  const drop = client.db("test").command({ drop: rows.collectionName })
  await expect(drop).rejects.toMatchObject({ name: "MongoWriteConcernError", code: 64 })
  expect(await rows.countDocuments()).toBe(0)
  await client.close()
})

test("only clients of a name are struck", async () => {
  const { client, rows } = await watched({ appName: "struck" })
  await fail("alwaysOn", { failCommands: ["find"], errorCode: 2, appName: "struck" })
  expect(await fresh().find().toArray()).toEqual([])
  expect(await refusal(rows.find().toArray())).toMatchObject({ code: 2 })
  await client.close()
})

test("a blocked command waits, others do not", async () => {
  await fail({ times: 1 }, { failCommands: ["count"], blockConnection: true, blockTimeMS: 150 })
  const started = performance.now()
  const blocked = at.db.command({ count: "none" }).then(() => performance.now() - started)
  await at.db.command({ ping: 1 })
  expect(await blocked).toBeGreaterThanOrEqual(149)
})

test("a lost answer: the write has happened once, whatever is tried again", async () => {
  const rows = fresh()
  await rows.insertOne({ _id: 1, n: 0 })
  await set("onPrimaryTransactionalWrite", { times: 1 })
  expect(await rows.updateOne({ _id: 1 }, { $inc: { n: 1 } })).toMatchObject({ modifiedCount: 1 })
  expect(await rows.findOne()).toEqual({ _id: 1, n: 1 })
})

test("a lost write has not happened", async () => {
  const rows = fresh()
  await set("onPrimaryTransactionalWrite", "alwaysOn", { failBeforeCommitExceptionCode: 1 })
  await expect(rows.insertOne({ _id: 1 })).rejects.toThrow(mongoose.mongo.MongoNetworkError)
  await set("onPrimaryTransactionalWrite", "off")
  expect(await rows.countDocuments()).toBe(0)
})

test("a change stream whose reading fails is opened again and misses nothing", async () => {
  const { client, sent, rows } = await watched()
  const stream = rows.watch([], { maxAwaitTimeMS: 50 })
  await stream.tryNext()
  await set("failGetMoreAfterCursorCheckout", { times: 1 }, { errorCode: 10107 })
  await fresh().insertOne({ _id: 1 })
  await at.db.collection<{ _id: number }>(rows.collectionName).insertOne({ _id: 7 })
  expect(await stream.next()).toMatchObject({ operationType: "insert", documentKey: { _id: 7 } })
  expect(sent.filter((name) => name === "aggregate")).toHaveLength(2)
  await stream.close()
  await client.close()
})

test("a commit that may have happened is tried again and succeeds", async () => {
  const { client, sent, rows } = await watched()
  await client.db("test").createCollection(rows.collectionName)
  sent.length = 0
  await fail({ times: 1 }, { failCommands: ["commitTransaction"], closeConnection: true })
  const session = client.startSession()
  session.startTransaction()
  await rows.insertOne({ _id: 1 }, { session })
  await session.commitTransaction()
  await session.endSession()
  expect(sent).toEqual(["insert", "commitTransaction", "commitTransaction"])
  expect(await rows.countDocuments()).toBe(1)
  await client.close()
})
