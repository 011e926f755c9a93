import { type Document } from "bson"
import { beforeAll, describe, expect, test } from "vitest"
import { refusal, usePlace } from "./testing/place.ts"

const at = usePlace()

const order = {
  _id: 1,
  customer: { name: "Ada", city: "Paris" },
  lines: [
    { sku: "a", count: 1 },
    { sku: "b", count: 5 },
    { sku: "c", count: 9 },
  ],
  marks: [1, 2, 3, 4, 5],
  total: 12.5,
}

describe("a projection shows", () => {
  const rows = at.fresh()
  beforeAll(() => rows.insertOne(order))

  test.each<[string, Document, Document]>([
    ["what is included, and the _id", { total: 1 }, { _id: 1, total: 12.5 }],
    ["no _id when told so", { total: 1, _id: 0 }, { total: 12.5 }],
    ["the _id alone", { _id: 1 }, { _id: 1 }],
    ["all but what is excluded", { lines: 0, customer: 0, marks: 0 }, { _id: 1, total: 12.5 }],
    ["all but the _id", { _id: 0, lines: 0, customer: 0, marks: 0 }, { total: 12.5 }],
    [
      "any number and true as included",
      { total: true, marks: 3 },
      { _id: 1, marks: order.marks, total: 12.5 },
    ],
    ["a field of an embedded document", { "customer.city": 1 }, { _id: 1, customer: { city: "Paris" } }],
    ["the same written as a document", { customer: { city: 1 } }, { _id: 1, customer: { city: "Paris" } }],
    [
      "a field of each element",
      { "lines.sku": 1 },
      { _id: 1, lines: [{ sku: "a" }, { sku: "b" }, { sku: "c" }] },
    ],
    [
      "each element without a field",
      { "lines.count": 0, customer: 0, marks: 0, total: 0 },
      { _id: 1, lines: [{ sku: "a" }, { sku: "b" }, { sku: "c" }] },
    ],
    ["nothing for what is not there", { nowhere: 1 }, { _id: 1 }],
    ["the first of an array", { _id: 0, marks: { $slice: 2 }, total: 1 }, { marks: [1, 2], total: 12.5 }],
    ["the last of an array", { _id: 0, marks: { $slice: -2 }, total: 1 }, { marks: [4, 5], total: 12.5 }],
    ["a piece of an array", { _id: 0, marks: { $slice: [1, 2] }, total: 1 }, { marks: [2, 3], total: 12.5 }],
    [
      "a piece from the end",
      { _id: 0, marks: { $slice: [-3, 2] }, total: 1 },
      { marks: [3, 4], total: 12.5 },
    ],
    ["all fields beside a piece of an array", { marks: { $slice: 1 } }, { ...order, marks: [1] }],
    [
      "the first element that meets a condition",
      { lines: { $elemMatch: { count: { $gt: 2 } } } },
      { _id: 1, lines: [{ sku: "b", count: 5 }] },
    ],
    ["no array when no element meets it", { lines: { $elemMatch: { count: 100 } } }, { _id: 1 }],
    [
      "what an expression computes",
      { _id: 0, double: { $multiply: ["$total", 2] }, name: "$customer.name" },
      { double: 25, name: "Ada" },
    ],
    ["a constant", { _id: 0, kind: { $literal: 1 } }, { kind: 1 }],
    ["a text as a constant", { _id: 0, kind: "order" }, { kind: "order" }],
    ["a list of computed values", { _id: 0, both: ["$total", "$nowhere"] }, { both: [12.5, null] }],
  ])("%s", async (_name, projection, expected) => {
    expect(await rows.findOne({}, { projection })).toEqual(expected)
  })

  test("fields in the order of the document, not of the projection", async () => {
    const found = await rows.findOne({}, { projection: { total: 1, customer: 1 } })
    expect(Object.keys(found ?? {})).toEqual(["_id", "customer", "total"])
  })

  test("the element that the filter found, for the positional operator", async () => {
    expect(await rows.findOne({ "lines.count": { $gt: 2 } }, { projection: { "lines.$": 1 } })).toEqual({
      _id: 1,
      lines: [{ sku: "b", count: 5 }],
    })
    expect(await rows.findOne({ marks: { $gte: 3 } }, { projection: { "marks.$": 1 } })).toEqual({
      _id: 1,
      marks: [3],
    })
  })

  test("a changed document as well", async () => {
    const changed = await at.filled([{ _id: 1, a: 1, b: 2 }])
    expect(await changed.findOneAndUpdate({}, { $inc: { a: 1 } }, { projection: { a: 1 } })).toEqual({
      _id: 1,
      a: 1,
    })
  })
})

test.each<[string, Document, number]>([
  ["excludes among what it includes", { a: 1, b: 0 }, 31254],
  ["includes among what it excludes", { a: 0, b: 1 }, 31253],
  ["names a path and a part of it", { a: 1, "a.b": 1 }, 31249],
  ["names a part of a path and the path", { "a.b": 1, a: 1 }, 31250],
  ["has a path that ends with a dot", { "a.": 1 }, 40353],
  ["uses an operator that does not exist", { a: { $nonsense: 1 } }, 31325],
  ["matches elements in an exclusion of a dotted path", { "a.b": { $elemMatch: { c: 1 } } }, 31275],
])("a projection that %s is refused", async (_name, projection, code) => {
  const rows = await at.filled([{ _id: 1, a: [1], b: 2 }])
  expect(await refusal(rows.find({}, { projection }).toArray())).toMatchObject({ code })
})
