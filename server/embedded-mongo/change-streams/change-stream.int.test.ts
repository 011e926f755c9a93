import { afterAll, beforeAll, expect, test } from "vitest"
import { openServer, refusal, type TestServer } from "../testing/open-server.ts"

let at: TestServer
beforeAll(async () => {
  at = await openServer()
})
afterAll(() => at.close())

let named = 0
const fresh = () =>
  at.db.collection<{ _id: number; n?: number; list?: number[]; name?: string }>(`s${++named}`)

/** The server answers an empty stream after this long, so that opening one costs no second. */
const soon = { maxAwaitTimeMS: 20 }

/** Opens the stream on the server: the driver does so with the first read only. */
async function opened<T extends { tryNext(): Promise<unknown> }>(stream: T): Promise<T> {
  await stream.tryNext()
  return stream
}

test("a stream tells inserts, updates, replacements and deletes in order", async () => {
  const rows = fresh()
  const stream = await opened(rows.watch([], { fullDocument: "updateLookup", ...soon }))
  await rows.insertOne({ _id: 1, n: 1, list: [1, 2, 3], name: "x" })
  await rows.updateOne({ _id: 1 }, { $set: { n: 2, "list.1": 5 }, $unset: { name: 1 } })
  await rows.updateOne({ _id: 1 }, { $pop: { list: 1 } })
  await rows.replaceOne({ _id: 1 }, { n: 9 })
  await rows.deleteOne({ _id: 1 })
  const ns = { db: "test", coll: rows.collectionName }
  expect(await stream.next()).toMatchObject({ operationType: "insert", ns, fullDocument: { _id: 1, n: 1 } })
  expect(await stream.next()).toMatchObject({
    operationType: "update",
    documentKey: { _id: 1 },
    updateDescription: { updatedFields: { n: 2, "list.1": 5 }, removedFields: ["name"], truncatedArrays: [] },
    fullDocument: null,
  })
  expect(await stream.next()).toMatchObject({
    updateDescription: { updatedFields: {}, truncatedArrays: [{ field: "list", newSize: 2 }] },
  })
  expect(await stream.next()).toMatchObject({ operationType: "replace", fullDocument: { _id: 1, n: 9 } })
  expect(await stream.next()).toMatchObject({ operationType: "delete", documentKey: { _id: 1 } })
  await stream.close()
})

test("a write that changes nothing is not told", async () => {
  const rows = fresh()
  await rows.insertOne({ _id: 1, n: 1 })
  const stream = await opened(rows.watch([], soon))
  await rows.updateOne({ _id: 1 }, { $set: { n: 1 } })
  await rows.insertOne({ _id: 2 })
  expect(await stream.next()).toMatchObject({ operationType: "insert", documentKey: { _id: 2 } })
  await stream.close()
})

test("a database and everything can be watched, and filtered", async () => {
  const [one, two] = [fresh(), fresh()]
  const database = await opened(at.db.watch([{ $match: { "ns.coll": two.collectionName } }], soon))
  const everything = await opened(
    at.client.watch([{ $match: { operationType: "insert" } }, { $project: { fullDocument: 1 } }], soon),
  )
  await one.insertOne({ _id: 1 })
  await two.insertOne({ _id: 2 })
  await at.client.db("elsewhere").collection("c").insertOne({ n: 3 })
  expect(await database.next()).toMatchObject({ fullDocument: { _id: 2 } })
  const all = [await everything.next(), await everything.next(), await everything.next()]
  expect(all).toMatchObject([
    { fullDocument: { _id: 1 } },
    { fullDocument: { _id: 2 } },
    { fullDocument: { n: 3 } },
  ])
  expect(Object.keys(all[0] ?? {})).toEqual(["_id", "fullDocument"])
  await database.close()
  await everything.close()
})

test("a transaction's changes are told when it commits, and never when it does not", async () => {
  const rows = fresh()
  const stream = await opened(rows.watch([], soon))
  const session = at.client.startSession()
  session.startTransaction()
  await rows.insertOne({ _id: 1 }, { session })
  await session.abortTransaction()
  await session.withTransaction(async () => {
    await rows.insertOne({ _id: 2 }, { session })
    await rows.insertOne({ _id: 3 }, { session })
  })
  const [first, second] = [await stream.next(), await stream.next()]
  expect(first).toMatchObject({ documentKey: { _id: 2 }, lsid: { id: session.id?.id } })
  expect(second).toMatchObject({ documentKey: { _id: 3 }, lsid: { id: session.id?.id } })
  await session.endSession()
  await stream.close()
})

test("a stream goes on after a restart where it stopped", async () => {
  const rows = fresh()
  const stream = await opened(rows.watch([], soon))
  await rows.insertMany([{ _id: 1 }, { _id: 2 }])
  const { _id: token } = await stream.next()
  await stream.close()
  await rows.insertOne({ _id: 3 })
  await at.restart()
  const again = at.db.collection(rows.collectionName)
  for (const option of ["resumeAfter", "startAfter"]) {
    const resumed = again.watch([], { [option]: token })
    expect(await resumed.next()).toMatchObject({ documentKey: { _id: 2 } })
    expect(await resumed.next()).toMatchObject({ documentKey: { _id: 3 } })
    await resumed.close()
  }
})

test("a stream that had no event yet can be resumed too", async () => {
  const rows = fresh()
  const stream = await opened(rows.watch([], soon))
  const token = stream.resumeToken
  await stream.close()
  await rows.insertOne({ _id: 1 })
  const resumed = rows.watch([], { resumeAfter: token })
  expect(await resumed.next()).toMatchObject({ documentKey: { _id: 1 } })
  await resumed.close()
})

test("a stream can start at a time", async () => {
  const rows = fresh()
  await rows.insertOne({ _id: 1 })
  const { operationTime } = await at.db.command({ ping: 1 })
  await rows.insertOne({ _id: 2 })
  const stream = rows.watch([], { startAtOperationTime: operationTime })
  expect(await stream.next()).toMatchObject({ documentKey: { _id: 1 } })
  expect(await stream.next()).toMatchObject({ documentKey: { _id: 2 } })
  await stream.close()
})

test("dropping what is watched ends the stream with an invalidation", async () => {
  const rows = fresh()
  await rows.insertOne({ _id: 1 })
  const stream = await opened(rows.watch([], soon))
  await rows.drop()
  expect(await stream.next()).toMatchObject({ operationType: "drop" })
  const { _id: token, operationType } = await stream.next()
  expect(operationType).toBe("invalidate")
  await stream.close()
  expect(await refusal(rows.watch([], { resumeAfter: token }).tryNext())).toMatchObject({ code: 260 })
  const resumed = await opened(rows.watch([], { startAfter: token, ...soon }))
  await rows.insertOne({ _id: 2 })
  expect(await resumed.next()).toMatchObject({ documentKey: { _id: 2 } })
  await resumed.close()
})

test("a place that is forgotten or was never here is refused, so that no change is lost in silence", async () => {
  const small = await openServer({ oplog: { maxBytes: 20_000 } })
  const rows = small.db.collection("c")
  const stream = await opened(rows.watch([], soon))
  await rows.insertOne({ n: 0 })
  const { _id: token } = await stream.next()
  await stream.close()
  for (let n = 0; n < 60; n++) await rows.insertOne({ n, text: "x".repeat(500) })
  expect(await refusal(rows.watch([], { resumeAfter: token }).tryNext())).toMatchObject({ code: 286 })
  expect(await refusal(fresh().watch([], { resumeAfter: token }).tryNext())).toMatchObject({ code: 280 })
  await small.close()
})
