import { useState } from "react"
import type { Thread } from "../../../shared/thread.ts"

/**
 * The row that the keys move: the open thread until they have moved away from it.
 * A thread that left the list, answered or closed, leaves its place to the one that followed it.
 */
export function useListCursor(
  threads: readonly Thread[],
  openId: string | null,
  focusRow: (index: number) => void,
) {
  const [moved, setMoved] = useState<{ id: string; from: string | null } | null>(null)
  const [place, setPlace] = useState({ of: openId, index: 0 })
  const wanted = moved && moved.from === openId ? moved.id : openId
  const index = threads.findIndex(({ id }) => id === wanted)
  const cursor = threads[index]?.id ?? threads[0]?.id ?? null

  const openIndex = threads.findIndex(({ id }) => id === openId)
  if (openIndex !== -1 && (place.of !== openId || place.index !== openIndex)) {
    setPlace({ of: openId, index: openIndex })
  }
  const left = Math.min(place.of === openId ? place.index : 0, threads.length - 1)

  const point = (id: string) => {
    if (id !== cursor || moved === null) setMoved({ id, from: openId })
  }
  const move = (step: 1 | -1) => {
    const to = index === -1 ? left : Math.min(threads.length - 1, Math.max(0, index + step))
    const next = threads[to]
    if (!next) return
    point(next.id)
    focusRow(to)
  }
  /** Where to go when one is done with the open thread. */
  const next = openIndex === -1 ? threads[left] : (threads[openIndex + 1] ?? threads[openIndex - 1])
  return { cursor, point, move, nextId: next?.id ?? null }
}
