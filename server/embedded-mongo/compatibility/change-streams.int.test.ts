import { type Document } from "bson"
import mongoose from "mongoose"
import { expect, test } from "vitest"
import { refusal, usePlace, type Row } from "./testing/place.ts"

const at = usePlace()
type Stream = mongoose.mongo.ChangeStream<Row, Document>

/** An empty stream answers after this many milliseconds, so that opening one costs no second. */
const soon = { maxAwaitTimeMS: 20 }

/** A stream that the server has opened: the driver does so with the first read only. */
async function watch(
  on: { watch(pipeline: Document[], options: object): Stream },
  options: object = {},
  pipeline: Document[] = [],
): Promise<Stream> {
  const stream = on.watch(pipeline, { ...soon, ...options })
  await stream.tryNext()
  return stream
}

async function take(stream: Stream, count: number): Promise<Document[]> {
  const events: Document[] = []
  while (events.length < count) events.push(await stream.next())
  return events
}

test("an insert's event has the document, its key, its place and its time", async () => {
  const rows = await at.filled([{ _id: 0 }])
  const stream = await watch(rows)
  await rows.insertOne({ _id: 1, a: 1 })
  const [event] = await take(stream, 1)
  expect(event).toMatchObject({
    operationType: "insert",
    ns: { db: at.db.databaseName, coll: rows.collectionName },
    documentKey: { _id: 1 },
    fullDocument: { _id: 1, a: 1 },
  })
  expect(event?.clusterTime).toBeInstanceOf(mongoose.mongo.Timestamp)
  expect(event?.wallTime).toBeInstanceOf(Date)
  expect(event?._id).toMatchObject({ _data: expect.any(String) as string })
  await stream.close()
})

test.each<[string, Document, Document, Document]>([
  [
    "a field set",
    { a: 1 },
    { $set: { a: 2 } },
    { updatedFields: { a: 2 }, removedFields: [], truncatedArrays: [] },
  ],
  ["a field removed", { a: 1 }, { $unset: { a: 1 } }, { updatedFields: {}, removedFields: ["a"] }],
  ["an inner field", { a: { b: 1, c: 1 } }, { $set: { "a.b": 2 } }, { updatedFields: { "a.b": 2 } }],
  ["an element added", { l: [1] }, { $push: { l: 2 } }, { updatedFields: { "l.1": 2 } }],
  ["an element changed", { l: [{ n: 1 }] }, { $set: { "l.0.n": 2 } }, { updatedFields: { "l.0.n": 2 } }],
  ["a counter", { n: 1 }, { $inc: { n: 2 } }, { updatedFields: { n: 3 } }],
])("an update's event tells %s", async (_name, before, update, description) => {
  const rows = await at.filled([{ _id: 1, ...before }])
  const stream = await watch(rows)
  await rows.updateOne({ _id: 1 }, update)
  const [event] = await take(stream, 1)
  expect(event).toMatchObject({
    operationType: "update",
    documentKey: { _id: 1 },
    updateDescription: description,
  })
  expect(event).not.toHaveProperty("fullDocument")
  await stream.close()
})

test("replacements and deletes are told apart from updates", async () => {
  const rows = await at.filled([{ _id: 1, a: 1 }])
  const stream = await watch(rows)
  await rows.replaceOne({ _id: 1 }, { b: 1 })
  await rows.deleteOne({ _id: 1 })
  const [replaced, deleted] = await take(stream, 2)
  expect(replaced).toMatchObject({ operationType: "replace", fullDocument: { _id: 1, b: 1 } })
  expect(deleted).toMatchObject({ operationType: "delete", documentKey: { _id: 1 } })
  expect(deleted).not.toHaveProperty("fullDocument")
  await stream.close()
})

test("the document is looked up for updates when asked for", async () => {
  const rows = await at.filled([{ _id: 1, a: 1 }])
  const stream = await watch(rows, { fullDocument: "updateLookup" })
  await rows.updateOne({ _id: 1 }, { $set: { b: 2 } })
  expect(await take(stream, 1)).toMatchObject([{ fullDocument: { _id: 1, a: 1, b: 2 } }])
  await rows.updateOne({ _id: 1 }, { $set: { b: 3 } })
  await rows.deleteOne({ _id: 1 })
  expect((await take(stream, 1))[0]?.fullDocument).toBeNull()
  await stream.close()
})

test("a pipeline filters and shapes events", async () => {
  const rows = await at.filled([{ _id: 0 }])
  const pipeline = [
    { $match: { operationType: "insert", "fullDocument.n": { $gt: 5 } } },
    { $project: { "fullDocument.n": 1 } },
  ]
  const stream = await watch(rows, {}, pipeline)
  await rows.insertMany([
    { _id: 1, n: 1 },
    { _id: 2, n: 9, secret: 1 },
  ])
  const [event] = await take(stream, 1)
  expect(event).toEqual({ _id: event?._id as unknown, fullDocument: { n: 9 } })
  await stream.close()
})

test("events come in the order of the writes", async () => {
  const rows = await at.filled([{ _id: 0 }])
  const stream = await watch(rows, { batchSize: 3 })
  for (let n = 1; n <= 8; n++) await rows.insertOne({ _id: n })
  const events = await take(stream, 8)
  expect(events.map(({ documentKey }) => (documentKey as Row)._id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  await stream.close()
})

test("a write that changes nothing makes no event", async () => {
  const rows = await at.filled([{ _id: 1, a: 1 }])
  const stream = await watch(rows)
  await rows.updateOne({ _id: 1 }, { $set: { a: 1 } })
  await rows.deleteOne({ _id: 9 })
  await rows.insertOne({ _id: 2 })
  expect(await take(stream, 1)).toMatchObject([{ operationType: "insert" }])
  await stream.close()
})

test.each(["resumeAfter", "startAfter"])("%s goes on behind an event", async (option) => {
  const rows = await at.filled([{ _id: 0 }])
  const stream = await watch(rows)
  await rows.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3 }])
  const [first] = await take(stream, 1)
  await stream.close()
  const resumed = rows.watch([], { [option]: first?._id as unknown, ...soon })
  const rest = await take(resumed, 2)
  expect(rest.map(({ documentKey }) => (documentKey as Row)._id)).toEqual([2, 3])
  await resumed.close()
})

test("a stream starts at a time of the server", async () => {
  const rows = await at.filled([{ _id: 0 }])
  const stream = await watch(rows)
  await rows.insertMany([{ _id: 1 }, { _id: 2 }])
  const [, second] = await take(stream, 2)
  await stream.close()
  const again = rows.watch([], {
    startAtOperationTime: second?.clusterTime as mongoose.mongo.Timestamp,
    ...soon,
  })
  const events = await take(again, 1)
  expect([1, 2]).toContain((events[0]?.documentKey as Row)._id)
  await again.close()
})

test("dropping the collection ends its stream with an invalidation", async () => {
  const rows = await at.filled([{ _id: 1 }])
  const stream = await watch(rows)
  await rows.drop()
  const [dropped, invalidated] = await take(stream, 2)
  expect(dropped).toMatchObject({ operationType: "drop", ns: { coll: rows.collectionName } })
  expect(invalidated).toMatchObject({ operationType: "invalidate" })
  await stream.close()
  const token = invalidated?._id as mongoose.mongo.ResumeToken
  expect(await refusal(rows.watch([], { resumeAfter: token }).tryNext())).toMatchObject({ code: 260 })
  const after = await watch(rows, { startAfter: token })
  await rows.insertOne({ _id: 2 })
  expect(await take(after, 1)).toMatchObject([{ operationType: "insert" }])
  await after.close()
})

test("renaming the collection is told with its new name", async () => {
  const rows = await at.filled([{ _id: 1 }])
  const stream = await watch(rows)
  await rows.rename(`${rows.collectionName}_new`)
  const [renamed, invalidated] = await take(stream, 2)
  expect(renamed).toMatchObject({ operationType: "rename", to: { coll: `${rows.collectionName}_new` } })
  expect(invalidated).toMatchObject({ operationType: "invalidate" })
  await stream.close()
})

test("a database's stream tells all its collections", async () => {
  const [one, two] = [await at.filled([{ _id: 0 }]), await at.filled([{ _id: 0 }])]
  const stream = await watch(at.db)
  await one.insertOne({ _id: 1 })
  await two.insertOne({ _id: 1 })
  const events = await take(stream, 2)
  expect(events.map(({ ns }) => (ns as { coll: string }).coll)).toEqual([
    one.collectionName,
    two.collectionName,
  ])
  await stream.close()
})

test("a transaction's events come with its commit, and carry its session", async () => {
  const rows = await at.filled([{ _id: 0 }])
  const stream = await watch(rows)
  await at.client.withSession((session) =>
    session.withTransaction(async () => {
      await rows.insertOne({ _id: 1 }, { session })
      await rows.updateOne({ _id: 0 }, { $set: { a: 1 } }, { session })
    }),
  )
  const events = await take(stream, 2)
  expect(events).toMatchObject([{ operationType: "insert" }, { operationType: "update" }])
  expect(events[0]?.txnNumber).toEqual(events[1]?.txnNumber)
  expect(events[0]).toHaveProperty("lsid")
  await stream.close()
})

test("a pipeline that changes the token is refused when an event comes", async () => {
  const rows = await at.filled([{ _id: 0 }])
  const stream = await watch(rows, {}, [{ $unset: "_id" }])
  await rows.insertOne({ _id: 1 })
  await expect(stream.next()).rejects.toThrow(/resume token|_id/)
  await stream.close()
})

test("a stage that no change stream takes is refused", async () => {
  const stream = at.fresh().watch([{ $group: { _id: null } }])
  expect(await refusal(stream.tryNext())).toMatchObject({ code: 20 })
})

test("a token that is none is refused", async () => {
  const stream = at.fresh().watch([], { resumeAfter: { _data: "nonsense" } })
  await expect(stream.tryNext()).rejects.toThrow()
})
