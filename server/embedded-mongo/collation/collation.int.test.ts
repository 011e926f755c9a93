import type mongoose from "mongoose"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { openServer, refusal, type TestServer } from "../testing/open-server.ts"

let at: TestServer

beforeAll(async () => {
  at = await openServer()
})
afterAll(() => at.close())

let sequence = 0
const fresh = () => at.db.collection(`c${(sequence += 1)}`)
const base = { locale: "fr", strength: 1 } as const
const words = ["Éclairage", "eclairage", "ECLAIRAGE", "voirie"]

async function filled() {
  const rows = fresh()
  await rows.insertMany(words.map((word, n) => ({ n, word, tags: [word], in: { word } })))
  return rows
}
const numbers = (documents: mongoose.mongo.WithId<object>[]) =>
  documents.map((one) => ("n" in one ? one.n : undefined))

describe("under a collation that passes over case and accents", () => {
  test.each([
    ["equality", { word: "eclairage" }, [0, 1, 2]],
    ["a list", { word: { $in: ["éclairage", "nothing"] } }, [0, 1, 2]],
    ["its negation", { word: { $nin: ["éclairage"] } }, [3]],
    ["not equal", { word: { $ne: "eclairage" } }, [3]],
    ["a range", { word: { $gt: "eclairage" } }, [3]],
    ["an element of an array", { tags: "éclairage" }, [0, 1, 2]],
    ["all of an array", { tags: { $all: ["ECLAIRAGE"] } }, [0, 1, 2]],
    ["an embedded document", { in: { word: "ÉCLAIRAGE" } }, [0, 1, 2]],
    ["an expression", { $expr: { $eq: ["$word", "eclairage"] } }, [0, 1, 2]],
    ["but not a regular expression", { word: /^ecl/ }, [1]],
  ])("%s finds what reads the same", async (_name, filter, found) => {
    const rows = await filled()
    const cursor = rows.find(filter, { collation: base }).sort({ n: 1 })
    expect(numbers(await cursor.toArray())).toEqual(found)
    expect(await rows.countDocuments(filter, { collation: base })).toBe(found.length)
  })

  test("an index in the order of bytes is not asked", async () => {
    const rows = await filled()
    await rows.createIndex({ word: 1 })
    expect(await rows.countDocuments({ word: "eclairage" }, { collation: base })).toBe(3)
    expect(await rows.countDocuments({ word: "eclairage" })).toBe(1)
    const hinted = rows.find({ word: "eclairage" }, { collation: base, hint: "word_1" })
    expect(await hinted.toArray()).toHaveLength(3)
  })

  test("groups, distinct values and joins take equal strings together", async () => {
    const rows = await filled()
    const groups = await rows
      .aggregate([{ $group: { _id: "$word", n: { $sum: 1 } } }, { $sort: { n: 1 } }], { collation: base })
      .toArray()
    expect(groups).toEqual([
      { _id: "voirie", n: 1 },
      { _id: "Éclairage", n: 3 },
    ])
    expect(await rows.distinct("word", {}, { collation: base })).toEqual(["Éclairage", "voirie"])
    const join = { from: rows.collectionName, localField: "word", foreignField: "word", as: "same" }
    const joined = await rows
      .aggregate([{ $match: { n: 1 } }, { $lookup: join }], { collation: base })
      .toArray()
    expect(joined[0]?.same).toHaveLength(3)
  })

  test("writes find what reads the same, and change what is stored byte by byte", async () => {
    const rows = await filled()
    const one = await rows.updateOne({ word: "ECLAIRAGE" }, { $set: { seen: true } }, { collation: base })
    expect(one.modifiedCount).toBe(1)
    const all = await rows.updateMany(
      { word: "eclairage" },
      { $set: { word: "éclairage" } },
      { collation: base },
    )
    expect(all).toMatchObject({ matchedCount: 3, modifiedCount: 3 })
    expect(await rows.findOneAndDelete({ word: "ECLAIRAGE" }, { collation: base })).toMatchObject({ n: 0 })
    expect(await rows.deleteMany({ word: "ECLAIRAGE" }, { collation: base })).toMatchObject({
      deletedCount: 2,
    })
    expect(
      await rows.bulkWrite([
        { updateOne: { filter: { word: "VOIRIE" }, update: { $set: { a: 1 } }, collation: base } },
        { updateOne: { filter: { word: "VOIRIE" }, update: { $set: { a: 2 } } } },
      ]),
    ).toMatchObject({ matchedCount: 1 })
  })
})

test("strings sort as people read them, also in later batches", async () => {
  const rows = fresh()
  await rows.insertMany(["zèbre", "Zoo", "école", "Eau", "abri 10", "abri 9"].map((word) => ({ word })))
  const sorted = async (collation?: object) => {
    const cursor = rows.find({}, { batchSize: 2, ...(collation && { collation: collation as never }) })
    return (await cursor.sort({ word: 1 }).toArray()).map(({ word }) => String(word))
  }
  expect(await sorted()).toEqual(["Eau", "Zoo", "abri 10", "abri 9", "zèbre", "école"])
  expect(await sorted({ locale: "fr" })).toEqual(["abri 10", "abri 9", "Eau", "école", "zèbre", "Zoo"])
  expect((await sorted({ locale: "fr", numericOrdering: true })).slice(0, 2)).toEqual(["abri 9", "abri 10"])
})

test("a collection's own collation goes for what does not say otherwise", async () => {
  const name = `c${(sequence += 1)}`
  const rows = await at.db.createCollection(name, { collation: base })
  await rows.insertMany([{ word: "Éclairage" }, { word: "eclairage" }])
  expect(await rows.countDocuments({ word: "ECLAIRAGE" })).toBe(2)
  expect(await rows.countDocuments({ word: "eclairage" }, { collation: { locale: "simple" } })).toBe(1)
  expect((await rows.updateMany({ word: "ECLAIRAGE" }, { $set: { a: 1 } })).matchedCount).toBe(2)
  const [described] = await at.db.listCollections({ name }).toArray()
  expect(described).toMatchObject({
    options: { collation: { locale: "fr", strength: 1, caseLevel: false, version: "57.1" } },
  })
})

test("an index shows its collation, and another one is another index", async () => {
  const rows = fresh()
  await rows.createIndex({ a: 1 }, { collation: { locale: "fr", strength: 2 } })
  const [, index] = await rows.listIndexes().toArray()
  expect(index).toMatchObject({ name: "a_1", collation: { locale: "fr", strength: 2, caseFirst: "off" } })
  await rows.createIndex({ a: 1 }, { name: "a_bytes" })
  expect(await rows.indexes()).toHaveLength(3)
})

test.each([
  ["no locale", { strength: 1 }, 2],
  ["an unknown locale", { locale: "klingon_XX" }, 2],
  ["a strength that is none", { locale: "fr", strength: 9 }, 2],
  ["an unknown field", { locale: "fr", size: 1 }, 40415],
  ["what JavaScript does not offer", { locale: "fr", backwards: true }, 238],
])("%s is refused", async (_name, collation, code) => {
  const find = fresh().find({}, { collation: collation as never })
  expect(await refusal(find.toArray())).toMatchObject({ code })
})

test("a unique index with a collation is refused by name: equal strings could slip in", async () => {
  const made = fresh().createIndex({ a: 1 }, { unique: true, collation: base })
  expect(await refusal(made)).toMatchObject({ code: 238 })
})

test("commands side by side keep their own order", async () => {
  const rows = await filled()
  const counts = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      n % 2 === 0
        ? rows.countDocuments({ word: "eclairage" })
        : rows.countDocuments({ word: "eclairage" }, { collation: base }),
    ),
  )
  expect(counts).toEqual(Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? 1 : 3)))
  const updates = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      rows.updateMany({ word: "eclairage" }, { $inc: { hits: 1 } }, n % 2 === 0 ? {} : { collation: base }),
    ),
  )
  expect(updates.map(({ matchedCount }) => matchedCount)).toEqual(
    Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? 1 : 3)),
  )
})
