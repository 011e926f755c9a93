import { Decimal128, type Document, Double, Int32, Long, ObjectId } from "bson"
import { expect, test } from "vitest"
import { refusal, typed, usePlace } from "./testing/place.ts"

const at = usePlace()

const pipelineOf = (expression: unknown) => [
  { $documents: [{ n: 7 }] },
  { $replaceWith: { value: expression } },
]

test.each<[string, unknown, unknown]>([
  ["two ints are an int", { $add: [1, 2] }, new Int32(3)],
  ["ints too large for an int are a long", { $add: [new Int32(2147483647), 1] }, Long.fromNumber(2147483648)],
  ["a division is a double", { $divide: [4, 2] }, new Double(2)],
  ["a double among ints makes a double", { $multiply: [2, new Double(3)] }, new Double(6)],
  [
    "a decimal among ints makes a decimal",
    { $add: [1, Decimal128.fromString("0.5")] },
    Decimal128.fromString("1.5"),
  ],
  ["$toInt truncates", { $toInt: 5.9 }, new Int32(5)],
  ["$toLong of a text", { $toLong: "9007199254740993" }, Long.fromString("9007199254740993")],
  ["$toDouble of a text", { $toDouble: "1e2" }, new Double(100)],
  ["$toDecimal of a text", { $toDecimal: "1.50" }, Decimal128.fromString("1.50")],
  ["$toBool of zero", { $toBool: 0 }, false],
  ["$toBool of any text", { $toBool: "false" }, true],
  ["$toString of a number", { $toString: 2.5 }, "2.5"],
  ["$toString of a truth", { $toString: true }, "true"],
  ["$toString of a date", { $toString: new Date(0) }, "1970-01-01T00:00:00.000Z"],
  ["$toObjectId", { $toObjectId: "65a000000000000000000001" }, new ObjectId("65a000000000000000000001")],
  ["$toDate of milliseconds", { $toDate: Long.fromNumber(1000) }, new Date(1000)],
  [
    "$toDate of an ObjectId",
    { $toDate: new ObjectId("65a000000000000000000001") },
    new Date(0x65a00000 * 1000),
  ],
  ["$convert of null", { $convert: { input: null, to: "int", onNull: 5 } }, new Int32(5)],
  ["$convert that fails with a way out", { $convert: { input: "x", to: "int", onError: "bad" } }, "bad"],
  ["$convert by a number of a type", { $convert: { input: "1", to: 16 } }, new Int32(1)],
])("types: %s", async (_name, expression, expected) => {
  const [result] = await at.db.aggregate(pipelineOf(expression), { promoteValues: false }).toArray()
  expect(typed(result?.value)).toEqual(typed(expected))
})

test.each<[string, Document, number]>([
  ["an operator that does not exist", { $nonsense: 1 }, 168],
  ["two operators in one", { $add: [1], $subtract: [1, 2] }, 15983],
  ["a variable that does not exist", { $add: ["$$nowhere", 1] }, 17276],
  ["a text that is no number", { $toInt: "abc" }, 241],
  ["a number too large for an int", { $toInt: 1e10 }, 241],
  ["a text that is no ObjectId", { $toObjectId: "xyz" }, 241],
  ["a text that is no date", { $toDate: "not a date" }, 241],
  ["a number to concatenate", { $concat: ["a", 5] }, 16702],
  ["the size of what is no list", { $size: "$n" }, 17124],
  ["an element of what is no list", { $arrayElemAt: ["$n", 0] }, 28689],
  ["no branch and no default", { $switch: { branches: [{ case: false, then: 1 }] } }, 40066],
  ["a switch without branches", { $switch: { branches: [] } }, 40068],
  ["$in without a list", { $in: [1, "$n"] }, 40081],
  ["$filter of what is no list", { $filter: { input: "$n", cond: true } }, 28651],
  ["$map of what is no list", { $map: { input: "$n", in: 1 } }, 16883],
  ["$range with a step of zero", { $range: [0, 5, 0] }, 34449],
  ["too few arguments", { $divide: [1] }, 16020],
])("%s is refused", async (_name, expression, code) => {
  expect(await refusal(at.db.aggregate(pipelineOf(expression)).toArray())).toMatchObject({ code })
})
