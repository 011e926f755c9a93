import { type Document } from "bson"
import { expect, test } from "vitest"
import { refusal, usePlace } from "./testing/place.ts"

const at = usePlace()

test.each<[string, Document[], number]>([
  ["a stage that does not exist", [{ $nonsense: {} }], 40324],
  ["two stages in one", [{ $match: {}, $limit: 1 }], 40323],
  ["$group without _id", [{ $group: { n: { $sum: 1 } } }], 15955],
  ["a group's field that is no accumulator", [{ $group: { _id: 1, n: 5 } }], 40234],
  ["an accumulator that does not exist", [{ $group: { _id: 1, n: { $nonsense: 1 } } }], 15952],
  ["two accumulators in one", [{ $group: { _id: 1, n: { $sum: 1, $avg: 1 } } }], 40238],
  ["a limit of zero", [{ $limit: 0 }], 15958],
  ["an empty $project", [{ $project: {} }], 51272],
  ["an empty $sort", [{ $sort: {} }], 15976],
  ["$unwind without a dollar", [{ $unwind: "tags" }], 28818],
  ["$unwind without a path", [{ $unwind: {} }], 28812],
  ["an empty name for a count", [{ $count: "" }], 40156],
  ["$replaceRoot with a number", [{ $replaceRoot: { newRoot: 1 } }], 40228],
  ["$bucket without a place for a value", [{ $bucket: { groupBy: "$a", boundaries: [5, 6] } }], 40066],
  ["$bucket with bounds out of order", [{ $bucket: { groupBy: "$a", boundaries: [6, 5] } }], 40194],
  ["$facet in $facet", [{ $facet: { a: [{ $facet: { b: [] } }] } }], 40600],
  ["a change stream after another stage", [{ $match: {} }, { $changeStream: {} }], 40602],
  ["a size of a sample below zero", [{ $sample: { size: -1 } }], 28747],
])("a pipeline with %s is refused", async (_name, pipeline, code) => {
  const rows = await at.filled([{ _id: 1, a: 1 }])
  expect(await refusal(rows.aggregate(pipeline).toArray())).toMatchObject({ code })
})
