import { expect, test } from "vitest"
import { usePlace } from "./testing/place.ts"

const at = usePlace()

const document = {
  _id: 1,
  n: 7,
  half: 3.5,
  name: "Ada Lovelace",
  words: "a-b-c",
  list: [3, 1, 2],
  pairs: [
    { k: "x", v: 1 },
    { k: "y", v: 2 },
  ],
  home: { city: "Paris", zip: "75001" },
  none: null,
  accents: "éèa",
}

/** What an expression makes of the document above; undefined for nothing. */
async function evaluate(expression: unknown): Promise<unknown> {
  const pipeline = [{ $documents: [document] }, { $replaceWith: { value: expression } }]
  const [result] = await at.db.aggregate(pipeline, { promoteValues: true }).toArray()
  return result?.value
}

test.each<[string, unknown, unknown]>([
  ["a field", "$home.city", "Paris"],
  ["a field of each element", "$pairs.v", [1, 2]],
  ["what is not there", "$nowhere.at.all", undefined],
  ["a literal that looks like a field", { $literal: "$n" }, "$n"],
  ["$$ROOT", "$$ROOT.n", 7],
  ["$$REMOVE", { a: 1, b: "$$REMOVE" }, { a: 1 }],
  ["$let", { $let: { vars: { two: 2 }, in: { $add: ["$$two", "$n"] } } }, 9],
  ["$cond as a list", { $cond: [{ $gt: ["$n", 5] }, "big", "small"] }, "big"],
  ["$cond with names", { $cond: { if: "$none", then: 1, else: 2 } }, 2],
  ["$ifNull", { $ifNull: ["$none", "$nowhere", "found"] }, "found"],
  [
    "$switch",
    { $switch: { branches: [{ case: { $eq: ["$n", 7] }, then: "seven" }], default: "no" } },
    "seven",
  ],
  ["$and of truths", { $and: [1, "a", []] }, true],
  ["$or of nothings", { $or: [0, null, false] }, false],
  ["$not", { $not: ["$none"] }, true],
  ["$cmp", { $cmp: ["$n", 9] }, -1],
  ["$gt across types", { $gt: ["a", 5] }, true],
  ["$eq of null and missing is false", { $eq: ["$none", "$nowhere"] }, false],
  ["$in", { $in: [2, "$list"] }, true],
  ["$type", { $type: "$half" }, "double"],
  ["$isNumber", { $isNumber: "$n" }, true],
  ["$add", { $add: ["$n", 1, 2] }, 10],
  ["$subtract", { $subtract: ["$n", 10] }, -3],
  ["$multiply", { $multiply: ["$n", 2] }, 14],
  ["$divide", { $divide: ["$n", 2] }, 3.5],
  ["$mod", { $mod: ["$n", 4] }, 3],
  ["$mod of a negative number", { $mod: [-7, 4] }, -3],
  ["arithmetic with null", { $add: ["$n", "$none"] }, null],
  ["$abs", { $abs: -3 }, 3],
  ["$ceil", { $ceil: "$half" }, 4],
  ["$floor", { $floor: -3.5 }, -4],
  ["$round half to even", { $round: [2.5] }, 2],
  ["$round to a place", { $round: [1234.567, -2] }, 1200],
  ["$trunc", { $trunc: [-3.78, 1] }, -3.7],
  ["$pow", { $pow: [2, 10] }, 1024],
  ["$sqrt", { $sqrt: 16 }, 4],
  ["$log10", { $log10: 1000 }, 3],
  ["$max of a list", { $max: "$list" }, 3],
  ["$sum of a list", { $sum: "$list" }, 6],
  ["$avg of a list", { $avg: "$list" }, 2],
  ["$concat", { $concat: ["$name", "!"] }, "Ada Lovelace!"],
  ["$concat with null", { $concat: ["$name", "$none"] }, null],
  ["$toUpper", { $toUpper: "$words" }, "A-B-C"],
  ["$toLower of null", { $toLower: "$none" }, ""],
  ["$split", { $split: ["$words", "-"] }, ["a", "b", "c"]],
  ["$substrCP counts characters", { $substrCP: ["$accents", 1, 2] }, "èa"],
  ["$substrBytes counts bytes", { $substrBytes: ["$accents", 2, 2] }, "è"],
  ["$strLenCP", { $strLenCP: "$accents" }, 3],
  ["$strLenBytes", { $strLenBytes: "$accents" }, 5],
  ["$indexOfCP", { $indexOfCP: ["$name", "L"] }, 4],
  ["$indexOfCP of what is not there", { $indexOfCP: ["$name", "z"] }, -1],
  ["$trim", { $trim: { input: "  a " } }, "a"],
  ["$ltrim of characters", { $ltrim: { input: "xxa", chars: "x" } }, "a"],
  ["$replaceOne", { $replaceOne: { input: "$words", find: "-", replacement: "+" } }, "a+b-c"],
  ["$replaceAll", { $replaceAll: { input: "$words", find: "-", replacement: "+" } }, "a+b+c"],
  ["$regexMatch", { $regexMatch: { input: "$name", regex: "^ada", options: "i" } }, true],
  [
    "$regexFind",
    { $regexFind: { input: "$words", regex: /-(b)/ } },
    { match: "-b", idx: 1, captures: ["b"] },
  ],
  [
    "$regexFindAll",
    { $regexFindAll: { input: "aab", regex: "a" } },
    [
      { match: "a", idx: 0, captures: [] },
      { match: "a", idx: 1, captures: [] },
    ],
  ],
  ["$strcasecmp", { $strcasecmp: ["ABC", "abd"] }, -1],
  ["$size", { $size: "$list" }, 3],
  ["$arrayElemAt from the end", { $arrayElemAt: ["$list", -1] }, 2],
  ["$arrayElemAt past the end", { $arrayElemAt: ["$list", 9] }, undefined],
  ["$first and $last", { a: { $first: "$list" }, b: { $last: "$list" } }, { a: 3, b: 2 }],
  ["$slice", { $slice: ["$list", 1, 2] }, [1, 2]],
  ["$concatArrays", { $concatArrays: ["$list", [9]] }, [3, 1, 2, 9]],
  ["$reverseArray", { $reverseArray: "$list" }, [2, 1, 3]],
  ["$sortArray", { $sortArray: { input: "$list", sortBy: 1 } }, [1, 2, 3]],
  [
    "$sortArray by a field",
    { $sortArray: { input: "$pairs", sortBy: { v: -1 } } },
    [
      { k: "y", v: 2 },
      { k: "x", v: 1 },
    ],
  ],
  ["$filter", { $filter: { input: "$list", as: "each", cond: { $gt: ["$$each", 1] } } }, [3, 2]],
  ["$filter with a limit", { $filter: { input: "$list", cond: { $gt: ["$$this", 0] }, limit: 1 } }, [3]],
  ["$map", { $map: { input: "$list", in: { $multiply: ["$$this", 10] } } }, [30, 10, 20]],
  ["$reduce", { $reduce: { input: "$list", initialValue: 0, in: { $add: ["$$value", "$$this"] } } }, 6],
  ["$range", { $range: [0, 10, 3] }, [0, 3, 6, 9]],
  [
    "$zip",
    { $zip: { inputs: [[1, 2], ["a"]], useLongestLength: true, defaults: [0, "z"] } },
    [
      [1, "a"],
      [2, "z"],
    ],
  ],
  ["$indexOfArray", { $indexOfArray: ["$list", 2] }, 2],
  ["$isArray", { $isArray: ["$list"] }, true],
  ["$arrayToObject", { $arrayToObject: "$pairs" }, { x: 1, y: 2 }],
  [
    "$objectToArray",
    { $objectToArray: "$home" },
    [
      { k: "city", v: "Paris" },
      { k: "zip", v: "75001" },
    ],
  ],
  ["$mergeObjects", { $mergeObjects: ["$home", { zip: 1 }] }, { city: "Paris", zip: 1 }],
  ["$getField", { $getField: { field: "city", input: "$home" } }, "Paris"],
  ["$setField", { $setField: { field: "a.b", input: {}, value: 1 } }, { "a.b": 1 }],
  ["$unsetField", { $unsetField: { field: "zip", input: "$home" } }, { city: "Paris" }],
  [
    "$setUnion",
    {
      $sortArray: {
        input: {
          $setUnion: [
            [1, 2],
            [2, 3],
          ],
        },
        sortBy: 1,
      },
    },
    [1, 2, 3],
  ],
  [
    "$setIntersection",
    {
      $setIntersection: [
        [1, 2],
        [2, 3],
      ],
    },
    [2],
  ],
  [
    "$setDifference",
    {
      $setDifference: [
        [1, 2],
        [2, 3],
      ],
    },
    [1],
  ],
  [
    "$setEquals",
    {
      $setEquals: [
        [1, 2, 2],
        [2, 1],
      ],
    },
    true,
  ],
  ["$setIsSubset", { $setIsSubset: [[1], [2, 1]] }, true],
  ["$allElementsTrue", { $allElementsTrue: [[1, true]] }, true],
  ["$anyElementTrue of nothing", { $anyElementTrue: [[]] }, false],
  ["$maxN", { $maxN: { n: 2, input: "$list" } }, [3, 2]],
  ["$firstN", { $firstN: { n: 2, input: "$list" } }, [3, 1]],
  ["$bitAnd", { $bitAnd: [6, 3] }, 2],
  ["$median", { $median: { input: "$list", method: "approximate" } }, 2],
])("%s gives what the manual says", async (_name, expression, expected) => {
  expect(await evaluate(expression)).toEqual(expected)
})
