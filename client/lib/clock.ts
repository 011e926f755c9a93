import { useSyncExternalStore } from "react"

let skew = 0

/** Learns how far this computer's clock is from the server's; a countdown must not trust a wrong clock. */
export function learnServerTime(date: string | null, askedAt: number): void {
  const server = date === null ? NaN : Date.parse(date)
  if (Number.isNaN(server)) return
  // The header has whole seconds: half of one is the best guess, and small differences mean nothing.
  const difference = server + 500 - (askedAt + Date.now()) / 2
  skew = Math.abs(difference) > 2000 ? difference : 0
}

/** Now, by the server's clock, in milliseconds. */
export const serverNow = (): number => Date.now() + skew

const listeners = new Map<number, Set<() => void>>()
const timers = new Map<number, ReturnType<typeof setInterval>>()

function subscribe(period: number, listener: () => void): () => void {
  const others = listeners.get(period) ?? new Set()
  listeners.set(period, others.add(listener))
  if (!timers.has(period)) {
    timers.set(
      period,
      setInterval(() => listeners.get(period)?.forEach((each) => each()), period),
    )
  }
  return () => {
    others.delete(listener)
    if (others.size > 0) return
    clearInterval(timers.get(period))
    timers.delete(period)
  }
}

const subscribers = new Map<number, (listener: () => void) => () => void>()

function subscriber(period: number) {
  const known = subscribers.get(period)
  if (known) return known
  const made = (listener: () => void) => subscribe(period, listener)
  subscribers.set(period, made)
  return made
}

/** The server's time, rounded down to `period`: components that share a period tick together. */
export function useNow(period: number): number {
  const now = () => Math.floor(serverNow() / period) * period
  return useSyncExternalStore(subscriber(period), now, now)
}
