import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { startServer } from "../server.ts"
import { afterPrefix, catalogKey, ridValue, wholeKeyspace } from "../storage/keys.ts"
import { openServer, refusal } from "../testing/open-server.ts"
import { checkFolder } from "./check-folder.ts"
import { openFolder, type OpenFolder } from "./open-folder.ts"
import { repairFolder } from "./repair.ts"

let root: string
let folders = 0
let whole: string

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "embedded-mongo-integrity-"))
  const at = await openServer()
  const people = at.db.collection("people")
  await people.createIndex({ email: 1 }, { unique: true })
  await people.createIndex({ tags: 1, at: -1 })
  await people.createIndex(
    { at: 1 },
    { expireAfterSeconds: 3_600_000, partialFilterExpression: { n: { $gt: 10 } } },
  )
  await people.insertMany(
    Array.from({ length: 300 }, (_, n) => ({
      n,
      email: `p${n}@x`,
      tags: n % 3 === 0 ? [] : ["a", `t${n % 7}`],
      at: new Date(),
      text: "x".repeat(n % 100 === 0 ? 9000 : 50),
    })),
  )
  await people.updateMany({ n: { $lt: 20 } }, { $push: { tags: "new" as never } })
  await people.deleteMany({ n: { $gt: 290 } })
  await at.db.collection("other").insertOne({ x: 1 })
  await at.db.collection("gone").insertOne({ x: 1 })
  await at.db.collection("gone").drop()
  await at.server.close()
  whole = join(root, "whole")
  copyFileSync(join(at.dir, "documents.lmdb"), whole)
  await at.close()
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

async function folderWith(spoil?: (folder: OpenFolder) => void): Promise<string> {
  const dir = join(root, `f${folders++}`)
  mkdirSync(dir, { mode: 0o700 })
  copyFileSync(whole, join(dir, "documents.lmdb"))
  if (spoil) {
    const folder = openFolder(dir)
    await folder.environment.write(() => spoil(folder))
    await folder.environment.close()
  }
  return dir
}

const people = ({ catalog }: OpenFolder) =>
  catalog.get("test.people") as NonNullable<ReturnType<typeof catalog.get>>

function firstKey({ environment: { db } }: OpenFolder, keyspace: number): Buffer {
  return Array.from(db.getKeys({ ...wholeKeyspace(keyspace), limit: 1 }))[0] as Buffer
}

test("a healthy folder passes, and says what it holds", async () => {
  const report = await checkFolder(await folderWith())
  expect(report).toMatchObject({ ok: true, faults: [] })
  expect(report.collections.map(({ ns, documents }) => [ns, documents])).toEqual([
    ["test.other", 1],
    ["test.people", 291],
  ])
  expect(report.collections[1]?.indexes.map(({ name }) => name)).toEqual([
    "_id_",
    "email_1",
    "tags_1_at_-1",
    "at_1",
  ])
})

const faults: [string, RegExp, (folder: OpenFolder) => void][] = [
  [
    "a missing index key",
    /people tags_1_at_-1.*record .* has no key/,
    (folder) =>
      void folder.environment.db.removeSync(firstKey(folder, people(folder).indexes[2]?.keyspace as number)),
  ],
  [
    "an index key too many",
    /people at_1.*has 281 keys, a rebuild 280/,
    (folder) => {
      const end = afterPrefix(firstKey(folder, people(folder).indexes[3]?.keyspace as number).subarray(0, 4))
      end[end.length - 1] = (end[end.length - 1] as number) - 1
      folder.environment.db.putSync(Buffer.concat([end, Buffer.from("zz")]), Buffer.of(1))
    },
  ],
  [
    "a unique key that leads elsewhere",
    /people email_1.*leads to record 9999/,
    (folder) =>
      folder.environment.db.putSync(
        firstKey(folder, people(folder).indexes[1]?.keyspace as number),
        ridValue(9999),
      ),
  ],
  [
    "a wrong count",
    /people.*the count says 296 documents, there are 291/,
    (folder) => folder.view.addSize(people(folder).keyspace, { documents: 5, bytes: 0 }),
  ],
  [
    "a document that is none",
    /people.*record \d+ cannot be read/,
    (folder) =>
      folder.environment.db.putSync(
        firstKey(folder, people(folder).keyspace),
        Buffer.from("no document at all"),
      ),
  ],
  [
    "an index that forgot its arrays",
    /people tags_1_at_-1.*has an array that is not noted/,
    (folder) => void folder.environment.db.removeSync(catalogKey("m", people(folder).indexes[2]?.keyspace)),
  ],
  [
    "keys that belong to nothing",
    /keyspace 4711 holds keys and belongs to nothing/,
    (folder) => folder.environment.db.putSync(Buffer.from([0, 0, 0x12, 0x67, 1]), Buffer.of(1)),
  ],
]

test.each(faults)("%s is found, and repair mends it", async (_name, words, spoil) => {
  const dir = await folderWith(spoil)
  const report = await checkFolder(dir)
  expect(report.ok).toBe(false)
  expect(report.faults.map(({ where, what }) => `${where}: ${what}`).join("\n")).toMatch(words)
  const repaired = await repairFolder(dir)
  expect(existsSync(repaired.kept)).toBe(true)
  expect(await checkFolder(dir)).toMatchObject({ ok: true })
})

test("repair brings over what hangs on healthy pages and names what it could not", async () => {
  const dir = await folderWith()
  const path = join(dir, "documents.lmdb")
  const bytes = readFileSync(path)
  // The leaf page that holds a known document.
  const page = Math.floor(bytes.indexOf("p150@x") / 4096)
  bytes.fill(0xee, page * 4096, page * 4096 + 4096)
  writeFileSync(path, bytes)
  expect(await checkFolder(dir)).toMatchObject({ ok: false, faults: [{ where: "file" }] })
  const report = await repairFolder(dir)
  expect(report.lost.join()).toContain(`page ${page} `)
  expect(await checkFolder(dir)).toMatchObject({ ok: true })
  const server = await startServer({ dir, listen: { socket: join(dir, "s.sock") } })
  await server.close()
  const found = report.collections.find(({ ns }) => ns === "test.people")
  expect(found?.documents).toBeGreaterThan(200)
  expect(found?.indexes).toHaveLength(4)
})

test("documents of a collection whose description is lost are kept under another name", async () => {
  const dir = await folderWith(({ environment: { db } }) => void db.removeSync(catalogKey("c", "test.other")))
  const { collections } = await repairFolder(dir)
  expect(collections.filter(({ ns }) => ns.startsWith("found_by_repair"))).toMatchObject([{ documents: 1 }])
})

test("a backup is the state of one moment, made while writes go on, and starts as a server", async () => {
  const at = await openServer()
  const to = join(root, "backup")
  const pairs = at.db.collection("pairs")
  await pairs.insertMany(Array.from({ length: 2000 }, (_, n) => ({ before: true, n, text: "x".repeat(500) })))
  let isDone = false
  let written = 0
  const writing = (async () => {
    while (!isDone) {
      await at.client.withSession((session) =>
        session.withTransaction(async () => {
          await pairs.insertOne({ half: 1 }, { session })
          await pairs.insertOne({ half: 2 }, { session })
        }),
      )
      written++
    }
  })()
  expect(await at.client.db("admin").command({ backup: 1, to })).toMatchObject({ ok: 1 })
  isDone = true
  await writing
  expect(written).toBeGreaterThan(0)
  expect((await refusal(at.client.db("admin").command({ backup: 1, to }))).message).toContain("is not empty")
  expect(await refusal(at.client.db("admin").command({ backup: 1, to: "here" }))).toMatchObject({ code: 2 })
  expect(await refusal(at.db.command({ backup: 1, to }))).toMatchObject({ code: 13 })
  await at.close()

  expect(statSync(join(to, "documents.lmdb")).mode & 0o777).toBe(0o600)
  expect(await checkFolder(to)).toMatchObject({ ok: true })
  const restored = await openServer({ dir: to, listen: { socket: join(to, "socket", "s.sock") } })
  const copy = restored.db.collection("pairs")
  expect(await copy.countDocuments({ before: true })).toBe(2000)
  expect(await copy.countDocuments({ half: 1 })).toBe(await copy.countDocuments({ half: 2 }))
  await restored.close()
})

test("a backup that was never finished does not pass for one, nor for a new folder", async () => {
  const dir = join(root, "unfinished")
  mkdirSync(dir, { mode: 0o700 })
  copyFileSync(whole, join(dir, "documents.lmdb.partial"))
  await expect(startServer({ dir, listen: { socket: join(dir, "s.sock") } })).rejects.toThrow(
    "never finished",
  )
  await expect(checkFolder(dir)).rejects.toThrow("holds no documents")
})

test("a port without sign-in gives no backups: they are files of the server's user", async () => {
  const at = await openServer({ listen: { port: 0, auth: false } })
  const backup = at.client.db("admin").command({ backup: 1, to: join(root, "never") })
  expect(await refusal(backup)).toMatchObject({ code: 13 })
  expect(existsSync(join(root, "never"))).toBe(false)
  await at.close()
})
