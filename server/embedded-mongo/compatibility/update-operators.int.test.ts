import { Decimal128, type Document, Double, Int32, Long } from "bson"
import { expect, test } from "vitest"
import { refusal, typed, usePlace } from "./testing/place.ts"

const at = usePlace()

test.each<[string, Document, Document, Document]>([
  ["$set replaces a value by one of another type", { a: 1 }, { $set: { a: "x" } }, { a: "x" }],
  ["$set makes the documents on the way", {}, { $set: { "a.b.c": 1 } }, { a: { b: { c: 1 } } }],
  ["$set puts new fields last, by their names", { a: 1 }, { $set: { c: 3, b: 2 } }, { a: 1, b: 2, c: 3 }],
  ["$set changes an element by its place", { l: [1, 2, 3] }, { $set: { "l.1": 9 } }, { l: [1, 9, 3] }],
  ["$set fills a gap with null", { l: [1] }, { $set: { "l.3": 9 } }, { l: [1, null, null, 9] }],
  ["$set makes a document of numbers where no array is", {}, { $set: { "l.0": 1 } }, { l: { 0: 1 } }],
  ["$set stores an empty document", { a: 1 }, { $set: { a: {} } }, { a: {} }],
  ["$unset removes", { a: 1, b: 2 }, { $unset: { a: "" } }, { b: 2 }],
  ["$unset removes an inner field", { a: { b: 1, c: 2 } }, { $unset: { "a.b": 1 } }, { a: { c: 2 } }],
  ["$unset leaves null for an element", { l: [1, 2] }, { $unset: { "l.0": 1 } }, { l: [null, 2] }],
  ["$unset passes over what is not there", { a: 1 }, { $unset: { b: 1, "c.d": 1 } }, { a: 1 }],
  ["$inc adds", { n: 5 }, { $inc: { n: -7 } }, { n: -2 }],
  ["$inc begins at zero", {}, { $inc: { n: 3 } }, { n: 3 }],
  ["$inc reaches into arrays", { l: [{ n: 1 }] }, { $inc: { "l.0.n": 1 } }, { l: [{ n: 2 }] }],
  ["$mul multiplies", { n: 5 }, { $mul: { n: 1.5 } }, { n: 7.5 }],
  ["$mul makes a zero of what is missing", {}, { $mul: { n: 3 } }, { n: 0 }],
  ["$min keeps the smaller", { n: 5, m: 5 }, { $min: { n: 3, m: 9 } }, { n: 3, m: 5 }],
  ["$max keeps the larger", { n: 5, m: 5 }, { $max: { n: 3, m: 9 } }, { n: 5, m: 9 }],
  ["$min compares by type as sorting does", { n: "a" }, { $min: { n: 5 } }, { n: 5 }],
  ["$max sets what is missing", {}, { $max: { n: 5 } }, { n: 5 }],
  ["$max compares dates", { d: new Date(1) }, { $max: { d: new Date(2) } }, { d: new Date(2) }],
  ["$rename moves a field", { a: 1, b: 2 }, { $rename: { a: "c" } }, { b: 2, c: 1 }],
  ["$rename overwrites", { a: 1, b: 2 }, { $rename: { a: "b" } }, { b: 1 }],
  ["$rename moves into a document", { a: 1 }, { $rename: { a: "x.y" } }, { x: { y: 1 } }],
  ["$rename passes over what is not there", { b: 1 }, { $rename: { a: "c" } }, { b: 1 }],
  ["$bit and", { n: 13 }, { $bit: { n: { and: 10 } } }, { n: 8 }],
  ["$bit or", { n: 3 }, { $bit: { n: { or: 5 } } }, { n: 7 }],
  ["$bit xor", { n: 1 }, { $bit: { n: { xor: 5 } } }, { n: 4 }],
  ["$push appends", { l: [1] }, { $push: { l: 2 } }, { l: [1, 2] }],
  ["$push makes the array", {}, { $push: { l: 1 } }, { l: [1] }],
  ["$push appends an array as one element", { l: [1] }, { $push: { l: [2, 3] } }, { l: [1, [2, 3]] }],
  ["$push with $each appends each", { l: [1] }, { $push: { l: { $each: [2, 3] } } }, { l: [1, 2, 3] }],
  ["$push at a place", { l: [1, 4] }, { $push: { l: { $each: [2, 3], $position: 1 } } }, { l: [1, 2, 3, 4] }],
  [
    "$push at a place from the end",
    { l: [1, 3] },
    { $push: { l: { $each: [2], $position: -1 } } },
    { l: [1, 2, 3] },
  ],
  [
    "$push with $slice keeps the last",
    { l: [1, 2] },
    { $push: { l: { $each: [3], $slice: -2 } } },
    { l: [2, 3] },
  ],
  [
    "$push with $slice keeps the first",
    { l: [1, 2] },
    { $push: { l: { $each: [3], $slice: 1 } } },
    { l: [1] },
  ],
  ["$push with $slice zero empties", { l: [1, 2] }, { $push: { l: { $each: [3], $slice: 0 } } }, { l: [] }],
  ["$push with $sort", { l: [3, 1] }, { $push: { l: { $each: [2], $sort: 1 } } }, { l: [1, 2, 3] }],
  [
    "$push sorts first and slices then",
    { l: [{ n: 3 }, { n: 1 }] },
    { $push: { l: { $each: [{ n: 2 }], $sort: { n: -1 }, $slice: 2 } } },
    { l: [{ n: 3 }, { n: 2 }] },
  ],
  ["$addToSet adds what is new", { l: [1] }, { $addToSet: { l: 2 } }, { l: [1, 2] }],
  ["$addToSet leaves what is there", { l: [1, 2] }, { $addToSet: { l: 2 } }, { l: [1, 2] }],
  [
    "$addToSet with $each adds each once",
    { l: [1] },
    { $addToSet: { l: { $each: [1, 2, 2] } } },
    { l: [1, 2] },
  ],
  [
    "$addToSet takes documents with another order for others",
    { l: [{ a: 1, b: 2 }] },
    { $addToSet: { l: { b: 2, a: 1 } } },
    {
      l: [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
    },
  ],
  ["$pop takes the last", { l: [1, 2, 3] }, { $pop: { l: 1 } }, { l: [1, 2] }],
  ["$pop takes the first", { l: [1, 2, 3] }, { $pop: { l: -1 } }, { l: [2, 3] }],
  ["$pull removes equal elements", { l: [1, 2, 1] }, { $pull: { l: 1 } }, { l: [2] }],
  ["$pull removes what a condition finds", { l: [1, 5, 9] }, { $pull: { l: { $gte: 5 } } }, { l: [1] }],
  [
    "$pull removes documents by some of their fields",
    {
      l: [
        { a: 1, b: 1 },
        { a: 2, b: 1 },
      ],
    },
    { $pull: { l: { a: 1 } } },
    { l: [{ a: 2, b: 1 }] },
  ],
  [
    "$pull reaches into documents of an array",
    {
      l: [
        {
          r: [
            { q: 1, a: 4 },
            { q: 2, a: 6 },
          ],
        },
      ],
    },
    { $pull: { l: { r: { $elemMatch: { q: 2, a: { $gte: 6 } } } } } },
    { l: [] },
  ],
  ["$pull with $in", { l: ["a", "b", "c"] }, { $pull: { l: { $in: ["a", "c"] } } }, { l: ["b"] }],
  ["$pullAll removes each of a list", { l: [1, 2, 3, 1] }, { $pullAll: { l: [1, 3] } }, { l: [2] }],
  [
    "several operators work at once",
    { a: 1, b: 2, l: [1] },
    { $set: { c: 3 }, $inc: { a: 1 }, $unset: { b: 1 }, $push: { l: 2 } },
    { a: 2, l: [1, 2], c: 3 },
  ],
  ["an empty operator changes nothing", { a: 1 }, { $set: {} }, { a: 1 }],
])("%s", async (_name, before, update, after) => {
  const rows = await at.filled([{ _id: 1, ...before }])
  expect(await rows.updateOne({}, update)).toMatchObject({ matchedCount: 1 })
  const found = await rows.findOne({})
  expect(found).toEqual({ _id: 1, ...after })
  expect(Object.keys(found ?? {})).toEqual(["_id", ...Object.keys(after)])
})

test.each<[string, unknown, Document, unknown]>([
  ["an int and an int make an int", new Int32(1), { $inc: { n: new Int32(2) } }, new Int32(3)],
  [
    "an int that grows too large becomes a long",
    new Int32(2 ** 31 - 1),
    { $inc: { n: 1 } },
    Long.fromNumber(2 ** 31),
  ],
  ["an int and a double make a double", new Int32(1), { $inc: { n: new Double(2) } }, new Double(3)],
  ["a long stays a long", Long.fromNumber(1), { $inc: { n: 1 } }, Long.fromNumber(2)],
  [
    "a decimal is exact",
    Decimal128.fromString("0.1"),
    { $inc: { n: Decimal128.fromString("0.2") } },
    Decimal128.fromString("0.3"),
  ],
  ["a long by an int is a long", Long.fromNumber(3), { $mul: { n: 2 } }, Long.fromNumber(6)],
  [
    "a decimal by an int is a decimal",
    Decimal128.fromString("1.5"),
    { $mul: { n: 2 } },
    Decimal128.fromString("3.0"),
  ],
  [
    "an equal number of another type is not larger",
    new Int32(5),
    { $max: { n: new Double(5) } },
    new Int32(5),
  ],
])("in arithmetic %s", async (_name, before, update, after) => {
  const rows = await at.filled([{ _id: 1, n: before }])
  await rows.updateOne({}, update)
  const found = await rows.findOne({}, { promoteValues: false })
  expect(typed(found?.n)).toEqual(typed(after))
})

test("$inc beyond 64 bits is refused", async () => {
  const rows = await at.filled([{ _id: 1, n: Long.MAX_VALUE }])
  expect(await refusal(rows.updateOne({}, { $inc: { n: 1 } }))).toMatchObject({ code: 2 })
})

test("$currentDate sets a date or a timestamp", async () => {
  const rows = await at.filled([{ _id: 1 }])
  const update: Document = {
    $currentDate: { a: true, b: { $type: "date" }, c: { $type: "timestamp" } },
  }
  await rows.updateOne({}, update)
  const now = { $type: "date" }
  expect(await rows.countDocuments({ a: now, b: now, c: { $type: "timestamp" } })).toBe(1)
})
