import type { QueryClient } from "@tanstack/react-query"
import type { LiveEvent } from "../../shared/live-event.ts"

/** More than come in while one page is read; with more, what is read afterwards is newer than the oldest. */
const MOST = 5_000
/** What is read page by page or whole, and kept fresh by events. */
const KEPT_FRESH: readonly unknown[] = ["threads", "thread"]

/**
 * An answer that is on its way may be older than an event that overtook it: the events of that time are applied once
 * more when it has come. All of them follow in order, so the end is the same as that of a fresh read (truth 7).
 * @returns `note` takes every event that is applied; `stop` ends it
 */
export function createReplay(queries: QueryClient, apply: (events: LiveEvent[]) => void) {
  const reading = new Map<string, LiveEvent[]>()

  const stop = queries.getQueryCache().subscribe((notice) => {
    const [first] = notice.query.queryKey as readonly unknown[]
    if (notice.type !== "updated" || !KEPT_FRESH.includes(first)) return
    const { action, query } = notice
    if (action.type === "fetch") reading.set(query.queryHash, [])
    if (action.type === "error") reading.delete(query.queryHash)
    // Events themselves write by hand.
    if (action.type !== "success" || action.manual) return
    const missed = reading.get(query.queryHash) ?? []
    reading.delete(query.queryHash)
    if (missed.length > 0) apply(missed)
  })

  return {
    note(events: readonly LiveEvent[]): void {
      for (const missed of reading.values()) if (missed.length < MOST) missed.push(...events)
    },
    stop,
  }
}
