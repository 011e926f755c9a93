import type mongoose from "mongoose"
import { expect, test } from "vitest"
import { idsOf, refusal, usePlace, type Row } from "./testing/place.ts"

const at = usePlace()

/** Runs with a session in which a transaction has begun; what is left open is aborted. */
async function inTransaction<T>(action: (session: mongoose.mongo.ClientSession) => Promise<T>): Promise<T> {
  const session = at.client.startSession()
  try {
    session.startTransaction()
    return await action(session)
  } finally {
    await session.endSession()
  }
}

test("what a transaction wrote is there when it is committed", async () => {
  const [one, two] = [await at.filled([{ _id: 1, n: 1 }]), await at.filled([{ _id: 1 }])]
  await inTransaction(async (session) => {
    await one.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session })
    await two.insertOne({ _id: 2 }, { session })
    await two.deleteOne({ _id: 1 }, { session })
    await session.commitTransaction()
  })
  expect(await one.findOne()).toEqual({ _id: 1, n: 2 })
  expect(idsOf(await two.find().toArray())).toEqual([2])
})

test("nothing of it is there when it is aborted", async () => {
  const rows = await at.filled([{ _id: 1, n: 1 }])
  await inTransaction(async (session) => {
    await rows.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session })
    await rows.insertOne({ _id: 2 }, { session })
    await session.abortTransaction()
  })
  expect(await rows.find().toArray()).toEqual([{ _id: 1, n: 1 }])
})

test("a session that ends aborts what it left open", async () => {
  const rows = await at.filled([{ _id: 1 }])
  await inTransaction((session) => rows.insertOne({ _id: 2 }, { session }))
  expect(await rows.countDocuments()).toBe(1)
})

test("a transaction sees its own writes, others do not before the commit", async () => {
  const rows = await at.filled([{ _id: 1 }])
  await inTransaction(async (session) => {
    await rows.insertOne({ _id: 2 }, { session })
    expect(idsOf(await rows.find({}, { session }).toArray())).toEqual([1, 2])
    expect(await rows.countDocuments({}, { session })).toBe(2)
    expect(idsOf(await rows.find().toArray())).toEqual([1])
    await session.commitTransaction()
  })
  expect(await rows.countDocuments()).toBe(2)
})

test("a transaction does not see what others write after it began", async () => {
  const rows = await at.filled([{ _id: 1, n: 1 }])
  await inTransaction(async (session) => {
    expect(await rows.findOne({ _id: 1 }, { session })).toEqual({ _id: 1, n: 1 })
    await rows.updateOne({ _id: 1 }, { $set: { n: 2 } })
    await rows.insertOne({ _id: 2 })
    expect(await rows.find({}, { session }).toArray()).toEqual([{ _id: 1, n: 1 }])
    await session.commitTransaction()
  })
})

test("indexes, orders and aggregations work on its own view", async () => {
  const rows = await at.filled([{ _id: 1, n: 5 }])
  await rows.createIndex({ n: 1 })
  await inTransaction(async (session) => {
    await rows.insertMany(
      [
        { _id: 2, n: 1 },
        { _id: 3, n: 9 },
      ],
      { session },
    )
    await rows.deleteOne({ _id: 1 }, { session })
    expect(
      idsOf(
        await rows
          .find({ n: { $gt: 0 } }, { session })
          .sort({ n: -1 })
          .toArray(),
      ),
    ).toEqual([3, 2])
    const [sum] = await rows.aggregate([{ $group: { _id: null, n: { $sum: "$n" } } }], { session }).toArray()
    expect(sum).toEqual({ _id: null, n: 10 })
  })
})

test("of two that change one document the second is refused as a passing failure", async () => {
  const rows = await at.filled([{ _id: 1, n: 0 }])
  const error = await inTransaction((first) =>
    inTransaction(async (second) => {
      await rows.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session: first })
      await rows.findOne({ _id: 1 }, { session: second })
      await first.commitTransaction()
      return refusal(
        (async () => {
          await rows.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session: second })
          await second.commitTransaction()
        })(),
      )
    }),
  )
  expect(error).toMatchObject({ code: 112, codeName: "WriteConflict" })
  expect(error.hasErrorLabel("TransientTransactionError")).toBe(true)
  expect(await rows.findOne()).toEqual({ _id: 1, n: 1 })
})

test("a duplicate key in a transaction is refused at once and ends it", async () => {
  const rows = await at.filled([{ _id: 1 }])
  await inTransaction(async (session) => {
    await rows.insertOne({ _id: 2 }, { session })
    expect(await refusal(rows.insertOne({ _id: 1 }, { session }))).toMatchObject({ code: 11000 })
    expect((await refusal(rows.findOne({}, { session }))).code).toBe(251)
  })
  expect(await rows.countDocuments()).toBe(1)
})

test("a bulk write in a transaction is all or nothing", async () => {
  const rows = await at.filled([{ _id: 1, n: 0 }])
  await inTransaction(async (session) => {
    const result = await rows.bulkWrite(
      [
        { insertOne: { document: { _id: 2 } } },
        { updateOne: { filter: { _id: 1 }, update: { $inc: { n: 1 } } } },
      ],
      { session },
    )
    expect(result).toMatchObject({ insertedCount: 1, modifiedCount: 1 })
    await session.abortTransaction()
  })
  expect(await rows.find().toArray()).toEqual([{ _id: 1, n: 0 }])
})

test("findOneAndUpdate in a transaction is part of it", async () => {
  const rows = await at.filled([{ _id: 1, n: 0 }])
  await inTransaction(async (session) => {
    const options = { session, returnDocument: "after" } as const
    expect(await rows.findOneAndUpdate({ _id: 1 }, { $inc: { n: 1 } }, options)).toMatchObject({ n: 1 })
    expect(await rows.findOneAndUpdate({ _id: 1 }, { $inc: { n: 1 } }, options)).toMatchObject({ n: 2 })
    await session.commitTransaction()
  })
  expect(await rows.findOne()).toMatchObject({ n: 2 })
})

test("a collection can be made by an insert in a transaction", async () => {
  const rows = at.fresh()
  await inTransaction(async (session) => {
    await rows.insertOne({ _id: 1 }, { session })
    await session.commitTransaction()
  })
  expect(await rows.countDocuments()).toBe(1)
})

test("cursors of a transaction go on in it", async () => {
  const rows = await at.filled(Array.from({ length: 10 }, (_, n) => ({ _id: n })))
  await inTransaction(async (session) => {
    const cursor = rows.find({}, { session, batchSize: 3 }).sort({ _id: 1 })
    await cursor.next()
    await rows.deleteMany({})
    expect(await cursor.toArray()).toHaveLength(9)
  })
})

test("withTransaction gives what its function gives, and commits", async () => {
  const rows = at.fresh()
  const session = at.client.startSession()
  const result = await session.withTransaction(async () => {
    await rows.insertOne({ _id: 1 }, { session })
    return "done"
  })
  expect(result).toBe("done")
  expect(await rows.countDocuments()).toBe(1)
  await session.endSession()
})

test("withTransaction aborts and passes on what its function throws", async () => {
  const rows = await at.filled([{ _id: 1 }])
  const session = at.client.startSession()
  const attempt = session.withTransaction(async () => {
    await rows.insertOne({ _id: 2 }, { session })
    throw new Error("changed my mind")
  })
  await expect(attempt).rejects.toThrow("changed my mind")
  expect(await rows.countDocuments()).toBe(1)
  await session.endSession()
})

test("withTransaction runs a function again that lost against another", async () => {
  const rows = await at.filled([{ _id: 1, n: 0 }])
  const add = () =>
    at.client.withSession((session) =>
      session.withTransaction(async () => {
        const row = await rows.findOne<Row>({ _id: 1 }, { session })
        await rows.updateOne({ _id: 1 }, { $set: { n: (row?.n as number) + 1 } }, { session })
      }),
    )
  await Promise.all([add(), add(), add(), add()])
  expect(await rows.findOne()).toEqual({ _id: 1, n: 4 })
})

test("a commit that is repeated succeeds again", async () => {
  const rows = at.fresh()
  await inTransaction(async (session) => {
    await rows.insertOne({ _id: 1 }, { session })
    await session.commitTransaction()
    await session.commitTransaction()
  })
  expect(await rows.countDocuments()).toBe(1)
})

test.each<
  [
    string,
    (rows: mongoose.mongo.Collection<Row>, session: mongoose.mongo.ClientSession) => Promise<unknown>,
    number,
  ]
>([
  ["count", (rows, session) => at.db.command({ count: rows.collectionName }, { session }), 263],
  ["dropping a collection", (rows, session) => rows.drop({ session }), 263],
  ["a list of collections", (_rows, session) => at.db.listCollections({}, { session }).toArray(), 263],
  ["a change stream", (rows, session) => rows.watch([], { session }).tryNext(), 263],
])("%s is refused in a transaction", async (_name, action, code) => {
  const rows = await at.filled([{ _id: 1 }])
  await inTransaction(async (session) => {
    await rows.findOne({}, { session })
    expect(await refusal(action(rows, session))).toMatchObject({ code })
  })
})

test("a transaction whose session was killed cannot be committed", async () => {
  const rows = await at.filled([{ _id: 1 }])
  await inTransaction(async (session) => {
    await rows.insertOne({ _id: 2 }, { session })
    await at.client.db("admin").command({ killSessions: [{ id: session.id?.id }] })
    expect(await refusal(session.commitTransaction())).toMatchObject({
      code: 251,
      codeName: "NoSuchTransaction",
    })
  })
  expect(await rows.countDocuments()).toBe(1)
})
