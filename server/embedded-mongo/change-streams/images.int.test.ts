import { type Document } from "bson"
import { afterAll, beforeAll, expect, test } from "vitest"
import { openServer, refusal, type TestServer } from "../testing/open-server.ts"

let at: TestServer
beforeAll(async () => {
  at = await openServer()
})
afterAll(() => at.close())

type Row = { _id: number; n?: number; a?: unknown }
let named = 0
const soon = { maxAwaitTimeMS: 20 }
const withImages = () =>
  at.db.createCollection<Row>(`i${++named}`, { changeStreamPreAndPostImages: { enabled: true } })

/** Opens the stream on the server: the driver does so with the first read only. */
async function opened<T extends { tryNext(): Promise<unknown> }>(stream: T): Promise<T> {
  await stream.tryNext()
  return stream
}

async function take(stream: { next(): Promise<unknown> }, count: number): Promise<Document[]> {
  const events: Document[] = []
  while (events.length < count) events.push((await stream.next()) as Document)
  return events
}

test("a stream shows documents as they were before and after each change", async () => {
  const rows = await withImages()
  const options = { fullDocument: "required", fullDocumentBeforeChange: "required", ...soon } as const
  const stream = await opened(rows.watch([], options))
  await rows.insertOne({ _id: 1, n: 1 })
  await rows.updateOne({ _id: 1 }, { $set: { n: 2 } })
  await rows.replaceOne({ _id: 1 }, { n: 3 })
  await rows.deleteOne({ _id: 1 })
  const [inserted, updated, replaced, deleted] = await take(stream, 4)
  expect(inserted).toMatchObject({ fullDocument: { _id: 1, n: 1 } })
  expect(inserted).not.toHaveProperty("fullDocumentBeforeChange")
  expect(updated).toMatchObject({
    fullDocument: { _id: 1, n: 2 },
    fullDocumentBeforeChange: { _id: 1, n: 1 },
    updateDescription: { updatedFields: { n: 2 } },
  })
  expect(replaced).toMatchObject({ fullDocument: { n: 3 }, fullDocumentBeforeChange: { n: 2 } })
  expect(deleted).toMatchObject({ fullDocumentBeforeChange: { _id: 1, n: 3 } })
  expect(deleted).not.toHaveProperty("fullDocument")
  await stream.close()
})

test("what was not kept is null where it may be missing, and stops a stream that requires it", async () => {
  const rows = at.db.collection<Row>("noImages")
  await rows.insertOne({ _id: 1, n: 1 })
  const available = { fullDocument: "whenAvailable", fullDocumentBeforeChange: "whenAvailable" } as const
  const stream = await opened(rows.watch([], { ...available, ...soon }))
  const required = await opened(rows.watch([], { fullDocument: "required", ...soon }))
  const before = await opened(rows.watch([], { fullDocumentBeforeChange: "required", ...soon }))
  await rows.updateOne({ _id: 1 }, { $set: { n: 2 } })
  expect(await stream.next()).toMatchObject({ fullDocument: null, fullDocumentBeforeChange: null })
  for (const one of [required, before]) expect(await refusal(one.next())).toMatchObject({ code: 47 })
  await stream.close()
})

test("an event too large for a reply stops the stream instead of losing a document", async () => {
  const rows = await withImages()
  await rows.insertOne({ _id: 1, a: "x".repeat(9_000_000) })
  const options = { fullDocument: "required", fullDocumentBeforeChange: "required", ...soon } as const
  const stream = await opened(rows.watch([], options))
  await rows.updateOne({ _id: 1 }, { $set: { n: 1 } })
  expect(await refusal(stream.next())).toMatchObject({ code: 10334 })
})

test("images are switched on and off with collMod", async () => {
  const rows = await withImages()
  const change = (enabled: boolean) =>
    at.db.command({ collMod: rows.collectionName, changeStreamPreAndPostImages: { enabled } })
  expect(await rows.options()).toEqual({ changeStreamPreAndPostImages: { enabled: true } })
  const stream = await opened(rows.watch([], { fullDocumentBeforeChange: "whenAvailable", ...soon }))
  await change(false)
  await rows.insertOne({ _id: 1 })
  await rows.deleteOne({ _id: 1 })
  expect(await take(stream, 2)).toMatchObject([{}, { fullDocumentBeforeChange: null }])
  expect(await rows.options()).toEqual({})
  await stream.close()
})

test("expanded events tell of collections, indexes and views", async () => {
  const database = at.client.db("expanded")
  const stream = await opened(database.watch([], { showExpandedEvents: true, ...soon }))
  const plain = await opened(database.watch([], soon))
  const rows = await database.createCollection<Row>("rows")
  await rows.createIndex({ n: 1 })
  await database.command({ collMod: "rows", index: { keyPattern: { n: 1 }, hidden: true } })
  await rows.dropIndex("n_1")
  await database.createCollection("view", { viewOn: "rows", pipeline: [] })
  await rows.insertOne({ _id: 1 })
  await database.createCollection("target")
  await rows.rename("target", { dropTarget: true })
  const events = await take(stream, 8)
  expect(events.map(({ operationType }) => operationType as string)).toEqual([
    "create",
    "createIndexes",
    "modify",
    "dropIndexes",
    "create",
    "insert",
    "create",
    "rename",
  ])
  const [create, createIndexes, modify, , view, insert, , rename] = events
  expect(create).toMatchObject({
    ns: { db: "expanded", coll: "rows" },
    operationDescription: { idIndex: { key: { _id: 1 } } },
  })
  expect(create?.collectionUUID).toEqual(insert?.collectionUUID)
  expect(createIndexes).toMatchObject({ operationDescription: { indexes: [{ name: "n_1" }] } })
  expect(modify).toMatchObject({ operationDescription: { index: { hidden: true } } })
  expect(view).toMatchObject({ ns: { coll: "view" }, operationDescription: { viewOn: "rows" } })
  expect(rename).toMatchObject({ to: { coll: "target" }, operationDescription: { to: { coll: "target" } } })
  expect(rename).toHaveProperty("operationDescription.dropTarget")
  expect(await take(plain, 2)).toMatchObject([{ operationType: "insert" }, { operationType: "rename" }])
  await stream.close()
  await plain.close()
})

test("paths that could be read in two ways are told in their parts", async () => {
  const rows = at.db.collection<Row>("paths")
  await rows.insertOne({ _id: 1, a: [{ 1: 1 }], n: 1 })
  const stream = await opened(rows.watch([], { showExpandedEvents: true, ...soon }))
  await rows.updateOne({ _id: 1 }, { $set: { "a.0.1": 2 } })
  await rows.updateOne({ _id: 1 }, { $set: { n: 2 } })
  expect(await take(stream, 2)).toMatchObject([
    { updateDescription: { disambiguatedPaths: { "a.0.1": ["a", 0, "1"] } } },
    { updateDescription: { disambiguatedPaths: {} } },
  ])
  await stream.close()
})

test("a pipeline that takes the token away ends the stream for good", async () => {
  const rows = at.db.collection<Row>("noToken")
  await rows.insertOne({ _id: 1 })
  const stream = await opened(rows.watch([{ $project: { _id: 0 } }], soon))
  await rows.insertOne({ _id: 2 })
  const error = await refusal(stream.next())
  expect(error).toMatchObject({ code: 280 })
  expect(error.errorLabels).toContain("NonResumableChangeStreamError")
})

test.each([
  [[{ $unheard: {} }], 40324],
  [[{ $sort: { n: 1 } }], 20],
  [[{ $changeStreamSplitLargeEvent: {} }, { $match: {} }], 7182802],
])("%j behind a change stream is refused with %d", async (stages, code) => {
  expect(await refusal(at.db.collection("c").watch(stages).tryNext())).toMatchObject({ code })
})
