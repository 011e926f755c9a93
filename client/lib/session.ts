import { useSyncExternalStore } from "react"

let expired = false
const listeners = new Set<() => void>()

/** Says that the server no longer knows this session, or (`false`) that it does again. */
export function markSessionExpired(now: boolean): void {
  if (expired === now) return
  expired = now
  listeners.forEach((listener) => listener())
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** True once a request was refused for want of a session, while the desk stays as it was underneath. */
export const useSessionExpired = (): boolean => useSyncExternalStore(subscribe, () => expired)
