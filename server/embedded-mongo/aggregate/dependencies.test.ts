import { expect, test } from "vitest"
import type { Document } from "../values/bson-value.ts"
import { fieldsNeeded } from "./dependencies.ts"

test.each<[Document[], string[] | undefined]>([
  [[{ $group: { _id: "$a.b", n: { $sum: { $add: ["$c", 1] } } } }], ["a", "c"]],
  [
    [{ $match: { a: 1, $or: [{ "b.c": 2 }] } }, { $count: "n" }],
    ["a", "b"],
  ],
  [
    [{ $match: { $expr: { $gt: ["$x", "$$ROOT.y.z"] } } }, { $sortByCount: "$s" }],
    ["s", "x", "y"],
  ],
  [
    [{ $unwind: { path: "$tags" } }, { $sort: { d: 1 } }, { $limit: 5 }, { $group: { _id: "$tags" } }],
    ["d", "tags"],
  ],
  [
    [{ $set: { "m.n": "$q" } }, { $group: { _id: "$m.n" } }],
    ["m", "q"],
  ],
  [
    [{ $project: { a: 1, s: { $concat: ["$b", "$c"] } } }, { $lookup: {} }],
    ["_id", "a", "b", "c", "s"],
  ],
  [[{ $project: { a: 0 } }], undefined],
  [[{ $project: { _id: 0 } }], undefined],
  [[{ $project: { a: 1, _id: 0 } }], ["_id", "a"]],
  [[{ $group: { _id: null, all: { $push: "$$ROOT" } } }], undefined],
  [[{ $group: { _id: null, t: { $top: { sortBy: { a: 1 }, output: "$b" } } } }], undefined],
  [[{ $group: { _id: { $getField: "a" } } }], undefined],
  [[{ $match: { a: 1 } }], undefined],
  [[{ $lookup: {} }, { $group: { _id: null } }], undefined],
  [[], undefined],
])("%j reads %j", (stages, expected) => {
  const fields = fieldsNeeded(stages)
  expect(fields && [...fields].sort()).toEqual(expected)
})
