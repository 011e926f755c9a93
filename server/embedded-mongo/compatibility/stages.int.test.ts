import { Decimal128, type Document, Double, Int32, Long } from "bson"
import { beforeAll, describe, expect, test } from "vitest"
import { typed, usePlace } from "./testing/place.ts"

const at = usePlace()

const sales = [
  { _id: 1, item: "pen", price: 2, count: 10, day: new Date("2026-01-01"), tags: ["a", "b"] },
  { _id: 2, item: "cap", price: 20, count: 1, day: new Date("2026-01-01"), tags: [] },
  { _id: 3, item: "pen", price: 3, count: 5, day: new Date("2026-02-01") },
  { _id: 4, item: "mug", price: 5, count: 2, day: new Date("2026-02-01"), tags: ["b"] },
]

describe("a pipeline on sales gives", () => {
  const rows = at.fresh()
  beforeAll(() => rows.insertMany(sales))

  test.each<[string, Document[], Document[]]>([
    [
      "what matches",
      [{ $match: { price: { $gt: 3 } } }, { $project: { item: 1 } }],
      [
        { _id: 2, item: "cap" },
        { _id: 4, item: "mug" },
      ],
    ],
    [
      "sums by group",
      [
        { $group: { _id: "$item", total: { $sum: { $multiply: ["$price", "$count"] } } } },
        { $sort: { _id: 1 } },
      ],
      [
        { _id: "cap", total: 20 },
        { _id: "mug", total: 10 },
        { _id: "pen", total: 35 },
      ],
    ],
    [
      "all accumulators over everything",
      [
        { $sort: { _id: 1 } },
        {
          $group: {
            _id: null,
            avg: { $avg: "$price" },
            min: { $min: "$price" },
            max: { $max: "$price" },
            first: { $first: "$item" },
            last: { $last: "$item" },
            all: { $push: "$count" },
            n: { $count: {} },
            std: { $stdDevPop: "$count" },
          },
        },
      ],
      [
        {
          _id: null,
          avg: 7.5,
          min: 2,
          max: 20,
          first: "pen",
          last: "mug",
          all: [10, 1, 5, 2],
          n: 4,
          std: 3.5,
        },
      ],
    ],
    [
      "a group by several fields",
      [
        { $group: { _id: { day: "$day", pen: { $eq: ["$item", "pen"] } }, n: { $sum: 1 } } },
        { $sort: { _id: -1 } },
        { $limit: 1 },
      ],
      [{ _id: { day: new Date("2026-02-01"), pen: true }, n: 1 }],
    ],
    [
      "the best of each group",
      [{ $group: { _id: null, top: { $topN: { n: 2, sortBy: { price: -1 }, output: "$item" } } } }],
      [{ _id: null, top: ["cap", "mug"] }],
    ],
    [
      "each element by itself",
      [{ $unwind: "$tags" }, { $project: { tags: 1 } }],
      [
        { _id: 1, tags: "a" },
        { _id: 1, tags: "b" },
        { _id: 4, tags: "b" },
      ],
    ],
    [
      "each element with its place, empty ones kept",
      [
        { $unwind: { path: "$tags", includeArrayIndex: "at", preserveNullAndEmptyArrays: true } },
        { $match: { _id: { $in: [1, 2, 3] } } },
        { $project: { tags: 1, at: 1 } },
      ],
      [
        { _id: 1, tags: "a", at: 0 },
        { _id: 1, tags: "b", at: 1 },
        { _id: 2, at: null },
        { _id: 3, at: null },
      ],
    ],
    ["how often each value comes", [{ $sortByCount: "$item" }, { $limit: 1 }], [{ _id: "pen", count: 2 }]],
    ["a count", [{ $match: { item: "pen" } }, { $count: "pens" }], [{ pens: 2 }]],
    ["no document for a count of nothing", [{ $match: { item: "x" } }, { $count: "n" }], []],
    [
      "computed fields beside the others",
      [
        { $match: { _id: 4 } },
        { $addFields: { total: { $multiply: ["$price", "$count"] }, "deep.a": 1 } },
        { $unset: ["tags", "day"] },
      ],
      [{ _id: 4, item: "mug", price: 5, count: 2, total: 10, deep: { a: 1 } }],
    ],
    [
      "a document made anew",
      [
        { $match: { _id: 3 } },
        { $replaceRoot: { newRoot: { $mergeObjects: [{ tags: [] }, { id: "$_id", tags: "$tags" }] } } },
      ],
      [{ tags: [], id: 3 }],
    ],
    [
      "a part of an order",
      [{ $sort: { price: -1 } }, { $skip: 1 }, { $limit: 2 }, { $project: { price: 1 } }],
      [
        { _id: 4, price: 5 },
        { _id: 3, price: 3 },
      ],
    ],
    [
      "buckets with bounds",
      [
        {
          $bucket: {
            groupBy: "$price",
            boundaries: [0, 5, 10],
            default: "more",
            output: { n: { $sum: 1 }, items: { $push: "$item" } },
          },
        },
      ],
      [
        { _id: 0, n: 2, items: ["pen", "pen"] },
        { _id: 5, n: 1, items: ["mug"] },
        { _id: "more", n: 1, items: ["cap"] },
      ],
    ],
    [
      "buckets of equal size",
      [{ $bucketAuto: { groupBy: "$price", buckets: 2 } }],
      [
        { _id: { min: 2, max: 5 }, count: 2 },
        { _id: { min: 5, max: 20 }, count: 2 },
      ],
    ],
    [
      "several pipelines at once",
      [
        {
          $facet: {
            cheap: [{ $match: { price: { $lt: 3 } } }, { $project: { _id: 1 } }],
            n: [{ $count: "n" }],
            none: [{ $match: { item: "x" } }],
          },
        },
      ],
      [{ cheap: [{ _id: 1 }], n: [{ n: 4 }], none: [] }],
    ],
    [
      "what may be seen",
      [{ $match: { _id: 1 } }, { $redact: { $cond: [{ $gt: ["$price", 100] }, "$$KEEP", "$$PRUNE"] } }],
      [],
    ],
    ["a sample no larger than all", [{ $sample: { size: 10 } }, { $count: "n" }], [{ n: 4 }]],
    [
      "an exclusion of inner fields",
      [{ $limit: 1 }, { $project: { tags: 0, day: 0, count: 0 } }],
      [{ _id: 1, item: "pen", price: 2 }],
    ],
    [
      "what was merged from each",
      [
        { $match: { item: "pen" } },
        { $group: { _id: "$item", m: { $mergeObjects: { a: "$price", b: "$count" } } } },
      ],
      [{ _id: "pen", m: { a: 3, b: 5 } }],
    ],
  ])("%s", async (_name, pipeline, expected) => {
    expect(await rows.aggregate(pipeline).toArray()).toEqual(expected)
  })

  test("the same sets whatever their order", async () => {
    const [found] = await rows.aggregate([{ $group: { _id: null, items: { $addToSet: "$item" } } }]).toArray()
    expect((found?.items as string[]).sort()).toEqual(["cap", "mug", "pen"])
  })

  test("filters by variables of the command", async () => {
    const pipeline = [{ $match: { $expr: { $gt: ["$price", "$$least"] } } }, { $count: "n" }]
    expect(await rows.aggregate(pipeline, { let: { least: 4 } }).toArray()).toEqual([{ n: 2 }])
  })
})

describe("$group takes for one group", () => {
  test("null and missing", async () => {
    const rows = await at.filled([{ _id: 1, a: null }, { _id: 2 }, { _id: 3, a: 1 }])
    const groups = await rows
      .aggregate([{ $group: { _id: "$a", n: { $sum: 1 } } }, { $sort: { _id: 1 } }])
      .toArray()
    expect(groups).toEqual([
      { _id: null, n: 2 },
      { _id: 1, n: 1 },
    ])
  })

  test("equal numbers of all types", async () => {
    const numbers = [new Int32(1), new Double(1), Long.fromNumber(1), Decimal128.fromString("1.0")]
    const rows = await at.filled(numbers.map((a, at) => ({ _id: at, a })))
    expect(
      await rows.aggregate([{ $group: { _id: "$a", n: { $sum: 1 } } }, { $project: { _id: 0 } }]).toArray(),
    ).toEqual([{ n: 4 }])
  })
})

test("$sum passes over what is no number, and keeps the widest type", async () => {
  const rows = await at.filled([
    { _id: 1, v: new Int32(1) },
    { _id: 2, v: "x" },
    { _id: 3, v: Long.fromNumber(2) },
    { _id: 4 },
  ])
  const [sum] = await rows
    .aggregate([{ $group: { _id: null, v: { $sum: "$v" } } }], { promoteValues: false })
    .toArray()
  expect(typed(sum?.v)).toEqual(typed(Long.fromNumber(3)))
})

test("$avg of nothing is null, $sum of nothing is zero", async () => {
  const rows = await at.filled([{ _id: 1 }])
  const [found] = await rows
    .aggregate([{ $group: { _id: null, a: { $avg: "$x" }, s: { $sum: "$x" } } }])
    .toArray()
  expect(found).toEqual({ _id: null, a: null, s: 0 })
})
