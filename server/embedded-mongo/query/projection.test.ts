import { expect, test } from "vitest"
import type { Document } from "../values/bson-value.ts"
import { compileProjection } from "./projection.ts"

const doc = { _id: 1, a: 1, b: { c: 2, d: 3 }, l: [{ x: 1, y: 1 }, { x: 2, y: 2 }, 5], n: [1, 2, 3, 4] }

/** Written from MongoDB's manual, "Project Fields to Return from Query". */
test.each<[Document, Document, Document?]>([
  [{}, doc],
  [{ a: 1 }, { _id: 1, a: 1 }],
  [{ a: true, _id: 0 }, { a: 1 }],
  [
    { b: 1, a: 1 },
    { _id: 1, a: 1, b: { c: 2, d: 3 } },
  ],
  [
    { a: 0, l: 0, n: 0 },
    { _id: 1, b: { c: 2, d: 3 } },
  ],
  [{ _id: 0, l: 0, n: 0, b: 0 }, { a: 1 }],
  [{ _id: 1 }, { _id: 1 }],
  [
    { _id: 1, l: 0, n: 0 },
    { _id: 1, a: 1, b: { c: 2, d: 3 } },
  ],
  [{ "b.c": 1 }, { _id: 1, b: { c: 2 } }],
  [{ b: { c: 1 } }, { _id: 1, b: { c: 2 } }],
  [
    { "b.c": 0, l: 0, n: 0 },
    { _id: 1, a: 1, b: { d: 3 } },
  ],
  [{ "l.x": 1 }, { _id: 1, l: [{ x: 1 }, { x: 2 }] }],
  [
    { "l.x": 0, a: 0, b: 0, n: 0 },
    { _id: 1, l: [{ y: 1 }, { y: 2 }, 5] },
  ],
  [{ "a.z": 1 }, { _id: 1 }],
  [{ z: 1 }, { _id: 1 }],
  [
    { n: { $slice: 2 }, l: 0, b: 0 },
    { _id: 1, a: 1, n: [1, 2] },
  ],
  [{ n: { $slice: -1 } }, { ...doc, n: [4] }],
  [
    { n: { $slice: [1, 2] }, a: 1 },
    { _id: 1, a: 1, n: [2, 3] },
  ],
  [
    { n: { $slice: [-3, 2] }, a: 1 },
    { _id: 1, a: 1, n: [2, 3] },
  ],
  [{ l: { $elemMatch: { x: 2 } } }, { _id: 1, l: [{ x: 2, y: 2 }] }],
  [{ n: { $elemMatch: { $gt: 2 } } }, { _id: 1, n: [3] }],
  [{ l: { $elemMatch: { x: 9 } } }, { _id: 1 }],
  [{ "l.$": 1 }, { _id: 1, l: [{ x: 2, y: 2 }] }, { "l.x": 2 }],
  [{ "n.$": 1, a: 1 }, { _id: 1, a: 1, n: [3] }, { n: { $gte: 3 } }],
  [{ s: { $add: ["$a", "$b.c"] } }, { _id: 1, s: 3 }],
  [
    { a: "$b.c", b: 1 },
    { _id: 1, b: { c: 2, d: 3 }, a: 2 },
  ],
  [
    { "b.s": "$a", "b.c": 1 },
    { _id: 1, b: { c: 2, s: 1 } },
  ],
  [{ k: { $literal: 1 } }, { _id: 1, k: 1 }],
  [{ v: ["$a", "x", "$none"] }, { _id: 1, v: [1, "x", null] }],
  [
    { _id: "$a", b: 1 },
    { _id: 1, b: { c: 2, d: 3 } },
  ],
])("%j", (projection, expected, filter) => {
  const result = compileProjection(projection, filter)(doc)
  expect(result).toEqual(expected)
})

test("the order of the document is kept, computed fields follow", () => {
  expect(Object.keys(compileProjection({ z: "$a", n: 1, a: 1 })(doc))).toEqual(["_id", "a", "n", "z"])
})

test.each<[Document, number]>([
  [{ a: 1, b: 0 }, 31254],
  [{ a: 0, b: 1 }, 31253],
  [{ a: 0, b: "$x" }, 31253],
  [{ a: 1, "a.b": 1 }, 31249],
  [{ "a.b": 1, a: 1 }, 31250],
  [{ a: {} }, 51270],
  [{ "a.$": 1, "b.$": 1 }, 31276],
  [{ "a.$.b": 1 }, 31394],
  [{ "a.b": { $elemMatch: { x: 1 } } }, 31275],
  [{ a: { $meta: "textScore" } }, 238],
  [{ a: { $nope: 1 } }, 31325],
  [{ "a.": 1 }, 40353],
])("%j fails with %i", (projection, code) => {
  expect(() => compileProjection(projection)).toThrow(expect.objectContaining({ name: "CommandError", code }))
})

test("a positional projection needs its element", () => {
  expect(() => compileProjection({ "l.$": 1 }, { a: 1 })(doc)).toThrow(
    expect.objectContaining({ code: 51246 }),
  )
})

test("names of the prototype are no fields", () => {
  expect(compileProjection({ constructor: 1, toString: 1 })(doc)).toEqual({ _id: 1 })
  const hostile = JSON.parse('{"__proto__": {"x": 1}, "a": 1}') as Document
  expect(Object.keys(compileProjection({ a: 0 })(hostile))).toEqual(["__proto__"])
  expect("x" in {}).toBe(false)
})
