import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { startServer } from "../server.ts"
import { openServer } from "../testing/open-server.ts"
import { newSeed, randomOf } from "../testing/random.ts"
import { catalogKey } from "./keys.ts"
import { openEnvironment } from "./environment.ts"
import { checkFile } from "./file-check.ts"

let dir: string
let whole: string

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "embedded-mongo-damaged-"))
  whole = join(dir, "whole.lmdb")
  const at = await openServer()
  const rows = Array.from({ length: 3000 }, (_, n) => ({ n, text: "x".repeat(n % 50 === 0 ? 9000 : 100) }))
  await at.db.collection("c").insertMany(rows)
  await at.db.collection("c").createIndex({ n: 1 })
  await at.server.close()
  copyFileSync(join(at.dir, "documents.lmdb"), whole)
  await at.close()
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

let folders = 0
function folderWith(spoil: (path: string) => void): string {
  const folder = join(dir, `f${folders++}`)
  mkdirSync(folder, { mode: 0o700 })
  copyFileSync(whole, join(folder, "documents.lmdb"))
  spoil(join(folder, "documents.lmdb"))
  return folder
}

const start = (folder: string) => startServer({ dir: folder, listen: { socket: join(folder, "s.sock") } })

function overwrite(path: string, at: number, bytes: Buffer): void {
  const all = readFileSync(path)
  bytes.copy(all, at)
  writeFileSync(path, all)
}

test.each([
  ["an empty file", (path: string) => truncateSync(path, 0)],
  ["a file cut off in its first page", (path: string) => truncateSync(path, 100)],
  ["a file cut off in the middle", (path: string) => truncateSync(path, 400_000)],
  [
    "a file that lost its end",
    (path: string) => truncateSync(path, Math.floor(readFileSync(path).length * 0.9)),
  ],
  ["a file of zeros", (path: string) => writeFileSync(path, Buffer.alloc(1_000_000))],
  ["another file", (path: string) => writeFileSync(path, "not a database".repeat(1000))],
  ["a first page of garbage", (path: string) => overwrite(path, 0, Buffer.alloc(4096, 0xab))],
])("%s is refused in one line that names it", async (_name, spoil) => {
  const folder = folderWith(spoil)
  const failure: unknown = await start(folder).then(
    () => "it started",
    (error: unknown) => (error instanceof Error ? error.message : error),
  )
  expect(failure).toMatch(/is damaged: .+/)
  expect(failure).toContain(folder)
  expect(failure).not.toContain("\n")
})

test("every page of garbage in a file is found by a look at all of it", () => {
  const random = randomOf(newSeed("garbage pages"))
  const bytes = readFileSync(whole)
  const healthy = folderWith(() => undefined)
  checkFile(join(healthy, "documents.lmdb"), "all")
  let found = 0
  for (let round = 0; round < 40; round++) {
    const page = 2 + random.below(bytes.length / 4096 - 2)
    const spoilt = Buffer.from(bytes)
    for (let at = 0; at < 24; at++) spoilt[page * 4096 + at] = random.below(256)
    const path = join(
      folderWith(() => undefined),
      "documents.lmdb",
    )
    writeFileSync(path, spoilt)
    try {
      checkFile(path, "all")
    } catch (error) {
      found++
      expect(String(error)).toContain(`page ${page} `)
    }
  }
  // Free pages, and all but the first page of a long value, have no header that is read.
  expect(found).toBeGreaterThan(20)
})

test("a file of a newer or an older format is refused in one line", async () => {
  for (const [version, words] of [
    [2, "newer program: file format 2, this one knows 1"],
    [0, "old file format 0"],
  ] as const) {
    const folder = folderWith(() => undefined)
    const environment = openEnvironment(folder)
    const value = Buffer.alloc(8)
    value.writeUInt32BE(version)
    await environment.write(() => environment.db.putSync(catalogKey("v"), value))
    await environment.close()
    await expect(start(folder)).rejects.toThrow(words)
    // The refusal lets go of the folder.
    await expect(start(folder)).rejects.toThrow(words)
  }
})

test("a catalog that cannot be read is refused in one line", async () => {
  const folder = folderWith(() => undefined)
  const environment = openEnvironment(folder)
  await environment.write(() => environment.db.putSync(catalogKey("c", "test.c"), Buffer.from("garbage")))
  await environment.close()
  await expect(start(folder)).rejects.toThrow(/is damaged: .*BSON/)
})
