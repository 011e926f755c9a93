import { expect, test } from "vitest"
import { idsOf, refusal, usePlace } from "./testing/place.ts"

const at = usePlace()
const filled = () =>
  at.filled([
    { _id: 1, a: 1 },
    { _id: 2, a: 1 },
    { _id: 3, a: 2 },
  ])

test("a bulk write tells what each kind of write did", async () => {
  const rows = await filled()
  const result = await rows.bulkWrite([
    { insertOne: { document: { _id: 4, a: 4 } } },
    { updateOne: { filter: { a: 1 }, update: { $set: { a: 9 } } } },
    { updateMany: { filter: {}, update: { $inc: { b: 1 } } } },
    { replaceOne: { filter: { _id: 3 }, replacement: { a: 3 } } },
    { updateOne: { filter: { _id: 5 }, update: { $set: { a: 5 } }, upsert: true } },
    { deleteOne: { filter: { _id: 4 } } },
    { deleteMany: { filter: { a: { $lt: 4 } } } },
  ])
  expect(result).toMatchObject({
    insertedCount: 1,
    matchedCount: 6,
    modifiedCount: 6,
    deletedCount: 3,
    upsertedCount: 1,
    upsertedIds: { 4: 5 },
    insertedIds: { 0: 4 },
  })
  expect(await rows.find().toArray()).toEqual([
    { _id: 1, a: 9, b: 1 },
    { _id: 5, a: 5 },
  ])
})

test("an ordered one stops at what is refused, and tells its place", async () => {
  const rows = await filled()
  const error = await refusal(
    rows.bulkWrite([
      { insertOne: { document: { _id: 8 } } },
      { insertOne: { document: { _id: 1 } } },
      { deleteMany: { filter: {} } },
    ]),
  )
  expect(error).toMatchObject({
    code: 11000,
    writeErrors: [{ index: 1, code: 11000 }],
    insertedCount: 1,
    deletedCount: 0,
  })
  expect(await rows.countDocuments()).toBe(4)
})

test("an unordered one goes on, and tells all that was refused", async () => {
  const rows = await filled()
  await rows.createIndex({ u: 1 }, { unique: true, sparse: true })
  const error = await refusal(
    rows.bulkWrite(
      [
        { insertOne: { document: { _id: 1 } } },
        { insertOne: { document: { _id: 8, u: 1 } } },
        { updateOne: { filter: { _id: 2 }, update: { $set: { u: 1 } } } },
        { insertOne: { document: { _id: 9 } } },
      ],
      { ordered: false },
    ),
  )
  const places = (error as unknown as { writeErrors: { index: number }[] }).writeErrors.map(
    ({ index }) => index,
  )
  expect(places.sort()).toEqual([0, 2])
  expect(idsOf(await rows.find().sort({ _id: 1 }).toArray())).toEqual([1, 2, 3, 8, 9])
})

test("later writes see earlier ones", async () => {
  const rows = at.fresh()
  await rows.bulkWrite([
    { insertOne: { document: { _id: 1, n: 1 } } },
    { updateOne: { filter: { _id: 1 }, update: { $mul: { n: 10 } } } },
    { updateOne: { filter: { n: 10 }, update: { $inc: { n: 1 } } } },
  ])
  expect(await rows.findOne()).toEqual({ _id: 1, n: 11 })
})

test("array filters, pipelines and hints work in it", async () => {
  const rows = await at.filled([{ _id: 1, l: [1, 5], n: 2 }])
  await rows.createIndex({ n: 1 })
  await rows.bulkWrite([
    {
      updateOne: { filter: { _id: 1 }, update: { $set: { "l.$[x]": 0 } }, arrayFilters: [{ x: { $gt: 2 } }] },
    },
    { updateOne: { filter: { n: 2 }, update: [{ $set: { n: { $add: ["$n", 1] } } }], hint: { n: 1 } } },
  ])
  expect(await rows.findOne()).toEqual({ _id: 1, l: [1, 0], n: 3 })
})

test("more than one upsert each tell their _id", async () => {
  const rows = at.fresh()
  const upsert = (_id: number) => ({
    updateOne: { filter: { _id }, update: { $set: { a: 1 } }, upsert: true },
  })
  expect(await rows.bulkWrite([upsert(7), upsert(3)])).toMatchObject({ upsertedIds: { 0: 7, 1: 3 } })
})

test("a thousand writes are one round trip of each kind", async () => {
  const rows = at.fresh()
  const result = await rows.bulkWrite(
    Array.from({ length: 1000 }, (_, n) => ({ insertOne: { document: { _id: n } } })),
  )
  expect(result.insertedCount).toBe(1000)
  expect(await rows.estimatedDocumentCount()).toBe(1000)
})

test("the insert command tells errors beside what it did, and succeeds", async () => {
  const rows = await filled()
  const documents = [{ _id: 1 }, { _id: 10 }, { _id: 2 }]
  expect(await at.db.command({ insert: rows.collectionName, documents, ordered: false })).toMatchObject({
    ok: 1,
    n: 1,
    writeErrors: [
      { index: 0, code: 11000, keyPattern: { _id: 1 }, keyValue: { _id: 1 } },
      { index: 2, code: 11000, keyPattern: { _id: 1 }, keyValue: { _id: 2 } },
    ],
  })
})
