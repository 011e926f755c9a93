import mongoose, { type Connection, type SchemaOptions } from "mongoose"

mongoose.set("transactionAsyncLocalStorage", true)

/** Every collection: unknown fields are refused rather than dropped, and nothing is added behind our back. */
export const strictRows = {
  strict: "throw",
  strictQuery: "throw",
  versionKey: false,
  minimize: false,
  timestamps: false,
} as const satisfies SchemaOptions

/** An open database, and what only its owner may do with it. */
export type Database = {
  connection: Connection
  /** Builds every index of the models made so far. */
  buildIndexes: () => Promise<void>
  transaction: <T>(steps: () => Promise<T>) => Promise<T>
  ping: () => Promise<void>
  close: () => Promise<void>
}

/**
 * Opens MongoDB, which must be a replica set: transactions and change streams need one.
 * Acknowledged means written by a majority, on disk.
 */
export async function openDatabase(uri: string, name = "parvis"): Promise<Database> {
  const connection = await mongoose
    .createConnection(uri, {
      dbName: name,
      autoIndex: false,
      serverSelectionTimeoutMS: 10_000,
      maxPoolSize: 20,
      writeConcern: { w: "majority", journal: true },
      readConcern: { level: "majority" },
      retryWrites: true,
    })
    .asPromise()
  return {
    connection,
    buildIndexes: async () => {
      for (const model of Object.values(connection.models)) {
        await model.createCollection()
        await model.createIndexes()
      }
    },
    transaction: (steps) => connection.transaction(steps),
    ping: async () => void (await connection.db?.admin().ping()),
    close: () => connection.close(),
  }
}

/** True for a broken unique index: the row is already there. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === 11000
}
