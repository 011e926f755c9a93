import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react"
import { flushSync } from "react-dom"

/** Every row is this high (thread-row.module.css): what is off screen need not exist. */
export const ROW = 109
const SPARE = 8
/** Before the first measure, and where nothing can be measured. */
const FIRST_GUESS = 900

/** Mounts only the rows around what is seen; rows that come in above never move what is being read. */
export function useWindowedRows(ids: readonly string[], scroller: RefObject<HTMLElement | null>) {
  const [range, setRange] = useState({ first: 0, last: Math.ceil(FIRST_GUESS / ROW) + SPARE })

  const look = () => {
    const box = scroller.current
    if (!box) return
    const height = box.clientHeight || FIRST_GUESS
    const first = Math.max(0, Math.floor(box.scrollTop / ROW) - SPARE)
    const last = Math.ceil((box.scrollTop + height) / ROW) + SPARE
    setRange((now) => (now.first === first && now.last === last ? now : { first, last }))
  }

  useEffect(() => {
    const box = scroller.current
    if (!box) return
    const onScroll = () => look()
    onScroll()
    box.addEventListener("scroll", onScroll, { passive: true })
    window.addEventListener("resize", onScroll)
    return () => {
      box.removeEventListener("scroll", onScroll)
      window.removeEventListener("resize", onScroll)
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `look` only reads the ref and sets state
  }, [scroller])

  const before = useRef(ids)
  useLayoutEffect(() => {
    const box = scroller.current
    const known = before.current
    before.current = ids
    if (!box || known === ids || box.scrollTop < ROW / 4) return
    const topId = known[Math.floor(box.scrollTop / ROW)]
    const from = topId === undefined ? -1 : known.indexOf(topId)
    const to = topId === undefined ? -1 : ids.indexOf(topId)
    if (from !== -1 && to !== -1 && from !== to) box.scrollBy({ top: (to - from) * ROW })
  }, [ids, scroller])

  /** Brings a row into view and into being. */
  const reveal = (index: number) => {
    const box = scroller.current
    if (!box) return
    const top = index * ROW
    if (top < box.scrollTop) box.scrollTo({ top })
    else if (top + ROW > box.scrollTop + box.clientHeight) box.scrollTo({ top: top + ROW - box.clientHeight })
    flushSync(look)
  }

  const last = Math.min(ids.length, range.last)
  const first = Math.min(range.first, last)
  return { first, last, above: first * ROW, below: (ids.length - last) * ROW, reveal }
}
