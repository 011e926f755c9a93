import { useSyncExternalStore } from "react"

/** True while the media query holds. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = window.matchMedia(query)
      list.addEventListener("change", listener)
      return () => list.removeEventListener("change", listener)
    },
    () => window.matchMedia(query).matches,
  )
}

/** Room for the context panel beside the thread. */
export const WIDE = "(min-width: 1280px)"
/** Room for the list beside the thread. */
export const TWO_COLUMNS = "(min-width: 900px)"
