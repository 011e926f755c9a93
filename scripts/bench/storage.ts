import { mkdtemp, rm } from "node:fs/promises"
import { loadavg, tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import mongoose, { type mongo } from "mongoose"
import { type BenchDocument, INDEXES } from "./storage-documents.ts"
import {
  fill,
  insertSingly,
  measureOperation,
  OPERATIONS,
  pingsDuring,
  round,
  type Row,
} from "./storage-rows.ts"
import { fileSize, startStorageServer, type StorageServer } from "./storage-server.ts"

type Say = (line: string) => void
type Size = {
  documents: number
  load: number[]
  rows: Record<string, Row>
  /** What others notice of a long command. */
  beside: Record<string, Awaited<ReturnType<typeof pingsDuring>>>
  privateMemoryMb: { filled: number; afterRows: number; restarted: number }
  fileMb: number
  /** Milliseconds from the start of the process; with an empty folder it is the floor. */
  ready: { ms: number; emptyFolderMs: number }
}

/**
 * The embedded database alone, in a process of its own as the official driver sees it, at several sizes of one
 * collection. Times are those of whole round trips, beside the driver's `ping` in the same run.
 */
export async function benchStorage(say: Say, options: string[]) {
  const { values } = parseArgs({
    args: options,
    options: { sizes: { type: "string", default: "10000,100000" } },
  })
  const sizes = values.sizes.split(",").map(Number)
  if (!sizes.every((size) => Number.isInteger(size) && size > 0))
    throw new Error(`--sizes takes numbers of documents, such as 10000,100000,1000000; not ${values.sizes}`)
  const dir = await mkdtemp(join(tmpdir(), "parvis-bench-"))
  try {
    const measured = await measureSizes(dir, sizes, say)
    return { node: process.version, sizes: measured, growth: growthOf(measured) }
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

async function measureSizes(dir: string, sizes: number[], say: Say): Promise<Size[]> {
  const folder = join(dir, "data")
  const emptyFolderMs = await timeToStart(join(dir, "empty"))
  let server = await startStorageServer(folder)
  const measured: Size[] = []
  let last = 0
  for (const documents of sizes) {
    const size = await measureSize(server, last, documents, (line) => say(`${documents}: ${line}`))
    last = size.last
    await server.stop()
    const fileMb = round(await fileSize(folder))
    server = await startStorageServer(folder)
    measured.push({
      ...size.measured,
      privateMemoryMb: { ...size.measured.privateMemoryMb, restarted: round(await server.privateMemory()) },
      fileMb,
      ready: { ms: Math.round(server.startedIn), emptyFolderMs },
    })
    say(`${documents}: ready again in ${Math.round(server.startedIn)} ms`)
  }
  await server.stop()
  return measured
}

/** The time a start takes without any documents. */
async function timeToStart(dir: string): Promise<number> {
  const server = await startStorageServer(dir)
  await server.stop()
  return Math.round(server.startedIn)
}

async function measureSize(server: StorageServer, from: number, documents: number, say: Say) {
  const client = await mongoose.mongo.MongoClient.connect(server.uri, { maxPoolSize: 20 })
  const db = client.db("bench")
  const rows = db.collection<BenchDocument>("rows")
  const load = loadavg().map(round)
  if (from === 0) await rows.createIndexes(INDEXES)
  const result: Record<string, Row> = {}
  const keep = (name: string, row: Row): void => {
    result[name] = row
    say(`${name} ${row.p50Ms} ms, ${row.overPing} pings`)
  }
  keep("insertMany", await fill(rows, db, from, documents))
  const filled = round(await server.privateMemory())
  let last = documents
  for (const [name, { clients, each }] of Object.entries(SINGLE_INSERTS)) {
    keep(name, await insertSingly(rows, db, { from: last, each, clients }))
    last += clients * each
  }
  for (const [name, operation] of Object.entries(OPERATIONS))
    keep(name, await measureOperation(db, rows, operation, documents))
  const afterRows = round(await server.privateMemory())
  const beside = await measureBeside(db, rows, say)
  await client.close()
  return { last, measured: { documents, load, rows: result, beside, privateMemoryMb: { filled, afterRows } } }
}

const SINGLE_INSERTS = {
  insertOne: { clients: 1, each: 300 },
  insertOneBy20Clients: { clients: 20, each: 50 },
}

async function measureBeside(
  db: mongo.Db,
  rows: mongo.Collection<BenchDocument>,
  say: Say,
): Promise<Size["beside"]> {
  const long: Record<string, () => Promise<unknown>> = {
    unindexedFind: () => rows.find({ excerpt: "nothing has this" }).toArray(),
    unindexedSort: () => rows.find({}).sort({ excerpt: 1 }).limit(10).toArray(),
    unindexedCount: () => rows.countDocuments({ excerpt: /devant la (marie|gare)/ }),
    distinct: () => rows.distinct("author.handle"),
    groupOfAll: () =>
      rows.aggregate([{ $group: { _id: "$author.id", latest: { $max: "$updatedAt" } } }]).toArray(),
    indexBuild: () => rows.createIndex({ network: 1, createdAt: 1 }, { name: "built" }),
    updateMany: () => rows.updateMany({ tags: "tag-1" }, { $set: { network: "y" } }),
  }
  const result: Size["beside"] = {}
  for (const [name, action] of Object.entries(long)) {
    const beside = (result[name] = await pingsDuring(db, action))
    say(`${name} took ${beside.tookMs} ms, the longest ping ${beside.pingMaxMs} ms`)
  }
  await rows.dropIndex("built")
  return result
}

/** How much longer each row takes with the most documents than with the fewest, beside `ping` both times. */
function growthOf(sizes: Size[]): Record<string, number> {
  const [smallest, largest] = [sizes[0], sizes.at(-1)]
  if (!smallest || !largest || smallest === largest) return {}
  return Object.fromEntries(
    Object.entries(largest.rows).map(([name, { overPing }]) => [
      name,
      round(overPing / (smallest.rows[name]?.overPing ?? NaN)),
    ]),
  )
}
