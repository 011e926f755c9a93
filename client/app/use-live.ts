import { notifyManager, useQueryClient } from "@tanstack/react-query"
import { useEffect, useEffectEvent } from "react"
import type { LiveEvent } from "../../shared/live-event.ts"
import { applyLive, movesCounts, refreshCounts } from "../data/live.ts"
import { createReplay } from "../data/replay.ts"
import { useViewer } from "../data/workspace.ts"
import { useDeskTools } from "../lib/desk-tools.ts"
import { createPacer } from "../lib/pacer.ts"

/** At most four repaints a second, however hard it rains. */
const REPAINT = 250
const RECOUNT = 1500

/** Lets live events into the cache while the desk is open. */
export function useLive(): void {
  const queries = useQueryClient()
  const viewer = useViewer()
  const { link, drafts } = useDeskTools()

  const apply = useEffectEvent((events: LiveEvent[]) =>
    notifyManager.batch(() => events.forEach((event) => applyLive(queries, event, viewer))),
  )

  useEffect(() => {
    const counts = createPacer<null>(RECOUNT, () => refreshCounts(queries))
    const replay = createReplay(queries, (events) => apply(events))
    const repaint = createPacer<LiveEvent>(REPAINT, (events) => {
      replay.note(events)
      apply(events)
    })
    const close = link.open(
      (event) => {
        repaint.push(event)
        if (movesCounts(event)) counts.push(null)
      },
      () => {
        // Events may have been missed: nothing that was read before is trusted.
        void queries.invalidateQueries()
        drafts.retry()
      },
    )
    return () => {
      close()
      counts.stop()
      repaint.stop()
      replay.stop()
    }
  }, [link, queries, drafts])
}
