import { type Document } from "bson"
import { describe, expect, test } from "vitest"
import { idsOf, refusal, usePlace } from "./testing/place.ts"

const at = usePlace()

test("an index is named by its key and listed with its options", async () => {
  const rows = await at.filled([{ _id: 1 }])
  expect(await rows.createIndex({ a: 1, "b.c": -1 })).toBe("a_1_b.c_-1")
  await rows.createIndex({ e: 1 }, { unique: true, sparse: true, name: "mine" })
  await rows.createIndex({ at: 1 }, { expireAfterSeconds: 3600 })
  await rows.createIndex({ p: 1 }, { partialFilterExpression: { on: { $gt: 5 } } })
  expect(await rows.indexes()).toEqual([
    { v: 2, key: { _id: 1 }, name: "_id_" },
    { v: 2, key: { a: 1, "b.c": -1 }, name: "a_1_b.c_-1" },
    { v: 2, key: { e: 1 }, name: "mine", unique: true, sparse: true },
    { v: 2, key: { at: 1 }, name: "at_1", expireAfterSeconds: 3600 },
    { v: 2, key: { p: 1 }, name: "p_1", partialFilterExpression: { on: { $gt: 5 } } },
  ])
})

test("createIndexes answers how many there were and are", async () => {
  const rows = at.fresh()
  const create = (name: string, key: Document) =>
    at.db.command({ createIndexes: rows.collectionName, indexes: [{ name, key }] })
  expect(await create("a_1", { a: 1 })).toMatchObject({
    numIndexesBefore: 1,
    numIndexesAfter: 2,
    createdCollectionAutomatically: true,
  })
  expect(await create("a_1", { a: 1 })).toMatchObject({
    numIndexesBefore: 2,
    numIndexesAfter: 2,
    note: "all indexes already exist",
  })
})

test("several indexes are made at once, all or none", async () => {
  const rows = await at.filled([
    { _id: 1, a: 1 },
    { _id: 2, a: 1 },
  ])
  expect(await rows.createIndexes([{ key: { x: 1 } }, { key: { y: -1 } }])).toEqual(["x_1", "y_-1"])
  const failing = rows.createIndexes([{ key: { z: 1 } }, { key: { a: 1 }, unique: true }])
  expect(await refusal(failing)).toMatchObject({ code: 11000 })
  expect(await rows.indexes()).toHaveLength(3)
})

test.each<[string, Document, Document, number]>([
  ["the same key by another name", { a: 1 }, { name: "other" }, 85],
  ["the same name for another key", { b: 1 }, { name: "a_1" }, 86],
  ["the same name with another expiry", { a: 1 }, { expireAfterSeconds: 5 }, 85],
  ["the same name but unique", { a: 1 }, { unique: true }, 86],
  ["a direction of zero", { b: 0 }, {}, 67],
  ["a kind that does not exist", { b: "nonsense" }, {}, 67],
  ["an empty key", {}, {}, 67],
  ["an empty field", { "a..b": 1 }, {}, 67],
  ["an expiry below zero", { b: 1 }, { expireAfterSeconds: -1 }, 67],
  ["an expiry of two fields", { b: 1, c: 1 }, { expireAfterSeconds: 5 }, 67],
  ["a partial filter with a negation", { b: 1 }, { partialFilterExpression: { a: { $ne: 1 } } }, 67],
  ["both a partial filter and sparseness", { b: 1 }, { sparse: true, partialFilterExpression: { a: 1 } }, 67],
  ["a hidden _id index", { _id: 1 }, { hidden: true }, 2],
])("an index with %s is refused", async (_name, key, options, code) => {
  const rows = at.fresh()
  await rows.createIndex({ a: 1 })
  expect(await refusal(rows.createIndex(key as never, options))).toMatchObject({ code })
})

describe("dropping an index", () => {
  test("by its name and by its key", async () => {
    const rows = at.fresh()
    await rows.createIndexes([{ key: { a: 1 } }, { key: { b: 1 } }])
    await rows.dropIndex("a_1")
    await at.db.command({ dropIndexes: rows.collectionName, index: { b: 1 } })
    expect(await rows.indexes()).toHaveLength(1)
  })

  test("answers how many there were", async () => {
    const rows = at.fresh()
    await rows.createIndex({ a: 1 })
    expect(await at.db.command({ dropIndexes: rows.collectionName, index: "a_1" })).toMatchObject({
      nIndexesWas: 2,
    })
  })

  test("of all leaves the one on _id", async () => {
    const rows = at.fresh()
    await rows.createIndexes([{ key: { a: 1 } }, { key: { b: 1 } }])
    expect(await rows.dropIndexes()).toBe(true)
    expect(await rows.indexes()).toMatchObject([{ name: "_id_" }])
  })

  test("that does not exist is refused", async () => {
    const rows = at.fresh()
    await rows.createIndex({ a: 1 })
    expect(await refusal(rows.dropIndex("b_1"))).toMatchObject({ code: 27, codeName: "IndexNotFound" })
  })

  test("on _id is refused", async () => {
    const rows = await at.filled([{ _id: 1 }])
    expect(await refusal(rows.dropIndex("_id_"))).toMatchObject({ code: 72 })
  })

  test("of a collection that does not exist is refused", async () => {
    expect(await refusal(at.fresh().dropIndex("a_1"))).toMatchObject({
      code: 26,
      codeName: "NamespaceNotFound",
    })
  })
})

describe("a unique index", () => {
  test("lets one document go without the field", async () => {
    const rows = at.fresh()
    await rows.createIndex({ a: 1 }, { unique: true })
    await rows.insertOne({ _id: 1 })
    expect(await refusal(rows.insertOne({ _id: 2 }))).toMatchObject({ code: 11000, keyValue: { a: null } })
    expect(await refusal(rows.insertOne({ _id: 2, a: null }))).toMatchObject({ code: 11000 })
  })

  test("that is sparse lets many", async () => {
    const rows = at.fresh()
    await rows.createIndex({ a: 1 }, { unique: true, sparse: true })
    await rows.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3, a: null }])
    expect(await refusal(rows.insertOne({ _id: 4, a: null }))).toMatchObject({ code: 11000 })
  })

  test("that is partial counts only what its filter finds", async () => {
    const rows = at.fresh()
    await rows.createIndex({ a: 1 }, { unique: true, partialFilterExpression: { live: true } })
    await rows.insertMany([
      { _id: 1, a: 1 },
      { _id: 2, a: 1 },
      { _id: 3, a: 1, live: true },
    ])
    expect(await refusal(rows.updateOne({ _id: 1 }, { $set: { live: true } }))).toMatchObject({ code: 11000 })
  })

  test("of several fields compares them together", async () => {
    const rows = at.fresh()
    await rows.createIndex({ a: 1, b: 1 }, { unique: true })
    await rows.insertMany([
      { _id: 1, a: 1, b: 1 },
      { _id: 2, a: 1, b: 2 },
    ])
    const error = await refusal(rows.insertOne({ _id: 3, a: 1, b: 2 }))
    expect(error).toMatchObject({ keyPattern: { a: 1, b: 1 }, keyValue: { a: 1, b: 2 } })
  })

  test("compares elements between documents, not within one", async () => {
    const rows = at.fresh()
    await rows.createIndex({ l: 1 }, { unique: true })
    await rows.insertOne({ _id: 1, l: ["a", "a", "b"] })
    expect(await refusal(rows.insertOne({ _id: 2, l: ["b"] }))).toMatchObject({ code: 11000 })
  })

  test("lets an update keep a document's own key", async () => {
    const rows = at.fresh()
    await rows.createIndex({ a: 1 }, { unique: true })
    await rows.insertOne({ _id: 1, a: 1 })
    expect(await rows.replaceOne({ _id: 1 }, { a: 1, b: 2 })).toMatchObject({ modifiedCount: 1 })
  })

  test("cannot be made where there are duplicates", async () => {
    const rows = await at.filled([
      { _id: 1, a: 1 },
      { _id: 2, a: 1 },
    ])
    expect(await refusal(rows.createIndex({ a: 1 }, { unique: true }))).toMatchObject({ code: 11000 })
  })
})

test("an index over two arrays of one document is refused", async () => {
  const rows = at.fresh()
  await rows.createIndex({ a: 1, b: 1 })
  expect(await refusal(rows.insertOne({ _id: 1, a: [1], b: [2] }))).toMatchObject({ code: 171 })
})

test("a sparse index is used by a hint, and a query without a hint finds everything", async () => {
  const rows = await at.filled([{ _id: 1, a: 1 }, { _id: 2 }])
  await rows.createIndex({ a: 1 }, { sparse: true })
  expect(
    idsOf(
      await rows
        .find({ a: { $gte: 0 } })
        .hint("a_1")
        .toArray(),
    ),
  ).toEqual([1])
  expect(idsOf(await rows.find({ a: null }).toArray())).toEqual([2])
  expect(idsOf(await rows.find().sort({ a: 1 }).toArray())).toEqual([2, 1])
})

test("collMod changes an expiry and tells both", async () => {
  const rows = at.fresh()
  await rows.createIndex({ at: 1 }, { expireAfterSeconds: 60 })
  const index = { keyPattern: { at: 1 }, expireAfterSeconds: 120 }
  expect(await at.db.command({ collMod: rows.collectionName, index })).toMatchObject({
    expireAfterSeconds_old: 60,
    expireAfterSeconds_new: 120,
  })
  expect((await rows.indexes())[1]).toMatchObject({ expireAfterSeconds: 120 })
})

test("a hidden index is kept up to date and not used", async () => {
  const rows = await at.filled([{ _id: 1, a: 1 }])
  await rows.createIndex({ a: 1 }, { hidden: true })
  expect((await rows.indexes())[1]).toMatchObject({ hidden: true })
  expect(await refusal(rows.find({ a: 1 }).hint("a_1").toArray())).toMatchObject({ code: 2 })
  await at.db.command({ collMod: rows.collectionName, index: { name: "a_1", hidden: false } })
  await rows.insertOne({ _id: 2, a: 1 })
  expect(await rows.find({ a: 1 }).hint("a_1").toArray()).toHaveLength(2)
})
