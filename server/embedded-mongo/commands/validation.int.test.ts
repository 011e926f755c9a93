import { afterAll, beforeAll, expect, test } from "vitest"
import { openServer, refusal, type TestServer } from "../testing/open-server.ts"

let at: TestServer
beforeAll(async () => {
  at = await openServer()
})
afterAll(() => at.close())

type Row = { _id: number; n?: unknown; name?: string }
let named = 0
const validated = (validator: object, options: object = {}) =>
  at.db.createCollection<Row>(`v${++named}`, { validator, ...options })

test("what breaks a validator is refused with the reason, however it is written", async () => {
  const rows = await validated({ n: { $gt: 0 } })
  await rows.insertOne({ _id: 1, n: 1 })
  expect(await refusal(rows.insertOne({ _id: 2, n: -1 }))).toMatchObject({
    code: 121,
    message: "Document failed validation",
    errInfo: {
      failingDocumentId: 2,
      details: { operatorName: "$gt", specifiedAs: { n: { $gt: 0 } }, consideredValue: -1 },
    },
  })
  for (const refused of [
    () => rows.updateOne({ _id: 1 }, { $set: { n: 0 } }),
    () => rows.replaceOne({ _id: 3 }, { name: "x" }, { upsert: true }),
    () => rows.findOneAndUpdate({ _id: 1 }, { $unset: { n: 1 } }),
    () => at.db.aggregate([{ $documents: [{ _id: 4 }] }, { $merge: rows.collectionName }]).toArray(),
  ])
    expect(await refusal(refused())).toMatchObject({ code: 121 })
  await rows.insertOne({ _id: 5 }, { bypassDocumentValidation: true })
  expect(await rows.find().toArray()).toEqual([{ _id: 1, n: 1 }, { _id: 5 }])
})

test("a validator may be changed, spare what broke it before, only warn, or rest", async () => {
  const rows = await validated({ n: { $exists: true } })
  await rows.insertOne({ _id: 1, n: 1 })
  const change = (options: object) => at.db.command({ collMod: rows.collectionName, ...options })
  await change({ validator: { name: { $exists: true } }, validationLevel: "moderate" })
  await rows.updateOne({ _id: 1 }, { $set: { n: 2 } })
  expect(await refusal(rows.insertOne({ _id: 2 }))).toMatchObject({ code: 121 })
  await change({ validationLevel: "strict" })
  expect(await refusal(rows.updateOne({ _id: 1 }, { $set: { n: 3 } }))).toMatchObject({ code: 121 })
  await change({ validationAction: "warn" })
  await rows.insertOne({ _id: 3 })
  await change({ validationAction: "error", validationLevel: "off" })
  await rows.insertOne({ _id: 4 })
  expect(await rows.options()).toEqual({
    validator: { name: { $exists: true } },
    validationLevel: "off",
    validationAction: "error",
  })
  expect(await refusal(change({ validationLevel: "sometimes" }))).toMatchObject({ code: 2 })
})

test("a validator that asks for the time asks each time", async () => {
  const rows = at.db.collection<{ _id: number; at: Date }>("timed")
  await at.db.createCollection("timed", { validator: { $expr: { $lte: ["$at", "$$NOW"] } } })
  for (const _id of [1, 2]) await rows.insertOne({ _id, at: new Date() })
  const later = { _id: 3, at: new Date(Date.now() + 60_000) }
  expect(await refusal(rows.insertOne(later))).toMatchObject({
    errInfo: { details: { operatorName: "$expr", reason: "expression did not match" } },
  })
})

test("a schema tells each rule that is broken", async () => {
  const rows = await validated({
    $jsonSchema: {
      bsonType: "object",
      title: "a row",
      required: ["name"],
      properties: { n: { bsonType: "int", description: "how many" } },
    },
  })
  await rows.insertOne({ _id: 1, n: 3, name: "x" })
  expect(await refusal(rows.insertOne({ _id: 2, n: "3" }))).toMatchObject({
    errInfo: {
      details: {
        operatorName: "$jsonSchema",
        title: "a row",
        schemaRulesNotSatisfied: [
          { operatorName: "required", missingProperties: ["name"] },
          {
            operatorName: "properties",
            propertiesNotSatisfied: [
              {
                propertyName: "n",
                description: "how many",
                details: [{ operatorName: "bsonType", consideredValue: "3", consideredType: "string" }],
              },
            ],
          },
        ],
      },
    },
  })
})

test("a schema finds documents too", async () => {
  const rows = at.db.collection<Row>("found")
  await rows.insertMany([{ _id: 1, n: 1 }, { _id: 2, n: "1" }, { _id: 3 }])
  const schema = { $jsonSchema: { properties: { n: { type: "number" } } } }
  expect(await rows.find(schema).toArray()).toEqual([{ _id: 1, n: 1 }, { _id: 3 }])
})

test("a time series takes measurements with a time, also of one _id", async () => {
  const timeseries = { timeField: "at", metaField: "of", granularity: "minutes" } as const
  const rows = await at.db.createCollection<{ _id: number; at?: Date }>("measured", {
    timeseries,
    expireAfterSeconds: 3600,
  })
  await rows.insertMany([
    { _id: 1, at: new Date() },
    { _id: 1, at: new Date(0) },
  ])
  expect(await refusal(rows.insertOne({ _id: 2 }))).toMatchObject({ code: 2 })
  expect(await rows.countDocuments({ _id: 1 })).toBe(2)
  const [listed] = await at.db.listCollections({ name: "measured" }).toArray()
  expect(listed).toMatchObject({
    type: "timeseries",
    options: { timeseries: { ...timeseries, bucketMaxSpanSeconds: 86_400 }, expireAfterSeconds: 3600 },
  })
  expect((await rows.indexes()).map(({ name }) => name)).toEqual(["of_1_at_1"])
  expect(await refusal(rows.updateOne({ _id: 1 }, { $set: { x: 1 } }))).toMatchObject({ code: 238 })
  await at.server.maintain()
  expect(await rows.countDocuments()).toBe(1)
  await at.restart()
  expect(await at.db.collection("measured").countDocuments()).toBe(1)
})

test("a time series may say in seconds how long its buckets are", async () => {
  const buckets = { bucketMaxSpanSeconds: 60, bucketRoundingSeconds: 60 }
  const timeseries = { timeField: "at", ...buckets }
  const rows = await at.db.createCollection("bucketed", { timeseries })
  expect(await rows.options()).toEqual({ timeseries })
})

test("a clustered collection shows its index", async () => {
  const clusteredIndex = { key: { _id: 1 }, unique: true, name: "by id" } as const
  const rows = await at.db.createCollection("clustered", { clusteredIndex })
  expect(await rows.options()).toEqual({ clusteredIndex: { v: 2, ...clusteredIndex } })
  expect(await rows.indexes()).toEqual([{ v: 2, ...clusteredIndex, clustered: true }])
})

test.each([
  [{ validator: { $jsonSchema: { format: "x" } } }, 9],
  [{ validator: { $jsonSchema: { patternProperties: {} } } }, 238],
  [{ validator: { $where: "1" } }, 238],
  [{ expireAfterSeconds: 1 }, 72],
  [{ timeseries: { timeField: "a.b" } }, 72],
  [{ timeseries: { timeField: "t", bucketMaxSpanSeconds: 60 } }, 72],
  [{ unheard: 1 }, 40415],
])("creating with %j is refused with %d", async (options, code) => {
  expect(await refusal(at.db.command({ create: "refused", ...options }))).toMatchObject({ code })
})
