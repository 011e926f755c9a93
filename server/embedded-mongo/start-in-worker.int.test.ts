import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import mongoose from "mongoose"
import { expect, test } from "vitest"
import { startInWorker } from "./start-in-worker.ts"

test("the server runs in a thread of its own, refuses a second one, and closes", async () => {
  const dir = mkdtempSync(join(tmpdir(), "embedded-mongo-worker-"))
  const server = await startInWorker({ dir })
  const exits: Error[] = []
  server.onExit((error) => exits.push(error))
  const client = await mongoose.mongo.MongoClient.connect(server.uri)
  await client.db("test").collection("c").insertOne({ n: 1 })
  await expect(startInWorker({ dir })).rejects.toThrow(/in use by process/)
  await client.close()
  await server.close()
  const again = await startInWorker({ dir })
  await again.close()
  expect(exits).toEqual([])
  rmSync(dir, { recursive: true, force: true })
})
