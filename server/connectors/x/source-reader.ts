import type { Batch } from "../incoming.ts"
import { type Mapped } from "./map-element.ts"
import { batchOf, canResume, startWalk, type Step, stepWalk, type Walk } from "./page-walk.ts"
import { type Page } from "./payloads.ts"
import { type XAnswer, type XQuery } from "./x-client.ts"

/** How one source of X is read. */
export type SourcePlan = {
  read: (query: XQuery) => Promise<XAnswer>
  map: (page: Page) => Mapped[]
  /** How to ask for what is newer than the cursor. */
  query: (cursor: string | null) => XQuery
  /** Another way of asking when X refuses this one, or null when the refusal is about something else. */
  instead: (query: XQuery, cursor: string | null, error: unknown) => XQuery | null
}

/**
 * Reads a source from its newest element back to the cursor. A walk that runs out of budget or is cut by a failure
 * goes on at its page the next time it is asked for the same cursor: pages are paid for, and after an outage
 * the budget may not hold the whole way back. Until the end everything found is given again.
 */
export function createSourceReader(pollMs: number, now: () => Date) {
  let interrupted: Walk | null = null

  const walkOn = async (walk: Walk, plan: SourcePlan): Promise<Batch> => {
    try {
      let step: Step
      do step = await stepWalk(walk, plan.read, plan.map, now)
      while (!step.done && step.budget?.remaining !== 0)
      if (!step.done) interrupted = walk
      return batchOf(walk, step, pollMs, now())
    } catch (error) {
      if (canResume(walk, error)) interrupted = walk
      throw error
    }
  }

  /** @throws CallError */
  return async function readSource(plan: SourcePlan, cursor: string | null): Promise<Batch> {
    const open = interrupted
    interrupted = null
    if (open && open.cursor === cursor) return walkOn(open, plan)
    let query = plan.query(cursor)
    for (;;) {
      try {
        return await walkOn(startWalk(cursor, query), plan)
      } catch (error) {
        const other = plan.instead(query, cursor, error)
        if (other === null) throw error
        query = other
      }
    }
  }
}
