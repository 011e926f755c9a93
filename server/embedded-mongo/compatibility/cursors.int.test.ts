import { Long } from "bson"
import mongoose from "mongoose"
import { beforeAll, describe, expect, test } from "vitest"
import { idsOf, refusal, usePlace } from "./testing/place.ts"

const at = usePlace()
const rows = at.fresh()
beforeAll(() => rows.insertMany(Array.from({ length: 250 }, (_, n) => ({ _id: n }))))

const find = (more: object = {}) => at.db.command({ find: rows.collectionName, sort: { _id: 1 }, ...more })

describe("the find command", () => {
  test("gives 101 documents first when no size is asked for", async () => {
    const { cursor } = await find()
    expect(cursor.firstBatch).toHaveLength(101)
    expect(cursor.ns).toBe(`${at.db.databaseName}.${rows.collectionName}`)
    expect(Number(cursor.id)).not.toBe(0)
    await at.db.command({ killCursors: rows.collectionName, cursors: [cursor.id] })
  })

  test("gives an empty batch and a cursor for a size of zero", async () => {
    const { cursor } = await find({ batchSize: 0 })
    expect(cursor.firstBatch).toEqual([])
    const next = await at.db.command({ getMore: cursor.id, collection: rows.collectionName, batchSize: 2 })
    expect(idsOf(next.cursor.nextBatch as { _id: number }[])).toEqual([0, 1])
    await at.db.command({ killCursors: rows.collectionName, cursors: [cursor.id] })
  })

  test("closes the cursor when all was given", async () => {
    const { cursor } = await find({ filter: { _id: { $lt: 3 } } })
    expect(cursor.firstBatch).toHaveLength(3)
    expect(Number(cursor.id)).toBe(0)
  })

  test("gives one batch only when told so", async () => {
    const { cursor } = await find({ batchSize: 5, singleBatch: true })
    expect(cursor.firstBatch).toHaveLength(5)
    expect(Number(cursor.id)).toBe(0)
  })

  test("on a collection that does not exist gives nothing", async () => {
    const { cursor } = await at.db.command({ find: "nowhere" })
    expect(cursor).toMatchObject({ firstBatch: [], ns: `${at.db.databaseName}.nowhere` })
  })
})

test("killing a cursor tells it, and a killed one cannot be read", async () => {
  const { cursor } = await find({ batchSize: 1 })
  expect(
    await at.db.command({ killCursors: rows.collectionName, cursors: [cursor.id, Long.fromNumber(12345)] }),
  ).toMatchObject({
    cursorsKilled: [cursor.id],
    cursorsNotFound: [12345],
    cursorsAlive: [],
    cursorsUnknown: [],
  })
  const more = at.db.command({ getMore: cursor.id, collection: rows.collectionName })
  expect(await refusal(more)).toMatchObject({ code: 43, codeName: "CursorNotFound" })
})

test("a cursor belongs to its collection", async () => {
  const { cursor } = await find({ batchSize: 1 })
  const more = at.db.command({ getMore: cursor.id, collection: "other" })
  expect(await refusal(more)).toMatchObject({ code: 13, codeName: "Unauthorized" })
  await at.db.command({ killCursors: rows.collectionName, cursors: [cursor.id] })
})

describe("the driver's cursor", () => {
  test("goes through batches in order", async () => {
    const seen = await rows.find({}, { batchSize: 60 }).sort({ _id: 1 }).toArray()
    expect(idsOf(seen)).toEqual(Array.from({ length: 250 }, (_, n) => n))
  })

  test("is an iterator that can be left", async () => {
    const cursor = rows.find({}, { batchSize: 10 }).sort({ _id: 1 })
    for await (const row of cursor) if (row._id === 25) break
    expect(cursor.killed).toBe(true)
    expect(await at.db.command({ ping: 1 })).toMatchObject({ ok: 1 })
  })

  test("says whether there is more, and starts again", async () => {
    const cursor = rows.find({ _id: { $lt: 2 } }).sort({ _id: 1 })
    expect(await cursor.hasNext()).toBe(true)
    expect([await cursor.next(), await cursor.next(), await cursor.next()]).toEqual([
      { _id: 0 },
      { _id: 1 },
      null,
    ])
    cursor.rewind()
    expect(await cursor.next()).toEqual({ _id: 0 })
    await cursor.close()
  })

  test("streams an aggregation in batches", async () => {
    const cursor = rows.aggregate([{ $match: {} }, { $project: { twice: { $multiply: ["$_id", 2] } } }], {
      batchSize: 50,
    })
    let sum = 0
    for await (const { twice } of cursor) sum += twice as number
    expect(sum).toBe(249 * 250)
  })

  test("keeps going while its documents are deleted", async () => {
    const some = await at.filled(Array.from({ length: 30 }, (_, n) => ({ _id: n })))
    const cursor = some.find({}, { batchSize: 5 }).sort({ _id: 1 })
    await cursor.next()
    await some.deleteMany({ _id: { $gte: 20 } })
    expect((await cursor.toArray()).length).toBeLessThanOrEqual(29)
  })

  test("ends with its session", async () => {
    const client = await mongoose.mongo.MongoClient.connect(at.uri)
    const session = client.startSession()
    const cursor = client
      .db(at.db.databaseName)
      .collection(rows.collectionName)
      .find({}, { session, batchSize: 2 })
    await cursor.next()
    await client.db("admin").command({ killSessions: [{ id: session.id?.id }] })
    const rest = (async () => {
      for (;;) if (!(await cursor.next())) return
    })()
    expect([43, 237]).toContain((await refusal(rest)).code)
    await client.close()
  })
})

describe("counting", () => {
  test("with a filter, a skip and a limit", async () => {
    expect(await rows.countDocuments({ _id: { $gte: 100 } })).toBe(150)
    expect(await rows.countDocuments({}, { skip: 240, limit: 20 })).toBe(10)
    expect(await rows.estimatedDocumentCount()).toBe(250)
    expect(await at.fresh().estimatedDocumentCount()).toBe(0)
  })

  test("by the command", async () => {
    expect(await at.db.command({ count: rows.collectionName, query: { _id: { $lt: 5 } } })).toMatchObject({
      n: 5,
    })
  })
})

describe("distinct values", () => {
  test("come once, arrays taken apart, missing ones passed over", async () => {
    const some = await at.filled([{ _id: 1, a: [1, 2] }, { _id: 2, a: 2 }, { _id: 3 }, { _id: 4, a: null }])
    expect((await some.distinct("a")).sort()).toEqual([1, 2, null])
  })

  test("of inner fields and with a filter", async () => {
    const some = await at.filled([
      { _id: 1, l: [{ k: "a" }, { k: "b" }] },
      { _id: 2, l: [{ k: "c" }] },
    ])
    expect(await some.distinct("l.k", { _id: 1 })).toEqual(["a", "b"])
  })
})
