import { type Document } from "bson"
import mongoose from "mongoose"
import { describe, expect, test } from "vitest"
import { idsOf, refusal, usePlace } from "./testing/place.ts"

const at = usePlace()
const filled = () =>
  at.filled([
    { _id: 1, a: 1, tag: "x" },
    { _id: 2, a: 1, tag: "x" },
    { _id: 3, a: 2, tag: "y" },
  ])

describe("an update answers how many it", () => {
  test("found and changed", async () => {
    const rows = await filled()
    expect(await rows.updateOne({ a: 1 }, { $set: { a: 5 } })).toEqual({
      acknowledged: true,
      matchedCount: 1,
      modifiedCount: 1,
      upsertedCount: 0,
      upsertedId: null,
    })
    expect(idsOf(await rows.find({ a: 5 }).toArray())).toEqual([1])
  })

  test("found but left as they were", async () => {
    const rows = await filled()
    const result = await rows.updateMany({ a: 1 }, { $set: { tag: "x" } })
    expect(result).toMatchObject({ matchedCount: 2, modifiedCount: 0 })
  })

  test("changed among many", async () => {
    const rows = await filled()
    const result = await rows.updateMany({}, { $set: { tag: "x" } })
    expect(result).toMatchObject({ matchedCount: 3, modifiedCount: 1 })
  })

  test("did not find", async () => {
    const rows = await filled()
    expect(await rows.updateOne({ a: 9 }, { $set: { a: 1 } })).toMatchObject({ matchedCount: 0 })
  })
})

describe("a replacement", () => {
  test("keeps the _id and nothing else", async () => {
    const rows = await filled()
    expect(await rows.replaceOne({ _id: 3 }, { b: 1 })).toMatchObject({ matchedCount: 1, modifiedCount: 1 })
    expect(await rows.findOne({ _id: 3 })).toEqual({ _id: 3, b: 1 })
  })

  test("with the same document changes nothing", async () => {
    const rows = await filled()
    const result = await rows.replaceOne({ _id: 3 }, { a: 2, tag: "y" })
    expect(result).toMatchObject({ matchedCount: 1, modifiedCount: 0 })
  })

  test("with another _id is refused", async () => {
    const rows = await filled()
    expect(await refusal(rows.replaceOne({ a: 2 }, { _id: 9, b: 1 }))).toMatchObject({ code: 66 })
  })
})

describe("an upsert", () => {
  test("inserts what the filter says and the update sets, and tells the _id", async () => {
    const rows = at.fresh<Document>()
    const result = await rows.updateOne(
      { name: "a", "address.city": "Paris", n: { $gt: 5 }, kind: { $eq: "k" }, $and: [{ side: 1 }] },
      { $set: { n: 9 }, $setOnInsert: { isNew: true }, $inc: { count: 1 } },
      { upsert: true },
    )
    expect(result).toMatchObject({ matchedCount: 0, modifiedCount: 0, upsertedCount: 1 })
    expect(result.upsertedId).toBeInstanceOf(mongoose.mongo.ObjectId)
    expect(await rows.findOne({})).toEqual({
      _id: result.upsertedId,
      name: "a",
      address: { city: "Paris" },
      n: 9,
      kind: "k",
      side: 1,
      isNew: true,
      count: 1,
    })
  })

  test("takes the _id from the filter", async () => {
    const rows = at.fresh()
    const result = await rows.updateOne({ _id: 5 }, { $set: { a: 1 } }, { upsert: true })
    expect(result.upsertedId).toBe(5)
  })

  test("takes the _id from what is set", async () => {
    const rows = at.fresh()
    const result = await rows.updateOne({ a: 1 }, { $setOnInsert: { _id: 6 } }, { upsert: true })
    expect(result.upsertedId).toBe(6)
  })

  test("leaves what is set on insert alone when something is found", async () => {
    const rows = await filled()
    await rows.updateOne({ _id: 1 }, { $setOnInsert: { a: 100 }, $set: { b: 1 } }, { upsert: true })
    expect(await rows.findOne({ _id: 1 })).toEqual({ _id: 1, a: 1, tag: "x", b: 1 })
  })

  test("does not take values from operators other than equality", async () => {
    const rows = at.fresh<Document>()
    await rows.updateOne(
      { a: { $in: [1, 2] }, b: /x/, c: { $exists: true } },
      { $set: { d: 1 } },
      { upsert: true },
    )
    expect(await rows.findOne({}, { projection: { _id: 0 } })).toEqual({ d: 1 })
  })

  test("takes the only value of $all, and the only branch of $or", async () => {
    const rows = at.fresh<Document>()
    await rows.updateOne({ a: { $all: [1] }, $or: [{ b: 2 }] }, { $set: { d: 1 } }, { upsert: true })
    expect(await rows.findOne({}, { projection: { _id: 0 } })).toEqual({ a: 1, b: 2, d: 1 })
  })

  test("of a replacement inserts the replacement alone, with the _id of the filter", async () => {
    const rows = at.fresh()
    await rows.replaceOne({ _id: 7, a: 1 }, { b: 2 }, { upsert: true })
    expect(await rows.findOne({})).toEqual({ _id: 7, b: 2 })
  })

  test("of many inserts one", async () => {
    const rows = at.fresh()
    const result = await rows.updateMany({ _id: 1 }, { $set: { a: 1 } }, { upsert: true })
    expect(result).toMatchObject({ upsertedCount: 1, upsertedId: 1 })
  })

  test("with a pipeline computes on the values of the filter", async () => {
    const rows = at.fresh()
    await rows.updateOne({ _id: 1, a: 4 }, [{ $set: { b: { $multiply: ["$a", 2] } } }], { upsert: true })
    expect(await rows.findOne({})).toEqual({ _id: 1, a: 4, b: 8 })
  })

  test("by two at the same time on a unique key inserts one document", async () => {
    const rows = at.fresh<Document>()
    await rows.createIndex({ key: 1 }, { unique: true })
    const add = () => rows.updateOne({ key: "k" }, { $inc: { n: 1 } }, { upsert: true })
    await Promise.all([add(), add(), add(), add()])
    expect(await rows.find({}, { projection: { _id: 0 } }).toArray()).toEqual([{ key: "k", n: 4 }])
  })
})

describe("a pipeline update", () => {
  test("sets fields from others", async () => {
    const rows = await filled()
    await rows.updateMany({}, [{ $set: { double: { $multiply: ["$a", 2] } } }, { $unset: "tag" }])
    expect(await rows.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, a: 1, double: 2 },
      { _id: 2, a: 1, double: 2 },
      { _id: 3, a: 2, double: 4 },
    ])
  })

  test("replaces the document, keeping the _id", async () => {
    const rows = await filled()
    await rows.updateOne({ _id: 3 }, [{ $replaceWith: { old: "$$ROOT.a" } }])
    expect(await rows.findOne({ _id: 3 })).toEqual({ _id: 3, old: 2 })
  })

  test("sees variables", async () => {
    const rows = await filled()
    await rows.updateOne({ _id: 3 }, [{ $set: { a: { $add: ["$a", "$$more"] } } }], { let: { more: 10 } })
    expect(await rows.findOne({ _id: 3 })).toMatchObject({ a: 12 })
  })

  test("chooses with conditions", async () => {
    const rows = await filled()
    await rows.updateMany({}, [{ $set: { size: { $cond: [{ $gt: ["$a", 1] }, "big", "small"] } } }])
    expect(await rows.distinct("size")).toEqual(["small", "big"])
  })

  test("with a stage that only reads is refused", async () => {
    const rows = await filled()
    const update = [{ $match: { a: 1 } }] as unknown as { $set: Document }[]
    expect(await refusal(rows.updateOne({}, update))).toMatchObject({ code: 72 })
  })
})

test.each<[string, Document, number]>([
  ["an operator that does not exist", { $nonsense: { a: 1 } }, 9],
  ["two operators on one path", { $set: { a: 1 }, $inc: { a: 1 } }, 40],
  ["a path and a part of it", { $set: { b: 1 }, $unset: { "b.c": 1 } }, 40],
  ["another _id", { $set: { _id: 9 } }, 66],
  ["a field inside a number", { $set: { "a.b": 1 } }, 28],
  ["an empty name", { $set: { "": 1 } }, 56],
  ["an empty name in a path", { $set: { "b..c": 1 } }, 56],
  ["a name that begins with a dollar", { $set: { $c: 1 } }, 52],
  ["a text as an increment", { $inc: { a: "1" } }, 14],
  ["an increment of a text", { $inc: { tag: 1 } }, 14],
  ["a multiplication of a text", { $mul: { tag: 2 } }, 14],
  ["a push on a number", { $push: { a: 1 } }, 2],
  ["an addition to a set that is a number", { $addToSet: { a: 1 } }, 2],
  ["a pull from a number", { $pull: { a: 1 } }, 2],
  ["a pop of a number", { $pop: { a: 1 } }, 14],
  ["a pop of two", { $pop: { list: 2 } }, 9],
  ["a place that nothing was found at", { $set: { "list.$": 1 } }, 2],
  ["all elements of what is no list", { $set: { "a.$[]": 1 } }, 2],
  ["an identifier without a filter", { $set: { "list.$[x]": 1 } }, 2],
  ["a rename to itself", { $rename: { a: "a" } }, 2],
  ["a rename to what is no text", { $rename: { a: 5 } }, 2],
  ["bits of a text", { $bit: { tag: { and: 1 } } }, 2],
  ["a bit operation that does not exist", { $bit: { a: { nand: 1 } } }, 2],
  ["a kind of date that does not exist", { $currentDate: { at: { $type: "year" } } }, 2],
  ["a list for $each that is none", { $push: { list: { $each: 1 } } }, 2],
  ["a part of $push that does not exist", { $push: { list: { $each: [1], $nonsense: 1 } } }, 2],
])("an update with %s is refused", async (_name, update, code) => {
  const rows = await at.filled([{ _id: 1, a: 1, tag: "x", list: [1, 2] }])
  expect(await refusal(rows.updateOne({ _id: 1 }, update))).toMatchObject({ code })
  expect(await rows.findOne()).toEqual({ _id: 1, a: 1, tag: "x", list: [1, 2] })
})

test("an array filter that is not used is refused", async () => {
  const rows = await filled()
  const update = rows.updateOne({}, { $set: { a: 1 } }, { arrayFilters: [{ x: 1 }] })
  expect(await refusal(update)).toMatchObject({ code: 9 })
})

test("two array filters for one identifier are refused", async () => {
  const rows = await filled()
  const update = rows.updateOne({}, { $set: { "l.$[x]": 1 } }, { arrayFilters: [{ x: 1 }, { x: 2 }] })
  expect(await refusal(update)).toMatchObject({ code: 9 })
})
