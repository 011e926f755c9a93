import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import mongoose from "mongoose"
import { startServer, type RunningServer, type ServerOptions } from "../server.ts"

export type TestServer = {
  dir: string
  server: RunningServer
  client: mongoose.mongo.MongoClient
  db: mongoose.mongo.Db
  /** Closes the server and opens the same folder again. */
  restart(): Promise<void>
  close(): Promise<void>
}

/** A server in a folder of its own, with the real driver connected to it. */
export async function openServer(options: Partial<ServerOptions> = {}): Promise<TestServer> {
  const dir = mkdtempSync(join(tmpdir(), "embedded-mongo-"))
  const open = async () => {
    const server = await startServer({ dir, listen: { socket: join(dir, "socket", "s.sock") }, ...options })
    const client = await mongoose.mongo.MongoClient.connect(server.uri, { serverSelectionTimeoutMS: 5000 })
    return { server, client, db: client.db("test") }
  }
  const test: TestServer = {
    dir,
    ...(await open()),
    restart: async () => {
      await test.client.close()
      await test.server.close()
      Object.assign(test, await open())
    },
    close: async () => {
      await test.client.close()
      await test.server.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
  return test
}

/** The error something is refused with. */
export async function refusal(action: Promise<unknown>): Promise<mongoose.mongo.MongoServerError> {
  try {
    await action
  } catch (error) {
    if (error instanceof mongoose.mongo.MongoServerError) return error
    throw error
  }
  throw new Error("it was not refused")
}
