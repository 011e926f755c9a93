import { execFileSync } from "node:child_process"
import { mkdirSync, mkdtempSync, rmdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import mongoose from "mongoose"
import { checkFolder } from "../integrity/check-folder.ts"
import { startServer } from "../server.ts"

export type DiskFullReport = {
  /** What the first refused write was answered. */
  refusedWith: { code: unknown; codeName: unknown }
  acknowledged: number
  /** Documents read one by one while the disk was full. */
  readWhileFull: number
  deletedWhileFull: number
  /** Written once there was room, without a restart. */
  insertedAfterRoom: number
  broken: string[]
}

const diskMegabytes = 48
const ballastMegabytes = 12
const text = "x".repeat(20_000)

/**
 * Fills a small disk of memory under a running server, and looks at what still works: reading and
 * deleting while it is full, everything once there is room. Needs the right to mount.
 */
export async function runDiskFull(): Promise<DiskFullReport> {
  const disk = mkdtempSync(join(tmpdir(), "embedded-mongo-disk-"))
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${diskMegabytes}m`, "tmpfs", disk])
  try {
    const dir = join(disk, "data")
    mkdirSync(dir, { mode: 0o700 })
    const ballast = join(disk, "ballast")
    writeFileSync(ballast, Buffer.alloc(ballastMegabytes * 1024 * 1024))
    return await fill(dir, () => rmSync(ballast))
  } finally {
    execFileSync("umount", [disk])
    rmdirSync(disk)
  }
}

async function fill(dir: string, makeRoom: () => void): Promise<DiskFullReport> {
  const broken: string[] = []
  const expect = (isTrue: boolean, what: string): void => void (isTrue || broken.push(what))
  const server = await startServer({ dir, listen: { socket: join(dir, "socket", "s.sock") } })
  const client = await mongoose.mongo.MongoClient.connect(server.uri)
  const rows = client.db("test").collection("rows")
  await rows.createIndex({ n: 1 }, { unique: true })

  const [acknowledged, refusal] = await insertUntilRefused(rows, 0)
  expect(refusal.code === 14031, `a full disk was answered ${String(refusal.code)}: ${refusal.message}`)

  const readable = await rows.find().sort({ n: 1 }).toArray()
  const isWhole = readable.every((row, at) => row.n === at && row.text === text)
  expect(isWhole && readable.length === acknowledged, `${readable.length} of ${acknowledged} can be read`)

  let deletedWhileFull = 0
  for (let n = 0; n < acknowledged / 2; n++) {
    const { deletedCount } = await rows.deleteOne({ n }).catch(() => ({ deletedCount: 0 }))
    if (deletedCount !== 1) broken.push(`document ${n} could not be deleted`)
    deletedWhileFull += deletedCount
  }

  makeRoom()
  const room = 100
  for (let n = 0; n < room; n++) await rows.insertOne({ n: acknowledged + n, text })
  const left = acknowledged - deletedWhileFull + room
  expect((await rows.countDocuments()) === left, "the count is wrong after there was room again")
  await client.close()
  await server.close()
  const { faults } = await checkFolder(dir)
  for (const { where, what } of faults) broken.push(`${where}: ${what}`)
  return {
    refusedWith: { code: refusal.code, codeName: refusal.codeName },
    acknowledged,
    readWhileFull: readable.length,
    deletedWhileFull,
    insertedAfterRoom: room,
    broken,
  }
}

/** @returns how many were acknowledged, and what the one after them was answered. */
async function insertUntilRefused(
  rows: mongoose.mongo.Collection,
  from: number,
): Promise<[number, mongoose.mongo.MongoServerError]> {
  for (let n = from; ; n++) {
    try {
      await rows.insertOne({ n, text })
    } catch (error) {
      if (error instanceof mongoose.mongo.MongoServerError) return [n, error]
      throw error
    }
  }
}
