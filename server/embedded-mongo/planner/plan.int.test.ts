import { inspect, isDeepStrictEqual } from "node:util"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { ObjectId } from "bson"
import { afterAll, beforeAll, expect, test } from "vitest"
import { compileSort } from "../query/sort.ts"
import { type CollectionEntry } from "../storage/collection-entry.ts"
import { recordKey, wholeKeyspace } from "../storage/keys.ts"
import { Store } from "../storage/store.ts"
import { type View } from "../storage/view.ts"
import { newSeed, randomOf, type Random } from "../testing/random.ts"
import { longRun, runsOf } from "../testing/runs.ts"
import { equalValues } from "../values/compare.ts"
import { serializeDocument, type Document } from "../values/bson-value.ts"
import { countDocuments } from "../commands/count.ts"
import { find } from "./find.ts"

const seed = newSeed("planner")
let dir: string
let store: Store

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "embedded-mongo-plan-"))
  store = new Store({ dir })
})
afterAll(async () => {
  await store.close()
  rmSync(dir, { recursive: true, force: true })
})

const ids = Array.from({ length: 6 }, () => new ObjectId())
const words = ["", "a", "ab", "abc", "b", "é", "\u{1f600}", "\uffee", "z\0z"]

function scalar(random: Random): unknown {
  return random.pick<() => unknown>([
    () => random.below(5),
    () => random.below(5) + 0.5,
    () => BigInt(random.below(4)),
    () => random.pick(words),
    () => random.pick(ids),
    () => null,
    () => random.below(2) === 0,
    () => new Date(random.below(4) * 1000),
    () => random.pick([NaN, Infinity, -Infinity, -0]),
    () => ({ x: random.below(2) }),
  ])()
}

const valueOf = (random: Random): unknown =>
  random.below(4) === 0 ? Array.from({ length: random.below(4) }, () => scalar(random)) : scalar(random)

function documentOf(random: Random): Document {
  const document: Document = { _id: new ObjectId() }
  for (const field of ["a", "b", "c"]) if (random.below(6) > 0) document[field] = valueOf(random)
  if (random.below(3) > 0) document.s = random.pick(words)
  if (random.below(3) > 0) document.n = random.below(50)
  const kind = random.below(4)
  if (kind === 0) document.items = { k: random.below(4), v: random.below(5) }
  if (kind > 1)
    document.items = Array.from({ length: random.below(4) }, () => ({
      k: random.below(4),
      v: valueOf(random),
    }))
  return document
}

const indexes: Document[] = [
  { key: { a: 1 } },
  { key: { b: -1, n: 1 } },
  { key: { n: 1, s: -1 } },
  { key: { s: 1, n: -1 } },
  { key: { c: 1 }, sparse: true },
  { key: { "items.k": 1, "items.v": 1 } },
  { key: { n: -1 }, partialFilterExpression: { s: { $gte: "ab" } } },
  { key: { a: 1, n: 1 }, partialFilterExpression: { c: { $exists: true } } },
  { key: { s: "hashed" } },
]

const fields = ["a", "b", "c", "s", "n", "items.k", "items.v", "_id"]

function conditionOf(random: Random): unknown {
  const range = (): Document => ({
    [random.pick(["$gt", "$gte", "$lt", "$lte"])]: random.below(2) ? random.below(50) : scalar(random),
  })
  return random.pick<() => unknown>([
    () => valueOf(random),
    () => scalar(random),
    () => random.below(50),
    () => ({ $eq: valueOf(random) }),
    () => ({ $in: Array.from({ length: random.below(4) }, () => valueOf(random)) }),
    range,
    () => ({ ...range(), ...range() }),
    () => ({ $gte: random.below(25), $lt: random.below(50) }),
    () => ({ $exists: random.below(2) === 0 }),
    () => ({ $ne: scalar(random) }),
    () => ({ $nin: [scalar(random), scalar(random)] }),
    () => ({ $not: range() }),
    () => ({ $all: [scalar(random), scalar(random)] }),
    () => ({ $elemMatch: { ...range(), ...range() } }),
    () => ({ $size: random.below(3) }),
    () => ({ $type: random.pick(["string", "number", "array", "null"]) }),
    () => ({ $regex: random.pick(["^a", "^ab?", "b$", "^é"]) }),
  ])()
}

function filterOf(random: Random, depth = 0): Document {
  const filter: Document = {}
  for (let count = random.below(3) + 1; count > 0; count--) filter[random.pick(fields)] = conditionOf(random)
  if (random.below(6) === 0) filter.items = { $elemMatch: { k: random.below(4), v: conditionOf(random) } }
  if (depth < 2 && random.below(6) === 0)
    filter.$or = [filterOf(random, depth + 1), filterOf(random, depth + 1)]
  if (depth < 2 && random.below(8) === 0)
    filter.$and = [filterOf(random, depth + 1), filterOf(random, depth + 1)]
  return filter
}

function sortOf(random: Random): Document {
  const sort: Document = {}
  for (let count = random.below(3); count > 0; count--) sort[random.pick(fields)] = random.pick([1, -1])
  return sort
}

type Query = { filter: Document; sort: Document; skip: number; limit: number }
const queryOf = (random: Random): Query => ({
  filter: filterOf(random),
  sort: random.below(2) ? sortOf(random) : {},
  skip: random.below(4) === 0 ? random.below(5) : 0,
  limit: random.below(3) === 0 ? random.below(10) + 1 : 0,
})

function allOf(view: View, collection: CollectionEntry, request: Parameters<typeof find>[2]) {
  const results = find(view, collection, request)
  const rids: number[] = []
  const documents: Document[] = []
  for (let found = results.next(); found; found = results.next()) {
    rids.push(found.rid)
    documents.push(found.document)
    // Every second document as a cursor between two batches.
    if (rids.length % 2 === 0) {
      results.pause()
      results.resume()
    }
  }
  return { rids, documents, plan: results.stats.plan }
}

/** Compares the planned answer with that of a scan of everything. */
async function check(
  view: View,
  collection: CollectionEntry,
  { filter, sort, skip, limit }: Query,
): Promise<boolean> {
  const scanned = allOf(view, collection, { filter, hint: { $natural: 1 } })
  const whole = allOf(view, collection, { filter, sort })
  if (
    !isDeepStrictEqual(
      [...whole.rids].sort((a, b) => a - b),
      scanned.rids,
    )
  )
    throw new Error("wrong documents")
  const order = compileSort(sort)
  const expected = [...scanned.documents].sort(order)
  whole.documents.forEach((document, at) => {
    if (order(document, expected[at] as Document) !== 0) throw new Error("wrong order")
  })
  const part = allOf(view, collection, { filter, sort, skip, limit })
  expect(part.rids).toHaveLength(Math.max(0, Math.min(limit || Infinity, whole.rids.length - skip)))
  part.documents.forEach((document, at) => {
    if (order(document, expected[at + skip] as Document) !== 0) throw new Error("wrong order of a part")
  })
  expect(await countDocuments(view, collection, { filter, skip, limit })).toBe(part.rids.length)
  return whole.plan.kind !== "scan"
}

async function fill(random: Random, name: string): Promise<CollectionEntry> {
  await store.createIndexes(`test.${name}`, indexes, () => undefined)
  return store.write((view) => {
    const collection = store.ensureCollection(`test.${name}`)
    for (let at = 0; at < 150; at++) {
      const document = documentOf(random)
      store.writer.insert(view, collection, document, serializeDocument(document))
    }
    return collection
  })
}

/** Replaces and removes some documents, so that keys are moved and taken away. */
function churn(view: View, collection: CollectionEntry, random: Random): void {
  const results = find(view, collection, { filter: {} })
  const found = []
  for (let one = results.next(); one; one = results.next()) found.push(one)
  for (const one of found) {
    const dice = random.below(5)
    if (dice === 0) store.writer.remove(view, collection, one)
    if (dice === 1)
      store.writer.update(view, collection, one, { ...documentOf(random), _id: one.document._id }, "replace")
  }
}

async function runQueries(
  view: View,
  collection: CollectionEntry,
  random: Random,
  count: number,
): Promise<number> {
  let planned = 0
  for (let at = 0; at < count; at++) {
    const query = queryOf(random)
    try {
      if (await check(view, collection, query)) planned++
    } catch (error) {
      throw new Error(`SEED=${seed}, query ${at}: ${inspect(query, { depth: null })}`, { cause: error })
    }
  }
  return planned
}

test(
  "a planned query finds and orders what a scan of everything does",
  async () => {
    const random = randomOf(seed)
    const rounds = Math.ceil(runsOf(300) / 100)
    let planned = 0
    for (let round = 0; round < rounds; round++) {
      const collection = await fill(random, `differential${round}`)
      await store.write((view) => churn(view, collection, random))
      planned += await runQueries(store.latest, collection, random, 100)
    }
    expect(planned).toBeGreaterThan(rounds * 33)
  },
  longRun,
)

test("inside a transaction, own and committed documents are planned the same", async () => {
  const random = randomOf(seed + 1)
  const collection = await fill(random, "transaction")
  const txn = store.beginTransaction()
  await store.write((view) => churn(view, collection, random))
  const latest = new Set(allOf(store.latest, collection, { filter: {} }).rids)
  for (let at = 0; at < 30; at++) {
    const document = documentOf(random)
    store.writer.insert(txn, collection, document, serializeDocument(document))
  }
  const results = find(txn, collection, { filter: {} })
  const found = []
  for (let one = results.next(); one; one = results.next()) found.push(one)
  for (const one of found.slice(0, 40))
    if (latest.has(one.rid) && store.latest.get(recordKey(collection.keyspace, one.rid))?.equals(one.raw))
      store.writer.update(txn, collection, one, { ...documentOf(random), _id: one.document._id }, "replace")
  await runQueries(txn, collection, random, 60)
  expect(txn.size(collection.keyspace).documents).toBe(allOf(txn, collection, { filter: {} }).rids.length)
  txn.release()
})

test("a full index scan has exactly the keys that the documents have", async () => {
  const random = randomOf(seed + 2)
  const collection = await fill(random, "rebuild")
  await store.write((view) => churn(view, collection, random))
  const rebuilt = await store.write((view) => {
    const copy = store.ensureCollection("test.rebuilt")
    for (const { document, raw } of everything(view, collection))
      store.writer.insert(view, copy, document, raw)
    return copy
  })
  await store.createIndexes("test.rebuilt", indexes, () => undefined)
  expect(rebuilt.indexes).toHaveLength(collection.indexes.length)
  for (const [at, index] of collection.indexes.entries())
    expect(store.latest.count(wholeKeyspace(index.keyspace))).toBe(
      store.latest.count(wholeKeyspace(rebuilt.indexes[at]?.keyspace ?? 0)),
    )
  expect(equalValues(store.latest.size(collection.keyspace), store.latest.size(rebuilt.keyspace))).toBe(true)
})

function everything(view: View, collection: CollectionEntry) {
  const results = find(view, collection, { filter: {} })
  const found = []
  for (let one = results.next(); one; one = results.next()) found.push(one)
  return found
}
