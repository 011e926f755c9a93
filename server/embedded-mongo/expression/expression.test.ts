import { inspect } from "node:util"
import { Binary, BSONRegExp, Decimal128, Double, ObjectId, Timestamp } from "bson"
import { expect, test } from "vitest"
import { compileExpression, evaluateLet, rootScope } from "./expression.ts"
import { operators } from "./operators.ts"

const d = (text: string) => Decimal128.fromString(text)
const at = new Date("2024-03-31T01:30:15.123Z")
const id = new ObjectId("65f000000123456789abcdef")

const document = {
  a: 1,
  b: { c: 2, d: [{ e: 1 }, { e: 2 }, 5, {}] },
  n: null,
  s: "Héllo😀",
  l: [3, 1, 2],
  t: true,
  at,
  id,
}

function evaluate(expression: unknown, root: unknown = document): unknown {
  const scope = rootScope({ now: new Date(0), variables: { v: 7 } })
  return compileExpression(expression, scope)(scope.frame(root))
}

/** Written from MongoDB's manual, "Aggregation Operators". */
const cases: [expression: unknown, result: unknown][] = [
  ["$a", 1],
  ["$b.c", 2],
  ["$b.d.e", [1, 2]],
  ["$l.0", []],
  ["$none", undefined],
  ["$a.x", undefined],
  ["$$ROOT.a", 1],
  ["$$CURRENT.b.c", 2],
  ["$$NOW", new Date(0)],
  ["$$REMOVE", undefined],
  ["$$v", 7],
  [
    { x: "$a", y: "$none", z: { w: "$b.c" } },
    { x: 1, z: { w: 2 } },
  ],
  [
    ["$a", "$none"],
    [1, null],
  ],
  [{ $literal: "$a" }, "$a"],
  [{ $let: { vars: { x: "$a", y: 2 }, in: { $add: ["$$x", "$$y"] } } }, 3],
  // comparison, boolean, conditional
  [{ $cmp: [1, 2] }, -1],
  [{ $eq: [1, 1n] }, true],
  [{ $eq: ["$none", null] }, false],
  [{ $lt: ["$none", null] }, true],
  [{ $gt: ["x", 1] }, true],
  [{ $ne: [{ x: 1 }, { x: 1 }] }, false],
  [{ $gte: [[1, 2], [1]] }, true],
  [{ $lte: [null, 0] }, true],
  [{ $and: [1, "x", []] }, true],
  [{ $and: [] }, true],
  [{ $or: [0, null, "$none", false] }, false],
  [{ $not: ["$n"] }, true],
  [{ $cond: [{ $gt: ["$a", 0] }, "yes", "no"] }, "yes"],
  [{ $cond: { if: "$none", then: 1, else: 2 } }, 2],
  [{ $ifNull: ["$none", "$n", "last"] }, "last"],
  [
    {
      $switch: {
        branches: [
          { case: false, then: 1 },
          { case: "$t", then: 2 },
        ],
      },
    },
    2,
  ],
  [{ $switch: { branches: [{ case: false, then: 1 }], default: 9 } }, 9],
  // arithmetic
  [{ $add: [1, 2, 3] }, 6],
  [{ $add: [] }, 0],
  [{ $add: [1, "$n"] }, null],
  [{ $add: [2147483647, 1] }, 2147483648n],
  [{ $add: [9223372036854775807n, 1] }, 9223372036854775808],
  [{ $add: [1, new Double(1)] }, new Double(2)],
  [{ $add: [1, d("0.5")] }, d("1.5")],
  [{ $add: ["$at", 1000] }, new Date(at.getTime() + 1000)],
  [{ $subtract: [5, 7] }, -2],
  [{ $subtract: ["$at", 15123] }, new Date("2024-03-31T01:30:00Z")],
  [{ $subtract: ["$at", new Date("2024-03-31T01:30:15Z")] }, 123n],
  [{ $multiply: [3, 4] }, 12],
  [{ $multiply: [2147483647, 2147483647] }, 4611686014132420609n],
  [{ $multiply: [1.5, 2] }, new Double(3)],
  [{ $multiply: [d("1.1"), d("1.1")] }, d("1.21")],
  [{ $divide: [6, 3] }, new Double(2)],
  [{ $divide: [1, 4] }, 0.25],
  [{ $divide: [d("1"), 3] }, d("0.3333333333333333333333333333333333")],
  [{ $mod: [-7, 3] }, -1],
  [{ $mod: [7.5, 2] }, 1.5],
  [{ $abs: -5 }, 5],
  [{ $abs: -2147483648 }, 2147483648n],
  [{ $abs: [d("-1.5")] }, d("1.5")],
  [{ $ceil: 1.2 }, new Double(2)],
  [{ $floor: -1.2 }, new Double(-2)],
  [{ $floor: 7 }, 7],
  [{ $round: [2.5] }, new Double(2)],
  [{ $round: [3.5] }, new Double(4)],
  [{ $round: [-1.5] }, new Double(-2)],
  [{ $round: [1234, -2] }, 1200],
  [{ $round: [d("2.345"), 2] }, d("2.34")],
  [{ $trunc: [-1.99] }, new Double(-1)],
  [{ $trunc: [1234.567, 1] }, 1234.5],
  [{ $sqrt: 16 }, new Double(4)],
  [{ $pow: [2, 10] }, 1024],
  [{ $pow: [2, 40] }, 1099511627776n],
  [{ $pow: [2, -1] }, 0.5],
  [{ $exp: 0 }, new Double(1)],
  [{ $ln: 1 }, new Double(0)],
  [{ $log: [8, 2] }, new Double(3)],
  [{ $sin: 0 }, new Double(0)],
  [{ $degreesToRadians: 180 }, Math.PI],
  [{ $bitAnd: [12, 10] }, 8],
  [{ $bitOr: [12, 3n] }, 15n],
  [{ $bitXor: [5, 1] }, 4],
  [{ $bitNot: 0 }, -1],
  // arrays
  [{ $arrayElemAt: ["$l", -1] }, 2],
  [{ $arrayElemAt: ["$l", 9] }, undefined],
  [{ $first: "$l" }, 3],
  [{ $last: "$l" }, 2],
  [{ $concatArrays: ["$l", [9]] }, [3, 1, 2, 9]],
  [{ $concatArrays: ["$l", "$n"] }, null],
  [{ $in: [1n, "$l"] }, true],
  [{ $isArray: ["$l"] }, true],
  [{ $size: "$l" }, 3],
  [{ $reverseArray: "$l" }, [2, 1, 3]],
  [{ $indexOfArray: ["$l", 2] }, 2],
  [{ $indexOfArray: ["$l", 3, 1] }, -1],
  [{ $range: [0, 10, 4] }, [0, 4, 8]],
  [{ $range: [3, 0, -1] }, [3, 2, 1]],
  [{ $slice: ["$l", 2] }, [3, 1]],
  [{ $slice: ["$l", -2] }, [1, 2]],
  [{ $slice: ["$l", 1, 1] }, [1]],
  [{ $slice: ["$l", -2, 1] }, [1]],
  [{ $zip: { inputs: [[1, 2], ["a"]] } }, [[1, "a"]]],
  [
    { $zip: { inputs: [[1, 2], ["a"]], useLongestLength: true, defaults: [0, "z"] } },
    [
      [1, "a"],
      [2, "z"],
    ],
  ],
  [{ $map: { input: "$l", as: "x", in: { $multiply: ["$$x", "$a"] } } }, [3, 1, 2]],
  [{ $map: { input: "$l", in: "$$this" } }, [3, 1, 2]],
  [{ $map: { input: "$n", in: 1 } }, null],
  [{ $filter: { input: "$l", cond: { $gt: ["$$this", 1] } } }, [3, 2]],
  [{ $filter: { input: "$l", as: "i", cond: true, limit: 1 } }, [3]],
  [{ $reduce: { input: "$l", initialValue: 0, in: { $add: ["$$value", "$$this"] } } }, 6],
  [
    { $map: { input: "$l", as: "x", in: { $map: { input: "$l", as: "y", in: { $add: ["$$x", "$$y"] } } } } },
    [
      [6, 4, 5],
      [4, 2, 3],
      [5, 3, 4],
    ],
  ],
  [{ $firstN: { n: 2, input: "$l" } }, [3, 1]],
  [{ $maxN: { n: 2, input: "$l" } }, [3, 2]],
  [{ $sortArray: { input: "$l", sortBy: 1 } }, [1, 2, 3]],
  [{ $sortArray: { input: [{ x: 1 }, { x: 2 }], sortBy: { x: -1 } } }, [{ x: 2 }, { x: 1 }]],
  [
    {
      $arrayToObject: [
        [
          ["k", 1],
          ["j", 2],
        ],
      ],
    },
    { k: 1, j: 2 },
  ],
  [{ $arrayToObject: [[{ k: "x", v: 1 }]] }, { x: 1 }],
  [{ $objectToArray: { x: 1 } }, [{ k: "x", v: 1 }]],
  // sets
  [
    {
      $setUnion: [
        [2, 1],
        [1n, 3],
      ],
    },
    [1, 2, 3],
  ],
  [
    {
      $setIntersection: [
        [1, 2, 2],
        [2, 3],
      ],
    },
    [2],
  ],
  [{ $setDifference: [[1, 2, 2, 4], [1]] }, [2, 4]],
  [
    {
      $setEquals: [
        [1, 2],
        [2, 1, 1],
      ],
    },
    true,
  ],
  [{ $setIsSubset: [[1], [1, 2]] }, true],
  [{ $allElementsTrue: [[1, true]] }, true],
  [{ $anyElementTrue: [[0, null]] }, false],
  // strings
  [{ $concat: ["a", "b"] }, "ab"],
  [{ $concat: ["a", "$none"] }, null],
  [{ $toUpper: "$s" }, "HéLLO😀"],
  [{ $toLower: "ABC" }, "abc"],
  [{ $toLower: "$n" }, ""],
  [{ $strLenCP: "$s" }, 6],
  [{ $strLenBytes: "$s" }, 10],
  [{ $substrCP: ["$s", 1, 2] }, "él"],
  [{ $substrBytes: ["$s", 0, 3] }, "Hé"],
  [{ $substr: ["hello", 1, -1] }, "ello"],
  [{ $split: ["a,b,,c", ","] }, ["a", "b", "", "c"]],
  [{ $trim: { input: "  x\n" } }, "x"],
  [{ $ltrim: { input: "xxa", chars: "x" } }, "a"],
  [{ $rtrim: { input: "a  " } }, "a"],
  [{ $indexOfCP: ["$s", "o"] }, 4],
  [{ $indexOfBytes: ["$s", "l"] }, 3],
  [{ $strcasecmp: ["a", "B"] }, -1],
  [{ $regexMatch: { input: "$s", regex: "^h", options: "i" } }, true],
  [{ $regexFind: { input: "xaby", regex: /a(b)/ } }, { match: "ab", idx: 1, captures: ["b"] }],
  [
    { $regexFindAll: { input: "a1b2", regex: new BSONRegExp("\\d", "") } },
    [
      { match: "1", idx: 1, captures: [] },
      { match: "2", idx: 3, captures: [] },
    ],
  ],
  [{ $replaceOne: { input: "aXa", find: "a", replacement: { $literal: "$&" } } }, "$&Xa"],
  [{ $replaceAll: { input: "a.a", find: ".", replacement: { $literal: "$1" } } }, "a$1a"],
  // dates
  [{ $year: "$at" }, 2024],
  [{ $month: { date: "$at", timezone: "Europe/Paris" } }, 3],
  [{ $hour: { date: "$at", timezone: "Europe/Paris" } }, 3],
  [{ $hour: { date: "$at", timezone: "-05:30" } }, 20],
  [{ $dayOfMonth: "$at" }, 31],
  [{ $dayOfWeek: "$at" }, 1],
  [{ $dayOfYear: "$at" }, 91],
  [{ $isoWeek: "$at" }, 13],
  [{ $isoWeekYear: new Date("2021-01-01") }, 2020n],
  [{ $isoDayOfWeek: "$at" }, 7],
  [{ $week: "$at" }, 13],
  [{ $minute: "$at" }, 30],
  [{ $second: "$at" }, 15],
  [{ $millisecond: "$at" }, 123],
  [{ $year: "$id" }, 2024],
  [{ $year: "$n" }, null],
  [{ $dateToString: { date: "$at" } }, "2024-03-31T01:30:15.123Z"],
  [
    { $dateToString: { date: "$at", format: "%Y-%m-%d %H:%M %z %j %V %u %%", timezone: "Europe/Paris" } },
    "2024-03-31 03:30 +0200 091 13 7 %",
  ],
  [{ $dateToString: { date: "$n", onNull: "none" } }, "none"],
  [{ $dateFromString: { dateString: "2024-01-02" } }, new Date("2024-01-02")],
  [
    { $dateFromString: { dateString: "2024-07-02T10:00:00", timezone: "Europe/Paris" } },
    new Date("2024-07-02T08:00:00Z"),
  ],
  [{ $dateFromString: { dateString: "02/01/2024", format: "%d/%m/%Y" } }, new Date("2024-01-02")],
  [{ $dateFromString: { dateString: "nope", onError: "bad" } }, "bad"],
  [{ $dateFromParts: { year: 2024, month: 14, day: 1 } }, new Date("2025-02-01")],
  [{ $dateFromParts: { isoWeekYear: 2024, isoWeek: 1, isoDayOfWeek: 1 } }, new Date("2024-01-01")],
  [
    { $dateToParts: { date: "$at" } },
    { year: 2024, month: 3, day: 31, hour: 1, minute: 30, second: 15, millisecond: 123 },
  ],
  [{ $dateAdd: { startDate: new Date("2024-01-31"), unit: "month", amount: 1 } }, new Date("2024-02-29")],
  [
    {
      $dateAdd: {
        startDate: new Date("2024-03-30T12:00:00Z"),
        unit: "day",
        amount: 1,
        timezone: "Europe/Paris",
      },
    },
    new Date("2024-03-31T11:00:00Z"),
  ],
  [{ $dateSubtract: { startDate: "$at", unit: "hour", amount: 2 } }, new Date("2024-03-30T23:30:15.123Z")],
  [{ $dateDiff: { startDate: new Date("2024-01-31"), endDate: new Date("2024-02-01"), unit: "month" } }, 1n],
  [
    {
      $dateDiff: {
        startDate: new Date("2024-03-30T23:30:00Z"),
        endDate: "$at",
        unit: "day",
        timezone: "Europe/Paris",
      },
    },
    0n,
  ],
  [{ $dateDiff: { startDate: new Date("2024-01-06"), endDate: new Date("2024-01-07"), unit: "week" } }, 1n],
  [
    {
      $dateDiff: {
        startDate: new Date("2024-01-07"),
        endDate: new Date("2024-01-08"),
        unit: "week",
        startOfWeek: "monday",
      },
    },
    1n,
  ],
  [{ $dateTrunc: { date: "$at", unit: "day" } }, new Date("2024-03-31")],
  [{ $dateTrunc: { date: "$at", unit: "day", timezone: "Europe/Paris" } }, new Date("2024-03-30T23:00:00Z")],
  [{ $dateTrunc: { date: "$at", unit: "month" } }, new Date("2024-03-01")],
  [{ $dateTrunc: { date: "$at", unit: "week", startOfWeek: "monday" } }, new Date("2024-03-25")],
  [{ $dateTrunc: { date: "$at", unit: "minute", binSize: 20 } }, new Date("2024-03-31T01:20:00Z")],
  [{ $dateTrunc: { date: "$at", unit: "quarter" } }, new Date("2024-01-01")],
  // types
  [{ $type: "$none" }, "missing"],
  [{ $type: "$a" }, "int"],
  [{ $isNumber: 1n }, true],
  [{ $toInt: "12" }, 12],
  [{ $toInt: 3.9 }, 3],
  [{ $toLong: 5 }, 5n],
  [{ $toLong: new Date(7) }, 7n],
  [{ $toDouble: "1.5e3" }, new Double(1500)],
  [{ $toDecimal: "1.10" }, d("1.10")],
  [{ $toDecimal: 0.1 }, d("0.100000000000000")],
  [{ $toString: id }, id.toHexString()],
  [{ $toString: 1.5 }, "1.5"],
  [{ $toString: at }, "2024-03-31T01:30:15.123Z"],
  [{ $toBool: "false" }, true],
  [{ $toDate: "2024-01-01" }, new Date("2024-01-01")],
  [{ $toDate: 5n }, new Date(5)],
  [{ $toObjectId: id.toHexString() }, id],
  [{ $toInt: "$none" }, null],
  [{ $convert: { input: "x", to: "int", onError: -1 } }, -1],
  [{ $convert: { input: null, to: "int", onNull: 0 } }, 0],
  [{ $convert: { input: "5", to: 16 } }, 5],
  // objects and others
  [{ $mergeObjects: [{ a: 1 }, null, { b: 2 }] }, { a: 1, b: 2 }],
  [{ $mergeObjects: "$b.d.none" }, {}],
  [{ $getField: "a" }, 1],
  [{ $getField: { field: { $literal: "$x" }, input: { $literal: { $x: 5 } } } }, 5],
  [{ $setField: { field: "z", input: { y: 1 }, value: 2 } }, { y: 1, z: 2 }],
  [{ $unsetField: { field: "c", input: "$b" } }, { d: document.b.d }],
  [{ $binarySize: new Binary(Buffer.alloc(3)) }, 3],
  [{ $bsonSize: { x: 1 } }, 12],
  [{ $tsSecond: new Timestamp({ t: 5, i: 6 }) }, 5n],
  [{ $tsIncrement: new Timestamp({ t: 5, i: 6 }) }, 6n],
  // accumulators as expressions
  [{ $sum: "$l" }, 6],
  [{ $sum: ["$a", "$b.c", "x"] }, 3],
  [{ $avg: "$l" }, new Double(2)],
  [{ $min: "$l" }, 1],
  [{ $max: ["$a", "$b.c"] }, 2],
  [{ $stdDevPop: "$l" }, 0.816496580927726],
  [{ $stdDevSamp: [1] }, null],
  [{ $median: { input: "$l", method: "approximate" } }, new Double(2)],
  [{ $percentile: { input: "$l", p: [0.9], method: "approximate" } }, [new Double(3)]],
]

const text = (value: unknown): string => inspect(value, { depth: 9, breakLength: Infinity })

test.each(cases.map(([expression, result]) => [text(expression), expression, result] as const))(
  "%s",
  (_title, expression, result) => {
    expect(evaluate(expression)).toEqual(result)
  },
)

test.each<[unknown, number]>([
  [{ $nope: 1 }, 168],
  [{ $constructor: 1 }, 168],
  [{ $add: [1, "x"] }, 14],
  [{ $add: ["$at", "$at"] }, 16612],
  [{ $subtract: [1, "x"] }, 14],
  [{ $divide: [1, 0] }, 2],
  [{ $mod: [1, 0] }, 16610],
  [{ $sqrt: -1 }, 28714],
  [{ $cmp: [1] }, 16020],
  [{ $a: 1, $b: 2 }, 15983],
  [{ $cond: { if: 1, then: 2 } }, 17082],
  [{ $switch: { branches: [] } }, 40068],
  [{ $switch: { branches: [{ case: false, then: 1 }] } }, 40066],
  [{ $size: "$a" }, 17124],
  [{ $arrayElemAt: ["$a", 0] }, 28689],
  [{ $toInt: "x" }, 241],
  [{ $toInt: 1e10 }, 241],
  [{ $toObjectId: "x" }, 241],
  [{ $dateToString: { date: "x" } }, 16006],
  [{ $dateToString: { date: "$at", format: "%q" } }, 18536],
  [{ $hour: { date: "$at", timezone: "Mars/Phobos" } }, 40485],
  [{ $function: { body: "x", args: [], lang: "js" } }, 238],
  ["$$nope", 17276],
  ["$", 16872],
  ["$a.", 40353],
  ["$a.$b", 16410],
  [{ $let: { vars: { X: 1 }, in: 1 } }, 16867],
  [{ $mergeObjects: [1] }, 40400],
  [{ $arrayToObject: [[1]] }, 40395],
  [{ $concat: [1] }, 16702],
  [{ $split: ["a", ""] }, 40087],
])("%j fails with %i", (expression, code) => {
  expect(() => evaluate(expression)).toThrow(expect.objectContaining({ name: "CommandError", code }))
})

test("every expression operator of MongoDB 7.0 is there, but for those refused by name", () => {
  const documented =
    "abs acos acosh add allElementsTrue and anyElementTrue arrayElemAt arrayToObject asin asinh atan atan2 atanh avg binarySize bitAnd bitNot bitOr bitXor bsonSize ceil cmp concat concatArrays cond convert cos cosh dateAdd dateDiff dateFromParts dateFromString dateSubtract dateToParts dateToString dateTrunc dayOfMonth dayOfWeek dayOfYear degreesToRadians divide eq exp filter first firstN floor getField gt gte hour ifNull in indexOfArray indexOfBytes indexOfCP isArray isNumber isoDayOfWeek isoWeek isoWeekYear last lastN let literal ln log log10 lt lte ltrim map max maxN median mergeObjects min minN millisecond minute mod month multiply ne not objectToArray or percentile pow radiansToDegrees rand range reduce regexFind regexFindAll regexMatch replaceOne replaceAll reverseArray round rtrim second setDifference setEquals setField setIntersection setIsSubset setUnion size sin sinh slice sortArray split sqrt stdDevPop stdDevSamp strcasecmp strLenBytes strLenCP substr substrBytes substrCP subtract sum switch tan tanh toBool toDate toDecimal toDouble toInt toLong toLower toObjectId toString toUpper trim trunc tsIncrement tsSecond type unsetField week year zip"
  expect(documented.split(" ").filter((name) => !Object.hasOwn(operators, `$${name}`))).toEqual([])
})

test("let values are computed without a document", () => {
  expect(evaluateLet({ x: { $add: [1, 1] }, y: "$a" }, {})).toEqual({ x: 2, y: undefined })
})

test("fields of the prototype are missing", () => {
  expect(evaluate("$constructor")).toBeUndefined()
  expect(evaluate("$__proto__")).toBeUndefined()
  const made = evaluate({ $setField: { field: "__proto__", input: {}, value: { polluted: 1 } } })
  expect(Object.keys(made as object)).toEqual(["__proto__"])
  expect("polluted" in {}).toBe(false)
})
