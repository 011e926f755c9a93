import { find, type FindRequest } from "../planner/find.ts"
import { planFind } from "../planner/plan.ts"
import { type CollectionEntry } from "../storage/collection-entry.ts"
import { type View } from "../storage/view.ts"
import { Turns } from "./turns.ts"

/** How many documents a filter finds, from counts and index keys alone where that is exact. */
export async function countDocuments(
  view: View,
  collection: CollectionEntry,
  request: FindRequest,
): Promise<number> {
  const { filter, skip = 0, limit = 0, hint } = request
  const all = countAll(view, collection, filter, hint)
  if (all !== undefined) {
    const left = Math.max(0, all - skip)
    return limit > 0 ? Math.min(limit, left) : left
  }
  const results = find(view, collection, request)
  let n = 0
  await new Turns().read(results, () => ++n > 0)
  return n
}

function countAll(
  view: View,
  collection: CollectionEntry,
  filter: FindRequest["filter"],
  hint: unknown,
): number | undefined {
  if (Object.keys(filter).length === 0 && hint === undefined) return view.size(collection.keyspace).documents
  const plan = planFind(view, collection, { filter, ...(hint !== undefined && { hint }) })
  if (plan.kind !== "index" || !plan.isExact) return undefined
  return plan.ranges.reduce((total, { range }) => total + view.count(range), 0)
}
