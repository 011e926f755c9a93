import { Decimal128, Double } from "bson"
import { expect, test } from "vitest"
import { show } from "../values/show.ts"
import { compileSchema } from "./json-schema.ts"

const holds = (schema: object, value: unknown): boolean => compileSchema(schema).broken(value).length === 0

test.each<[object, unknown[], unknown[]]>([
  [{ bsonType: "int" }, [1], [new Double(1), "1", 1n]],
  [{ bsonType: ["string", "null"] }, ["", null], [1]],
  [{ type: "number" }, [1, 1.5, 1n, Decimal128.fromString("1")], ["1"]],
  [{ minimum: 3 }, [3, 4n, "below"], [2.9]],
  [{ minimum: 3, exclusiveMinimum: true }, [3.1], [3]],
  [{ maximum: 3, exclusiveMaximum: true }, [2.9], [3, 4]],
  [{ minLength: 2, maxLength: 3 }, ["ab", "äöü", "👍👍", 1], ["a", "abcd"]],
  [{ pattern: "^a" }, ["ab", 1], ["ba"]],
  [{ enum: [1, "x", { a: 1 }] }, [1n, "x", { a: 1 }], [2, null]],
  [{ items: { bsonType: "int" } }, [[], [1], "no array"], [[1, "2"]]],
  [{ items: [{ bsonType: "int" }] }, [[1, "2"]], [["1"]]],
  [{ minItems: 1, maxItems: 2, uniqueItems: true }, [[1], [1, 2]], [[], [1, 1], [1, 2, 3]]],
  [{ required: ["a"] }, [{ a: null }, 1], [{ b: 1 }]],
  [{ properties: { a: { type: "string" } } }, [{}, { a: "" }, { b: 1 }], [{ a: 1 }]],
  [{ properties: { a: {} }, additionalProperties: false }, [{ a: 1 }, {}], [{ b: 1 }]],
  [{ additionalProperties: { type: "string" } }, [{ b: "x" }], [{ b: 1 }]],
  [{ minProperties: 1, maxProperties: 1 }, [{ a: 1 }], [{}, { a: 1, b: 2 }]],
  [{ allOf: [{ minimum: 1 }, { maximum: 3 }] }, [2], [0, 4]],
  [{ anyOf: [{ maximum: 1 }, { minimum: 3 }] }, [0, 4], [2]],
  [{ oneOf: [{ maximum: 3 }, { minimum: 2 }] }, [1, 4], [2, 3]],
  [{ not: { type: "string" } }, [1], ["x"]],
  [{ title: "t", description: "d" }, [1, {}], []],
])("what schema %# asks for", (schema, good, bad) => {
  for (const value of good) expect(holds(schema, value), show(value)).toBe(true)
  for (const value of bad) expect(holds(schema, value), show(value)).toBe(false)
})

test.each<[object, number]>([
  [{ unheard: 1 }, 9],
  [{ $ref: "#" }, 9],
  [{ type: "integer" }, 9],
  [{ dependencies: {} }, 238],
  [{ bsonType: "integer" }, 2],
  [{ required: [] }, 9],
  [{ minLength: -1 }, 9],
  [{ exclusiveMinimum: true }, 9],
  [{ items: 1 }, 14],
  [{ title: 1 }, 14],
])("%j is refused with %d", (schema, code) => {
  expect(() => compileSchema(schema)).toThrow(expect.objectContaining({ code }) as Error)
})
