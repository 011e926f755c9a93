import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react"
import { flushSync } from "react-dom"

/** Every row is this high (thread-row.module.css): what is off screen need not exist. */
export const ROW = 109
const SPARE = 8
/** Before the first measure, and where nothing can be measured. */
const FIRST_GUESS = 900

type Range = {
  /** The row at the upper edge of what is seen. */
  top: number
  first: number
  last: number
  /** By how many rows what is read has been moved down, since ever. */
  moved: number
}

/** Mounts only the rows around what is seen; rows that come in above never move what is being read. */
export function useWindowedRows(ids: readonly string[], scroller: RefObject<HTMLElement | null>) {
  const [known, setKnown] = useState(ids)
  const [range, setRange] = useState<Range>(() => rangeAt(0, FIRST_GUESS, 0))

  if (known !== ids) {
    setKnown(ids)
    const topId = range.top > 0 ? known[range.top] : undefined
    const to = topId === undefined ? -1 : ids.indexOf(topId)
    // In the same paint as the rows, or the row with the focus would cease to exist for a moment.
    if (to !== -1 && to !== range.top) setRange(shifted(range, to - range.top))
  }

  const applied = useRef(0)
  useLayoutEffect(() => {
    scroller.current?.scrollBy?.({ top: (range.moved - applied.current) * ROW })
    applied.current = range.moved
  }, [range.moved, scroller])

  useEffect(() => {
    const box = scroller.current
    if (!box) return
    const look = () => setRange(measured(box))
    // Also reports the first measure.
    const size = new ResizeObserver(look)
    size.observe(box)
    box.addEventListener("scroll", look, { passive: true })
    return () => {
      size.disconnect()
      box.removeEventListener("scroll", look)
    }
  }, [scroller])

  /** Brings a row into view and into being. */
  const reveal = (index: number) => {
    const box = scroller.current
    if (!box) return
    const top = index * ROW
    if (top < box.scrollTop) box.scrollTo({ top })
    else if (top + ROW > box.scrollTop + box.clientHeight) box.scrollTo({ top: top + ROW - box.clientHeight })
    flushSync(() => setRange(measured(box)))
  }

  const last = Math.min(ids.length, range.last)
  const first = Math.min(range.first, last)
  return { first, last, above: first * ROW, below: (ids.length - last) * ROW, reveal }
}

function rangeAt(scrollTop: number, height: number, moved: number): Range {
  const top = Math.floor(scrollTop / ROW)
  return { top, first: Math.max(0, top - SPARE), last: Math.ceil((scrollTop + height) / ROW) + SPARE, moved }
}

/** Where the list is now; the same range when nothing changed, so that nothing is painted. */
const measured =
  (box: HTMLElement) =>
  (now: Range): Range => {
    const next = rangeAt(box.scrollTop, box.clientHeight || FIRST_GUESS, now.moved)
    return now.first === next.first && now.last === next.last && now.top === next.top ? now : next
  }

const shifted = ({ top, first, last, moved }: Range, by: number): Range => ({
  top: top + by,
  first: Math.max(0, first + by),
  last: last + by,
  moved: moved + by,
})
