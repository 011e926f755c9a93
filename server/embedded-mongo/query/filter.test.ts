import { inspect } from "node:util"
import { Binary, BSONRegExp, Decimal128, Double, MaxKey, MinKey, ObjectId, Timestamp } from "bson"
import { expect, test } from "vitest"
import { compileFilter } from "./filter.ts"

const id = new ObjectId("0123456789abcdef01234567")
const otherId = new ObjectId("0123456789abcdef01234568")
const uuid = (byte: number) => new Binary(Buffer.alloc(16, byte), 4)
const d = (text: string) => Decimal128.fromString(text)

type Case = [
  filter: Record<string, unknown>,
  matching: Record<string, unknown>[],
  others: Record<string, unknown>[],
]

/** Written from MongoDB's manual, "Query and Projection Operators". */
const cases: Case[] = [
  [{}, [{}, { a: 1 }], []],
  [
    { a: 1 },
    [{ a: 1 }, { a: 1n }, { a: new Double(1) }, { a: d("1.0") }, { a: [2, 1] }],
    [{ a: 2 }, {}, { a: [[1]] }],
  ],
  [{ a: 5n }, [{ a: 5 }], [{ a: 6 }]],
  [{ a: id }, [{ a: new ObjectId(id.toHexString()) }], [{ a: otherId }, { a: id.toHexString() }]],
  [{ a: uuid(200) }, [{ a: uuid(200) }], [{ a: uuid(201) }]],
  [
    { a: { b: 1, c: 2 } },
    [{ a: { b: 1, c: 2 } }, { a: [{ b: 1, c: 2 }] }],
    [{ a: { c: 2, b: 1 } }, { a: { b: 1 } }],
  ],
  [{ a: [1, 2] }, [{ a: [1, 2] }, { a: [[1, 2]] }], [{ a: [2, 1] }, { a: [1, 2, 3] }]],
  [{ a: null }, [{}, { a: null }, { a: [null] }], [{ a: 0 }, { a: [] }, { a: [1] }]],
  [
    { "a.b": null },
    [{}, { a: 4 }, { a: {} }, { a: { b: null } }, { a: [{}] }],
    [{ a: [] }, { a: [1] }, { a: { b: 1 } }, { a: [[]] }],
  ],
  [{ a: { $ne: null } }, [{ a: 0 }, { a: [] }], [{}, { a: null }]],
  [{ a: { $ne: 1 } }, [{}, { a: 2 }, { a: [2] }], [{ a: 1 }, { a: [1, 2] }]],
  [{ a: { $not: { $gt: 5 } } }, [{}, { a: 5 }, { a: "x" }], [{ a: 6 }, { a: [1, 9] }]],
  [{ a: { $not: /^x/ } }, [{ a: "y" }, {}], [{ a: "xy" }]],
  [{ a: { $gt: 1, $lt: 5 } }, [{ a: 3 }, { a: [0, 9] }], [{ a: 1 }, { a: 5 }, { a: "3" }, {}]],
  [{ a: { $gte: "b" } }, [{ a: "b" }, { a: "c" }, { a: "é" }], [{ a: "a" }, { a: 5 }]],
  [{ a: { $gt: "\uffff" } }, [{ a: "😀" }], [{ a: "\ufffe" }]],
  [{ a: { $lt: 5 } }, [{ a: -Infinity }, { a: 4n }, { a: d("4.9") }], [{ a: NaN }, { a: null }]],
  [{ a: { $gte: Infinity } }, [{ a: Infinity }], [{ a: 1 }]],
  [{ a: { $gte: NaN } }, [{ a: NaN }, { a: d("NaN") }], [{ a: 1 }]],
  [{ a: { $gte: null } }, [{ a: null }, {}], [{ a: 0 }]],
  [{ a: { $gt: null } }, [], [{ a: null }, {}, { a: 1 }]],
  [{ a: { $gt: new MinKey() } }, [{ a: 1 }, {}, { a: null }], [{ a: new MinKey() }]],
  [{ a: { $lt: new MaxKey() } }, [{ a: 1 }], [{ a: new MaxKey() }]],
  [{ a: { $gt: new Date(5) } }, [{ a: new Date(6) }], [{ a: 6 }, { a: new Timestamp({ t: 9, i: 1 }) }]],
  [{ a: { $gte: { b: 1 } } }, [{ a: { b: 2 } }, { a: { b: 1 } }], [{ a: { a: 1 } }, { a: 1 }]],
  [{ a: { $gt: [1] } }, [{ a: [2] }, { a: [1, 1] }], [{ a: [1] }, { a: 5 }]],
  [{ a: { $gte: true } }, [{ a: true }], [{ a: false }, { a: 1 }]],
  [
    { a: { $in: [1, "x", null, /^re/, id] } },
    [{ a: 1n }, { a: d("1") }, { a: "x" }, {}, { a: "real" }, { a: id }, { a: [9, "x"] }],
    [{ a: "y" }, { a: 2 }, { a: otherId }, { a: 2n }],
  ],
  [{ a: { $in: [[1, 2], { b: 1 }] } }, [{ a: [1, 2] }, { a: { b: 1 } }], [{ a: 1 }, { a: { b: 2 } }]],
  [{ a: { $in: [] } }, [], [{}, { a: 1 }]],
  [{ a: { $in: [9007199254740993n] } }, [{ a: 9007199254740993n }], [{ a: 9007199254740992 }]],
  [{ a: { $nin: [1, null] } }, [{ a: 2 }, { a: [2] }], [{ a: 1 }, {}, { a: [1] }]],
  [{ a: { $exists: true } }, [{ a: null }, { a: [] }], [{}]],
  [{ a: { $exists: 0 } }, [{}], [{ a: null }]],
  [{ "a.b": { $exists: false } }, [{ a: [] }, { a: [1] }, { a: [{}] }, {}], [{ a: [{ b: 1 }, {}] }]],
  [{ a: { $type: "int" } }, [{ a: 1 }, { a: ["x", 1] }], [{ a: 1n }, { a: new Double(1) }, { a: 1.5 }]],
  [{ a: { $type: "double" } }, [{ a: new Double(1) }, { a: 1.5 }, { a: -0 }], [{ a: 1 }]],
  [{ a: { $type: ["string", 8] } }, [{ a: "" }, { a: true }], [{ a: 1 }]],
  [{ a: { $type: "number" } }, [{ a: 1 }, { a: 1n }, { a: d("1") }, { a: 0.5 }], [{ a: "1" }]],
  [{ a: { $type: "array" } }, [{ a: [] }, { a: [[1]] }], [{ a: 1 }]],
  [{ a: { $type: "objectId" } }, [{ a: id }], [{ a: "x" }]],
  [{ a: { $type: 10 } }, [{ a: null }], [{}]],
  [{ a: { $all: [1, 2] } }, [{ a: [2, 3, 1] }], [{ a: [1] }, { a: 1 }]],
  [{ a: { $all: [1] } }, [{ a: 1 }, { a: [1] }], [{}]],
  [{ a: { $all: [] } }, [], [{ a: [] }, {}]],
  [{ a: { $all: [[1, 2]] } }, [{ a: [1, 2] }, { a: [[1, 2]] }], [{ a: [1, 2, 3] }]],
  [{ a: { $all: [/^x/, "y"] } }, [{ a: ["xx", "y"] }], [{ a: ["y"] }]],
  [
    { a: { $all: [{ $elemMatch: { b: 1 } }, { $elemMatch: { b: 2 } }] } },
    [{ a: [{ b: 1 }, { b: 2 }] }],
    [{ a: [{ b: 1 }] }],
  ],
  [
    { a: { $elemMatch: { b: 1, c: { $gt: 1 } } } },
    [{ a: [{ b: 1, c: 2 }] }],
    [
      {
        a: [
          { b: 1, c: 1 },
          { b: 2, c: 2 },
        ],
      },
      { a: { b: 1, c: 2 } },
    ],
  ],
  [{ a: { $elemMatch: { $gt: 1, $lt: 5 } } }, [{ a: [0, 3] }], [{ a: [0, 9] }, { a: 3 }, { a: [[3]] }]],
  [{ a: { $elemMatch: { $or: [{ b: 1 }, { c: 1 }] } } }, [{ a: [{ c: 1 }] }], [{ a: [{ d: 1 }] }]],
  [{ a: { $elemMatch: { $elemMatch: { $gt: 1 } } } }, [{ a: [[2]] }], [{ a: [2] }]],
  [{ a: { $elemMatch: { $not: { $gt: 1 } } } }, [{ a: [2, 0] }], [{ a: [2] }]],
  [{ a: { $elemMatch: { $in: [1, 2] } } }, [{ a: [2] }], [{ a: [3] }]],
  [
    { a: { $elemMatch: { $ref: "c", $id: 1 } } },
    [{ a: [{ $ref: "c", $id: 1 }] }],
    [{ a: [{ $ref: "d", $id: 1 }] }],
  ],
  [{ a: { $ref: "c", $id: 1 } }, [{ a: { $ref: "c", $id: 1 } }], [{ a: { $ref: "c", $id: 2 } }]],
  [{ "a.$id": 1 }, [{ a: { $ref: "c", $id: 1 } }], [{ a: { $id: 2 } }]],
  [{ a: { $elemMatch: { 0: 1 } } }, [{ a: [[1]] }], [{ a: [1] }]],
  [{ a: { $size: 2 } }, [{ a: [1, 2] }], [{ a: [1] }, { a: "ab" }]],
  [{ a: { $size: 2n } }, [{ a: [1, 2] }], [{}]],
  [{ "a.b": { $size: 1 } }, [{ a: [{ b: [1] }] }], [{ a: [{ b: 1 }] }]],
  [
    { a: { $mod: [4, 1] } },
    [{ a: 5 }, { a: 5.9 }, { a: 9n }, { a: d("5.5") }],
    [{ a: 4 }, { a: "5" }, { a: NaN }],
  ],
  [{ a: { $mod: [4, -1] } }, [{ a: -5 }], [{ a: 5 }]],
  [{ a: /b.c/i }, [{ a: "xBzC" }, { a: ["no", "abcc"] }], [{ a: 5 }, { a: "ab\nc" }]],
  [{ a: new BSONRegExp("b.c", "s") }, [{ a: "b\nc" }], [{ a: "bc" }]],
  [{ a: { $regex: "^B", $options: "im" } }, [{ a: "a\nbc" }], [{ a: "ab" }]],
  [{ a: { $regex: "a b # comment", $options: "x" } }, [{ a: "ab" }], [{ a: "a b" }]],
  [{ a: { $regex: "c$" } }, [{ a: "abc" }, { a: "abc\n" }], [{ a: "c\nd" }]],
  [{ a: { $regex: "^.$" } }, [{ a: "😀" }], [{ a: "ab" }]],
  [{ a: { $regex: "(?i)straße" } }, [{ a: "STRAßE" }], [{ a: "strase" }]],
  [{ a: { $regex: "[[:alpha:]]+\\-[[:digit:]]" } }, [{ a: "ab-1" }], [{ a: "1-1" }]],
  [{ a: { $regex: "\\Aa\\Q.*\\E" } }, [{ a: "a.*" }], [{ a: "abb" }]],
  [{ a: { $regex: /x/, $options: "i" } }, [{ a: "X" }], [{ a: "y" }]],
  [{ a: { $regex: "x", $not: { $regex: "y" } } }, [{ a: "x" }], [{ a: "xy" }]],
  [
    { a: { $bitsAllSet: 5 } },
    [{ a: 7 }, { a: 5n }, { a: new Double(5) }, { a: -1 }, { a: new Binary(Buffer.from([7])) }],
    [{ a: 4 }, { a: "7" }, { a: 5.5 }],
  ],
  [{ a: { $bitsAnySet: [0, 70] } }, [{ a: 1 }, { a: -2n }], [{ a: 2 }]],
  [{ a: { $bitsAllClear: [1, 3] } }, [{ a: 5 }], [{ a: 2 }]],
  [{ a: { $bitsAnyClear: new Binary(Buffer.from([3])) } }, [{ a: 1 }], [{ a: 3 }]],
  [{ $and: [{ a: 1 }, { b: 2 }] }, [{ a: 1, b: 2 }], [{ a: 1 }]],
  [{ $or: [{ a: 1 }, { b: 2 }] }, [{ b: 2 }], [{ a: 2 }]],
  [{ $nor: [{ a: 1 }, { b: 2 }] }, [{ a: 2 }, {}], [{ b: 2 }]],
  [{ $comment: "why", a: 1 }, [{ a: 1 }], [{ a: 2 }]],
  [
    { $expr: { $gt: ["$a", "$b"] } },
    [
      { a: 2, b: 1 },
      { a: "x", b: 1 },
    ],
    [{ a: 1, b: 1 }, { b: 1 }],
  ],
  [{ $expr: { $eq: ["$a", null] } }, [{ a: null }], [{}]],
  [{ "a.0": 5 }, [{ a: [5, 6] }, { a: { 0: 5 } }], [{ a: [6, 5] }]],
  [{ "a.1.b": 1 }, [{ a: [{}, { b: 1 }] }], [{ a: [{ b: 1 }, {}] }]],
  [{ "a.b.c": 1 }, [{ a: [{ b: [{ c: 1 }] }] }], [{ a: [{ b: { c: 2 } }] }]],
  [{ constructor: null }, [{}], [{ constructor: 1 }]],
  [{ __proto__x: { $exists: true } }, [{ __proto__x: 1 }], [{}]],
  [
    JSON.parse('{"__proto__": {"$exists": true}}') as Record<string, unknown>,
    [JSON.parse('{"__proto__": 1}') as Record<string, unknown>],
    [{}],
  ],
  [{ "toString.name": { $exists: true } }, [], [{}]],
]

const titled = cases.map((one) => [inspect(one[0], { depth: 9, breakLength: Infinity }), ...one] as const)

test.each(titled)("%s", (_title, filter, matching, others) => {
  const matches = compileFilter(filter)
  expect(matching.filter((document) => !matches(document))).toEqual([])
  expect(others.filter((document) => matches(document))).toEqual([])
})

test.each([
  [{ $foo: 1 }, 2, "unknown top level operator: $foo"],
  [{ a: { $foo: 1 } }, 2, "unknown operator: $foo"],
  [{ a: { $gt: 1, b: 2 } }, 2, "unknown operator: b"],
  [{ a: { $constructor: 1 } }, 2, "unknown operator"],
  [{ $where: "1" }, 238, "$where"],
  [{ $text: { $search: "x" } }, 238, "$text"],
  [{ a: { $near: [0, 0] } }, 238, "$near"],
  [{ a: { $elemMatch: { $where: "1" } } }, 238, "$where"],
  [{ $expr: { $function: {} } }, 238, "$function"],
  [{ $expr: { $nope: 1 } }, 168, "$nope"],
  [{ $or: [] }, 2, "nonempty"],
  [{ $or: {} }, 2, "must be an array"],
  [{ $and: [1] }, 2, "full objects"],
  [{ a: { $in: 1 } }, 2, "$in needs an array"],
  [{ a: { $in: [{ $gt: 1 }] } }, 2, "cannot nest $ under $in"],
  [{ a: { $not: 1 } }, 2, "$not needs"],
  [{ a: { $not: {} } }, 2, "$not cannot be empty"],
  [{ a: { $ne: /x/ } }, 2, "regex"],
  [{ a: { $gt: /x/ } }, 2, "RegEx"],
  [{ a: { $size: -1 } }, 2, "$size"],
  [{ a: { $size: 1.5 } }, 2, "$size"],
  [{ a: { $mod: [0, 1] } }, 2, "divisor cannot be 0"],
  [{ a: { $mod: [1] } }, 2, "not enough"],
  [{ a: { $type: "nope" } }, 2, "Unknown type name alias"],
  [{ a: { $type: 99 } }, 2, "Invalid numerical type code"],
  [{ a: { $regex: "(" } }, 51091, "invalid"],
  [{ a: { $options: "i" } }, 2, "$options needs a $regex"],
  [{ a: { $regex: "a", $options: "q" } }, 51108, "invalid flag"],
  [{ a: { $all: 1 } }, 2, "$all needs an array"],
  [{ a: { $elemMatch: 1 } }, 2, "$elemMatch needs an Object"],
  [{ a: { $bitsAllSet: -1 } }, 9, "non-negative"],
])("%j is refused with %i", (filter, code, message) => {
  expect(() => compileFilter(filter)).toThrow(
    expect.objectContaining({ name: "CommandError", code, message: expect.stringContaining(message) }),
  )
})

test("a filter nested beyond the server's limit is refused", () => {
  let filter: Record<string, unknown> = { a: 1 }
  for (let level = 0; level < 150; level++) filter = { $and: [filter] }
  expect(() => compileFilter(filter)).toThrow("depth limit")
})
