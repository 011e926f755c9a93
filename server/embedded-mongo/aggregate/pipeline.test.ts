import { inspect } from "node:util"
import { Decimal128, Double, ObjectId } from "bson"
import { expect, test } from "vitest"
import { compileFilter } from "../query/filter.ts"
import type { Document } from "../values/bson-value.ts"
import { runPipeline, type DocumentSource, type PipelineEnv } from "./pipeline.ts"

type Collections = Record<string, Document[]>

function environment(collections: Collections, more: Partial<PipelineEnv> = {}): PipelineEnv {
  return {
    collection: (name) => ({
      find: (filter, options) => (collections[name] ?? []).filter(compileFilter(filter, options)),
    }),
    now: new Date(0),
    ...more,
  }
}

async function run(source: DocumentSource, stages: Document[], env = environment({})): Promise<Document[]> {
  const results: Document[] = []
  for await (const document of runPipeline(source, stages, env)) results.push(document)
  return results
}

const sales = [
  { _id: 1, item: "a", price: 10, quantity: 2, tags: ["x", "y"], at: new Date("2024-01-15T10:00:00Z") },
  { _id: 2, item: "b", price: 20, quantity: 1, tags: [], at: new Date("2024-01-20T10:00:00Z") },
  { _id: 3, item: "a", price: 5, quantity: 10, at: new Date("2024-02-01T10:00:00Z") },
  { _id: 4, item: null, price: 2.5, quantity: 4, tags: ["y"], at: new Date("2024-02-03T10:00:00Z") },
]

type Case = [stages: Document[], expected: Document[], source?: Document[]]

/** Written from MongoDB's manual, "Aggregation Stages". */
const cases: Case[] = [
  [
    [{ $match: { item: "a" } }, { $project: { price: 1, _id: 0 } }],
    [{ price: 10 }, { price: 5 }],
  ],
  [
    [{ $sort: { price: -1 } }, { $limit: 2 }, { $project: { _id: 1 } }],
    [{ _id: 2 }, { _id: 1 }],
  ],
  [
    [{ $sort: { price: 1 } }, { $skip: 1 }, { $limit: 2 }, { $project: { _id: 1 } }],
    [{ _id: 3 }, { _id: 1 }],
  ],
  [[{ $skip: 3 }, { $project: { item: 1 } }], [{ _id: 4, item: null }]],
  [[{ $count: "n" }], [{ n: 4 }]],
  [[{ $match: { _id: 99 } }, { $count: "n" }], []],
  [
    [
      { $group: { _id: "$item", n: { $sum: 1 }, total: { $sum: { $multiply: ["$price", "$quantity"] } } } },
      { $sort: { _id: 1 } },
    ],
    [
      { _id: null, n: 1, total: new Double(10) },
      { _id: "a", n: 2, total: 70 },
      { _id: "b", n: 1, total: 20 },
    ],
  ],
  [
    [
      {
        $group: {
          _id: null,
          avg: { $avg: "$quantity" },
          min: { $min: "$price" },
          max: { $max: "$price" },
          first: { $first: "$item" },
          last: { $last: "$item" },
          c: { $count: {} },
        },
      },
    ],
    [{ _id: null, avg: 4.25, min: 2.5, max: 20, first: "a", last: null, c: 4 }],
  ],
  [
    [{ $group: { _id: null, p: { $push: "$tags" }, s: { $addToSet: "$item" } } }],
    [{ _id: null, p: [["x", "y"], [], ["y"]], s: ["a", "b", null] }],
  ],
  [
    [{ $group: { _id: { i: "$item" } } }, { $sort: { "_id.i": 1 } }],
    [{ _id: { i: null } }, { _id: { i: "a" } }, { _id: { i: "b" } }],
  ],
  [
    [{ $group: { _id: "$nothing", n: { $sum: "$nothing" }, a: { $avg: "$nothing" } } }],
    [{ _id: null, n: 0, a: null }],
  ],
  [
    [{ $group: { _id: "$v" } }],
    [{ _id: 1 }, { _id: "1" }, { _id: new ObjectId("0123456789abcdef01234567") }],
    [
      { v: 1 },
      { v: 1n },
      { v: new Double(1) },
      { v: Decimal128.fromString("1.0") },
      { v: "1" },
      { v: new ObjectId("0123456789abcdef01234567") },
      { v: new ObjectId("0123456789abcdef01234567") },
    ],
  ],
  [
    [{ $group: { _id: null, s: { $sum: "$v" } } }],
    [{ _id: null, s: 4294967294n }],
    [{ v: 2147483647 }, { v: 2147483647 }],
  ],
  [
    [{ $group: { _id: null, s: { $sum: "$v" } } }],
    [{ _id: null, s: new Double(1) }],
    Array.from({ length: 10 }, () => ({ v: 0.1 })),
  ],
  [
    [{ $group: { _id: null, s: { $sum: "$v" } } }],
    [{ _id: null, s: Decimal128.fromString("1.3") }],
    [{ v: Decimal128.fromString("0.3") }, { v: 1 }],
  ],
  [
    [{ $group: { _id: null, p: { $stdDevPop: "$price" }, s: { $stdDevSamp: "$price" } } }],
    [{ _id: null, p: 6.702378309227255, s: 7.739239842086129 }],
  ],
  [
    [
      {
        $group: {
          _id: null,
          t: { $top: { sortBy: { price: -1 }, output: "$_id" } },
          b: { $bottomN: { n: 2, sortBy: { price: -1 }, output: ["$_id", "$price"] } },
        },
      },
    ],
    [
      {
        _id: null,
        t: 2,
        b: [
          [3, 5],
          [4, 2.5],
        ],
      },
    ],
  ],
  [
    [
      {
        $group: {
          _id: null,
          f: { $firstN: { n: 2, input: "$_id" } },
          l: { $lastN: { n: 2, input: "$_id" } },
          m: { $maxN: { n: 2, input: "$price" } },
          i: { $minN: { n: 1, input: "$price" } },
        },
      },
    ],
    [{ _id: null, f: [1, 2], l: [3, 4], m: [20, 10], i: [2.5] }],
  ],
  [
    [{ $group: { _id: null, m: { $mergeObjects: "$o" } } }],
    [{ _id: null, m: { a: 2, b: 1 } }],
    [{ o: { a: 1 } }, {}, { o: { a: 2, b: 1 } }],
  ],
  [
    [{ $group: { _id: null, m: { $median: { input: "$price", method: "approximate" } } } }],
    [{ _id: null, m: new Double(5) }],
  ],
  [
    [{ $unwind: "$tags" }, { $project: { tags: 1 } }],
    [
      { _id: 1, tags: "x" },
      { _id: 1, tags: "y" },
      { _id: 4, tags: "y" },
    ],
  ],
  [
    [
      { $unwind: { path: "$tags", includeArrayIndex: "i", preserveNullAndEmptyArrays: true } },
      { $project: { tags: 1, i: 1 } },
    ],
    [
      { _id: 1, tags: "x", i: 0n },
      { _id: 1, tags: "y", i: 1n },
      { _id: 2, i: null },
      { _id: 3, i: null },
      { _id: 4, tags: "y", i: 0n },
    ],
  ],
  [
    [{ $unwind: "$item" }, { $project: { item: 1 } }],
    [
      { _id: 1, item: "a" },
      { _id: 2, item: "b" },
      { _id: 3, item: "a" },
    ],
  ],
  [[{ $unwind: "$a.b" }], [{ a: { b: 1, c: 0 } }, { a: { b: 2, c: 0 } }], [{ a: { b: [1, 2], c: 0 } }]],
  [[{ $sortByCount: "$item" }, { $limit: 1 }], [{ _id: "a", count: 2 }]],
  [
    [
      { $addFields: { total: { $multiply: ["$price", "$quantity"] }, "meta.kind": "sale" } },
      { $project: { total: 1, meta: 1 } },
      { $limit: 1 },
    ],
    [{ _id: 1, total: 20, meta: { kind: "sale" } }],
  ],
  [
    [{ $set: { price: "$$REMOVE", quantity: 1 } }, { $unset: ["at", "tags"] }, { $limit: 1 }],
    [{ _id: 1, item: "a", quantity: 1 }],
  ],
  [[{ $replaceRoot: { newRoot: { i: "$item" } } }, { $limit: 1 }], [{ i: "a" }]],
  [[{ $replaceWith: { $mergeObjects: [{ n: 0 }, { n: "$quantity" }] } }, { $limit: 1 }], [{ n: 2 }]],
  [
    [
      {
        $facet: {
          cheap: [{ $match: { price: { $lt: 6 } } }, { $count: "n" }],
          all: [{ $group: { _id: null, n: { $sum: 1 } } }],
        },
      },
    ],
    [{ cheap: [{ n: 2 }], all: [{ _id: null, n: 4 }] }],
  ],
  [
    [
      {
        $bucket: {
          groupBy: "$price",
          boundaries: [0, 10, 15],
          default: "more",
          output: { n: { $sum: 1 }, ids: { $push: "$_id" } },
        },
      },
    ],
    [
      { _id: 0, n: 2, ids: [3, 4] },
      { _id: 10, n: 1, ids: [1] },
      { _id: "more", n: 1, ids: [2] },
    ],
  ],
  [
    [{ $bucketAuto: { groupBy: "$price", buckets: 2 } }],
    [
      { _id: { min: 2.5, max: 10 }, count: 2 },
      { _id: { min: 10, max: 20 }, count: 2 },
    ],
  ],
  [
    [{ $redact: { $cond: [{ $eq: ["$level", 5] }, "$$PRUNE", "$$DESCEND"] } }],
    [{ _id: 1, level: 1, b: {}, c: [{ level: 2 }] }],
    [{ _id: 1, level: 1, a: { level: 5 }, b: {}, c: [{ level: 5 }, { level: 2 }] }],
  ],
  [
    [
      { $project: { item: 1, tags: { $size: { $ifNull: ["$tags", []] } } } },
      { $match: { tags: { $gt: 0 } } },
    ],
    [
      { _id: 1, item: "a", tags: 2 },
      { _id: 4, item: null, tags: 1 },
    ],
  ],
  [[{ $documents: [{ a: 1 }, { a: { $add: [1, 1] } }] }], [{ a: 1 }, { a: 2 }]],
  [
    [
      {
        $setWindowFields: {
          partitionBy: "$item",
          sortBy: { _id: 1 },
          output: {
            run: { $sum: "$quantity", window: { documents: ["unbounded", "current"] } },
            rank: { $rank: {} },
          },
        },
      },
      { $project: { run: 1, rank: 1 } },
    ],
    [
      { _id: 4, run: 4, rank: 1 },
      { _id: 1, run: 2, rank: 1 },
      { _id: 3, run: 12, rank: 2 },
      { _id: 2, run: 1, rank: 1 },
    ],
  ],
  [
    [
      {
        $setWindowFields: {
          sortBy: { price: 1 },
          output: {
            near: { $push: "$price", window: { range: [-5, 5] } },
            before: { $shift: { output: "$price", by: -1, default: "none" } },
            n: { $documentNumber: {} },
          },
        },
      },
      { $project: { near: 1, before: 1, n: 1 } },
    ],
    [
      { _id: 4, near: [2.5, 5], before: "none", n: 1 },
      { _id: 3, near: [2.5, 5, 10], before: 2.5, n: 2 },
      { _id: 1, near: [5, 10], before: 5, n: 3 },
      { _id: 2, near: [20], before: 10, n: 4 },
    ],
  ],
  [
    [
      {
        $setWindowFields: {
          sortBy: { at: 1 },
          output: { n: { $sum: 1, window: { range: [-10, "current"], unit: "day" } } },
        },
      },
      { $project: { n: 1 } },
    ],
    [
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
      { _id: 3, n: 1 },
      { _id: 4, n: 2 },
    ],
  ],
  [
    [
      {
        $fill: {
          sortBy: { t: 1 },
          output: { v: { method: "linear" }, w: { method: "locf" }, z: { value: "none" } },
        },
      },
    ],
    [
      { t: 1, v: 1, w: "a", z: 0 },
      { t: 2, v: new Double(2), w: "a", z: "none" },
      { t: 3, v: 3, w: "b", z: "none" },
    ],
    [{ t: 1, v: 1, w: "a", z: 0 }, { t: 2 }, { t: 3, v: 3, w: "b" }],
  ],
  [
    [{ $densify: { field: "t", range: { step: 1, bounds: "full" } } }],
    [{ t: 1 }, { t: 2 }, { t: 3, x: 1 }],
    [{ t: 1 }, { t: 3, x: 1 }],
  ],
  [
    [
      {
        $densify: {
          field: "t",
          partitionByFields: ["k"],
          range: { step: 1, unit: "day", bounds: "partition" },
        },
      },
    ],
    [
      { t: new Date("2024-01-01"), k: 1 },
      { k: 1, t: new Date("2024-01-02") },
      { t: new Date("2024-01-03"), k: 1 },
    ],
    [
      { t: new Date("2024-01-01"), k: 1 },
      { t: new Date("2024-01-03"), k: 1 },
    ],
  ],
]

test.each(cases.map((one) => [inspect(one[0], { depth: 9, breakLength: Infinity }), ...one] as const))(
  "%s",
  async (_title, stages, expected, source = sales) => {
    const before = structuredCloneable(source)
    expect(await run(source, stages)).toEqual(expected)
    expect(structuredCloneable(source)).toBe(before)
  },
)

const structuredCloneable = (source: Document[]): string => inspect(source, { depth: 9 })

const people = [
  { _id: 1, name: "Ann", boss: null, team: [10, 20] },
  { _id: 2, name: "Bob", boss: 1, team: [20] },
  { _id: 3, name: "Cid", boss: 2, team: [] },
  { _id: 4, name: "Dan", boss: 3 },
]
const teams = [
  { _id: 10, name: "Roads", lead: 1 },
  { _id: 20, name: "Parks", lead: 2 },
  { _id: 30, name: "Water" },
]
const env = environment({ people, teams })

test("$lookup by equal fields looks for each element, and for null when the field is missing", async () => {
  const joined = await run(
    people,
    [
      { $lookup: { from: "teams", localField: "team", foreignField: "_id", as: "teams" } },
      { $project: { teams: "$teams.name" } },
    ],
    env,
  )
  expect(joined.map(({ teams }) => teams)).toEqual([["Roads", "Parks"], ["Parks"], [], []])
  const leads = await run(
    people,
    [
      { $lookup: { from: "teams", localField: "boss", foreignField: "lead", as: "teams" } },
      { $project: { n: { $map: { input: "$teams", in: "$$this._id" } } } },
    ],
    env,
  )
  expect(leads.map(({ n }) => n)).toEqual([[30], [10], [20], []])
})

test("$lookup by a pipeline knows the document's values", async () => {
  const joined = await run(
    people,
    [
      {
        $lookup: {
          from: "teams",
          let: { id: "$_id" },
          pipeline: [
            { $match: { $expr: { $eq: ["$lead", "$$id"] } } },
            { $project: { _id: 0, t: "$name", by: "$$id" } },
          ],
          as: "leads",
        },
      },
      { $project: { leads: 1, _id: 0 } },
    ],
    env,
  )
  expect(joined).toEqual([
    { leads: [{ t: "Roads", by: 1 }] },
    { leads: [{ t: "Parks", by: 2 }] },
    { leads: [] },
    { leads: [] },
  ])
  const both = await run(
    people.slice(0, 1),
    [
      {
        $lookup: {
          from: "teams",
          localField: "team",
          foreignField: "_id",
          pipeline: [{ $match: { name: "Parks" } }],
          as: "t",
        },
      },
    ],
    env,
  )
  expect(both[0]?.["t"]).toEqual([teams[1]])
  const nested = await run(
    people.slice(0, 1),
    [
      {
        $lookup: {
          from: "teams",
          let: { who: "$name" },
          pipeline: [
            {
              $lookup: {
                from: "people",
                let: { lead: "$lead" },
                pipeline: [
                  { $match: { $expr: { $eq: ["$_id", "$$lead"] } } },
                  { $project: { x: { $concat: ["$name", "-", "$$who"] } } },
                ],
                as: "p",
              },
            },
            { $project: { p: "$p.x" } },
            { $limit: 1 },
          ],
          as: "t",
        },
      },
    ],
    env,
  )
  expect(nested[0]?.["t"]).toEqual([{ _id: 10, p: ["Ann-Ann"] }])
})

test("$graphLookup follows links to a depth", async () => {
  const [dan] = await run(
    people.slice(3),
    [
      {
        $graphLookup: {
          from: "people",
          startWith: "$boss",
          connectFromField: "boss",
          connectToField: "_id",
          as: "chain",
          depthField: "d",
        },
      },
    ],
    env,
  )
  expect((dan?.["chain"] as Document[]).map(({ name, d }) => [name, d])).toEqual([
    ["Cid", 0n],
    ["Bob", 1n],
    ["Ann", 2n],
  ])
  const [shallow] = await run(
    people.slice(3),
    [
      {
        $graphLookup: {
          from: "people",
          startWith: "$boss",
          connectFromField: "boss",
          connectToField: "_id",
          as: "chain",
          maxDepth: 0,
        },
      },
    ],
    env,
  )
  expect(shallow?.["chain"]).toHaveLength(1)
})

test("$unionWith appends another collection", async () => {
  const all = await run(
    teams,
    [
      { $unionWith: { coll: "people", pipeline: [{ $match: { _id: 1 } }] } },
      { $project: { name: 1, _id: 0 } },
    ],
    env,
  )
  expect(all.map(({ name }) => name)).toEqual(["Roads", "Parks", "Water", "Ann"])
})

test("$out and $merge hand the documents over", async () => {
  const written: unknown[] = []
  const take = async (target: unknown, documents: AsyncIterable<Document>) => {
    for await (const document of documents) written.push([target, document])
  }
  const writing = environment({}, { write: { out: take, merge: take } })
  expect(await run([{ a: 1 }], [{ $out: "other" }], writing)).toEqual([])
  expect(await run([{ a: 2 }], [{ $merge: { into: "m", on: "_id" } }], writing)).toEqual([])
  const merging = { target: { coll: "m" }, on: ["_id"], whenMatched: "merge", whenNotMatched: "insert" }
  expect(written).toMatchObject([
    [{ coll: "other" }, { a: 1 }],
    [merging, { a: 2 }],
  ])
})

test("$sample takes as many as asked for, each once", async () => {
  const source = Array.from({ length: 500 }, (_, n) => ({ n }))
  const picked = await run(source, [{ $sample: { size: 50 } }])
  expect(new Set(picked.map(({ n }) => n)).size).toBe(50)
})

test("variables of the command and the time are known to every stage", async () => {
  const known = environment({}, { variables: { v: 5 } })
  expect(
    await run(
      [{ a: 5 }, { a: 6 }],
      [{ $match: { $expr: { $eq: ["$a", "$$v"] } } }, { $set: { now: "$$NOW" } }],
      known,
    ),
  ).toEqual([{ a: 5, now: new Date(0) }])
})

test("a limit stops reading its source", async () => {
  let read = 0
  function* endless() {
    for (;;) yield { n: read++ }
  }
  expect(await run(endless(), [{ $match: { n: { $gte: 2 } } }, { $limit: 3 }])).toHaveLength(3)
  expect(read).toBeLessThan(100)
})

test.each<[Document[], number]>([
  [[{ $nope: 1 }], 40324],
  [[{ $match: {}, $limit: 1 }], 40323],
  [[{}], 40323],
  [[{ $match: 1 }], 15959],
  [[{ $match: { $where: "1" } }], 238],
  [[{ $project: {} }], 51272],
  [[{ $project: { a: 1, b: 0 } }], 31254],
  [[{ $project: { a: { $function: {} } } }], 238],
  [[{ $project: { a: { $nope: 1 } } }], 31325],
  [[{ $project: { a: "$$nope" } }], 17276],
  [[{ $sort: {} }], 15976],
  [[{ $sort: { a: 2 } }], 15975],
  [[{ $limit: 0 }], 15958],
  [[{ $limit: "x" }], 2107201],
  [[{ $skip: -1 }], 15956],
  [[{ $group: { a: { $sum: 1 } } }], 15955],
  [[{ $group: { _id: 1, a: 1 } }], 40234],
  [[{ $group: { _id: 1, a: { $nope: 1 } } }], 15952],
  [[{ $group: { _id: 1, a: { $accumulator: {} } } }], 238],
  [[{ $unwind: "a" }], 28818],
  [[{ $count: "$a" }], 40158],
  [[{ $lookup: { from: "x", as: "y" } }], 9],
  [[{ $lookup: { from: "x", as: "y", pipeline: [{ $nope: 1 }] } }], 40324],
  [[{ $facet: {} }], 40169],
  [[{ $facet: { a: [{ $out: "x" }] } }], 40600],
  [[{ $out: "x" }, { $limit: 1 }], 40601],
  [[{ $geoNear: {} }], 238],
  [[{ $addFields: {} }], 40177],
  [[{ $replaceRoot: {} }], 40231],
  [[{ $bucket: { groupBy: "$a", boundaries: [2, 1] } }], 40194],
])("%j fails with %i before the first document", (stages, code) => {
  const untouched = {
    [Symbol.iterator]: (): Iterator<Document> => {
      throw new Error("the source was read")
    },
  }
  const writing = environment({}, { write: { out: async () => {}, merge: async () => {} } })
  expect(() => runPipeline(untouched, stages, writing)).toThrow(
    expect.objectContaining({ name: "CommandError", code }),
  )
})
