import { Binary, Decimal128, type Document, Double, Int32, Long, ObjectId, Timestamp, UUID } from "bson"
import mongoose from "mongoose"
import { describe, expect, test } from "vitest"
import { idsOf, refusal, typed, usePlace } from "./testing/place.ts"

const at = usePlace()

test("an insert says the _id, given or made", async () => {
  const rows = at.fresh<Document>()
  const given = await rows.insertOne({ _id: new ObjectId("65a000000000000000000001"), a: 1 })
  expect(given).toEqual({ acknowledged: true, insertedId: new ObjectId("65a000000000000000000001") })
  const made = await rows.insertOne({ a: 1 })
  expect(made.insertedId).toBeInstanceOf(mongoose.mongo.ObjectId)
})

test("an insert of many says every _id by its place", async () => {
  const rows = at.fresh()
  expect(await rows.insertMany([{ _id: 7 }, { _id: 3 }])).toEqual({
    acknowledged: true,
    insertedCount: 2,
    insertedIds: { 0: 7, 1: 3 },
  })
})

test("a document without _id gets one from the server when the driver leaves it to it", async () => {
  const rows = at.fresh<Document>()
  await rows.insertOne({ a: 1 }, { forceServerObjectId: true })
  const found = await rows.findOne({})
  expect(found?._id).toBeInstanceOf(mongoose.mongo.ObjectId)
  expect(Object.keys(found ?? {})).toEqual(["_id", "a"])
})

test("the _id comes first, the other fields in the order they were written", async () => {
  const rows = at.fresh()
  await rows.insertOne({ z: 1, _id: 1, a: 2, 5: 3 })
  expect(Object.keys((await rows.findOne({})) ?? {}).filter((name) => name !== "5")).toEqual([
    "_id",
    "z",
    "a",
  ])
})

describe("a value comes back as it was stored:", () => {
  test.each<[string, unknown]>([
    ["an int", new Int32(5)],
    ["a double without a fraction", new Double(5)],
    ["a long", Long.fromString("9007199254740993")],
    ["a small long", Long.fromNumber(5)],
    ["a decimal with its trailing zeros", Decimal128.fromString("1.50")],
    ["a date before 1970", new Date(-1)],
    ["a UUID", new UUID("11111111-2222-4333-8444-555555555555")],
    ["binary data of a subtype of its own", new Binary(Buffer.from([1, 2, 3]), 0x80)],
    ["a timestamp", new Timestamp({ t: 5, i: 6 })],
    ["an expression with options", /^a/im],
    ["a nested array", [[1, [2, []]], {}]],
    ["a text with a zero character", "a\0b"],
    ["a text beyond 16 bits", "é\u{1F600}"],
    ["null", null],
  ])("%s", async (_name, v) => {
    const rows = at.fresh()
    await rows.insertOne({ _id: 1, v })
    const found = await rows.findOne({}, { promoteValues: false })
    expect(typed(found?.v)).toEqual(typed(v))
  })
})

test("a number is an int when it fits, else a double", async () => {
  const rows = await at.filled([{ _id: 1, small: 1, large: 2 ** 31, fraction: 0.5 }])
  expect(await rows.countDocuments({ small: { $type: "int" } })).toBe(1)
  expect(await rows.countDocuments({ large: { $type: "double" }, fraction: { $type: "double" } })).toBe(1)
})

test("an empty timestamp at the top is replaced by the server's time", async () => {
  const rows = await at.filled([{ _id: 1, at: new Timestamp({ t: 0, i: 0 }) }])
  const found = await rows.findOne<{ at: Timestamp }>({})
  expect(Math.abs(found!.at.getHighBits() - Date.now() / 1000)).toBeLessThan(3600)
})

test("a second document with the same _id is refused", async () => {
  const rows = await at.filled([{ _id: 1 }])
  const error = await refusal(rows.insertOne({ _id: 1 }))
  expect(error).toMatchObject({ code: 11000, keyPattern: { _id: 1 }, keyValue: { _id: 1 } })
  expect(error.message).toContain(`index: _id_ dup key: { _id: 1 }`)
})

test("numbers that are equal are the same _id, whatever their type", async () => {
  const rows = at.fresh<{ _id: Int32 | Double | Long }>()
  await rows.insertOne({ _id: new Int32(1) })
  expect(await refusal(rows.insertOne({ _id: new Double(1) }))).toMatchObject({ code: 11000 })
  expect(await refusal(rows.insertOne({ _id: Long.fromNumber(1) }))).toMatchObject({ code: 11000 })
})

test("an ordered insert of many stops at the first that is refused", async () => {
  const rows = await at.filled([{ _id: 2 }])
  expect(await refusal(rows.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3 }]))).toMatchObject({
    code: 11000,
    insertedCount: 1,
    writeErrors: [{ index: 1, code: 11000 }],
  })
  expect(idsOf(await rows.find().sort({ _id: 1 }).toArray())).toEqual([1, 2])
})

test("an unordered insert of many goes on, and tells what was refused in order", async () => {
  const rows = await at.filled([{ _id: 2 }, { _id: 4 }])
  const batch = [{ _id: 4 }, { _id: 1 }, { _id: 2 }, { _id: 3 }]
  expect(await refusal(rows.insertMany(batch, { ordered: false }))).toMatchObject({
    insertedCount: 2,
    writeErrors: [
      { index: 0, code: 11000 },
      { index: 2, code: 11000 },
    ],
  })
  expect(await rows.countDocuments()).toBe(4)
})

test.each<[string, Document, number]>([
  ["that is a list", { _id: [1] }, 53],
  ["that is an expression", { _id: /a/ }, 53],
  ["with an operator inside", { _id: { $a: 1 } }, 52],
])("a document with an _id %s is refused", async (_name, document, code) => {
  expect(await refusal(at.fresh<Document>().insertOne(document))).toMatchObject({ code })
})

test("fields that begin with a dollar or hold a dot can be stored", async () => {
  const rows = await at.filled([{ _id: 1, $price: 5, "a.b": 6 }])
  expect(await rows.findOne({})).toEqual({ _id: 1, $price: 5, "a.b": 6 })
})

test("a write that nobody waits for is done all the same", async () => {
  const rows = at.fresh()
  const result = await rows.insertOne({ _id: 1 }, { writeConcern: { w: 0 } })
  expect(result.acknowledged).toBe(false)
  await expect.poll(() => rows.countDocuments(), { timeout: 5000 }).toBe(1)
})

describe("a delete", () => {
  const filled = () =>
    at.filled([
      { _id: 1, a: 1 },
      { _id: 2, a: 1 },
      { _id: 3, a: 2 },
    ])

  test("of one takes the first that is found", async () => {
    const rows = await filled()
    expect(await rows.deleteOne({ a: 1 })).toEqual({ acknowledged: true, deletedCount: 1 })
    expect(idsOf(await rows.find().toArray())).toEqual([2, 3])
  })

  test("of many takes all that are found", async () => {
    const rows = await filled()
    expect(await rows.deleteMany({ a: 1 })).toEqual({ acknowledged: true, deletedCount: 2 })
  })

  test("of many without a filter empties the collection and keeps its indexes", async () => {
    const rows = await filled()
    await rows.createIndex({ a: 1 })
    expect(await rows.deleteMany({})).toMatchObject({ deletedCount: 3 })
    expect(await rows.indexes()).toHaveLength(2)
  })

  test("of nothing succeeds", async () => {
    const rows = await filled()
    expect(await rows.deleteOne({ a: 9 })).toEqual({ acknowledged: true, deletedCount: 0 })
    expect(await at.fresh().deleteMany({})).toMatchObject({ deletedCount: 0 })
  })

  test("with variables compares them", async () => {
    const rows = await filled()
    const filter = { $expr: { $eq: ["$a", "$$wanted"] } }
    expect(await rows.deleteMany(filter, { let: { wanted: 2 } })).toMatchObject({ deletedCount: 1 })
  })

  test("with a hint of an index that does not exist is refused", async () => {
    const rows = await filled()
    expect(await refusal(rows.deleteOne({ a: 1 }, { hint: "nowhere_1" }))).toMatchObject({ code: 2 })
  })
})
