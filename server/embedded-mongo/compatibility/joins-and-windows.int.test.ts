import { type Document } from "bson"
import { beforeAll, describe, expect, test } from "vitest"
import { refusal, usePlace } from "./testing/place.ts"

const at = usePlace()

describe("$lookup", () => {
  const orders = at.db.collection("orders")
  beforeAll(async () => {
    await at.db
      .collection<Document>("orders")
      .insertMany([
        { _id: 1 as never, item: "pen", tags: ["x", "y"] },
        { _id: 2 as never, item: "cap" },
        { _id: 3 as never },
      ])
    await at.db.collection<Document>("stock").insertMany([
      { _id: 10 as never, sku: "pen", n: 5, labels: ["x"] },
      { _id: 11 as never, sku: "pen", n: 0, labels: ["y"] },
      { _id: 12 as never, sku: null, n: 1 },
      { _id: 13 as never, n: 2 },
    ])
  })
  const lookup = (spec: Document) =>
    orders.aggregate([{ $lookup: { from: "stock", as: "found", ...spec } }, { $sort: { _id: 1 } }]).toArray()
  const foundIds = (documents: Document[]) =>
    documents.map(({ found }) => (found as { _id: number }[]).map(({ _id }) => _id))

  test("joins by equal fields; null and missing are equal", async () => {
    const joined = await lookup({ localField: "item", foreignField: "sku" })
    expect(foundIds(joined)).toEqual([[10, 11], [], [12, 13]])
    expect(joined[0]).toMatchObject({ _id: 1, found: [{ _id: 10, sku: "pen", n: 5 }, { _id: 11 }] })
  })

  test("joins elements of arrays on either side", async () => {
    expect(foundIds(await lookup({ localField: "tags", foreignField: "labels" }))[0]).toEqual([10, 11])
  })

  test("joins by a pipeline with variables", async () => {
    const spec = {
      let: { item: "$item" },
      pipeline: [
        { $match: { $expr: { $and: [{ $eq: ["$sku", "$$item"] }, { $gt: ["$n", 0] }] } } },
        { $project: { _id: 0, n: 1 } },
      ],
    }
    expect((await lookup(spec))[0]?.found).toEqual([{ n: 5 }])
  })

  test("joins by equal fields and a pipeline", async () => {
    const spec = { localField: "item", foreignField: "sku", pipeline: [{ $match: { n: 0 } }] }
    expect(foundIds(await lookup(spec))).toEqual([[11], [], []])
  })

  test("in a collection that does not exist finds nothing", async () => {
    const [first] = await lookup({ from: "nowhere", localField: "a", foreignField: "b" })
    expect(first?.found).toEqual([])
  })

  test("with $unwind gives a document for each pair", async () => {
    const pipeline = [
      { $lookup: { from: "stock", localField: "item", foreignField: "sku", as: "s" } },
      { $unwind: "$s" },
      { $match: { "s.n": { $gt: 1 }, item: "pen" } },
      { $project: { n: "$s.n" } },
    ]
    expect(await orders.aggregate(pipeline).toArray()).toEqual([{ _id: 1, n: 5 }])
  })

  test("in a $lookup sees the variables of both", async () => {
    const inner = {
      $lookup: {
        from: "stock",
        let: { n: "$n" },
        pipeline: [{ $match: { $expr: { $lt: ["$n", "$$n"] } } }, { $count: "n" }],
        as: "less",
      },
    }
    const found = await lookup({
      localField: "item",
      foreignField: "sku",
      pipeline: [inner, { $project: { less: 1 } }],
    })
    expect(found[0]?.found).toEqual([
      { _id: 10, less: [{ n: 3 }] },
      { _id: 11, less: [] },
    ])
  })

  test("$unionWith appends another collection", async () => {
    const pipeline = [
      { $match: { _id: 1 } },
      { $unionWith: { coll: "stock", pipeline: [{ $match: { n: 0 } }] } },
      { $project: { _id: 1 } },
    ]
    expect(await orders.aggregate(pipeline).toArray()).toEqual([{ _id: 1 }, { _id: 11 }])
  })

  test("$unionWith takes a name alone, also of what does not exist", async () => {
    expect(await orders.aggregate([{ $unionWith: "stock" }, { $count: "n" }]).toArray()).toEqual([{ n: 7 }])
    expect(await orders.aggregate([{ $unionWith: "nowhere" }, { $count: "n" }]).toArray()).toEqual([{ n: 3 }])
  })
})

describe("$graphLookup", () => {
  const staff = at.fresh<Document>()
  beforeAll(() =>
    staff.insertMany([
      { name: "Ann" },
      { name: "Ben", boss: "Ann" },
      { name: "Cy", boss: "Ben" },
      { name: "Di", boss: "Cy" },
    ]),
  )
  const chain = async (more: Document) => {
    const graph = {
      from: staff.collectionName,
      startWith: "$boss",
      connectFromField: "boss",
      connectToField: "name",
      as: "chain",
      ...more,
    }
    const [found] = await staff.aggregate([{ $match: { name: "Di" } }, { $graphLookup: graph }]).toArray()
    return (found?.chain as Document[]).sort((a, b) => String(a.name).localeCompare(String(b.name)))
  }

  test("follows references to their end", async () => {
    expect((await chain({})).map(({ name }) => name as string)).toEqual(["Ann", "Ben", "Cy"])
  })

  test("stops at a depth, and tells the depth of each", async () => {
    const found = await chain({ maxDepth: 1, depthField: "depth" })
    expect(found.map((row): unknown[] => [row.name, Number(row.depth)])).toEqual([
      ["Ben", 1],
      ["Cy", 0],
    ])
  })

  test("follows only what meets a condition", async () => {
    expect(await chain({ restrictSearchWithMatch: { name: { $ne: "Ben" } } })).toMatchObject([{ name: "Cy" }])
  })
})

describe("$setWindowFields", () => {
  const rows = at.fresh()
  beforeAll(() =>
    rows.insertMany([
      { _id: 1, g: "a", at: new Date("2026-01-01"), n: 10 },
      { _id: 2, g: "a", at: new Date("2026-01-02"), n: 20 },
      { _id: 3, g: "a", at: new Date("2026-01-05"), n: 20 },
      { _id: 4, g: "b", at: new Date("2026-01-01"), n: 5 },
    ]),
  )
  const first = ["unbounded", "current"]

  test.each<[string, Document, Document, unknown[]]>([
    ["a running sum", { at: 1 }, { $sum: "$n", window: { documents: first } }, [10, 30, 50, 5]],
    ["a sum over the whole partition", { at: 1 }, { $sum: "$n" }, [50, 50, 50, 5]],
    ["a moving average", { at: 1 }, { $avg: "$n", window: { documents: [-1, 0] } }, [10, 15, 20, 5]],
    [
      "a sum over a span of time",
      { at: 1 },
      { $sum: "$n", window: { range: [-1, 0], unit: "day" } },
      [10, 30, 20, 5],
    ],
    ["a sum over a span of values", { n: 1 }, { $sum: "$n", window: { range: [-10, 0] } }, [10, 50, 50, 5]],
    ["ranks with gaps", { n: -1 }, { $rank: {} }, [3, 1, 1, 1]],
    ["ranks without gaps", { n: -1 }, { $denseRank: {} }, [2, 1, 1, 1]],
    ["numbers of documents", { at: 1 }, { $documentNumber: {} }, [1, 2, 3, 1]],
    ["the document before", { at: 1 }, { $shift: { output: "$n", by: -1, default: 0 } }, [0, 10, 20, 0]],
    ["the document after", { at: 1 }, { $shift: { output: "$n", by: 1 } }, [20, 20, null, null]],
    ["the first of the partition", { at: 1 }, { $first: "$_id" }, [1, 1, 1, 4]],
    [
      "lists of what came so far",
      { at: 1 },
      { $push: "$_id", window: { documents: first } },
      [[1], [1, 2], [1, 2, 3], [4]],
    ],
  ])("gives %s", async (_name, sortBy, value, expected) => {
    const stage = { $setWindowFields: { partitionBy: "$g", sortBy, output: { value } } }
    const found = await rows.aggregate([stage, { $sort: { _id: 1 } }]).toArray()
    expect(found.map((row) => row.value as unknown)).toEqual(expected)
  })

  test("$fill carries the last value on, or lays a line between two", async () => {
    const gaps = await at.filled([{ _id: 1, n: 1 }, { _id: 2, n: null }, { _id: 3, n: 3 }, { _id: 4 }])
    const fill = async (method: string) => {
      const stage = { $fill: { sortBy: { _id: 1 }, output: { n: { method } } } }
      return (await gaps.aggregate([stage]).toArray()).map((row) => row.n as unknown)
    }
    expect(await fill("locf")).toEqual([1, 1, 3, 3])
    expect(await fill("linear")).toEqual([1, 2, 3, null])
  })

  test("$densify adds the days that are missing", async () => {
    const densify = {
      field: "at",
      partitionByFields: ["g"],
      range: { step: 1, unit: "day", bounds: "partition" },
    }
    const found = await rows
      .aggregate([{ $match: { g: "a" } }, { $densify: densify }, { $sort: { at: 1 } }])
      .toArray()
    expect(found.map((row) => (row.at as Date).getUTCDate())).toEqual([1, 2, 3, 4, 5])
  })

  test("a rank without an order is refused", async () => {
    const stage = { $setWindowFields: { output: { r: { $rank: {} } } } }
    expect(await refusal(rows.aggregate([stage]).toArray())).toMatchObject({ code: 5371602 })
  })
})
