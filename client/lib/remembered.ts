import { useSyncExternalStore } from "react"

const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener("storage", listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener("storage", listener)
  }
}

/** A small choice of this person on this computer. Never holds anything about a citizen. */
export function useRemembered<T extends string>(key: string, fallback: T): [T, (value: T) => void] {
  const value = useSyncExternalStore(subscribe, () => (localStorage.getItem(key) as T | null) ?? fallback)
  const remember = (next: T) => {
    localStorage.setItem(key, next)
    listeners.forEach((listener) => listener())
  }
  return [value, remember]
}
