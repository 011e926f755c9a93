import { inspect } from "node:util"
import { Decimal128, Double, Timestamp } from "bson"
import { expect, test } from "vitest"
import { deserializeDocument, serializeDocument, type Document } from "../values/bson-value.ts"
import { compileUpdate, type UpdateOptions } from "./update.ts"

const d = (text: string) => Decimal128.fromString(text)
const now = new Date(1_700_000_000_000)
type Options = Partial<UpdateOptions>
type Case = [before: Document, update: Document | Document[], after: Document, options?: Options]

const apply = (before: Document, update: Document | Document[], options: Options = {}): Document =>
  compileUpdate(update, { filter: {}, now, ...options }).apply(before, false)

/** Written from MongoDB's manual, "Update Operators" and "Updates with Aggregation Pipeline". */
const cases: Case[] = [
  [{ a: 1 }, { $set: { b: 2, "c.d": 3 } }, { a: 1, b: 2, c: { d: 3 } }],
  [{ a: 1 }, { $set: { z: 1, m: 1, b: 1 } }, { a: 1, b: 1, m: 1, z: 1 }],
  [{ a: [1, 2] }, { $set: { "a.1": 9, "a.3": 4 } }, { a: [1, 9, null, 4] }],
  [{ a: { b: 1, c: 2 } }, { $set: { "a.b": 5 } }, { a: { b: 5, c: 2 } }],
  [{}, { $set: { "a.0": 1 } }, { a: { 0: 1 } }],
  [{ a: 1 }, { $set: { a: new Double(1) } }, { a: new Double(1) }],
  [{ a: 1, b: 2 }, { $unset: { a: "", c: "" } }, { b: 2 }],
  [{ a: [1, 2, 3] }, { $unset: { "a.1": 1 } }, { a: [1, null, 3] }],
  [{ a: { b: 1 } }, { $unset: { "a.b": 1 } }, { a: {} }],
  [{ a: 5 }, { $unset: { "a.b": 1 } }, { a: 5 }],
  [{ a: 1 }, { $inc: { a: 2, b: -1 } }, { a: 3, b: -1 }],
  [{ a: 2147483647 }, { $inc: { a: 1 } }, { a: 2147483648n }],
  [{ a: 1 }, { $inc: { a: 0.5 } }, { a: 1.5 }],
  [{ a: 1 }, { $inc: { a: new Double(1) } }, { a: new Double(2) }],
  [{ a: 1 }, { $inc: { a: 1n } }, { a: 2n }],
  [{ a: 1 }, { $inc: { a: d("0.1") } }, { a: d("1.1") }],
  [{ a: 0.1 }, { $inc: { a: 0.2 } }, { a: 0.30000000000000004 }],
  [{ a: 3 }, { $mul: { a: 2, b: 5, c: 5n, e: 1.5 } }, { a: 6, b: 0, c: 0n, e: new Double(0) }],
  [{ a: 2147483647 }, { $mul: { a: 2 } }, { a: 4294967294n }],
  [{ a: 5 }, { $min: { a: 3, b: 1 } }, { a: 3, b: 1 }],
  [{ a: 5 }, { $max: { a: 3n } }, { a: 5 }],
  [{ a: 5 }, { $max: { a: "x" } }, { a: "x" }],
  [{ a: 5 }, { $min: { a: null } }, { a: null }],
  [{ a: 1, b: 2 }, { $rename: { a: "c" } }, { b: 2, c: 1 }],
  [{ a: { b: 1 } }, { $rename: { "a.b": "x.y" } }, { a: {}, x: { y: 1 } }],
  [{ b: 1 }, { $rename: { a: "b" } }, { b: 1 }],
  [{ a: 1, b: 2 }, { $rename: { a: "b" } }, { b: 1 }],
  [
    {},
    { $currentDate: { a: true, b: { $type: "timestamp" }, c: { $type: "date" } } },
    { a: now, b: new Timestamp({ t: 1_700_000_000, i: 1 }), c: now },
  ],
  [{}, { $setOnInsert: { a: 1 } }, {}],
  [{ a: [1] }, { $push: { a: 2, b: 3 } }, { a: [1, 2], b: [3] }],
  [{ a: [1] }, { $push: { a: [2] } }, { a: [1, [2]] }],
  [{ a: [1] }, { $push: { a: { $each: [2, 3] } } }, { a: [1, 2, 3] }],
  [{ a: [1, 2] }, { $push: { a: { $each: [9], $position: 1 } } }, { a: [1, 9, 2] }],
  [{ a: [1, 2] }, { $push: { a: { $each: [9], $position: -1 } } }, { a: [1, 9, 2] }],
  [{ a: [1, 2, 3] }, { $push: { a: { $each: [4], $slice: -2 } } }, { a: [3, 4] }],
  [{ a: [1, 2, 3] }, { $push: { a: { $each: [], $slice: 2 } } }, { a: [1, 2] }],
  [{ a: [1] }, { $push: { a: { $each: [2], $slice: 0 } } }, { a: [] }],
  [
    { a: [{ n: 2 }, { n: 1 }] },
    { $push: { a: { $each: [{ n: 3 }], $sort: { n: -1 }, $slice: 2 } } },
    { a: [{ n: 3 }, { n: 2 }] },
  ],
  [{ a: [3, 1] }, { $push: { a: { $each: [2], $sort: 1 } } }, { a: [1, 2, 3] }],
  [{ a: [1, 2] }, { $addToSet: { a: 2n } }, { a: [1, 2] }],
  [{ a: [1] }, { $addToSet: { a: { $each: [1, 2, 2] } } }, { a: [1, 2] }],
  [{}, { $addToSet: { a: [1] } }, { a: [[1]] }],
  [{}, { $addToSet: { a: { $each: [] } } }, { a: [] }],
  [
    { a: [{ x: 1, y: 2 }] },
    { $addToSet: { a: { y: 2, x: 1 } } },
    {
      a: [
        { x: 1, y: 2 },
        { y: 2, x: 1 },
      ],
    },
  ],
  [{ a: [1, 2, 3] }, { $pop: { a: 1 } }, { a: [1, 2] }],
  [{ a: [1, 2, 3] }, { $pop: { a: -1 } }, { a: [2, 3] }],
  [{ a: [] }, { $pop: { a: 1, b: 1 } }, { a: [] }],
  [{ a: [1, 2, 1n] }, { $pull: { a: 1 } }, { a: [2] }],
  [{ a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
  [{ a: ["x", "yx", 1] }, { $pull: { a: { $in: ["x", 1] } } }, { a: ["yx"] }],
  [{ a: ["xa", "b"] }, { $pull: { a: /^x/ } }, { a: ["b"] }],
  [{ a: [{ b: 1, c: 1 }, { b: 2 }, 5] }, { $pull: { a: { b: 1 } } }, { a: [{ b: 2 }, 5] }],
  [{ a: [{ b: 1 }, { b: 2 }, { c: 1 }] }, { $pull: { a: { $or: [{ b: 1 }, { c: 1 }] } } }, { a: [{ b: 2 }] }],
  [
    { a: [{ b: [{ c: 1 }, { c: 2 }] }, { b: [{ c: 3 }] }] },
    { $pull: { a: { b: { $elemMatch: { c: { $gt: 2 } } } } } },
    { a: [{ b: [{ c: 1 }, { c: 2 }] }] },
  ],
  [{ a: [[1, 2], [3]] }, { $pull: { a: [3] } }, { a: [[1, 2]] }],
  [{}, { $pull: { a: 1, "b.c": 1 } }, {}],
  [{ a: [1, 2, 3, 2] }, { $pullAll: { a: [2, 3] } }, { a: [1] }],
  [{ a: 12 }, { $bit: { a: { and: 10 }, b: { or: 5 } } }, { a: 8, b: 5 }],
  [{ a: 1 }, { $bit: { a: { xor: 5n } } }, { a: 4n }],
  [
    { a: [{ g: 80 }, { g: 90 }] },
    { $set: { "a.$.g": 82 } },
    { a: [{ g: 82 }, { g: 90 }] },
    { filter: { "a.g": 80 } },
  ],
  [{ a: [1, 5, 9] }, { $inc: { "a.$": 1 } }, { a: [1, 6, 9] }, { filter: { a: { $gt: 2 } } }],
  [
    {
      a: [
        { b: 1, c: 1 },
        { b: 1, c: 2 },
      ],
    },
    { $set: { "a.$.d": 1 } },
    {
      a: [
        { b: 1, c: 1 },
        { b: 1, c: 2, d: 1 },
      ],
    },
    { filter: { a: { $elemMatch: { b: 1, c: 2 } } } },
  ],
  [
    { t: ["x", "y"], a: [{ b: 1 }, { b: 2 }] },
    { $set: { "a.$.c": 1 } },
    { t: ["x", "y"], a: [{ b: 1 }, { b: 2, c: 1 }] },
    { filter: { "a.b": 2, t: "x" } },
  ],
  [
    { a: [{ b: 1 }, { b: 2 }] },
    { $set: { "a.$.b": 9 }, $inc: { "a.$.n": 1 } },
    { a: [{ b: 1 }, { b: 9, n: 1 }] },
    { filter: { "a.b": 2 } },
  ],
  [
    { a: { b: [1, 2] } },
    { $set: { "a.b.$": 9 } },
    { a: { b: [1, 9] } },
    { filter: { $and: [{ "a.b": 2 }] } },
  ],
  [{ a: [1, 2] }, { $inc: { "a.$[]": 10 } }, { a: [11, 12] }],
  [{ a: [{ b: [1, 2] }, { b: [3] }] }, { $inc: { "a.$[].b.$[]": 1 } }, { a: [{ b: [2, 3] }, { b: [4] }] }],
  [{ a: [1, 5, 9] }, { $set: { "a.$[big]": 0 } }, { a: [1, 0, 0] }, { arrayFilters: [{ big: { $gte: 5 } }] }],
  [
    {
      a: [
        { k: 1, v: 1 },
        { k: 2, v: 1 },
      ],
    },
    { $set: { "a.$[e].v": 9 } },
    {
      a: [
        { k: 1, v: 1 },
        { k: 2, v: 9 },
      ],
    },
    { arrayFilters: [{ "e.k": 2, "e.v": 1 }] },
  ],
  [
    { a: [1, 2, 3] },
    { $set: { "a.$[e]": 0 } },
    { a: [0, 2, 0] },
    { arrayFilters: [{ $or: [{ e: 1 }, { e: 3 }] }] },
  ],
  [{ a: [] }, { $set: { "a.$[]": 1 } }, { a: [] }],
  [{ _id: 1, a: 1 }, { b: 2 }, { _id: 1, b: 2 }],
  [
    { _id: 1, a: 1 },
    { b: 2, _id: 1 },
    { _id: 1, b: 2 },
  ],
  [{ _id: 1, a: 1 }, {}, { _id: 1 }],
  [{ _id: 1, a: 1 }, [{ $set: { b: { $add: ["$a", 1] } } }], { _id: 1, a: 1, b: 2 }],
  [{ _id: 1, a: 1 }, [{ $replaceWith: { x: "$a" } }], { _id: 1, x: 1 }],
  [
    { _id: 1, a: 1, b: 2 },
    [{ $unset: "a" }, { $addFields: { "c.d": "$$v" } }],
    { _id: 1, b: 2, c: { d: 7 } },
    { let: { v: 7 } },
  ],
  [{ _id: 1, a: 1, b: 2 }, [{ $project: { a: 1 } }], { _id: 1, a: 1 }],
]

const title = (before: Document, update: unknown): string =>
  inspect([before, update], { depth: 9, breakLength: Infinity })
test.each(cases.map((one) => [title(one[0], one[1]), ...one] as const))(
  "%s",
  (_title, before, update, after, options) => {
    const bytes = serializeDocument(before)
    const result = apply(before, update, options)
    expect(result).toEqual(after)
    expect(Object.keys(result)).toEqual(Object.keys(after))
    expect(Buffer.from(serializeDocument(before))).toEqual(Buffer.from(bytes))
    expect(deserializeDocument(serializeDocument(result))).toEqual(after)
  },
)

test.each<[Document, Document | Document[], Options?]>([
  [{ a: 1 }, { $set: { a: 1 } }],
  [{ a: { b: [1, { c: 2 }] } }, { $set: { a: { b: [1, { c: 2 }] } } }],
  [{ a: 1 }, { $inc: { a: 0 } }],
  [{ a: 1 }, { $unset: { b: 1 } }],
  [{ a: [1] }, { $addToSet: { a: 1 } }],
  [{ a: [1] }, { $pull: { a: 2 } }],
  [{ a: 3 }, { $max: { a: 2 } }],
  [
    { _id: 1, a: 1 },
    { _id: 1, a: 1 },
  ],
  [{ _id: 1, a: 1 }, [{ $set: { a: 1 } }]],
  [{ a: [1, 2] }, { $set: { "a.$[e]": 9 } }, { arrayFilters: [{ e: 5 }] }],
  [{}, { $set: {} }],
])("%o stays the same document under %o", (before, update, options) => {
  expect(apply(before, update, options)).toBe(before)
})

test.each<[Document, Document | Document[], number, string, Options?]>([
  [{}, { $set: { a: 1 }, $unset: { a: 1 } }, 40, "would create a conflict at 'a'"],
  [{}, { $set: { a: 1, "a.b": 1 } }, 40, "conflict at 'a'"],
  [{}, { $set: { "a.b": 1 }, $inc: { a: 1 } }, 40, "conflict at 'a'"],
  [{ _id: 1 }, { $set: { _id: 2 } }, 66, "_id"],
  [{ _id: 1 }, { $unset: { _id: 1 } }, 66, "_id"],
  [{ _id: 1 }, { _id: 2 }, 66, "altered"],
  [{ _id: 1 }, [{ $set: { _id: 2 } }], 66, "altered"],
  [{}, { $foo: { a: 1 } }, 9, "Unknown modifier: $foo"],
  [{}, { $pushAll: { a: [1] } }, 9, "Unknown modifier: $pushAll"],
  [{}, { $set: { a: 1 }, b: 1 }, 9, "mixes"],
  [{}, { a: 1, $set: { b: 1 } }, 52, "$set"],
  [{}, { $set: 5 }, 9, "Modifiers operate on fields"],
  [{}, { $set: { "": 1 } }, 56, "empty"],
  [{}, { $set: { "a..b": 1 } }, 56, "empty field name"],
  [{}, { $set: { $a: 1 } }, 52, "$a"],
  [{ a: 5 }, { $set: { "a.b": 1 } }, 28, "Cannot create field 'b' in element {a: 5}"],
  [{ a: null }, { $set: { "a.b": 1 } }, 28, "Cannot create field"],
  [{ a: [1] }, { $set: { "a.b": 1 } }, 28, "Cannot create field 'b'"],
  [{ a: "x" }, { $inc: { a: 1 } }, 14, "non-numeric type string"],
  [{ a: null }, { $inc: { a: 1 } }, 14, "non-numeric type null"],
  [{}, { $inc: { a: "x" } }, 14, "Cannot increment"],
  [{}, { $mul: { a: "x" } }, 14, "Cannot multiply"],
  [{ a: 9223372036854775807n }, { $inc: { a: 1 } }, 2, "Failed to apply $inc"],
  [{ a: 1 }, { $push: { a: 2 } }, 2, "must be an array but is of type int"],
  [{}, { $push: { a: { $each: 1 } } }, 2, "$each"],
  [{}, { $push: { a: { $each: [], $foo: 1 } } }, 2, "Unrecognized clause"],
  [{}, { $push: { a: { $each: [], $sort: 2 } } }, 2, "$sort"],
  [{ a: 1 }, { $addToSet: { a: 2 } }, 2, "$addToSet"],
  [{}, { $addToSet: { a: { $each: 1 } } }, 14, "$each"],
  [{}, { $pop: { a: 2 } }, 9, "$pop expects 1 or -1"],
  [{ a: 1 }, { $pop: { a: 1 } }, 14, "non-array type"],
  [{ a: 1 }, { $pull: { a: 1 } }, 2, "$pull"],
  [{}, { $pullAll: { a: 1 } }, 2, "$pullAll"],
  [{ a: 1.5 }, { $bit: { a: { or: 1 } } }, 2, "non-integral"],
  [{}, { $bit: { a: { not: 1 } } }, 2, "$bit"],
  [{}, { $rename: { a: 1 } }, 2, "must be a string"],
  [{}, { $rename: { a: "a" } }, 2, "must differ"],
  [{ a: [{ b: 1 }] }, { $rename: { "a.0.b": "c" } }, 2, "array element"],
  [{}, { $currentDate: { a: "x" } }, 2, "$currentDate"],
  [{ a: [1] }, { $set: { "a.$": 1 } }, 2, "positional operator did not find"],
  [{}, { $set: { "$.a": 1 } }, 2, "first position"],
  [{}, { $set: { "a.$.b.$": 1 } }, 2, "Too many positional"],
  [{ a: 5 }, { $set: { "a.$[]": 1 } }, 2, "non-array element"],
  [{}, { $set: { "a.$[]": 1 } }, 2, "must exist"],
  [{}, { $set: { "a.$[e]": 1 } }, 2, "No array filter found"],
  [{}, { $set: { a: 1 } }, 9, "was not used", { arrayFilters: [{ e: 1 }] }],
  [{}, { $set: { "a.$[e]": 1 } }, 9, "single top-level", { arrayFilters: [{ e: 1, f: 1 }] }],
  [{}, { $set: { "a.$[E]": 1 } }, 2, "lowercase", { arrayFilters: [{ E: 1 }] }],
  [{}, [{ $match: {} }], 72, "$match"],
  [{}, [{ $set: { a: 1 }, $unset: "b" }], 40323, "exactly one"],
])("%o under %o fails with %i", (before, update, code, message, options) => {
  expect(() => apply(before, update, options)).toThrow(
    expect.objectContaining({ name: "CommandError", code, message: expect.stringContaining(message) }),
  )
})

test.each<[Document, Document | Document[], Document]>([
  [{ a: 1, b: { $gt: 1 } }, { $set: { c: 2 } }, { a: 1, c: 2 }],
  [{ "a.b": 1, _id: 5 }, { $inc: { n: 1 } }, { a: { b: 1 }, _id: 5, n: 1 }],
  [{ $and: [{ a: 1 }, { b: { $eq: 2 } }] }, { $setOnInsert: { c: 3 } }, { a: 1, b: 2, c: 3 }],
  [{ $or: [{ a: 1 }] }, { $set: { c: 3 } }, { a: 1, c: 3 }],
  [{ $or: [{ a: 1 }, { a: 2 }] }, { $set: { c: 3 } }, { c: 3 }],
  [
    { a: { $in: [4] }, b: { $all: [5] }, c: /x/, e: { $in: [1, 2] } },
    { $set: { d: 1 } },
    { a: 4, b: 5, d: 1 },
  ],
  [{ _id: 7, a: 1 }, { b: 2 }, { _id: 7, b: 2 }],
  [{ a: 1 }, { b: 2 }, { b: 2 }],
  [{ a: 1 }, [{ $set: { b: "$a" } }], { a: 1, b: 1 }],
  [{ a: { x: 1 } }, { $push: { l: 1 } }, { a: { x: 1 }, l: [1] }],
])("an upsert of %o with %o inserts %o", (filter, update, inserted) => {
  const compiled = compileUpdate(update, { filter, now })
  expect(compiled.apply(compiled.upsertBase(), true)).toEqual(inserted)
})

test("an upsert cannot take two values for a field", () => {
  const compiled = compileUpdate({ $set: { b: 1 } }, { filter: { $and: [{ a: 1 }, { a: 2 }] } })
  expect(() => compiled.upsertBase()).toThrow(expect.objectContaining({ code: 54 }))
})

test("paths through __proto__ and constructor are plain fields", () => {
  const result = apply(
    {},
    { $set: { "constructor.prototype.x": 1, "__proto__.y": 2, "a.__proto__": { z: 3 } } },
  )
  expect(Object.keys(result).sort()).toEqual(["__proto__", "a", "constructor"])
  expect(deserializeDocument(serializeDocument(result))).toEqual(result)
  const renamed = apply({ a: { polluted: 1 } }, { $rename: { a: "__proto__" } })
  expect(Object.getOwnPropertyNames(renamed)).toEqual(["__proto__"])
  const piped = apply({}, [
    { $set: { "__proto__.q": 1, b: { $arrayToObject: [[["__proto__", { r: 1 }]]] } } },
  ])
  expect(Object.getOwnPropertyNames(piped).sort()).toEqual(["__proto__", "b"])
  for (const key of ["x", "y", "z", "polluted", "q", "r"]) expect(key in {}).toBe(false)
})
