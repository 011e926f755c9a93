import mongoose, { Schema, Types } from "mongoose"
import { beforeAll, describe, expect, test } from "vitest"
import { useMongoose } from "./testing/place.ts"

const connection = useMongoose()

type Author = { name: string; books?: { title: string }[]; bookCount?: number }
type Book = {
  title: string
  author?: Types.ObjectId | Author
  readers: (Types.ObjectId | Author)[]
  year: number
}

const authorSchema = new Schema<Author>({ name: String })
authorSchema.virtual("books", {
  ref: "Book",
  localField: "_id",
  foreignField: "author",
  options: { sort: { title: 1 } },
})
authorSchema.virtual("bookCount", { ref: "Book", localField: "_id", foreignField: "author", count: true })
const Author = connection.model<Author>("Author", authorSchema)
const Book = connection.model<Book>(
  "Book",
  new Schema<Book>({
    title: String,
    year: Number,
    author: { type: Schema.Types.ObjectId, ref: "Author" },
    readers: [{ type: Schema.Types.ObjectId, ref: "Author" }],
  }),
)

beforeAll(async () => {
  const [ada, bob] = await Author.create([{ name: "Ada" }, { name: "Bob" }])
  await Book.create([
    { title: "Notes", year: 1843, author: ada!._id, readers: [bob!._id, ada!._id] },
    { title: "Letters", year: 1850, author: ada!._id, readers: [] },
    { title: "Lost", year: 1900, author: new Types.ObjectId(), readers: [new Types.ObjectId()] },
  ])
})

describe("populate", () => {
  test("puts the document in the place of its reference", async () => {
    const book = await Book.findOne({ title: "Notes" }).populate<{ author: Author }>("author").orFail()
    expect(book.author.name).toBe("Ada")
  })

  test("keeps the order of a list of references", async () => {
    const book = await Book.findOne({ title: "Notes" })
      .populate<{ readers: Author[] }>("readers", "name")
      .orFail()
    expect(book.readers.map(({ name }) => name)).toEqual(["Bob", "Ada"])
  })

  test("leaves null for what is gone, and leaves it out of lists", async () => {
    const book = await Book.findOne({ title: "Lost" }).populate("author readers").lean().orFail()
    expect(book.author).toBeNull()
    expect(book.readers).toEqual([])
  })

  test("shows only what meets a condition", async () => {
    const book = await Book.findOne({ title: "Notes" })
      .populate<{ readers: Author[] }>({ path: "readers", match: { name: "Ada" }, select: "-_id name" })
      .lean()
      .orFail()
    expect(book.readers).toEqual([{ name: "Ada" }])
  })

  test("goes the other way by a virtual, in order", async () => {
    const ada = await Author.findOne({ name: "Ada" })
      .populate<{ books: { title: string }[] }>("books")
      .orFail()
    expect(ada.books.map(({ title }) => title)).toEqual(["Letters", "Notes"])
  })

  test("counts by a virtual", async () => {
    const authors = await Author.find().sort("name").populate<{ bookCount: number }>("bookCount")
    expect(authors.map(({ bookCount }) => bookCount)).toEqual([2, 0])
  })

  test("goes on through what it found", async () => {
    const ada = await Author.findOne({ name: "Ada" })
      .populate<{ books: { readers: Author[] }[] }>({ path: "books", populate: { path: "readers" } })
      .orFail()
    expect(ada.books[1]?.readers[0]?.name).toBe("Bob")
  })
})

describe("aggregations of a model", () => {
  test("are pipelines that do not cast", async () => {
    const found = await Book.aggregate<{ _id: string; n: number }>()
      .match({ year: { $lt: 1900 } })
      .group({ _id: "$author", n: { $sum: 1 } })
      .lookup({ from: Author.collection.name, localField: "_id", foreignField: "_id", as: "author" })
      .unwind("author")
      .project({ _id: 0, name: "$author.name", n: 1 })
    expect(found).toEqual([{ name: "Ada", n: 2 }])
  })

  test("are read by cursors", async () => {
    const titles: string[] = []
    for await (const book of Book.aggregate<Book>().sort("title").cursor({ batchSize: 1 }))
      titles.push((book as Book).title)
    expect(titles).toEqual(["Letters", "Lost", "Notes"])
  })

  test("are explained", async () => {
    expect(await Book.aggregate([{ $match: { year: 1843 } }]).explain()).toHaveProperty("ok", 1)
  })
})

describe("discriminators", () => {
  const Event = connection.model("Event", new Schema({ at: Date }, { discriminatorKey: "kind" }))
  const Click = Event.discriminator("Click", new Schema({ url: { type: String, required: true } }))
  const Login = Event.discriminator("Login", new Schema({ user: String }))
  beforeAll(async () => {
    await Click.create({ url: "/a" })
    await Login.create([{ user: "ada" }, { user: "bob" }])
  })

  test("share a collection and are told apart by a field", async () => {
    expect(await Event.countDocuments()).toBe(3)
    expect(await Click.countDocuments()).toBe(1)
    expect(await Event.distinct("kind")).toEqual(["Click", "Login"])
  })

  test("are read as their own models", async () => {
    const events = await Event.find().sort("_id")
    expect(events[0]).toBeInstanceOf(Click)
    expect(events[1]).toBeInstanceOf(Login)
  })

  test("change and delete their own only", async () => {
    expect(await Login.updateMany({}, { user: "x" })).toMatchObject({ matchedCount: 2 })
    expect(await Click.updateOne({ url: "/none" }, { url: "/b" })).toMatchObject({ matchedCount: 0 })
    expect(await Login.deleteMany({})).toMatchObject({ deletedCount: 2 })
    expect(await Event.countDocuments()).toBe(1)
  })

  test("inside an array are kept with their kind", async () => {
    const shape = new Schema({ name: String }, { discriminatorKey: "kind", _id: false })
    const schema = new Schema({ shapes: [shape] })
    schema
      .path<Schema.Types.DocumentArray>("shapes")
      .discriminator("Circle", new Schema({ radius: Number }, { _id: false }))
    const Drawing = connection.model("Drawing", schema)
    const { _id } = await Drawing.create({ shapes: [{ kind: "Circle", name: "c", radius: "5" }] })
    expect((await Drawing.findById(_id).lean())?.shapes).toEqual([{ kind: "Circle", name: "c", radius: 5 }])
  })
})

describe("transactions of a connection", () => {
  const Account = connection.model("Account", new Schema({ owner: String, amount: Number }))
  beforeAll(() =>
    Account.create([
      { owner: "a", amount: 100 },
      { owner: "b", amount: 0 },
    ]),
  )
  const amounts = async () => (await Account.find().sort("owner")).map(({ amount }) => amount)

  test("move money in whole", async () => {
    await connection.transaction(async (session) => {
      await Account.updateOne({ owner: "a" }, { $inc: { amount: -30 } }, { session })
      await Account.updateOne({ owner: "b" }, { $inc: { amount: 30 } }, { session })
    })
    expect(await amounts()).toEqual([70, 30])
  })

  test("move nothing when something throws, and documents know it", async () => {
    const b = await Account.findOne({ owner: "b" }).orFail()
    const attempt = connection.transaction(async (session) => {
      await Account.updateOne({ owner: "a" }, { $inc: { amount: -30 } }, { session })
      b.$session(session)
      b.amount = 1000
      await b.save({ session })
      throw new Error("no")
    })
    await expect(attempt).rejects.toThrow("no")
    expect(await amounts()).toEqual([70, 30])
    expect(b.isModified("amount")).toBe(true)
  })
})

test("a model's changes are watched", async () => {
  const Watched = connection.model("Watched", new Schema({ name: String }))
  await Watched.createCollection()
  const stream = connection.collection(Watched.collection.name).watch([], { maxAwaitTimeMS: 20 })
  await stream.tryNext()
  await Watched.create({ name: "a" })
  const event = (await stream.next()) as { operationType: string; fullDocument?: { name: string } }
  expect(event).toMatchObject({ operationType: "insert", fullDocument: { name: "a" } })
  await stream.close()
})

test("collections and documents of a connection are reached without a model", async () => {
  const { insertedId } = await connection
    .collection("plain")
    .insertOne({ a: new mongoose.Types.Decimal128("1.5") })
  const found = await connection.collection("plain").findOne({ _id: insertedId })
  expect(String(found?.a)).toBe("1.5")
})
