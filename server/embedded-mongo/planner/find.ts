import { compileFilter, type FilterOptions } from "../query/filter.ts"
import { deserializeFields, type Document } from "../values/bson-value.ts"
import { type CollectionEntry } from "../storage/collection-entry.ts"
import { recordKey } from "../storage/keys.ts"
import { type View } from "../storage/view.ts"
import { fieldsOf } from "./fields-of.ts"
import { candidatesOf, checkPlan, mayRepeat, type CandidateSource } from "./candidates.ts"
import { Found, searching, type Step } from "./found.ts"
import { Sorted } from "./sorted.ts"
import { planFind, type Plan } from "./plan.ts"

/** Stops a command that has run too long. */
export type Deadline = { check(): void }
const noDeadline: Deadline = { check: () => undefined }

export type FindRequest = {
  filter: Document
  sort?: Document
  skip?: number
  limit?: number
  hint?: unknown
  options?: FilterOptions
  deadline?: Deadline
}

/**
 * Documents one after the other. `pause` before other commands may run, `resume` afterwards: it throws
 * when what the plan reads is gone.
 */
export type Results = {
  next(): Found | undefined
  /** As `next`, but comes back in between when the next document is far. */
  step(): Step
  pause(): void
  resume(): void
  readonly stats: FindStats
}
export type FindStats = { plan: Plan; keys: number; documents: number; returned: number }

/** Finds documents of a collection; what is malformed in the request is refused before the first is read. */
export function find(view: View, collection: CollectionEntry, request: FindRequest): Results {
  const { filter, sort, limit = 0, skip = 0, deadline = noDeadline } = request
  const plan = planFind(view, collection, request)
  const stats: FindStats = { plan, keys: 0, documents: 0, returned: 0 }
  const matching = new Matching(view, collection, plan, filter, { ...request, deadline }, stats)
  const isOrdered = sort === undefined || Object.keys(sort).length === 0 || plan.isSorted
  const ordered: Pick<Results, "step" | "pause"> = isOrdered
    ? matching
    : new Sorted(matching, sort, limit === 0 ? Infinity : skip + limit)
  let skipped = 0
  const step = (): Step => {
    if (limit > 0 && stats.returned >= limit) return undefined
    const found = ordered.step()
    if (!(found instanceof Found)) return found
    if (skipped++ < skip) return searching
    stats.returned++
    return found
  }
  return {
    stats,
    step,
    pause: () => ordered.pause(),
    resume: () => checkPlan(collection, plan),
    next: () => {
      for (;;) {
        const found = step()
        if (found !== searching) return found
      }
    },
  }
}

/** How many keys a step reads at most: a fraction of a millisecond. */
const stepKeys = 64

/** The documents a plan leads to that pass the filter. */
class Matching {
  readonly #view: View
  readonly #collection: CollectionEntry
  readonly #stats: FindStats
  readonly #deadline: Deadline
  readonly #matches: (raw: Buffer, found: Found) => boolean
  readonly #seen: Set<number> | undefined
  readonly #candidates: CandidateSource

  constructor(
    view: View,
    collection: CollectionEntry,
    plan: Plan,
    filter: Document,
    { options, deadline }: { options?: FilterOptions; deadline: Deadline },
    stats: FindStats,
  ) {
    this.#view = view
    this.#collection = collection
    this.#stats = stats
    this.#deadline = deadline
    this.#matches = matcherOf(filter, options)
    this.#seen = mayRepeat(plan) ? new Set() : undefined
    this.#candidates = candidatesOf(view, collection, plan)
  }

  step(): Step {
    const stats = this.#stats
    for (let read = 0; read < stepKeys; read++) {
      const candidate = this.#candidates.next()
      if (!candidate) return undefined
      if ((++stats.keys & 127) === 0) this.#deadline.check()
      const { rid } = candidate
      if (this.#seen?.has(rid)) continue
      const raw = candidate.raw ?? this.#view.get(recordKey(this.#collection.keyspace, rid))
      if (!raw) continue
      stats.documents++
      this.#seen?.add(rid)
      const found = new Found(rid, raw)
      if (this.#matches(raw, found)) return found
    }
    return searching
  }

  pause(): void {
    this.#candidates.pause()
  }
}

/** Only the fields the filter names are read from the bytes, when it names them all. */
function matcherOf(filter: Document, options?: FilterOptions): (raw: Buffer, found: Found) => boolean {
  if (Object.keys(filter).length === 0) return () => true
  const matches = compileFilter(filter, options)
  const fields = fieldsOf(filter)
  if (fields && fields.size <= 8) return (raw) => matches(deserializeFields(raw, fields))
  return (_raw, found) => matches(found.document)
}
