import { aggregate } from "mingo"
import { expect, test } from "vitest"
import { compileFilter } from "../query/filter.ts"
import { newSeed, randomOf, type Random } from "../testing/random.ts"
import { longRun, runsOf, sortedText } from "../testing/runs.ts"
import { type Document } from "../values/bson-value.ts"
import { runPipeline } from "./pipeline.ts"

const seed = newSeed("pipelines")
const runs = runsOf(1000)
const words = ["a", "b", "ab", "c"]
const small = (random: Random): number => random.below(5)

/**
 * What mingo and MongoDB agree on: whole numbers, plain strings, few missing fields. Left out is where mingo
 * differs: a `$count` of nothing, empty buckets, a `$lookup` by an array.
 */
function documentsOf(random: Random): Document[] {
  return Array.from({ length: random.below(12) + 1 }, (_, at) => ({
    _id: at,
    n: small(random),
    m: small(random) - 2,
    text: random.pick(words),
    list: Array.from({ length: random.below(4) }, () => small(random)),
    items: Array.from({ length: random.below(3) }, () => ({ k: small(random), v: small(random) })),
    sub: { x: small(random), y: random.pick(words) },
    ...(random.below(3) > 0 && { maybe: small(random) }),
  }))
}

const bound = (random: Random): Document => ({ [random.pick(["$gt", "$gte", "$lt", "$lte"])]: small(random) })

/** An expression that gives a number. */
function numeric(random: Random, depth = 2): unknown {
  if (depth === 0) return random.pick<unknown>(["$n", "$m", "$sub.x", small(random)])
  const inner = (): unknown => numeric(random, depth - 1)
  return random.pick<() => unknown>([
    inner,
    () => ({ $add: [inner(), inner()] }),
    () => ({ $subtract: [inner(), inner()] }),
    () => ({ $multiply: [inner(), inner()] }),
    () => ({ $abs: inner() }),
    () => ({ $cond: [condition(random), inner(), inner()] }),
    () => ({ $ifNull: ["$maybe", inner()] }),
    () => ({ $size: "$list" }),
    () => ({ $sum: "$list" }),
    () => ({ $max: [inner(), inner()] }),
    () => ({ $switch: { branches: [{ case: condition(random), then: inner() }], default: inner() } }),
    () => ({ $let: { vars: { v: inner() }, in: { $add: ["$$v", 1] } } }),
    () => ({ $reduce: { input: "$list", initialValue: 0, in: { $add: ["$$value", "$$this"] } } }),
  ])()
}

const condition = (random: Random): Document =>
  random.pick<Document>([
    { [random.pick(["$gt", "$gte", "$lt", "$lte", "$eq", "$ne"])]: [numeric(random, 0), numeric(random, 0)] },
    { $in: [small(random), "$list"] },
    { $and: [{ $gt: ["$n", small(random)] }, { $eq: ["$text", random.pick(words)] }] },
    { $not: [{ $eq: ["$n", small(random)] }] },
  ])

const other = (random: Random): unknown =>
  random.pick<unknown>([
    { $concat: ["$text", "-", "$sub.y"] },
    { $toUpper: "$text" },
    { $map: { input: "$list", as: "e", in: { $add: ["$$e", "$n"] } } },
    { $filter: { input: "$list", as: "e", cond: { $gt: ["$$e", small(random)] } } },
    { $slice: ["$list", random.below(3) + 1] },
    { $concatArrays: ["$list", [small(random)]] },
    { $mergeObjects: ["$sub", { z: small(random) }] },
    { $arrayElemAt: [["x", "y", "z"], random.below(3)] },
    { $setUnion: [["a"], ["b"]] },
    numeric(random),
  ])

const filterOf = (random: Random): Document =>
  random.pick<Document>([
    { n: bound(random) },
    { text: random.pick(words) },
    { list: small(random) },
    { "sub.x": { $in: [small(random), small(random)] } },
    { maybe: { $exists: random.below(2) === 0 } },
    { $or: [{ n: small(random) }, { m: bound(random) }] },
    { items: { $elemMatch: { k: bound(random) } } },
    { $expr: condition(random) },
  ])

/** Stages after which documents still have the fields that the others name. */
const steps: ((random: Random) => Document[])[] = [
  (random) => [{ $match: filterOf(random) }],
  (random) => [{ $addFields: { extra: other(random), "sub.z": numeric(random) } }],
  (random) => [{ $set: { n: numeric(random) } }],
  (random) => [{ $sort: { [random.pick(["n", "text", "sub.x", "m"])]: random.pick([1, -1]), _id: 1 } }],
  (random) => [{ $sort: { _id: random.pick([1, -1]) } }, { $skip: random.below(3) }],
  (random) => [{ $limit: random.below(8) + 1 }],
  () => [{ $unset: "maybe" }],
  (random) => [
    {
      $lookup: {
        from: "others",
        localField: random.pick(["n", "sub.x", "none"]),
        foreignField: "n",
        as: "found",
      },
    },
    { $addFields: { found: { $size: "$found" } } },
  ],
  (random) => [
    {
      $lookup: {
        from: "others",
        let: { mine: "$n" },
        pipeline: [
          { $match: { $expr: { $gt: ["$n", "$$mine"] } } },
          { $sort: { _id: 1 } },
          { $limit: small(random) + 1 },
        ],
        as: "found",
      },
    },
  ],
]

const accumulators = (random: Random): Document => ({
  count: { $sum: 1 },
  sum: { $sum: numeric(random) },
  average: { $avg: "$n" },
  least: { $min: numeric(random, 0) },
  most: { $max: numeric(random, 0) },
  first: { $first: "$text" },
  last: { $last: "$n" },
  all: { $push: random.pick<unknown>(["$n", { n: "$n", text: "$text" }]) },
})

/** Stages that make other documents, one at the end. */
const ends: ((random: Random) => Document[])[] = [
  () => [],
  (random) => [
    {
      $group: {
        _id: random.pick<unknown>(["$n", "$text", null, { n: "$n", y: "$sub.y" }]),
        ...accumulators(random),
      },
    },
  ],
  (random) => [
    {
      $project: random.pick<Document>([
        { n: 1, "sub.x": 1 },
        { n: 0, "sub.y": 0 },
        // Not as it is: a plain 0 would ask to leave the field out.
        { _id: 0, list: 1, made: { $ifNull: [other(random), "none"] } },
      ]),
    },
  ],
  (random) => [
    {
      $unwind: { path: "$list", preserveNullAndEmptyArrays: random.below(2) === 0, includeArrayIndex: "at" },
    },
  ],
  () => [{ $unwind: "$items" }, { $group: { _id: "$items.k", sum: { $sum: "$items.v" } } }],
  () => [{ $group: { _id: "$text", n: { $sum: 1 } } }, { $sort: { n: -1, _id: 1 } }],
  () => [{ $replaceRoot: { newRoot: { $mergeObjects: [{ of: "$_id" }, "$sub"] } } }],
  (random) => [
    {
      $facet: {
        a: [{ $match: filterOf(random) }, { $sort: { _id: 1 } }, { $project: { n: 1 } }],
        b: [{ $group: { _id: "$text", count: { $sum: 1 } } }, { $sort: { _id: 1 } }],
        c: [{ $unwind: "$list" }, { $group: { _id: null, sum: { $sum: "$list" } } }],
      },
    },
  ],
  () => [{ $sortByCount: "$text" }, { $sort: { count: -1, _id: 1 } }],
  (random) => [
    {
      $setWindowFields: {
        sortBy: { _id: 1 },
        output: { running: { $sum: "$n", window: { documents: ["unbounded", "current"] } } },
      },
    },
    { $match: filterOf(random) },
  ],
]

function pipelineOf(random: Random): Document[] {
  const stages = Array.from({ length: random.below(4) }, () => random.pick(steps)(random)).flat()
  return [...stages, ...random.pick(ends)(random)]
}

async function ours(documents: Document[], others: Document[], stages: Document[]): Promise<Document[]> {
  const collection = () => ({
    find: (filter: Document, options: { variables: Document; now: Date }) =>
      others.filter(compileFilter(filter, options)),
  })
  const results: Document[] = []
  for await (const document of runPipeline(documents, stages, { collection })) results.push(document)
  return results
}

/** No order of groups is promised. */
const comparable = (documents: Document[], stages: Document[]): string => {
  const hasOrder = !stages.some((stage) => "$group" in stage)
  const texts = documents.map(sortedText)
  return (hasOrder ? texts : texts.sort()).join("\n")
}

test(
  "pipelines give what mingo gives",
  async () => {
    const random = randomOf(seed)
    for (let run = 0; run < runs; run++) {
      const [documents, others, stages] = [documentsOf(random), documentsOf(random), pipelineOf(random)]
      const its = aggregate(structuredClone(documents), structuredClone(stages), {
        collectionResolver: () => structuredClone(others),
      })
      const mine = await ours(documents, others, stages)
      const [left, right] = [comparable(mine, stages), comparable(its, stages)]
      if (left !== right)
        expect({ run, stages, documents, others, mine }).toEqual({
          run,
          stages,
          documents,
          others,
          mine: its,
        })
    }
  },
  longRun,
)
