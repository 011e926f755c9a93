import type { Batch } from "../incoming.ts"
import {
  type Asking,
  batchOf,
  isStalePage,
  mayGoOn,
  startWalk,
  type Step,
  stepWalk,
  type Walk,
} from "./page-walk.ts"
import { placeIn } from "./place.ts"

/** How one source of X is read. */
export type SourcePlan = {
  /** From the best way of asking to the last resort. */
  ways: readonly [Asking, ...Asking[]]
  /** Another way when X refuses this one, or null when the refusal is about something else. */
  instead: (by: number, since: string | null, error: unknown) => number | null
  /** Another way when this list ended after so many elements and before what is known, or null when that was all. */
  beyond: (by: number, count: number) => number | null
}

/**
 * Reads a source from its newest element back to the cursor, in parts that each can be stored. What is not read yet is
 * in the cursor: after an outage the budget may not hold the whole way back, and a process may end on it.
 */
export function createSourceReader(pollMs: number, now: () => Date) {
  const read = async (walk: Walk, plan: SourcePlan): Promise<Batch> => {
    let step: Step
    do {
      try {
        step = await stepWalk(walk, now)
      } catch (error) {
        // What came before the failure is stored; the next reading meets it at once, and tells.
        if (walk.found.size > 0 && mayGoOn(walk, error))
          return batchOf(walk, { reached: "more", budget: null }, pollMs, now())
        throw error
      }
    } while (step.end === null)
    if (step.end === "pause") return batchOf(walk, { reached: "more", budget: step.budget }, pollMs, now())
    const { by, count } = walk.way
    const other = step.end === "list" && walk.since !== null ? plan.beyond(by, count) : null
    if (other !== null) {
      walk.way = { ...walk.way, by: other, token: null, count: 0 }
      return batchOf(walk, { reached: "more", budget: step.budget }, pollMs, now())
    }
    const isAll = step.end === "cursor" || walk.asking.reaches(walk.since)
    return batchOf(walk, { reached: isAll ? "all" : "lost", budget: step.budget }, pollMs, now())
  }

  /** @throws CallError */
  return async function readSource(plan: SourcePlan, cursor: string | null): Promise<Batch> {
    let place = placeIn(cursor)
    let by = place.way?.by ?? 0
    for (;;) {
      const walk = startWalk(place, plan.ways[by] ?? plan.ways[0], by)
      try {
        return await read(walk, plan)
      } catch (error) {
        const other = plan.instead(by, place.since, error)
        if (other !== null) by = other
        else if (isStalePage(walk, error)) place = { since: place.since, way: null }
        else throw error
      }
    }
  }
}
