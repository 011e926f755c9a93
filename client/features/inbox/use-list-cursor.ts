import { type RefObject, useState } from "react"
import type { Thread } from "../../../shared/thread.ts"

/** The row that the keys move: the open thread until they have moved away from it. */
export function useListCursor(
  threads: readonly Thread[],
  openId: string | null,
  list: RefObject<HTMLElement | null>,
) {
  const [moved, setMoved] = useState<{ id: string; from: string | null } | null>(null)
  const wanted = moved && moved.from === openId ? moved.id : openId
  const index = threads.findIndex(({ id }) => id === wanted)
  const cursor = threads[index]?.id ?? threads[0]?.id ?? null

  const point = (id: string) => {
    if (id !== cursor || moved === null) setMoved({ id, from: openId })
  }
  const move = (step: 1 | -1) => {
    // From nowhere, the first step goes to the first row.
    const next = threads[index === -1 ? 0 : Math.min(threads.length - 1, Math.max(0, index + step))]
    if (!next) return
    point(next.id)
    const row = list.current?.querySelector<HTMLElement>(`[data-thread="${next.id}"]`)
    row?.focus()
    row?.scrollIntoView({ block: "nearest" })
  }
  return { cursor, point, move }
}

/** The thread that takes the place of one that is closed: the next, else the previous. */
export function neighbourOf(threads: readonly Thread[], id: string): string | null {
  const index = threads.findIndex((thread) => thread.id === id)
  return threads[index + 1]?.id ?? threads[index - 1]?.id ?? null
}
