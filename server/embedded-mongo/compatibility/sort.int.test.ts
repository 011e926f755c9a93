import { Binary, Decimal128, type Document, Long, MaxKey, MinKey, ObjectId, Timestamp } from "bson"
import { beforeAll, describe, expect, test } from "vitest"
import { idsOf, refusal, usePlace, type Row } from "./testing/place.ts"

const at = usePlace()

const mixed: Row[] = [
  { _id: 1, v: new MaxKey() },
  { _id: 2, v: /a/ },
  { _id: 3, v: new Timestamp({ t: 1, i: 1 }) },
  { _id: 4, v: new Date(0) },
  { _id: 5, v: true },
  { _id: 6, v: new ObjectId() },
  { _id: 7, v: new Binary(Buffer.from([1])) },
  { _id: 8, v: [["x"]] },
  { _id: 9, v: { a: 1 } },
  { _id: 10, v: "text" },
  { _id: 11, v: Decimal128.fromString("3.5") },
  { _id: 12, v: 3 },
  { _id: 13, v: Long.fromNumber(-1) },
  { _id: 14, v: null },
  { _id: 15 },
  { _id: 16, v: [] },
  { _id: 17, v: new MinKey() },
  { _id: 18, v: Number.NaN },
]
// MinKey; an empty array; null and missing; numbers; strings; documents; arrays in arrays; binary data;
// ObjectIds; booleans; dates; timestamps; expressions; MaxKey.
const inOrder = [17, 16, 14, 15, 18, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]

describe("values of all types are ordered by their type first", () => {
  test("when sorted in memory", async () => {
    const rows = await at.filled(mixed)
    expect(idsOf(await rows.find().sort({ v: 1, _id: 1 }).toArray())).toEqual(inOrder)
  })

  test("when read from an index", async () => {
    const rows = await at.filled(mixed)
    await rows.createIndex({ v: 1, _id: 1 })
    expect(idsOf(await rows.find().sort({ v: 1, _id: 1 }).toArray())).toEqual(inOrder)
    expect(idsOf(await rows.find().sort({ v: -1, _id: -1 }).toArray())).toEqual([...inOrder].reverse())
  })

  test("in an aggregation", async () => {
    const rows = await at.filled(mixed)
    expect(idsOf(await rows.aggregate<Row>([{ $sort: { v: 1, _id: 1 } }]).toArray())).toEqual(inOrder)
  })
})

describe("find with options returns", () => {
  const rows = at.fresh()
  beforeAll(() =>
    rows.insertMany([
      { _id: 4, a: 2, b: { c: 1 }, list: [5, 1] },
      { _id: 2, a: 1, b: { c: 3 }, list: [4] },
      { _id: 5, a: 2, b: { c: 0 }, list: [3, 9] },
      { _id: 1, a: 1, b: { c: 2 }, list: [] },
      { _id: 3, a: "x", list: [7, 2] },
    ]),
  )

  test.each<[string, { sort?: Document; skip?: number; limit?: number; hint?: Document }, number[]]>([
    ["natural order without a sort", {}, [4, 2, 5, 1, 3]],
    ["natural order when asked for", { sort: { $natural: 1 } }, [4, 2, 5, 1, 3]],
    ["natural order backwards", { sort: { $natural: -1 } }, [3, 1, 5, 2, 4]],
    ["natural order by a hint", { hint: { $natural: -1 } }, [3, 1, 5, 2, 4]],
    ["by _id", { sort: { _id: 1 } }, [1, 2, 3, 4, 5]],
    ["by several fields", { sort: { a: 1, "b.c": 1 } }, [1, 2, 5, 4, 3]],
    ["by several fields in different directions", { sort: { a: -1, _id: 1 } }, [3, 4, 5, 1, 2]],
    ["missing fields first", { sort: { "b.c": 1 } }, [3, 5, 4, 1, 2]],
    ["arrays by their smallest element when ascending", { sort: { list: 1 } }, [1, 4, 3, 5, 2]],
    ["arrays by their largest element when descending", { sort: { list: -1 } }, [5, 3, 4, 2, 1]],
    ["a part", { sort: { _id: 1 }, skip: 1, limit: 2 }, [2, 3]],
    ["nothing past the end", { skip: 10 }, []],
    ["everything for a limit of zero", { sort: { _id: 1 }, limit: 0 }, [1, 2, 3, 4, 5]],
    ["as many for a negative limit, in one batch", { sort: { _id: 1 }, limit: -2 }, [1, 2]],
  ])("%s", async (_name, options, ids) => {
    expect(idsOf(await rows.find({}, options).toArray())).toEqual(ids)
  })
})

test("strings are ordered by their bytes: capitals, then small letters, then accents", async () => {
  const words = ["é", "b", "Z", "a", "10", "9", ""]
  const rows = await at.filled(words.map((word, at) => ({ _id: at, word })))
  const sorted = await rows.find().sort({ word: 1 }).toArray()
  expect(sorted.map(({ word }) => word as string)).toEqual(["", "10", "9", "Z", "a", "b", "é"])
})

test("strings beyond 16 bits are ordered by code point, not by UTF-16 units", async () => {
  const rows = await at.filled([
    { _id: 1, v: "\u{1F600}" },
    { _id: 2, v: "\uFFFD" },
  ])
  expect(idsOf(await rows.find().sort({ v: 1 }).toArray())).toEqual([2, 1])
})

test("documents are ordered field by field: type, then name, then value", async () => {
  const values = [{ b: 1 }, { a: 2 }, { a: 1, z: 1 }, { a: 1 }, { a: "x" }, {}]
  const rows = await at.filled(values.map((v, at) => ({ _id: at, v })))
  expect(idsOf(await rows.find().sort({ v: 1 }).toArray())).toEqual([5, 3, 2, 1, 0, 4])
})

test("an updated document keeps its place in natural order", async () => {
  const rows = await at.filled([{ _id: 1 }, { _id: 2 }, { _id: 3 }])
  await rows.updateOne({ _id: 1 }, { $set: { text: "x".repeat(5000) } })
  expect(idsOf(await rows.find().toArray())).toEqual([1, 2, 3])
})

test.each<[string, Document, number]>([
  ["a direction of zero", { a: 0 }, 15975],
  ["a direction that is a word", { a: "up" }, 15974],
])("$sort with %s is refused", async (_name, sort, code) => {
  expect(
    await refusal(
      at
        .fresh()
        .aggregate([{ $sort: sort }])
        .toArray(),
    ),
  ).toMatchObject({ code })
})

test("a hint of an index that does not exist is refused", async () => {
  const rows = await at.filled([{ _id: 1 }])
  expect(await refusal(rows.find({}, { hint: "nowhere_1" }).toArray())).toMatchObject({ code: 2 })
})
