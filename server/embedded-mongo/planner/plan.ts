import { stringOrder } from "../collation/string-order.ts"
import { CommandError, notSupported } from "../errors.ts"
import { parseSort, type SortKey } from "../query/sort.ts"
import { equalValues } from "../values/compare.ts"
import { isDocument, type Document } from "../values/bson-value.ts"
import { toNumber } from "../values/numbers.ts"
import { type CollectionEntry } from "../storage/collection-entry.ts"
import { usableIndexes, type IndexEntry } from "../storage/index-entry.ts"
import { type View } from "../storage/view.ts"
import { takeApart, type Conjunction } from "./constraints.ts"
import { planIndex, type IndexPlan } from "./index-plan.ts"

export type Plan =
  | { kind: "scan"; reverse: boolean; isSorted: boolean }
  | IndexPlan
  | { kind: "union"; plans: IndexPlan[]; isSorted: false }

export type PlanRequest = {
  filter: Document
  sort?: Document
  /** An index name, a key pattern, or `{$natural: ±1}`. */
  hint?: unknown
}

/** How to find the documents of a collection. The filter is always run on what a plan gives. */
export function planFind(view: View, collection: CollectionEntry, { filter, sort, hint }: PlanRequest): Plan {
  const natural = naturalOrder(sort, hint)
  if (natural !== undefined)
    return { kind: "scan", reverse: natural === -1, isSorted: sort?.$natural !== undefined }
  const keys = sort ? parseSort(sort) : []
  // Keys are in the order of bytes: under a collation they lead to other documents.
  if (stringOrder() && hint === undefined)
    return { kind: "scan", reverse: false, isSorted: keys.length === 0 }
  const parts = takeApart(filter)
  if (hint !== undefined) return hinted(view, collection, parts, keys, hint)
  const best = bestIndex(view, usableIndexes(collection.indexes, view), parts, keys)
  if (best && isBounded(best)) return best
  const union = planAlternatives(view, collection, filter, parts)
  return union ?? best ?? { kind: "scan", reverse: false, isSorted: keys.length === 0 }
}

function naturalOrder(sort: Document | undefined, hint: unknown): 1 | -1 | undefined {
  const given = sort?.$natural ?? (isDocument(hint) ? hint.$natural : undefined)
  if (given === undefined) return undefined
  const direction = toNumber(given)
  if (direction !== 1 && direction !== -1)
    throw new CommandError("BadValue", "$natural sort cannot be set to a value other than -1 or 1.")
  if (sort?.$natural !== undefined && Object.keys(sort).length > 1)
    throw notSupported("$natural with other sort fields")
  return direction
}

function hinted(
  view: View,
  collection: CollectionEntry,
  parts: Conjunction,
  sort: SortKey[],
  hint: unknown,
): Plan {
  const index = findHinted(usableIndexes(collection.indexes, view), hint)
  if (!index || index.spec.hidden === true)
    throw new CommandError(
      "BadValue",
      "error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index",
    )
  if (stringOrder()) return { kind: "scan", reverse: false, isSorted: sort.length === 0 }
  const plan = planIndex(index, parts, sort)
  if (plan) return plan
  // A real server reads a sparse or partial index then and leaves documents out; so few want that.
  throw notSupported(`hint on index ${index.name}, which may not have every document the filter finds,`)
}

/** The index that a hint names. */
export function findHinted(indexes: readonly IndexEntry[], hint: unknown): IndexEntry | undefined {
  if (typeof hint === "string") return indexes.find(({ name }) => name === hint)
  if (!isDocument(hint)) return undefined
  const pattern = Object.entries(hint)
  return indexes.find(({ spec }) => equalValues(Object.entries(spec.key as Document), pattern))
}

const isBounded = ({ fixed, isBounded }: IndexPlan): boolean => fixed > 0 || isBounded

/** The plan that reads least, going by the shape of the bounds and, between near ones, a look at the index. */
function bestIndex(
  view: View,
  indexes: readonly IndexEntry[],
  parts: Conjunction,
  sort: SortKey[],
): IndexPlan | undefined {
  const plans: IndexPlan[] = []
  for (const index of indexes) {
    const plan = planIndex(index, parts, sort)
    if (plan && (isBounded(plan) || plan.isSorted)) plans.push(plan)
  }
  const contenders = plans.filter((plan) => !plans.some((other) => isBetter(other, plan)))
  if (contenders.length < 2) return contenders[0]
  return contenders.find(isSingleDocument) ?? cheapest(view, contenders, sort.length > 0)
}

const isSingleDocument = ({ index, fixed, ranges }: IndexPlan): boolean =>
  index.unique && fixed === index.paths.length && ranges.length <= 1

/** The same index prefix and more of it, or the order besides: no need to look at the keys. */
function isBetter(one: IndexPlan, other: IndexPlan): boolean {
  if (one === other || (other.isSorted && !one.isSorted)) return false
  const length = other.fixed + (other.isBounded ? 1 : 0)
  for (let at = 0; at < length; at++) if (one.index.paths[at] !== other.index.paths[at]) return false
  if (one.fixed < other.fixed) return false
  return one.fixed + (one.isBounded ? 1 : 0) > length || (one.isSorted && !other.isSorted)
}

/** A look at the index counts keys up to here. */
const lookLimit = 128

/** The plan with the fewest keys; between plans with many, the one whose shape promises more. */
function cheapest(view: View, plans: IndexPlan[], wantsOrder: boolean): IndexPlan {
  const scored = plans.map((plan) => {
    const keys = isBounded(plan) ? countUpTo(view, plan, lookLimit) : lookLimit
    // Sorting a few is cheap, but what comes in order can stop at the limit.
    const cost = keys < lookLimit ? keys * (wantsOrder && !plan.isSorted ? 1.5 : 1) : Infinity
    const shape = plan.fixed * 4 + (plan.isBounded ? 2 : 0) + (wantsOrder && plan.isSorted ? 3 : 0)
    return { plan, cost, shape }
  })
  return scored.reduce((best, other) =>
    other.cost < best.cost || (other.cost === best.cost && other.shape > best.shape) ? other : best,
  ).plan
}

function countUpTo(view: View, { ranges }: IndexPlan, limit: number): number {
  let total = 0
  for (const { range } of ranges.slice(0, 100)) {
    total += view.chunk(range, { reverse: false, limit: limit - total, values: false }).length
    if (total >= limit) return limit
  }
  return total
}

/** Every branch of an `$or` by an index of its own, if all have one. */
function planAlternatives(
  view: View,
  collection: CollectionEntry,
  filter: Document,
  { alternatives }: Conjunction,
): Plan | undefined {
  const usable = usableIndexes(collection.indexes, view)
  for (const branches of alternatives) {
    const plans: IndexPlan[] = []
    for (const branch of branches) {
      // Together with the rest of the filter: the other parts may make a partial index usable.
      const plan = bestIndex(view, usable, takeApart({ $and: [withoutOr(filter), branch] }), [])
      if (!plan || !isBounded(plan)) break
      plans.push(plan)
    }
    if (plans.length === branches.length && plans.length > 0) return { kind: "union", plans, isSorted: false }
  }
  return undefined
}

function withoutOr(filter: Document): Document {
  return Object.fromEntries(Object.entries(filter).filter(([name]) => name !== "$or"))
}
