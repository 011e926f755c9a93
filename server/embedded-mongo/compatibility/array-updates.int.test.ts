import { type Document } from "bson"
import { expect, test } from "vitest"
import { refusal, usePlace } from "./testing/place.ts"

const at = usePlace()

test.each<[string, Document, Document, Document, Document]>([
  [
    "$ changes the element that the filter found",
    { l: [1, 5, 5] },
    { l: 5 },
    { $set: { "l.$": 6 } },
    { l: [1, 6, 5] },
  ],
  [
    "$ changes a field of the document that was found",
    {
      l: [
        { k: "a", n: 1 },
        { k: "b", n: 1 },
      ],
    },
    { "l.k": "b" },
    { $set: { "l.$.n": 2 } },
    {
      l: [
        { k: "a", n: 1 },
        { k: "b", n: 2 },
      ],
    },
  ],
  [
    "$ takes the element that meets all conditions of $elemMatch",
    {
      l: [
        { k: "a", n: 1 },
        { k: "a", n: 5 },
      ],
    },
    { l: { $elemMatch: { k: "a", n: { $gt: 2 } } } },
    { $inc: { "l.$.n": 1 } },
    {
      l: [
        { k: "a", n: 1 },
        { k: "a", n: 6 },
      ],
    },
  ],
  [
    "$ removes a field of what was found",
    { l: [{ k: "a", n: 1 }] },
    { "l.k": "a" },
    { $unset: { "l.$.n": 1 } },
    { l: [{ k: "a" }] },
  ],
  [
    "$ pushes into an array of what was found",
    {
      l: [
        { k: "a", m: [1] },
        { k: "b", m: [] },
      ],
    },
    { "l.k": "b" },
    { $push: { "l.$.m": 2 } },
    {
      l: [
        { k: "a", m: [1] },
        { k: "b", m: [2] },
      ],
    },
  ],
  ["$[] changes all elements", { l: [1, 2] }, {}, { $inc: { "l.$[]": 10 } }, { l: [11, 12] }],
  [
    "$[] changes a field of all elements",
    { l: [{ n: 1 }, { n: 2 }] },
    {},
    { $mul: { "l.$[].n": 2 } },
    { l: [{ n: 2 }, { n: 4 }] },
  ],
  [
    "$[] goes through arrays in arrays",
    { l: [{ m: [1, 2] }, { m: [3] }] },
    {},
    { $inc: { "l.$[].m.$[]": 1 } },
    { l: [{ m: [2, 3] }, { m: [4] }] },
  ],
  ["$[] leaves an empty array", { l: [] }, {}, { $inc: { "l.$[]": 1 } }, { l: [] }],
])("%s", async (_name, before, filter, update, after) => {
  const rows = await at.filled([{ _id: 1, ...before }])
  await rows.updateOne(filter, update)
  expect(await rows.findOne({})).toEqual({ _id: 1, ...after })
})

test.each<[string, Document, Document, Document[], Document]>([
  [
    "elements that meet a condition",
    { l: [1, 5, 9] },
    { $set: { "l.$[x]": 0 } },
    [{ x: { $gte: 5 } }],
    { l: [1, 0, 0] },
  ],
  [
    "documents by a field",
    {
      l: [
        { k: "a", n: 1 },
        { k: "b", n: 1 },
      ],
    },
    { $set: { "l.$[x].n": 7 } },
    [{ "x.k": "b" }],
    {
      l: [
        { k: "a", n: 1 },
        { k: "b", n: 7 },
      ],
    },
  ],
  [
    "documents by several fields",
    {
      l: [
        { k: "a", n: 1 },
        { k: "a", n: 5 },
      ],
    },
    { $inc: { "l.$[x].n": 1 } },
    [{ "x.k": "a", "x.n": { $gt: 3 } }],
    {
      l: [
        { k: "a", n: 1 },
        { k: "a", n: 6 },
      ],
    },
  ],
  [
    "with either condition",
    { l: [1, 5, 9] },
    { $set: { "l.$[x]": 0 } },
    [{ $or: [{ x: 1 }, { x: 9 }] }],
    { l: [0, 5, 0] },
  ],
  [
    "in arrays in arrays, with two filters",
    {
      l: [
        { t: "q", m: [4, 9] },
        { t: "z", m: [9] },
      ],
    },
    { $inc: { "l.$[a].m.$[b]": 1 } },
    [{ "a.t": "q" }, { b: { $gt: 5 } }],
    {
      l: [
        { t: "q", m: [4, 10] },
        { t: "z", m: [9] },
      ],
    },
  ],
  [
    "and all elements below them",
    {
      l: [
        { t: "q", m: [4, 9] },
        { t: "z", m: [9] },
      ],
    },
    { $set: { "l.$[a].m.$[]": 0 } },
    [{ "a.t": "q" }],
    {
      l: [
        { t: "q", m: [0, 0] },
        { t: "z", m: [9] },
      ],
    },
  ],
  ["nothing when none meets it", { l: [1] }, { $set: { "l.$[x]": 0 } }, [{ x: 5 }], { l: [1] }],
])("array filters choose %s", async (_name, before, update, arrayFilters, after) => {
  const rows = await at.filled([{ _id: 1, ...before }])
  await rows.updateOne({}, update, { arrayFilters })
  expect(await rows.findOne({})).toEqual({ _id: 1, ...after })
})

test("array filters work for many documents and in findOneAndUpdate", async () => {
  const rows = await at.filled([
    { _id: 1, l: [1, 2] },
    { _id: 2, l: [2, 2] },
  ])
  await rows.updateMany({}, { $set: { "l.$[x]": 0 } }, { arrayFilters: [{ x: 2 }] })
  expect(await rows.find().toArray()).toEqual([
    { _id: 1, l: [1, 0] },
    { _id: 2, l: [0, 0] },
  ])
  const found = await rows.findOneAndUpdate(
    { _id: 1 },
    { $set: { "l.$[x]": 5 } },
    { arrayFilters: [{ x: 0 }], returnDocument: "after" },
  )
  expect(found).toEqual({ _id: 1, l: [1, 5] })
})

test("the positional operator is resolved before anything of the update is done", async () => {
  const rows = await at.filled([{ _id: 1, l: [{ k: "a" }, { k: "b" }] }])
  await rows.updateOne({ "l.k": "b" }, { $set: { "l.0.k": "b", "l.$.hit": true } })
  expect(await rows.findOne({})).toEqual({ _id: 1, l: [{ k: "b" }, { k: "b", hit: true }] })
})

test("a push that would put an array into two indexed fields at once is refused", async () => {
  const rows = await at.filled([{ _id: 1, a: [1], b: 1 }])
  await rows.createIndex({ a: 1, b: 1 })
  expect(await refusal(rows.updateOne({}, { $set: { b: [1] } }))).toMatchObject({ code: 171 })
})

test("an index follows every change of an array", async () => {
  const rows = await at.filled([{ _id: 1, l: ["a", "b"] }])
  await rows.createIndex({ l: 1 })
  const count = (l: string) => rows.countDocuments({ l }, { hint: "l_1" })
  for (const update of [{ $pull: { l: "a" } }, { $push: { l: { $each: ["c", "c"] } } }] as Document[])
    await rows.updateOne({}, update)
  expect([await count("a"), await count("b"), await count("c")]).toEqual([0, 1, 1])
})
