import { expect, test } from "vitest"
import { idsOf, refusal, usePlace } from "./testing/place.ts"

const at = usePlace()
const filled = () =>
  at.filled([
    { _id: 1, state: "new", n: 3 },
    { _id: 2, state: "new", n: 1 },
    { _id: 3, state: "done", n: 2 },
  ])

test("findOneAndUpdate gives the document as it was", async () => {
  const rows = await filled()
  expect(await rows.findOneAndUpdate({ _id: 1 }, { $set: { n: 9 } })).toEqual({ _id: 1, state: "new", n: 3 })
})

test("findOneAndUpdate gives the document as it is when asked for", async () => {
  const rows = await filled()
  const after = await rows.findOneAndUpdate({ _id: 1 }, { $inc: { n: 1 } }, { returnDocument: "after" })
  expect(after).toEqual({ _id: 1, state: "new", n: 4 })
})

test("findOneAndUpdate takes the first in the order asked for", async () => {
  const rows = await filled()
  const taken = await rows.findOneAndUpdate(
    { state: "new" },
    { $set: { state: "taken" } },
    { sort: { n: 1 } },
  )
  expect(taken?._id).toBe(2)
})

test("findOneAndUpdate gives null for nothing found", async () => {
  const rows = await filled()
  expect(await rows.findOneAndUpdate({ _id: 9 }, { $set: { n: 1 } })).toBeNull()
})

test("findOneAndUpdate that inserts gives null before and the document after", async () => {
  const rows = await filled()
  const upsert = { upsert: true } as const
  expect(await rows.findOneAndUpdate({ _id: 9 }, { $set: { n: 1 } }, upsert)).toBeNull()
  const after = await rows.findOneAndUpdate(
    { _id: 10 },
    { $set: { n: 1 } },
    { ...upsert, returnDocument: "after" },
  )
  expect(after).toEqual({ _id: 10, n: 1 })
})

test("findOneAndUpdate tells with its metadata what it did", async () => {
  const rows = await filled()
  const found = await rows.findOneAndUpdate({ _id: 1 }, { $set: { n: 9 } }, { includeResultMetadata: true })
  expect(found).toMatchObject({ ok: 1, lastErrorObject: { n: 1, updatedExisting: true }, value: { n: 3 } })
  const upserted = await rows.findOneAndUpdate(
    { _id: 7 },
    { $set: { n: 9 } },
    { includeResultMetadata: true, upsert: true },
  )
  expect(upserted).toMatchObject({
    lastErrorObject: { n: 1, updatedExisting: false, upserted: 7 },
    value: null,
  })
})

test("findOneAndUpdate with a pipeline computes the new document", async () => {
  const rows = await filled()
  const after = await rows.findOneAndUpdate({ _id: 1 }, [{ $set: { n: { $add: ["$n", 10] }, old: "$n" } }], {
    returnDocument: "after",
  })
  expect(after).toMatchObject({ n: 13, old: 3 })
})

test("findOneAndUpdate shows what its projection says", async () => {
  const rows = await filled()
  const shown = await rows.findOneAndUpdate({ _id: 1 }, { $set: { n: 0 } }, { projection: { _id: 0, n: 1 } })
  expect(shown).toEqual({ n: 3 })
})

test("findOneAndReplace replaces in whole", async () => {
  const rows = await filled()
  expect(await rows.findOneAndReplace({ _id: 1 }, { x: 1 })).toMatchObject({ n: 3 })
  expect(await rows.findOne({ _id: 1 })).toEqual({ _id: 1, x: 1 })
})

test("findOneAndReplace inserts when nothing is found and it may", async () => {
  const rows = await filled()
  const options = { upsert: true, returnDocument: "after" } as const
  expect(await rows.findOneAndReplace({ _id: 9 }, { x: 1 }, options)).toEqual({ _id: 9, x: 1 })
})

test("findOneAndDelete gives what it removed", async () => {
  const rows = await filled()
  expect(await rows.findOneAndDelete({ state: "new" }, { sort: { n: -1 } })).toMatchObject({ _id: 1 })
  expect(await rows.findOneAndDelete({ _id: 9 })).toBeNull()
  expect(idsOf(await rows.find().toArray())).toEqual([2, 3])
})

test("a duplicate key in findOneAndUpdate is the command's own error", async () => {
  const rows = await filled()
  await rows.createIndex({ n: 1 }, { unique: true })
  expect(await refusal(rows.findOneAndUpdate({ _id: 1 }, { $set: { n: 1 } }))).toMatchObject({
    code: 11000,
    codeName: "DuplicateKey",
    keyPattern: { n: 1 },
    keyValue: { n: 1 },
  })
})

test("the command refuses contradictions", async () => {
  const rows = await filled()
  const both = { findAndModify: rows.collectionName, remove: true, update: { $set: { n: 1 } } }
  expect(await refusal(at.db.command(both))).toMatchObject({ code: 9 })
  const neither = { findAndModify: rows.collectionName, query: {} }
  expect(await refusal(at.db.command(neither))).toMatchObject({ code: 9 })
  const removedAfter = { findAndModify: rows.collectionName, remove: true, new: true }
  expect(await refusal(at.db.command(removedAfter))).toMatchObject({ code: 9 })
})

test("a counter that many increase at once loses nothing", async () => {
  const rows = await at.filled([{ _id: 1, n: 0 }])
  const next = () => rows.findOneAndUpdate({ _id: 1 }, { $inc: { n: 1 } }, { returnDocument: "after" })
  const numbers = (await Promise.all(Array.from({ length: 20 }, next))).map((row) => row?.n as number)
  expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1))
})
