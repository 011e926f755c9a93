import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  DBRef,
  Decimal128,
  deserialize,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  serialize,
  Timestamp,
} from "bson"
import { expect, test } from "vitest"
import { deserializeDocument, serializeDocument } from "./bson-value.ts"
import { decodeFields } from "./bson-decode.ts"
import { compareStrings, compareValues, equalValues } from "./compare.ts"
import { encodeKey, isTruncatedKey, typeLowerBound, typeUpperBound } from "./key-encoding.ts"
import { indexKeyValues } from "./index-keys.ts"
import { valuesAt } from "./path.ts"

const id = (n: number) => new ObjectId(n.toString(16).padStart(24, "0"))
const d = (text: string) => Decimal128.fromString(text)

/** Every type and its extremes, in MongoDB's order; the inner arrays are equal values. */
const ordered: unknown[][] = [
  [new MinKey()],
  [null, undefined],
  [NaN, new Double(NaN), d("NaN")],
  [-Infinity, d("-Infinity")],
  [d("-9E+6000")],
  [-Number.MAX_VALUE],
  [d("-9223372036854775809")],
  [-9223372036854775808n, -(2 ** 63), Long.MIN_VALUE],
  [-9007199254740993n],
  [-9007199254740992n, -9007199254740992],
  [-2, new Int32(-2), -2n],
  [-1.5, d("-1.50")],
  [-Number.MIN_VALUE],
  [d("-1E-6000")],
  [0, -0, 0n, new Double(0), d("0"), d("-0E+10")],
  [d("1E-6000")],
  [Number.MIN_VALUE],
  [0.1],
  [d("0.10000000000000001")],
  [1, new Double(1), 1n, d("1.000"), Long.ONE],
  [1.5, d("1.5")],
  [9007199254740992, 9007199254740992n],
  [9007199254740993n, d("9007199254740993")],
  [d("9007199254740993.5")],
  [9007199254740994n],
  [9223372036854775806n],
  [9223372036854775807n],
  [2 ** 63, d("9223372036854775808")],
  [Number.MAX_VALUE],
  [d("1E+400")],
  [d("9.999999999999999999999999999999999E+6144")],
  [Infinity, d("Infinity")],
  [""],
  ["\0"],
  ["\0a"],
  ["a", new BSONSymbol("a")],
  ["a\0"],
  ["a\0b"],
  ["aa"],
  ["b"],
  ["é"],
  ["\ufffd"],
  ["😀"],
  [{}],
  [{ a: null }],
  [{ b: null }],
  [{ a: 1 }, { a: 1n }],
  [{ a: 1, b: 1 }],
  [{ a: 2 }],
  [{ b: 1 }],
  [{ a: "x" }],
  [[]],
  [[null]],
  [[1], [1n]],
  [[1, 2]],
  [["a"]],
  [[[]]],
  [new Binary(new Uint8Array(0)), new Uint8Array(0)],
  [new Binary(Uint8Array.of(9), 0)],
  [new Binary(Uint8Array.of(1), 5)],
  [new Binary(Uint8Array.of(0, 0), 0)],
  [id(0)],
  [id(255)],
  [id(256)],
  [false],
  [true],
  [new Date(-8.64e15)],
  [new Date(-1)],
  [new Date(0)],
  [new Date(8.64e15)],
  [new Timestamp({ t: 0, i: 0 })],
  [new Timestamp({ t: 1, i: 4294967295 })],
  [new Timestamp({ t: 4294967295, i: 0 })],
  [new BSONRegExp("a", ""), /a/],
  [new BSONRegExp("a", "i"), /a/i],
  [new BSONRegExp("b", "")],
  [new DBRef("c", id(1))],
  [new Code("a")],
  [new Code("b")],
  [new Code("a", { x: 1 })],
  [new Code("a", { x: 2 })],
  [new MaxKey()],
]

const flat = ordered.flatMap((values, place) => values.map((value) => ({ value, place })))

/** Asserts only what differs: tens of thousands of rich assertions would take seconds. */
function same(actual: unknown, expected: unknown, ...about: unknown[]): void {
  if (actual !== expected) expect([actual, ...about]).toEqual([expected, ...about])
}

test("values compare in canonical order, numbers by exact value across types", () => {
  for (const a of flat)
    for (const b of flat) {
      same(Math.sign(compareValues(a.value, b.value)), Math.sign(a.place - b.place), a.value, b.value)
      same(equalValues(a.value, b.value), a.place === b.place, a.value, b.value)
    }
})

test("key bytes order as values do, ascending and descending, also before another value", () => {
  const followers: unknown[] = [new MinKey(), 0, "z", new MaxKey()]
  for (const direction of [1, -1] as const) {
    const keys = flat.map(({ value, place }) => ({
      place,
      value,
      alone: encodeKey([value], [direction]),
      followed: encodeKey([value, followers[place % 4]], [direction, 1]),
    }))
    for (const a of keys)
      for (const b of keys) {
        const expected = Math.sign(a.place - b.place) * direction || 0
        same(Math.sign(Buffer.compare(a.alone, b.alone)), expected, a.value, b.value)
        if (a.place !== b.place)
          same(Math.sign(Buffer.compare(a.followed, b.followed)), expected, a.value, b.value)
      }
  }
})

test("type bounds enclose the values of a type and no other", () => {
  const keys = flat.map(({ value }) => ({
    value,
    key: encodeKey([value], [1]),
    lower: typeLowerBound(value),
    upper: typeUpperBound(value),
  }))
  for (const a of keys)
    for (const b of keys) {
      const inside = Buffer.compare(a.lower, b.key) <= 0 && Buffer.compare(b.key, a.upper) < 0
      same(inside, a.lower[0] === b.lower[0], a.value, b.value)
    }
})

test("long tuples are cut with a hash of the whole", () => {
  const long = (tail: string) => encodeKey(["x".repeat(5000) + tail, 1], [1, 1])
  expect(long("a")).toHaveLength(1780)
  expect(isTruncatedKey(long("a"))).toBe(true)
  expect(long("a")).toEqual(long("a"))
  expect(long("a")).not.toEqual(long("b"))
})

test("strings order by UTF-8 bytes", () => {
  const pieces = ["", "a", "é", "\ud7ff", "\ue000", "\ufffd", "😀", "\u{10ffff}", "z"]
  for (const a of pieces)
    for (const b of pieces)
      expect(Math.sign(compareStrings("k" + a, "k" + b))).toBe(
        Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))),
      )
})

test("a document survives the way through memory byte for byte", () => {
  const nested = { list: [1, "two", { three: [3n, [null]] }], empty: {}, none: [] }
  for (const { value } of flat) {
    if (value === undefined || (typeof value === "object" && value instanceof RegExp)) continue
    const bytes = serialize({ value, nested, after: new Double(3) })
    expect(Buffer.from(serializeDocument(deserializeDocument(bytes)))).toEqual(Buffer.from(bytes))
    expect(decodeFields(bytes, new Set(["after"]))).toEqual({ after: new Double(3) })
  }
})

test("number types stay apart in memory", () => {
  const read = deserializeDocument(
    serialize({
      int: 1,
      double: new Double(1),
      half: 0.5,
      big: new Double(2 ** 40),
      zero: -0,
      long: Long.ONE,
    }),
  )
  expect(read).toEqual({ int: 1, double: new Double(1), half: 0.5, big: 2 ** 40, zero: -0, long: 1n })
})

test("hostile names and shapes are plain fields", () => {
  const hostile: Record<string, unknown> = JSON.parse(
    '{"__proto__":{"polluted":1},"constructor":{"prototype":{"x":1}},"_bsontype":"Long","toBSON":1}',
  )
  const bytes = serializeDocument(hostile)
  const read = deserializeDocument(bytes)
  expect(Object.keys(read)).toEqual(["__proto__", "constructor", "_bsontype", "toBSON"])
  expect((read as { polluted?: number }).polluted).toBeUndefined()
  expect(({} as { polluted?: number }).polluted).toBeUndefined()
  expect(Buffer.from(serializeDocument(read))).toEqual(Buffer.from(bytes))
  expect(valuesAt(read, "toString")).toEqual([undefined])
  expect(valuesAt(read, "__proto__.polluted")).toEqual([1])
})

test("bytes that are no document are refused", () => {
  const good = Buffer.from(
    serialize({ a: "text", b: { c: [1, 2] }, r: new BSONRegExp("x", "i"), bin: new Binary(Buffer.alloc(3)) }),
  )
  for (let cut = 0; cut < good.length; cut++)
    expect(() => deserializeDocument(good.subarray(0, cut))).toThrow("BSON")
  for (let at = 0; at < good.length; at++)
    for (const byte of [0, 1, 0x7f, 0x80, 0xff]) {
      const bad = Buffer.from(good)
      bad[at] = byte
      try {
        deserializeDocument(bad)
      } catch (error) {
        expect(error).toMatchObject({ name: "CommandError", code: 22 })
      }
    }
  let deep: unknown = 1
  for (let level = 0; level < 250; level++) deep = { a: deep }
  expect(() => deserializeDocument(serialize(deep as Record<string, unknown>))).toThrow("nested")
})

test("the driver's encoder reads back what ours writes", () => {
  const document = {
    a: 1,
    b: new Double(2),
    c: 3n,
    d: "é".repeat(50),
    e: [new Date(5), id(7)],
    f: { g: d("1.5") },
  }
  expect(deserialize(serializeDocument(document), { promoteValues: false })).toEqual(
    deserialize(serialize(document), { promoteValues: false }),
  )
})

test.each([
  [{ a: { b: 1 } }, "a.b", [1]],
  [{ a: 4 }, "a.b", [undefined]],
  [{}, "a.b", [undefined]],
  [{ a: [{ b: 1 }, { b: [2, 3] }, {}, 4] }, "a.b", [1, [2, 3], undefined]],
  [{ a: [1, 2] }, "a.b", []],
  [{ a: [] }, "a.b", []],
  [{ a: [[{ b: 1 }]] }, "a.b", []],
  [{ a: [[{ b: 1 }]] }, "a.0.b", [1]],
  [{ a: [5, 6] }, "a.1", [6]],
  [{ a: [5, 6] }, "a.7", []],
  [{ a: [{ 0: "x" }, 2] }, "a.0", [{ 0: "x" }, "x"]],
  [{ a: { 0: "x" } }, "a.0", ["x"]],
  [{ a: [1] }, "a.00", []],
])("the values of %j at %s", (document, path, expected) => {
  expect(valuesAt(document, path)).toEqual(expected)
})

test.each([
  [{ a: 1, b: 2 }, ["a", "b"], [[1, 2]], [[], []]],
  [{ b: 2 }, ["a", "b"], [[undefined, 2]], [[], []]],
  [
    { a: [1, 2], b: 3 },
    ["a", "b"],
    [
      [1, 3],
      [2, 3],
    ],
    [[0], []],
  ],
  [{ a: [], b: 3 }, ["a", "b"], [[undefined, 3]], [[0], []]],
  [{ a: [[1, 2]] }, ["a"], [[[1, 2]]], [[0]]],
  [
    { a: [{ b: 1, c: 2 }, { b: 3 }] },
    ["a.b", "a.c"],
    [
      [1, 2],
      [3, undefined],
    ],
    [[0], [0]],
  ],
  [{ a: [{ b: [1, 2] }, 5] }, ["a.b"], [[1], [2], [undefined]], [[0, 1]]],
  [{ a: [{ b: 1 }] }, ["a", "a.b"], [[{ b: 1 }, 1]], [[0], [0]]],
  [{ a: [[{ b: 1 }]] }, ["a.b"], [[undefined]], [[0]]],
  [{ a: [5, 6] }, ["a.0"], [[5]], [[]]],
  [{ a: { b: [1] }, c: 1 }, ["a.b", "c"], [[1, 1]], [[1], []]],
])("the index keys of %j on %j", (document, paths, keys, multikeyPaths) => {
  const multikey = multikeyPaths.some((components) => components.length > 0)
  expect(indexKeyValues(document, paths)).toEqual({ keys, multikey, multikeyPaths })
})

test("two arrays cannot share an index", () => {
  expect(() => indexKeyValues({ a: [1], b: [2] }, ["a", "b"])).toThrow(expect.objectContaining({ code: 171 }))
  expect(() => indexKeyValues({ a: [{ 0: 1 }] }, ["a.0"])).toThrow(expect.objectContaining({ code: 16746 }))
})
