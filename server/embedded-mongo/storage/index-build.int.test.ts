import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import { find } from "../planner/find.ts"
import { serializeDocument, type Document } from "../values/bson-value.ts"
import { type CollectionEntry } from "./collection-entry.ts"
import { wholeKeyspace } from "./keys.ts"
import { Store } from "./store.ts"
import { type View } from "./view.ts"

/** Several pieces of a build. */
const documents = 5000
const ns = "test.rows"
let dir: string
let store: Store
let rows: CollectionEntry

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "embedded-mongo-build-"))
  store = new Store({ dir })
  rows = await store.write((view) => {
    const collection = store.ensureCollection(ns)
    for (let n = 0; n < documents; n++) insert(view, collection, { _id: n, n, tags: [n % 7, n % 11] })
    return collection
  })
})
afterEach(async () => {
  await store.close()
  rmSync(dir, { recursive: true, force: true })
})

const insert = (view: View, collection: CollectionEntry, document: Document): void =>
  void store.writer.insert(view, collection, document, serializeDocument(document))

const found = (filter: Document) => {
  const results = find(store.latest, rows, { filter })
  const all = []
  for (let one = results.next(); one; one = results.next()) all.push(one)
  return all
}

/** Builds, and runs a write in each pause. */
async function buildBeside(specs: Document[], between: (pause: number) => unknown): Promise<number> {
  let pauses = 0
  await store.createIndexes(ns, specs, () => void between(pauses++))
  return pauses
}

test("what is written while an index is built is in it, and nothing else is", async () => {
  const writes: Promise<void>[] = []
  const pauses = await buildBeside([{ key: { n: -1 }, unique: true }, { key: { tags: 1 } }], (pause) => {
    writes.push(
      store.write((view) => {
        // Of the first, the last and the middle records: passed, not yet, and one of both.
        for (const n of [pause, documents - 1 - pause, documents / 2 + pause]) {
          const [stored] = found({ _id: n })
          if (!stored) continue
          if (n % 2 === 0) store.writer.remove(view, rows, stored)
          else store.writer.update(view, rows, stored, { _id: n, n: -n, tags: ["new", pause] }, "replace")
        }
        insert(view, rows, { _id: `new ${pause}`, n: 1_000_000 + pause, tags: "new" })
      }),
    )
  })
  await Promise.all(writes)
  expect(pauses).toBeGreaterThan(1)
  const [, byNumber, byTag] = rows.indexes
  const all = found({})
  const tags = all.reduce((total, { document }) => total + new Set([document.tags].flat()).size, 0)
  expect(store.latest.count(wholeKeyspace(byNumber?.keyspace ?? 0))).toBe(all.length)
  expect(store.latest.count(wholeKeyspace(byTag?.keyspace ?? 0))).toBe(tags)
  expect(found({ n: 1_000_000 })).toHaveLength(1)
  expect(found({ tags: "new" }).length).toBeGreaterThan(pauses)
})

test("a duplicate written while a unique index is built undoes it", async () => {
  const isDuplicate = { code: 11000 }
  const build = buildBeside([{ key: { n: 1 }, unique: true }], (pause) => {
    if (pause === 0) void store.write((view) => insert(view, rows, { _id: "twice", n: 0 }))
  })
  await expect(build).rejects.toMatchObject(isDuplicate)
  expect(rows.indexes).toHaveLength(1)
  await store.write((view) => insert(view, rows, { _id: "thrice", n: 0 }))
})

test("a collection dropped while its index is built stays dropped", async () => {
  const build = buildBeside([{ key: { n: 1 } }], (pause) => {
    if (pause === 0) void store.write((view) => store.dropCollection(view, rows))
  })
  await expect(build).rejects.toMatchObject({ code: 276 })
  expect(store.catalog.get(ns)).toBeUndefined()
})

test("a second build of the collection waits for the first", async () => {
  const specs = [{ key: { n: 1 } }]
  const [first, second] = await Promise.all([
    store.createIndexes(ns, specs, () => undefined),
    store.createIndexes(ns, [...specs, { key: { tags: 1 } }], () => undefined),
  ])
  expect(first).toMatchObject({ before: 1, after: 2 })
  expect(second).toMatchObject({ before: 2, after: 3 })
})

test("a build that is stopped, or that a process left unfinished, leaves no keys", async () => {
  const stopped = buildBeside([{ key: { n: 1 } }], () => {
    throw new Error("stopped")
  })
  await expect(stopped).rejects.toThrow("stopped")
  const keyspace = await store.write((view) => {
    const left = store.catalog.takeKeyspace()
    store.catalog.noteBuild(left)
    view.put(wholeKeyspace(left).start, Buffer.of(1))
    return left
  })
  await store.close()
  store = new Store({ dir })
  await expect
    .poll(() => [keyspace, keyspace - 1].map((each) => store.latest.count(wholeKeyspace(each))))
    .toEqual([0, 0])
})
