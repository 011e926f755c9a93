import { type Document } from "bson"
import { describe, expect, test } from "vitest"
import { refusal, usePlace } from "./testing/place.ts"

const at = usePlace()
const admin = () => at.client.db("admin")

/** Names of codes are left out where versions differ. */
test.each<[string, (name: string) => Document, number, string?]>([
  ["a command that does not exist", () => ({ nonsense: 1 }), 59, "CommandNotFound"],
  ["a field that a command does not know", (c) => ({ find: c, nonsense: 1 }), 40415],
  ["a find without a filter's document", (c) => ({ find: c, filter: 5 }), 14, "TypeMismatch"],
  ["an insert of nothing", (c) => ({ insert: c, documents: [] }), 16, "InvalidLength"],
  [
    "a delete without its limit of 0 or 1",
    (c) => ({ delete: c, deletes: [{ q: {}, limit: 5 }] }),
    9,
    "FailedToParse",
  ],
  ["a missing field of an update", (c) => ({ update: c, updates: [{ u: { a: 1 } }] }), 40414],
  [
    "a replacement of many",
    (c) => ({ update: c, updates: [{ q: {}, u: { a: 1 }, multi: true }] }),
    9,
    "FailedToParse",
  ],
  ["an aggregation without a cursor", (c) => ({ aggregate: c, pipeline: [] }), 9, "FailedToParse"],
  ["an empty name", () => ({ find: "" }), 73, "InvalidNamespace"],
  ["a name with a dollar at its beginning", () => ({ create: "$x" }), 73, "InvalidNamespace"],
  [
    "an aggregation of a whole database by a plain stage",
    () => ({ aggregate: 1, pipeline: [{ $match: {} }], cursor: {} }),
    73,
    "InvalidNamespace",
  ],
  [
    "a change of what does not exist",
    (c) => ({ collMod: `${c}x`, index: { name: "a_1", hidden: true } }),
    26,
    "NamespaceNotFound",
  ],
  ["a list of indexes of what does not exist", (c) => ({ listIndexes: `${c}x` }), 26, "NamespaceNotFound"],
])("%s is refused", async (_name, command, code, codeName) => {
  const rows = await at.filled([{ _id: 1 }])
  const body = command(rows.collectionName)
  const reply = await at.db.command(body).then(
    (answer) => (answer.writeErrors as Document[] | undefined)?.[0],
    (error: unknown) => error as Document,
  )
  expect(reply).toMatchObject({ code })
  if (codeName !== undefined && reply?.codeName !== undefined) expect(reply).toMatchObject({ codeName })
})

test("a query that takes longer than it may is stopped", async () => {
  const rows = await at.filled(Array.from({ length: 300 }, (_, n) => ({ _id: n })))
  const every = { $range: [0, 300] }
  const heavy = { $sum: { $map: { input: every, in: { $pow: ["$$this", 2] } } } }
  const pipeline = [
    { $lookup: { from: rows.collectionName, pipeline: [{ $set: { n: heavy } }], as: "all" } },
    { $group: { _id: null, n: { $sum: { $size: "$all" } } } },
  ]
  expect(await refusal(rows.aggregate(pipeline, { maxTimeMS: 10 }).toArray())).toMatchObject({
    code: 50,
    codeName: "MaxTimeMSExpired",
  })
})

describe("collections", () => {
  test("are made once", async () => {
    await at.db.createCollection("made")
    expect(await refusal(at.db.createCollection("made"))).toMatchObject({
      code: 48,
      codeName: "NamespaceExists",
    })
  })

  test("are listed by name and kind", async () => {
    const rows = await at.filled([{ _id: 1 }])
    const found = await at.db.listCollections({ name: rows.collectionName }).toArray()
    expect(found).toMatchObject([
      { name: rows.collectionName, type: "collection", info: { readOnly: false } },
    ])
    const names = await at.db.listCollections({ name: rows.collectionName }, { nameOnly: true }).toArray()
    expect(names).toEqual([{ name: rows.collectionName, type: "collection" }])
  })

  test("are dropped, and dropping again does no harm", async () => {
    const rows = await at.filled([{ _id: 1 }])
    expect(await rows.drop()).toBe(true)
    expect(await rows.countDocuments()).toBe(0)
    await rows.drop()
  })

  test("are renamed with their documents and indexes", async () => {
    const rows = await at.filled([{ _id: 1, a: 1 }])
    await rows.createIndex({ a: 1 })
    const renamed = await rows.rename(`${rows.collectionName}_new`)
    expect(await renamed.findOne()).toEqual({ _id: 1, a: 1 })
    expect(await renamed.indexes()).toHaveLength(2)
    expect(await rows.countDocuments()).toBe(0)
  })

  test("are not renamed onto another, unless it is dropped", async () => {
    const [one, two] = [await at.filled([{ _id: 1 }]), await at.filled([{ _id: 2 }])]
    expect(await refusal(one.rename(two.collectionName))).toMatchObject({ code: 48 })
    await one.rename(two.collectionName, { dropTarget: true })
    expect(await two.findOne()).toEqual({ _id: 1 })
  })

  test("that do not exist cannot be renamed", async () => {
    expect(await refusal(at.fresh().rename("elsewhere"))).toMatchObject({ code: 26 })
  })
})

describe("databases", () => {
  test("appear with their first document and go when dropped", async () => {
    const other = at.client.db(`${at.db.databaseName}_b`)
    const names = async () =>
      (await admin().admin().listDatabases({ nameOnly: true })).databases.map(({ name }) => name)
    expect(await names()).not.toContain(other.databaseName)
    await other.collection("c").insertOne({ a: 1 })
    expect(await names()).toContain(other.databaseName)
    expect(await other.dropDatabase()).toBe(true)
    expect(await names()).not.toContain(other.databaseName)
  })

  test("that do not exist are dropped without complaint", async () => {
    expect(await at.client.db("compatibility_nowhere").command({ dropDatabase: 1 })).toMatchObject({ ok: 1 })
  })
})

describe("the server says", () => {
  test("that it is there", async () => {
    expect(await at.db.command({ ping: 1 })).toMatchObject({ ok: 1 })
  })

  test("its version, as parts and as text", async () => {
    const info = await admin().command({ buildInfo: 1 })
    expect(info.version).toMatch(/^\d+\.\d+\.\d+/)
    expect(info.versionArray).toHaveLength(4)
    expect(info.maxBsonObjectSize).toBe(16777216)
  })

  test("who is connected", async () => {
    const status = await at.db.command({ connectionStatus: 1 })
    expect(status.authInfo).toHaveProperty("authenticatedUsers")
  })

  test("how much a database and a collection hold", async () => {
    const rows = await at.filled([{ _id: 1 }, { _id: 2 }])
    expect(await at.db.command({ dbStats: 1 })).toMatchObject({ db: at.db.databaseName, ok: 1 })
    expect(await at.db.command({ collStats: rows.collectionName })).toMatchObject({ count: 2, nindexes: 1 })
  })

  test("the time of each answer", async () => {
    expect(await at.db.command({ ping: 1 })).toHaveProperty("operationTime")
  })
})
