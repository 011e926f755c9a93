import mongoose, { Schema, type Types } from "mongoose"
import { beforeEach, describe, expect, test } from "vitest"
import { useMongoose } from "./testing/place.ts"

const connection = useMongoose()
let named = 0
const newName = () => `Q${++named}`

type Item = {
  name: string
  price: number
  tags: Types.Array<string>
  stock: { place: string; count: number }[]
  on?: boolean
}
const Item = connection.model<Item>(
  "Item",
  new Schema<Item>({
    name: { type: String, unique: true },
    price: { type: Number, index: true },
    tags: [String],
    stock: [new Schema({ place: String, count: Number }, { _id: false })],
    on: Boolean,
  }),
)

beforeEach(async () => {
  await Item.init()
  await Item.deleteMany({})
  await Item.insertMany([
    { name: "pen", price: 2, tags: ["a", "b"], stock: [{ place: "x", count: 1 }] },
    { name: "cap", price: 20, tags: ["b"], stock: [{ place: "y", count: 5 }] },
    { name: "mug", price: 5, tags: [], stock: [] },
  ])
})

const names = async (query: Promise<{ name: string }[]> | mongoose.Query<{ name: string }[], unknown>) =>
  (await query).map(({ name }) => name)

describe("a query", () => {
  test("is built by chaining", async () => {
    expect(await names(Item.find().where("price").gt(1).lt(10).sort("-price").select("name").exec())).toEqual(
      ["mug", "pen"],
    )
  })

  test("sorts by several fields written as text", async () => {
    expect(await names(Item.find().sort("tags -price").skip(1).limit(2).exec())).toHaveLength(2)
  })

  test("selects what it should and no more", async () => {
    const found = await Item.findOne({ name: "pen" }).select("-tags -stock -_id").lean().orFail()
    expect(found).toEqual({ name: "pen", price: 2, __v: 0 })
  })

  test("gives plain documents when lean", async () => {
    const found = await Item.findOne({ name: "pen" }).lean().orFail()
    expect(found).not.toBeInstanceOf(Item)
    expect(found._id).toBeInstanceOf(mongoose.Types.ObjectId)
  })

  test("finds by elements and by places in arrays", async () => {
    expect(
      await names(
        Item.find({ tags: { $all: ["b"] } })
          .sort("name")
          .exec(),
      ),
    ).toEqual(["cap", "pen"])
    expect(
      await names(Item.find({ stock: { $elemMatch: { place: "y", count: { $gte: 5 } } } }).exec()),
    ).toEqual(["cap"])
    expect(await names(Item.find({ "stock.0.place": "x" }).exec())).toEqual(["pen"])
  })

  test("throws when it must find something", async () => {
    await expect(Item.findOne({ name: "nobody" }).orFail()).rejects.toBeInstanceOf(
      mongoose.Error.DocumentNotFoundError,
    )
  })

  test("tells whether something is there", async () => {
    expect(await Item.exists({ name: "pen" })).toHaveProperty("_id")
    expect(await Item.exists({ name: "nobody" })).toBeNull()
  })

  test("counts and lists distinct values", async () => {
    expect(await Item.countDocuments({ price: { $lt: 10 } })).toBe(2)
    expect(await Item.estimatedDocumentCount()).toBe(3)
    expect((await Item.distinct("tags")).sort()).toEqual(["a", "b"])
  })

  test("is read by a cursor document by document", async () => {
    const seen: string[] = []
    for await (const item of Item.find().sort("name").cursor({ batchSize: 1 })) seen.push(item.name)
    expect(seen).toEqual(["cap", "mug", "pen"])
  })

  test("runs a function for each of a cursor, several at a time", async () => {
    let sum = 0
    await Item.find()
      .cursor()
      .eachAsync((item) => void (sum += item.price), { parallel: 2 })
    expect(sum).toBe(27)
  })
})

describe("an update", () => {
  test("by findOneAndUpdate gives the old document, or the new one", async () => {
    expect(await Item.findOneAndUpdate({ name: "pen" }, { $inc: { price: 1 } })).toMatchObject({ price: 2 })
    const after = await Item.findOneAndUpdate({ name: "pen" }, { price: 9 }, { returnDocument: "after" })
    expect(after).toMatchObject({ price: 9 })
  })

  test("by findOneAndUpdate inserts once", async () => {
    const options = { upsert: true, returnDocument: "after" } as const
    const made = await Item.findOneAndUpdate({ name: "new" }, { price: 1 }, options).orFail()
    const again = await Item.findOneAndUpdate({ name: "new" }, { price: 2 }, options).orFail()
    expect(again.id).toBe(made.id)
    expect(again.tags).toHaveLength(0)
  })

  test("of many tells how many", async () => {
    expect(await Item.updateMany({ price: { $lt: 10 } }, { on: true })).toMatchObject({
      matchedCount: 2,
      modifiedCount: 2,
    })
  })

  test("changes elements by positional operators and filters", async () => {
    await Item.updateOne({ name: "cap", "stock.place": "y" }, { $inc: { "stock.$.count": 1 } })
    await Item.updateOne(
      { name: "pen" },
      { $set: { "stock.$[s].count": 7 } },
      { arrayFilters: [{ "s.place": "x" }] },
    )
    const [cap, pen] = [
      await Item.findOne({ name: "cap" }).orFail(),
      await Item.findOne({ name: "pen" }).orFail(),
    ]
    expect([cap.stock[0]?.count, pen.stock[0]?.count]).toEqual([6, 7])
  })

  test("by a pipeline computes from the document", async () => {
    await Item.updateMany({}, [{ $set: { price: { $multiply: ["$price", 10] } } }], { updatePipeline: true })
    expect(await Item.countDocuments({ price: { $in: [20, 50, 200] } })).toBe(3)
  })

  test("by save sends only what changed", async () => {
    const pen = await Item.findOne({ name: "pen" }).orFail()
    await Item.updateOne({ name: "pen" }, { price: 99 })
    pen.tags.push("c")
    pen.tags.addToSet("a")
    await pen.save()
    expect(await Item.findOne({ name: "pen" }).lean()).toMatchObject({ price: 99, tags: ["a", "b", "c"] })
  })

  test("by save removes what was set to undefined", async () => {
    const pen = await Item.findOne({ name: "pen" }).orFail()
    pen.on = true
    await pen.save()
    pen.on = undefined
    await pen.save()
    expect(await Item.findOne({ name: "pen" }).lean()).not.toHaveProperty("on")
  })

  test("of a document that is gone is refused", async () => {
    const pen = await Item.findOne({ name: "pen" }).orFail()
    await Item.deleteOne({ name: "pen" })
    pen.price = 1
    await expect(pen.save()).rejects.toBeInstanceOf(mongoose.Error.DocumentNotFoundError)
  })
})

describe("many writes", () => {
  test("a duplicate is the driver's error, with its key", async () => {
    await expect(Item.create({ name: "pen", price: 1 })).rejects.toMatchObject({
      code: 11000,
      keyValue: { name: "pen" },
    })
  })

  test("insertMany unordered keeps what it can", async () => {
    const attempt = Item.insertMany([{ name: "pen" }, { name: "hat" }], { ordered: false })
    await expect(attempt).rejects.toMatchObject({ code: 11000 })
    expect(await Item.exists({ name: "hat" })).not.toBeNull()
  })

  test("bulkWrite casts, sets and tells", async () => {
    const result = await Item.bulkWrite([
      { insertOne: { document: { name: "hat", price: "3" as never, tags: [], stock: [] } } },
      { updateOne: { filter: { name: "pen" }, update: { $set: { price: 3 } } } },
      { deleteOne: { filter: { name: "mug" } } },
    ])
    expect(result).toMatchObject({ insertedCount: 1, modifiedCount: 1, deletedCount: 1 })
    expect(await Item.countDocuments({ price: 3 })).toBe(2)
  })

  test("bulkSave stores changed and new documents", async () => {
    const pen = await Item.findOne({ name: "pen" }).orFail()
    pen.price = 4
    await Item.bulkSave([pen, new Item({ name: "hat", price: 4 })])
    expect(await Item.countDocuments({ price: 4 })).toBe(2)
  })

  test("deleting tells how many", async () => {
    expect(await Item.deleteMany({ price: { $gt: 4 } })).toEqual({ acknowledged: true, deletedCount: 2 })
    expect(await Item.findOneAndDelete({ name: "pen" })).toMatchObject({ name: "pen" })
  })
})

describe("indexes", () => {
  test("of the schema are made, differences told and mended", async () => {
    const schema = new Schema({ a: Number, b: Number, at: Date })
    schema.index({ a: 1, b: -1 })
    schema.index({ at: 1 }, { expireAfterSeconds: 60 })
    const Model = connection.model(newName(), schema)
    await Model.createIndexes()
    expect(await Model.diffIndexes()).toEqual({ toDrop: [], toCreate: [] })
    await Model.collection.createIndex({ b: 1 })
    await Model.collection.dropIndex("a_1_b_-1")
    expect(await Model.diffIndexes()).toEqual({ toDrop: ["b_1"], toCreate: [{ a: 1, b: -1 }] })
    expect(await Model.syncIndexes()).toEqual(["b_1"])
    expect(Object.keys(await Model.collection.indexInformation()).sort()).toEqual([
      "_id_",
      "a_1_b_-1",
      "at_1",
    ])
  })

  test("with other options are replaced by syncIndexes", async () => {
    const name = newName()
    await connection.collection(name.toLowerCase()).createIndex({ a: 1 })
    const Model = connection.model(
      name,
      new Schema({ a: { type: Number, unique: true } }),
      name.toLowerCase(),
    )
    expect(await Model.syncIndexes()).toEqual(["a_1"])
    expect((await Model.listIndexes())[1]).toMatchObject({ key: { a: 1 }, unique: true })
  })
})
