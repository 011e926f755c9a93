import { randomBytes } from "node:crypto"
import { type Document, EJSON } from "bson"
import mongoose from "mongoose"
import { afterAll, inject } from "vitest"

/** What most cases store: documents with a number as _id, so that a list of numbers says which were found. */
export type Row = Document & { _id: number }

export type Place = {
  uri: string
  client: mongoose.mongo.MongoClient
  db: mongoose.mongo.Db
  /** A collection that no other case uses. */
  fresh<T extends Document = Row>(): mongoose.mongo.Collection<T>
  /** A new collection with these documents. */
  filled(documents: Row[]): Promise<mongoose.mongo.Collection<Row>>
}

/** A database of its own for the file that calls it, dropped when its cases are through. */
export function usePlace(): Place {
  const uri = inject("mongodbUri")
  const client = new mongoose.mongo.MongoClient(uri, { serverSelectionTimeoutMS: 5000 })
  const db = client.db(newName())
  let named = 0
  const fresh = <T extends Document = Row>() => db.collection<T>(`c${++named}`)
  afterAll(async () => {
    await db.dropDatabase()
    await client.close()
  })
  return {
    uri,
    client,
    db,
    fresh,
    filled: async (documents) => {
      const collection = fresh()
      await collection.insertMany(documents)
      return collection
    },
  }
}

/** A mongoose connection to a database of its own, dropped when the file's cases are through. */
export function useMongoose(): mongoose.Connection {
  const connection = mongoose.createConnection(inject("mongodbUri"), { dbName: newName() })
  afterAll(async () => {
    await connection.dropDatabase()
    await connection.close()
  })
  return connection
}

const newName = (): string => `compatibility_${randomBytes(6).toString("hex")}`

/**
 * The error a server refuses something with.
 * @throws whatever else went wrong, and an Error when nothing did.
 */
export async function refusal(action: Promise<unknown>): Promise<mongoose.mongo.MongoServerError> {
  try {
    await action
  } catch (error) {
    if (error instanceof mongoose.mongo.MongoServerError) return error
    throw error
  }
  throw new Error("it was not refused")
}

/** The _ids of documents, in their order. */
export const idsOf = (documents: { _id: unknown }[]): unknown[] => documents.map(({ _id }) => _id)

/** A value with the types BSON keeps, as canonical Extended JSON writes them. */
export const typed = (v: unknown): unknown => EJSON.serialize({ v }, { relaxed: false }).v
