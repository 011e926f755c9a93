import { CommandError } from "../errors.ts"
import { type CollectionEntry } from "../storage/collection-entry.ts"
import { ridAtEnd, wholeKeyspace } from "../storage/keys.ts"
import { type View } from "../storage/view.ts"
import { type IndexPlan } from "./index-plan.ts"
import { type Plan } from "./plan.ts"
import { Concatenation, Merge, RangeScan, ridOfEntry, type EntrySource } from "./scan.ts"

/** @throws CommandError 175 when what a paused plan reads was dropped meanwhile. */
export function checkPlan(collection: CollectionEntry, plan: Plan): void {
  if (collection.dropped)
    throw new CommandError("QueryPlanKilled", `collection dropped. UUID ${collection.uuid.toString("hex")}`)
  const indexes = plan.kind === "scan" ? [] : plan.kind === "union" ? plan.plans : [plan]
  for (const { index } of indexes)
    if (!collection.indexes.includes(index))
      throw new CommandError("QueryPlanKilled", `index '${index.name}' dropped`)
}

/** True when the plan may lead to a document more than once. */
export const mayRepeat = (plan: Plan): boolean =>
  plan.kind === "union" || (plan.kind === "index" && plan.hasDuplicates)

/** A record the plan leads to; with its bytes when the plan reads records. */
export type Candidate = { rid: number; raw?: Buffer }
export type CandidateSource = { next(): Candidate | undefined; pause(): void }

/** Reads what a plan leads to, in the plan's order. */
export function candidatesOf(view: View, collection: CollectionEntry, plan: Plan): CandidateSource {
  if (plan.kind === "scan") {
    const scan = new RangeScan(view, wholeKeyspace(collection.keyspace), plan.reverse, true)
    return {
      next: () => {
        const entry = scan.next()
        return entry && { rid: ridAtEnd(entry.key), raw: entry.value }
      },
      pause: () => scan.pause(),
    }
  }
  if (plan.kind === "index") return fromIndex(plan, view)
  const sources = plan.plans.map((part) => fromIndex(part, view))
  let at = 0
  return {
    next: () => {
      for (; at < sources.length; at++) {
        const candidate = sources[at]?.next()
        if (candidate) return candidate
      }
      return undefined
    },
    pause: () => sources[at]?.pause(),
  }
}

function fromIndex({ index, ranges, reverse, merge }: IndexPlan, view: View): CandidateSource {
  const ordered = reverse ? [...ranges].reverse() : ranges
  const scans = ordered.map(({ range, orderFrom }) => ({
    scan: new RangeScan(view, range, reverse, index.unique),
    orderFrom,
  }))
  const source: EntrySource = merge
    ? new Merge(scans, reverse)
    : new Concatenation(scans.map(({ scan }) => scan))
  return {
    next: () => {
      const entry = source.next()
      return entry && { rid: ridOfEntry(index, entry) }
    },
    pause: () => source.pause(),
  }
}
