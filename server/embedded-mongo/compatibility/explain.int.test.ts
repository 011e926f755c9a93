import { type Document } from "bson"
import { beforeAll, expect, test } from "vitest"
import { usePlace } from "./testing/place.ts"

const at = usePlace()
const rows = at.fresh()
beforeAll(async () => {
  await rows.insertMany(
    Array.from({ length: 200 }, (_, n) => ({ _id: n, a: n % 10, b: n, tags: [`t${n % 3}`, `u${n % 7}`] })),
  )
  await rows.createIndexes([{ key: { a: 1, b: -1 } }, { key: { tags: 1 } }, { key: { s: 1 }, sparse: true }])
})

/** The stages of a plan from the top to where documents come from. */
function stagesOf(plan: Document): { stages: string[]; index: unknown } {
  const stages: string[] = []
  // Where the newer engine runs a query, the plan lies one step deeper.
  let node: Document | undefined = (plan.queryPlan as Document | undefined) ?? plan
  let index: unknown
  while (node) {
    stages.push(String(node.stage))
    index ??= node.indexName
    node = node.inputStage as Document | undefined
  }
  return { stages, index }
}

test.each<[string, Document, Document | undefined, string | undefined]>([
  ["an equality by the index that begins with it", { a: 5 }, undefined, "a_1_b_-1"],
  ["a range on the second field of an index", { a: 5, b: { $gt: 100 } }, undefined, "a_1_b_-1"],
  ["a list of values by the index", { a: { $in: [1, 2] } }, undefined, "a_1_b_-1"],
  ["an element of an array by its index", { tags: "t1" }, undefined, "tags_1"],
  ["the beginning of a text by its index", { tags: /^u6/ }, undefined, "tags_1"],
  ["an equality and an order by one index", { a: 5 }, { b: -1 }, "a_1_b_-1"],
  ["an order backwards by the same index", { a: 5 }, { b: 1 }, "a_1_b_-1"],
  ["a value of a sparse index", { s: 5 }, undefined, "s_1"],
  ["everything for a field without an index", { nowhere: 1 }, undefined, undefined],
  ["everything for null in a sparse index", { s: null }, undefined, undefined],
])("a query is planned to read %s", async (_name, filter, sort, index) => {
  const { queryPlanner } = await rows.find(filter, sort && { sort }).explain("queryPlanner")
  const plan = stagesOf(queryPlanner.winningPlan as Document)
  expect(plan.index).toBe(index)
  expect(plan.stages.at(-1)).toBe(index ? "IXSCAN" : "COLLSCAN")
  expect(plan.stages).not.toContain("SORT")
})

test("an order that no index gives is sorted", async () => {
  const { queryPlanner } = await rows.find({ a: 5 }).sort({ _id: 1, tags: 1 }).explain("queryPlanner")
  expect(stagesOf(queryPlanner.winningPlan as Document).stages).toContain("SORT")
})

test("an _id is looked up", async () => {
  const { queryPlanner } = await rows.find({ _id: 5 }).explain("queryPlanner")
  expect(["IDHACK", "FETCH"]).toContain(queryPlanner.winningPlan.stage)
})

test("what was read is counted", async () => {
  const { executionStats } = await rows.find({ a: 5, b: { $lt: 50 } }).explain("executionStats")
  expect(executionStats).toMatchObject({
    executionSuccess: true,
    nReturned: 5,
    totalKeysExamined: 5,
    totalDocsExamined: 5,
  })
})

test("a scan counts all documents and no keys", async () => {
  const { executionStats } = await rows.find({ b: 7 }).hint({ $natural: 1 }).explain("executionStats")
  expect(executionStats).toMatchObject({ nReturned: 1, totalKeysExamined: 0, totalDocsExamined: 200 })
})

test("a hint is followed", async () => {
  const { queryPlanner } = await rows.find({ a: 5 }).hint({ tags: 1 }).explain("queryPlanner")
  expect(stagesOf(queryPlanner.winningPlan as Document).index).toBe("tags_1")
})

test("an aggregation is explained by what it reads first", async () => {
  const explained = await rows
    .aggregate([{ $match: { a: 5 } }, { $group: { _id: "$b" } }])
    .explain("queryPlanner")
  expect(JSON.stringify(explained)).toContain('"indexName":"a_1_b_-1"')
})
