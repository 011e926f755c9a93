import { Decimal128, type Document, Long, MaxKey, MinKey, ObjectId } from "bson"
import { beforeAll, describe, expect, test } from "vitest"
import { idsOf, refusal, usePlace } from "./testing/place.ts"

const at = usePlace()

const people = [
  { _id: 1, name: "Ada", age: 36, tags: ["math", "code"], home: { city: "London", zip: "W1" } },
  { _id: 2, name: "Bob", age: 36.5, tags: ["code"], home: { zip: "W1", city: "London" } },
  { _id: 3, name: "cid", age: null, tags: [] },
  { _id: 4, name: "Dan", tags: "code" },
  { _id: 5, name: "Eve", age: "36", tags: [["code"], "x"] },
  { _id: 6, name: "Flo\nBob", age: [10, 50], tags: ["code", "math", "x"] },
]

describe("filters on people find", () => {
  const rows = at.fresh()
  beforeAll(() => rows.insertMany(people))

  test.each<[string, Document, number[]]>([
    ["everyone for an empty filter", {}, [1, 2, 3, 4, 5, 6]],
    ["equal numbers whatever their type", { age: Long.fromNumber(36) }, [1]],
    ["equal numbers written as decimals", { age: Decimal128.fromString("36.50") }, [2]],
    ["null and missing for null", { age: null }, [3, 4]],
    ["null and missing for $eq null", { age: { $eq: null } }, [3, 4]],
    ["what is there, null included, for $exists", { age: { $exists: true } }, [1, 2, 3, 5, 6]],
    ["what is missing for $exists false", { age: { $exists: false } }, [4]],
    ["null only by its type", { age: { $type: "null" } }, [3]],
    ["a type by its number", { age: { $type: 10 } }, [3]],
    ["all numbers by the alias, elements of arrays too", { age: { $type: "number" } }, [1, 2, 6]],
    ["one of several types", { age: { $type: ["string", "double"] } }, [2, 5]],
    ["arrays themselves by their type", { tags: { $type: "array" } }, [1, 2, 3, 5, 6]],
    ["only values of the same type for a range", { age: { $gt: 30 } }, [1, 2, 6]],
    ["strings for a range of strings", { age: { $gte: "" } }, [5]],
    ["different elements for two ends of a range", { age: { $gt: 20, $lt: 40 } }, [1, 2, 6]],
    ["one element for $elemMatch", { age: { $elemMatch: { $gt: 20, $lt: 40 } } }, []],
    ["null and missing for $gte null", { age: { $gte: null } }, [3, 4]],
    ["missing ones too for $ne", { age: { $ne: 36 } }, [2, 3, 4, 5, 6]],
    ["what no element equals for $ne", { tags: { $ne: "code" } }, [3, 5]],
    ["neither for $nin", { age: { $nin: [36, null] } }, [2, 5, 6]],
    ["the rest for $not", { age: { $not: { $gt: 30 } } }, [3, 4, 5]],
    ["the rest for $not with an expression", { name: { $not: /^[A-D]/ } }, [3, 5, 6]],
    ["any of values and expressions for $in", { name: { $in: [/^c/, "Bob"] } }, [2, 3]],
    ["nothing for an empty $in", { name: { $in: [] } }, []],
    ["everything for an empty $nin", { name: { $nin: [] } }, [1, 2, 3, 4, 5, 6]],
    ["missing ones for $in with null", { age: { $in: [null, 36] } }, [1, 3, 4]],
    ["embedded documents with fields in the same order", { home: { city: "London", zip: "W1" } }, [1]],
    ["fields of embedded documents", { "home.city": "London" }, [1, 2]],
    ["no missing parents for a field", { "home.city": { $exists: false } }, [3, 4, 5, 6]],
    ["scalars and elements alike", { tags: "code" }, [1, 2, 4, 6]],
    ["whole arrays, and elements that are arrays", { tags: ["code"] }, [2, 5]],
    ["whole arrays in their order only", { tags: ["code", "math"] }, []],
    ["all of them in any order for $all", { tags: { $all: ["code", "math"] } }, [1, 6]],
    ["scalars too for $all with one", { tags: { $all: ["code"] } }, [1, 2, 4, 6]],
    ["arrays by their size", { tags: { $size: 2 } }, [1, 5]],
    ["empty arrays by their size", { tags: { $size: 0 } }, [3]],
    ["an element by its place", { "tags.1": "math" }, [6]],
    ["arrays that have a place", { "tags.2": { $exists: true } }, [6]],
    ["both for $and", { $and: [{ tags: "code" }, { tags: "math" }] }, [1, 6]],
    ["either for $or", { $or: [{ name: "Ada" }, { age: "36" }] }, [1, 5]],
    ["none for $nor", { $nor: [{ tags: "code" }, { age: "36" }] }, [3]],
    ["letters whatever their case with i", { name: { $regex: "^C", $options: "i" } }, [3]],
    ["lines with m", { name: { $regex: "^Bob$", $options: "m" } }, [2, 6]],
    ["line ends with s", { name: { $regex: "o.B", $options: "s" } }, [6]],
    ["past spaces and comments with x", { name: { $regex: "^ A d a $ # her", $options: "x" } }, [1]],
    ["elements of arrays by an expression", { tags: /^ma/ }, [1, 6]],
    ["fields compared with one another", { $expr: { $eq: [{ $type: "$age" }, "missing"] } }, [4]],
    ["the same with a comment", { name: "Ada", $comment: "who is it" }, [1]],
    ["everyone for what is always true", { $alwaysTrue: 1 }, [1, 2, 3, 4, 5, 6]],
  ])("%s", async (_name, filter, ids) => {
    expect(idsOf(await rows.find(filter).toArray())).toEqual(ids)
  })
})

const things = [
  {
    _id: 1,
    n: 7,
    at: new Date("2026-01-01"),
    results: [
      { by: "a", points: 8 },
      { by: "b", points: 3 },
    ],
  },
  {
    _id: 2,
    n: -7,
    at: new Date("2026-06-01"),
    results: [
      { by: "a", points: 3 },
      { by: "b", points: 8 },
    ],
  },
  { _id: 3, n: 54, at: new MinKey(), results: [], spent: 10, budget: 5 },
  { _id: 4, n: 20.9, at: new MaxKey(), spent: 1, budget: 5 },
  {
    _id: 5,
    n: Number.NaN,
    ref: new ObjectId("65a000000000000000000001"),
    deep: [{ list: [{ n: 1 }, { n: 2 }] }],
  },
  { _id: 6, n: Infinity, ref: new ObjectId("65a000000000000000000002"), flag: true },
]

describe("filters on things find", () => {
  const rows = at.fresh()
  beforeAll(() => rows.insertMany(things))

  test.each<[string, Document, number[]]>([
    ["a remainder", { n: { $mod: [4, 3] } }, [1]],
    ["a negative remainder", { n: { $mod: [4, -3] } }, [2]],
    ["remainders of what is before the point", { n: { $mod: [10, 0] } }, [4]],
    ["NaN by itself", { n: Number.NaN }, [5]],
    ["no NaN below a number", { n: { $lt: 8 } }, [1, 2]],
    ["infinity", { n: { $gte: Infinity } }, [6]],
    ["all bits of a mask", { n: { $bitsAllSet: 6 } }, [1, 3]],
    ["any bit of positions", { n: { $bitsAnySet: [4, 5] } }, [2, 3]],
    ["bits that are clear", { n: { $bitsAllClear: [0, 3] } }, [3]],
    ["some bit that is clear", { n: { $bitsAnyClear: 1 } }, [3]],
    ["dates in a range", { at: { $gte: new Date("2026-02-01"), $lt: new Date("2027-01-01") } }, [2]],
    ["the ends of all order by their value", { at: new MaxKey() }, [4]],
    ["ObjectIds in a range", { ref: { $gt: new ObjectId("65a000000000000000000001") } }, [6]],
    ["conditions met by different elements", { "results.by": "a", "results.points": 8 }, [1, 2]],
    ["conditions met by one element", { results: { $elemMatch: { by: "a", points: 8 } } }, [1]],
    [
      "several elements for $all with $elemMatch",
      { results: { $all: [{ $elemMatch: { by: "a", points: 3 } }, { $elemMatch: { by: "b" } }] } },
      [2],
    ],
    ["a place and then a field", { "results.0.points": { $lt: 5 } }, [2]],
    ["documents in arrays in arrays", { "deep.list.n": 2 }, [5]],
    ["arrays without such an element", { "results.points": { $ne: 8 }, results: { $exists: true } }, [3]],
    ["fields against fields", { $expr: { $gt: ["$spent", "$budget"] } }, [3]],
    ["truth by its type", { flag: { $type: "bool" } }, [6]],
    ["no number for truth", { flag: 1 }, []],
  ])("%s", async (_name, filter, ids) => {
    expect(idsOf(await rows.find(filter).toArray())).toEqual(ids)
  })
})

test.each<[string, Document, number]>([
  ["an operator that does not exist", { a: { $nonsense: 1 } }, 2],
  ["a top-level operator that does not exist", { $nonsense: 1 }, 2],
  ["$in without a list", { a: { $in: 1 } }, 2],
  ["an empty $or", { $or: [] }, 2],
  ["$and without a list", { $and: { a: 1 } }, 2],
  ["$mod without a list", { a: { $mod: 4 } }, 2],
  ["$mod by zero", { a: { $mod: [0, 1] } }, 2],
  ["$all without a list", { a: { $all: "x" } }, 2],
  ["$elemMatch without a document", { a: { $elemMatch: 1 } }, 2],
  ["a type that does not exist", { a: { $type: "nonsense" } }, 2],
  ["$not without a condition", { a: { $not: 5 } }, 2],
  ["$options without $regex", { a: { $options: "i" } }, 2],
  ["an expression that cannot be read", { a: { $regex: "(" } }, 51091],
  ["an option of expressions that does not exist", { a: { $regex: "a", $options: "q" } }, 51108],
  ["an unknown operator in $expr", { $expr: { $nonsense: 1 } }, 168],
])("a filter with %s is refused", async (_name, filter, code) => {
  expect(await refusal(at.fresh().find(filter).toArray())).toMatchObject({ code })
})
