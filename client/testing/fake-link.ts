import type { LiveEvent } from "../../shared/live-event.ts"
import type { LinkStatus, LiveLink } from "../lib/live-link.ts"

/** A live link that a test speaks through. */
export function createFakeLink() {
  let onEvent: (event: LiveEvent) => void = () => {}
  let onConnect: () => void = () => {}
  let current: { status: LinkStatus; since: number } = { status: "live", since: 0 }
  const listeners = new Set<() => void>()
  const become = (status: LinkStatus) => {
    current = { status, since: Date.now() }
    listeners.forEach((listener) => listener())
  }
  const watched = new Set<string>()
  const link: LiveLink = {
    open: (event, connect) => {
      onEvent = event
      onConnect = connect
      return () => {}
    },
    watch: (threadId) => {
      watched.add(threadId)
      return () => void watched.delete(threadId)
    },
    status: () => current,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  return {
    link,
    watched,
    tell: (event: LiveEvent) => onEvent(event),
    lose: () => become("lost"),
    reconnect: () => {
      become("live")
      onConnect()
    },
  }
}
