import { type RefObject, useEffect, useState } from "react"
import type { Thread } from "../../../shared/thread.ts"

/** Counts rows that came in above what the person is reading. What is read keeps its place. */
export function useNewRows(threads: readonly Thread[], list: RefObject<HTMLElement | null>): number {
  const [seenTop, setSeenTop] = useState<string | null>(null)
  const [isAtTop, setAtTop] = useState(true)
  const top = threads[0]?.lastMessageAt ?? null

  useEffect(() => {
    const scroller = list.current
    if (!scroller) return
    const look = () => setAtTop(scroller.scrollTop < 24)
    scroller.addEventListener("scroll", look, { passive: true })
    return () => scroller.removeEventListener("scroll", look)
  }, [list])

  // At the top everything is seen: what comes later is counted from here.
  if (isAtTop && seenTop !== top) setSeenTop(top)

  if (isAtTop || seenTop === null) return 0
  return threads.filter(({ lastMessageAt }) => lastMessageAt > seenTop).length
}
