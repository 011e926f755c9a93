import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import mongoose from "mongoose"
import { afterAll, beforeAll, expect, test } from "vitest"
import { startServer } from "../server.ts"

let dir: string
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "embedded-mongo-kill-"))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const main = join(import.meta.dirname, "..", "main.ts")

async function startChild(): Promise<{ child: ChildProcess; uri: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", main, "--dir", dir], {
    stdio: ["ignore", "pipe", "inherit"],
  })
  const [line] = (await once(child.stdout, "data")) as [Buffer]
  return { child, uri: line.toString().trim() }
}

type Acknowledged = { inserted: Set<number>; pairs: Set<number>; counter: number }

/** Writes in several ways at once until the server is gone; remembers what was acknowledged. */
async function writeUntilDead(client: mongoose.mongo.MongoClient, acknowledged: Acknowledged, round: number) {
  const db = client.db("test")
  const until = async (write: (n: number) => Promise<void>): Promise<void> => {
    try {
      for (let n = round * 1_000_000; ; n++) await write(n)
    } catch {
      // The server is gone, as it should be.
    }
  }
  await Promise.all([
    until(async (n) => {
      await db.collection("rows").insertOne({ key: n, tags: ["a", n % 3] })
      acknowledged.inserted.add(n)
    }),
    until(async () => {
      await db.collection("counters").updateOne({ name: "c" }, { $inc: { n: 1 } }, { upsert: true })
      acknowledged.counter++
    }),
    until(async (n) => {
      const session = client.startSession()
      await session.withTransaction(async () => {
        await db.collection("left").insertOne({ n }, { session })
        await db.collection("right").insertOne({ n }, { session })
      })
      acknowledged.pairs.add(n)
    }),
  ])
}

test("kill -9 at any moment loses no acknowledged write and leaves none half done", async () => {
  const acknowledged: Acknowledged = { inserted: new Set(), pairs: new Set(), counter: 0 }
  for (let round = 0; round < 3; round++) {
    const { child, uri } = await startChild()
    const client = await mongoose.mongo.MongoClient.connect(uri, {
      retryWrites: false,
      serverSelectionTimeoutMS: 100,
    })
    if (round === 0) await client.db("test").collection("rows").createIndex({ tags: 1 })
    const goal = acknowledged.inserted.size + 25 + round * 17
    const writing = writeUntilDead(client, acknowledged, round)
    const killed = once(child, "exit")
    const watch = setInterval(() => {
      if (acknowledged.inserted.size >= goal) child.kill("SIGKILL")
    }, 1)
    await killed
    clearInterval(watch)
    await client.close(true)
    await writing
  }
  const server = await startServer({ dir, listen: { socket: join(dir, "socket", "s.sock") } })
  const client = await mongoose.mongo.MongoClient.connect(server.uri)
  const db = client.db("test")
  const numbers = async (name: string, field: string): Promise<Set<number>> =>
    new Set((await db.collection(name).find().toArray()).map((row) => row[field] as number))
  const rows = await numbers("rows", "key")
  expect([...acknowledged.inserted].filter((key) => !rows.has(key))).toEqual([])
  const [left, right] = [await numbers("left", "n"), await numbers("right", "n")]
  expect(left).toEqual(right)
  expect([...acknowledged.pairs].filter((n) => !left.has(n))).toEqual([])
  const counter = await db.collection("counters").findOne({ name: "c" })
  expect(counter?.n).toBeGreaterThanOrEqual(acknowledged.counter)
  // Each kill may have caught one increment between its commit and its answer.
  expect(counter?.n).toBeLessThanOrEqual(acknowledged.counter + 3)
  expect(await db.collection("rows").estimatedDocumentCount()).toBe(rows.size)
  expect(await db.collection("rows").find({ tags: "a" }).hint("tags_1").toArray()).toHaveLength(rows.size)
  await client.close()
  await server.close()
}, 60_000)
