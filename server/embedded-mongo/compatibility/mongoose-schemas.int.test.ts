import mongoose, { Schema } from "mongoose"
import { describe, expect, test } from "vitest"
import { useMongoose } from "./testing/place.ts"

const connection = useMongoose()
let named = 0
const newName = () => `M${++named}`

describe("a schema's types are stored and read:", () => {
  const Kinds = connection.model(
    "Kinds",
    new Schema({
      text: String,
      number: Number,
      truth: Boolean,
      at: Date,
      bytes: Buffer,
      id: Schema.Types.ObjectId,
      price: Schema.Types.Decimal128,
      big: BigInt,
      uuid: Schema.Types.UUID,
      list: [Number],
      map: { type: Map, of: Number },
      any: Schema.Types.Mixed,
      inner: { city: String, zip: { type: String, default: "none" } },
      rows: [new Schema({ sku: String, count: Number }, { _id: false })],
    }),
  )
  const uuid = "11111111-2222-4333-8444-555555555555"

  test.each<[string, object, (read: InstanceType<typeof Kinds>) => unknown, unknown]>([
    ["text", { text: "é" }, (read) => read.text, "é"],
    ["a number, cast from text", { number: "5.5" }, (read) => read.number, 5.5],
    ["a truth, cast from text", { truth: "yes" }, (read) => read.truth, true],
    ["a date, cast from text", { at: "2026-01-01" }, (read) => read.at, new Date("2026-01-01")],
    ["bytes", { bytes: Buffer.from("ab") }, (read) => read.bytes?.toString(), "ab"],
    [
      "an ObjectId, cast from text",
      { id: "65a000000000000000000001" },
      (read) => read.id?.toString(),
      "65a000000000000000000001",
    ],
    ["a decimal, exactly", { price: "0.10" }, (read) => read.price?.toString(), "0.10"],
    ["a large whole number", { big: 9007199254740993n }, (read) => read.big, 9007199254740993n],
    ["a UUID", { uuid }, (read) => read.uuid?.toString(), uuid],
    ["a list", { list: ["1", 2] }, (read) => [...read.list], [1, 2]],
    ["a map", { map: { a: 1, b: "2" } }, (read) => read.map?.get("b"), 2],
    [
      "anything",
      { any: { deep: [1, { a: null }] } },
      (read) => read.any as unknown,
      { deep: [1, { a: null }] },
    ],
    ["an inner document with a default", { inner: { city: "Paris" } }, (read) => read.inner?.zip, "none"],
    [
      "a list of documents",
      { rows: [{ sku: "a", count: "2" }] },
      (read) => read.rows.map((row) => row.toObject()),
      [{ sku: "a", count: 2 }],
    ],
  ])("%s", async (_name, values, look, expected) => {
    const { _id } = await Kinds.create(values)
    expect(look(await Kinds.findById(_id).orFail())).toEqual(expected)
  })

  test("a map's key is set and removed by its path", async () => {
    const made = await Kinds.create({ map: { a: 1, b: 2 } })
    made.map?.set("c", 3)
    made.map?.delete("a")
    await made.save()
    expect(await Kinds.findById(made._id).lean()).toMatchObject({ map: { b: 2, c: 3 } })
    expect(await Kinds.countDocuments({ "map.c": 3 })).toBe(1)
  })

  test("a filter is cast as well", async () => {
    const made = await Kinds.create({ number: 77 })
    expect(await Kinds.countDocuments({ _id: String(made._id), number: "77" as never })).toBe(1)
  })
})

describe("validation", () => {
  const User = connection.model(
    "User",
    new Schema({
      name: { type: String, required: true, trim: true, minlength: 2 },
      role: { type: String, enum: ["agent", "admin"], default: "agent" },
      age: { type: Number, min: 0 },
      mail: { type: String, lowercase: true, match: /@/ },
    }),
  )

  test("sets defaults and cleans values", async () => {
    const made = await User.create({ name: "  Ada ", mail: "ADA@X" })
    expect(await User.findById(made._id).lean()).toMatchObject({ name: "Ada", mail: "ada@x", role: "agent" })
  })

  test("refuses before anything is stored", async () => {
    const attempt = User.create({ name: "A", role: "king" as "agent", age: -1, mail: "none" })
    const error = await attempt.catch((caught: unknown) => caught as mongoose.Error.ValidationError)
    expect(Object.keys((error as mongoose.Error.ValidationError).errors).sort()).toEqual([
      "age",
      "mail",
      "name",
      "role",
    ])
    expect(await User.countDocuments({ name: "A" })).toBe(0)
  })

  test("of updates runs when asked for", async () => {
    const { _id } = await User.create({ name: "Bob" })
    await expect(User.updateOne({ _id }, { age: -5 }, { runValidators: true })).rejects.toThrow("age")
    await User.updateOne({ _id }, { age: 5 }, { runValidators: true })
    expect((await User.findById(_id).orFail()).age).toBe(5)
  })

  test("leaves out fields that the schema does not know", async () => {
    const made = await User.create({ name: "Cy", unknown: 1 } as never)
    expect(await User.findById(made._id).lean()).not.toHaveProperty("unknown")
  })
})

test("timestamps are set by creating and moved by every kind of update", async () => {
  const Note = connection.model(newName(), new Schema({ text: String }, { timestamps: true }))
  const made = await Note.create({ text: "a" })
  expect(made.createdAt).toBeInstanceOf(Date)
  const old = new Date(2020, 0, 1)
  await Note.updateOne(
    { _id: made._id },
    { $set: { createdAt: old, updatedAt: old } },
    { timestamps: false, overwriteImmutable: true },
  )
  const after = await Note.findByIdAndUpdate(made._id, { text: "b" }, { returnDocument: "after" }).orFail()
  expect(after.createdAt).toEqual(old)
  expect(after.updatedAt.getTime()).toBeGreaterThan(old.getTime())
})

test("an upsert sets the defaults and the time of creation", async () => {
  const Note = connection.model(
    newName(),
    new Schema({ key: String, kind: { type: String, default: "plain" } }, { timestamps: true }),
  )
  const made = await Note.findOneAndUpdate(
    { key: "k" },
    { $set: {} },
    { upsert: true, returnDocument: "after" },
  ).orFail()
  expect(made).toMatchObject({ key: "k", kind: "plain" })
  expect(made.createdAt).toBeInstanceOf(Date)
})

test("optimistic concurrency refuses the second of two who changed the same version", async () => {
  const Doc = connection.model(newName(), new Schema({ n: Number }, { optimisticConcurrency: true }))
  const { _id } = await Doc.create({ n: 0 })
  const [first, second] = [await Doc.findById(_id).orFail(), await Doc.findById(_id).orFail()]
  first.n = 1
  second.n = 2
  await first.save()
  await expect(second.save()).rejects.toBeInstanceOf(mongoose.Error.VersionError)
  expect(await Doc.findById(_id).lean()).toMatchObject({ n: 1, __v: 1 })
})

test("an array changed by its place is guarded by the version", async () => {
  const Doc = connection.model(
    newName(),
    new Schema<{ list: mongoose.Types.Array<string> }>({ list: [String] }),
  )
  const { _id } = await Doc.create({ list: ["a", "b"] })
  const [first, second] = [await Doc.findById(_id).orFail(), await Doc.findById(_id).orFail()]
  first.list.pull("a")
  await first.save()
  second.set("list.1", "c")
  await expect(second.save()).rejects.toBeInstanceOf(mongoose.Error.VersionError)
})

test("subdocuments are found, changed and removed by their _id", async () => {
  const Order = connection.model(
    newName(),
    new Schema({ lines: [new Schema({ sku: String, count: Number })] }),
  )
  const order = await Order.create({
    lines: [
      { sku: "a", count: 1 },
      { sku: "b", count: 2 },
    ],
  })
  const line = order.lines.id(order.lines[1]!._id)
  line!.count = 5
  order.lines.push({ sku: "c", count: 3 })
  order.lines[0]?.deleteOne()
  await order.save()
  const read = await Order.findById(order._id).orFail()
  expect(read.lines.map(({ sku, count }) => [sku, count])).toEqual([
    ["b", 5],
    ["c", 3],
  ])
})

test("virtuals are computed and not stored", async () => {
  const schema = new Schema({ first: String, last: String }, { toJSON: { virtuals: true } })
  schema.virtual("full").get(function (this: { first?: string; last?: string }) {
    return `${this.first} ${this.last}`
  })
  const Person = connection.model(newName(), schema)
  const { _id } = await Person.create({ first: "Ada", last: "Lovelace" })
  expect((await Person.findById(_id).orFail()).toJSON()).toMatchObject({ full: "Ada Lovelace" })
  expect(await Person.findById(_id).lean()).not.toHaveProperty("full")
})

test("middleware runs around saving, finding and deleting", async () => {
  const log: string[] = []
  const schema = new Schema<{ name: string; slug?: string }>({ name: String, slug: String })
  schema.pre("save", function () {
    this.slug = this.name.toLowerCase()
  })
  schema.post("save", (doc) => void log.push(`saved ${doc.slug}`))
  schema.pre("find", function () {
    void this.where({ name: { $ne: "Hidden" } })
  })
  schema.post("findOneAndDelete", (doc: { name: string } | null) => void log.push(`deleted ${doc?.name}`))
  const Page = connection.model(newName(), schema)
  await Page.create({ name: "Home" }, { name: "Hidden" })
  expect((await Page.find()).map(({ slug }) => slug)).toEqual(["home"])
  await Page.findOneAndDelete({ name: "Home" })
  expect(log).toContain("saved home")
  expect(log.at(-1)).toBe("deleted Home")
})
