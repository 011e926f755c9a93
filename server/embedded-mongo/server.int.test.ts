import { statSync } from "node:fs"
import { dirname } from "node:path"
import { Double, Int32, Long, ObjectId } from "bson"
import mongoose from "mongoose"
import { afterAll, beforeAll, expect, test } from "vitest"
import { startServer } from "./server.ts"
import { openServer, refusal, type TestServer } from "./testing/open-server.ts"

let at: TestServer
beforeAll(async () => {
  at = await openServer()
})
afterAll(() => at.close())

let named = 0
const fresh = () => at.db.collection(`c${++named}`)

test("mongoose connects with the address as it is and keeps documents", async () => {
  const connection = await mongoose.createConnection(at.server.uri, { dbName: "app" }).asPromise()
  const Thing = connection.model(
    "Thing",
    new mongoose.Schema(
      { name: { type: String, unique: true }, tags: [String], n: Number },
      { timestamps: true },
    ),
  )
  await Thing.init()
  await Thing.create({ name: "a", tags: ["x"], n: 1 })
  await Thing.insertMany([{ name: "b" }, { name: "c", tags: ["x", "y"] }])
  expect(await Thing.find({ tags: "x" }).sort({ name: -1 }).distinct("name")).toEqual(["a", "c"])
  await Thing.updateOne({ name: "a" }, { $inc: { n: 2 }, $push: { tags: "z" } })
  expect(await Thing.findOne({ name: "a" }).lean()).toMatchObject({ n: 3, tags: ["x", "z"] })
  await connection.close()
})

test("the socket is for its owner only", () => {
  const path = decodeURIComponent(/\/\/([^/]+)/.exec(at.server.uri)?.[1] ?? "")
  expect(statSync(dirname(path)).mode & 0o777).toBe(0o700)
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

test("a port without sign-in is opened only when asked for", async () => {
  const dir = `${at.dir}-port`
  await expect(startServer({ dir, listen: { port: 0, auth: "stored" } })).rejects.toThrow("no password")
  const server = await startServer({ dir, listen: { port: 0, auth: false } })
  const client = await mongoose.mongo.MongoClient.connect(server.uri)
  expect(await client.db("x").command({ ping: 1 })).toMatchObject({ ok: 1 })
  await client.close()
  await server.close()
})

test("a port is opened to this machine only", async () => {
  const everywhere = { port: 0, host: "0.0.0.0" as "127.0.0.1", auth: false } as const
  await expect(startServer({ dir: `${at.dir}-port`, listen: everywhere })).rejects.toThrow("refusing")
})

test("a socket path that is too long for the system is replaced by a short one", async () => {
  const dir = `${at.dir}-long`
  const server = await startServer({ dir, listen: { socket: `${dir}/${"x".repeat(120)}/s.sock` } })
  const client = await mongoose.mongo.MongoClient.connect(server.uri)
  expect(await client.db("x").command({ ping: 1 })).toMatchObject({ ok: 1 })
  await client.close()
  await server.close()
})

test("a folder in use is refused to a second server", async () => {
  await expect(startServer({ dir: at.dir, listen: { socket: `${at.dir}/other/s.sock` } })).rejects.toThrow(
    /in use by process/,
  )
})

test("a duplicate key is refused in the shape of the real server, and says which", async () => {
  const people = fresh()
  await people.createIndex({ email: 1 }, { unique: true })
  await people.insertOne({ email: "a@x" })
  const error = await refusal(people.insertOne({ email: "a@x" }))
  expect(error).toMatchObject({ code: 11000, keyPattern: { email: 1 }, keyValue: { email: "a@x" } })
  expect(error.message).toBe(
    `E11000 duplicate key error collection: test.${people.collectionName} index: email_1 dup key: { email: "a@x" }`,
  )
  const upsert = people.findOneAndUpdate({ n: 1 }, { $set: { email: "a@x" } }, { upsert: true })
  expect(await refusal(upsert)).toMatchObject({ code: 11000, codeName: "DuplicateKey" })
  expect(await people.countDocuments()).toBe(1)
})

test("ordered inserts stop at the first error, unordered ones go on", async () => {
  const rows = fresh()
  await rows.insertOne({ _id: new ObjectId("0".repeat(24)), n: 0 })
  const batch = () => [1, 0, 2].map((n) => ({ _id: new ObjectId(String(n).repeat(24)), n }))
  const ordered = await refusal(rows.insertMany(batch()))
  expect(ordered).toMatchObject({ code: 11000, writeErrors: [{ index: 1 }], result: { insertedCount: 1 } })
  const unordered = await refusal(rows.insertMany(batch(), { ordered: false }))
  expect(unordered).toMatchObject({ writeErrors: [{ index: 0 }, { index: 1 }] })
  expect(await rows.countDocuments()).toBe(3)
})

test("unique indexes that are partial or sparse leave documents outside alone", async () => {
  const rows = fresh()
  await rows.createIndex({ key: 1 }, { unique: true, partialFilterExpression: { active: true } })
  await rows.createIndex({ code: 1 }, { unique: true, sparse: true })
  await rows.insertMany([{ key: 1 }, { key: 1 }, { key: 1, active: true }])
  expect(await refusal(rows.insertOne({ key: 1, active: true }))).toMatchObject({ code: 11000 })
  expect(
    await refusal(rows.updateOne({ active: { $exists: false } }, { $set: { active: true } })),
  ).toMatchObject({
    code: 11000,
  })
  await rows.insertMany([{ code: 5 }, {}])
  expect(await refusal(rows.insertOne({ code: 5 }))).toMatchObject({ code: 11000 })
  expect(await rows.find({ code: null }).toArray()).toHaveLength(4)
})

test("indexes are listed, contradicted with the real codes, hidden and dropped", async () => {
  const rows = fresh()
  await rows.insertOne({ a: 1 })
  await rows.createIndex({ a: 1, b: -1 })
  await rows.createIndex({ a: 1, b: -1 })
  expect(await rows.indexes()).toEqual([
    { v: 2, key: { _id: 1 }, name: "_id_" },
    { v: 2, key: { a: 1, b: -1 }, name: "a_1_b_-1" },
  ])
  expect(await refusal(rows.createIndex({ a: 1, b: -1 }, { name: "other" }))).toMatchObject({ code: 85 })
  expect(await refusal(rows.createIndex({ c: 1 }, { name: "a_1_b_-1" }))).toMatchObject({ code: 86 })
  expect(await refusal(rows.createIndex({ place: "2dsphere" }))).toMatchObject({ code: 238 })
  await rows.insertMany([{ u: 1 }, { u: 1 }])
  expect(await refusal(rows.createIndex({ u: 1 }, { unique: true }))).toMatchObject({ code: 11000 })
  await rows.dropIndex("a_1_b_-1")
  expect(await rows.indexes()).toHaveLength(1)
  expect(await refusal(rows.dropIndex("a_1_b_-1"))).toMatchObject({ code: 27 })
})

test("a query is explained with the index it uses", async () => {
  const rows = fresh()
  await rows.createIndex({ status: 1, department: 1, at: -1 })
  await rows.insertMany(
    Array.from({ length: 200 }, (_, n) => ({ status: n % 2 ? "open" : "done", department: n % 5, at: n })),
  )
  const inbox = await rows
    .find({ status: "open", department: { $in: [1, 3] } })
    .sort({ at: -1 })
    .limit(10)
    .explain("executionStats")
  expect(inbox.queryPlanner.winningPlan).toMatchObject({
    stage: "LIMIT",
    inputStage: {
      stage: "FETCH",
      inputStage: { stage: "SORT_MERGE", indexName: "status_1_department_1_at_-1" },
    },
  })
  expect(inbox.executionStats.totalDocsExamined).toBe(10)
})

test("types of numbers survive being stored, updated and read", async () => {
  const rows = fresh()
  await rows.insertOne({ i: new Int32(5), d: new Double(5), l: Long.fromNumber(5), n: 1 })
  await rows.updateOne({}, { $inc: { n: 1 } })
  const read = await rows.findOne({}, { promoteValues: false })
  expect(read).toMatchObject({ i: new Int32(5), d: new Double(5), l: Long.fromNumber(5), n: new Int32(2) })
  expect(await rows.countDocuments({ d: { $type: "double" }, l: { $type: "long" } })).toBe(1)
})

test("cursors give all documents batch by batch, and end", async () => {
  const rows = fresh()
  await rows.insertMany(Array.from({ length: 1000 }, (_, n) => ({ n })))
  const seen = await rows.find({}, { batchSize: 70 }).sort({ n: 1 }).toArray()
  expect(seen.map(({ n }) => n as number)).toEqual(Array.from({ length: 1000 }, (_, n) => n))
  expect(await rows.find({ n: { $gte: 990 } }, { batchSize: 3 }).toArray()).toHaveLength(10)
  expect(
    await rows
      .aggregate([{ $match: { n: { $lt: 500 } } }, { $project: { n: 1 } }], { batchSize: 9 })
      .toArray(),
  ).toHaveLength(500)
})

test("what is not offered is refused by name, never passed over", async () => {
  const rows = fresh()
  await rows.insertOne({ a: 1 })
  expect(await refusal(at.db.command({ nonsense: 1 }))).toMatchObject({
    code: 59,
    codeName: "CommandNotFound",
  })
  expect(await refusal(at.db.command({ find: rows.collectionName, nonsense: 1 }))).toMatchObject({
    code: 40415,
  })
  expect(await refusal(rows.find({ $where: "true" }).toArray())).toMatchObject({ code: 238 })
  expect(await refusal(rows.find({ a: { $near: 1 } }).toArray())).toMatchObject({ ok: 0 })
  expect(await refusal(rows.find().returnKey(true).toArray())).toMatchObject({ code: 238 })
  expect(await refusal(rows.aggregate([{ $indexStats: {} }]).toArray())).toMatchObject({ ok: 0 })
  const encrypted = at.db.command({ create: "encrypted", encryptedFields: { fields: [] } })
  expect(await refusal(encrypted)).toMatchObject({ code: 238 })
})

test("an update cannot reach the prototype of objects", async () => {
  const rows = fresh()
  await rows.insertOne({ _id: new ObjectId(), a: 1 })
  await rows.updateOne({}, { $set: { "constructor.prototype.polluted": 1, "__proto__.polluted": 1 } })
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  expect(await rows.countDocuments({ "constructor.prototype.polluted": 1 })).toBe(1)
})

test("expired documents are removed", async () => {
  const rows = fresh()
  await rows.createIndex({ at: 1 }, { expireAfterSeconds: 60 })
  await rows.insertMany([{ at: new Date(0) }, { at: new Date() }, { at: "never" }, {}])
  await at.server.maintain()
  expect(await rows.countDocuments()).toBe(3)
})

test("a claim by findOneAndUpdate is given to one worker only", async () => {
  const jobs = fresh()
  await jobs.insertMany(Array.from({ length: 30 }, (_, n) => ({ n, state: "new" })))
  const worker = async (): Promise<number[]> => {
    const mine: number[] = []
    for (;;) {
      const job = await jobs.findOneAndUpdate(
        { state: "new" },
        { $set: { state: "taken" } },
        { sort: { n: 1 } },
      )
      if (!job) return mine
      mine.push(job.n as number)
    }
  }
  const taken = (await Promise.all([worker(), worker(), worker(), worker()])).flat()
  expect(taken.sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, n) => n))
})

test("documents, indexes and counts are there after a restart", async () => {
  const rows = fresh()
  const name = rows.collectionName
  await rows.createIndex({ tags: 1 })
  await rows.insertMany([{ tags: ["a", "b"] }, { tags: ["b"] }])
  await at.restart()
  const again = at.db.collection(name)
  expect(await again.estimatedDocumentCount()).toBe(2)
  expect(await again.find({ tags: "b" }).hint("tags_1").toArray()).toHaveLength(2)
  await again.insertOne({ tags: ["c"] })
  expect(await again.countDocuments()).toBe(3)
})

test("collections are listed, renamed and dropped with their database", async () => {
  const other = at.client.db("other")
  await other.collection("one").insertOne({ a: 1 })
  await other.createCollection("two")
  expect((await other.listCollections().toArray()).map(({ name }) => name)).toEqual(["one", "two"])
  await other.collection("one").rename("three")
  expect(await other.collection("three").findOne()).toMatchObject({ a: 1 })
  expect(await refusal(other.createCollection("two"))).toMatchObject({ code: 48 })
  await other.dropDatabase()
  expect(await other.listCollections().toArray()).toEqual([])
  expect(
    (await at.client.db("admin").admin().listDatabases()).databases.map(({ name }) => name),
  ).not.toContain("other")
})

test("a query that takes too long is stopped", async () => {
  const rows = fresh()
  await rows.insertMany(Array.from({ length: 5000 }, (_, n) => ({ n, text: "x".repeat(50) })))
  const slow = rows.find({ text: /y$/, n: { $gte: 0 } }, { maxTimeMS: 1 }).toArray()
  expect(await refusal(slow)).toMatchObject({ code: 50, codeName: "MaxTimeMSExpired" })
})
