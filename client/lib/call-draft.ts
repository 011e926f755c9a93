/** What is being noted of a call. `clientId` stays until it is saved: sent again, it is the same call. */
export type CallNotes = {
  clientId: string
  name: string
  number: string
  request: string
  place: string
  answer: string
}

export type CallDraft = ReturnType<typeof createCallDraft>

const blank = (): CallNotes => ({
  clientId: crypto.randomUUID(),
  name: "",
  number: "",
  request: "",
  place: "",
  answer: "",
})

/** Whether nobody has written anything yet. */
export const isBlank = ({ clientId: _, ...words }: CallNotes): boolean =>
  Object.values(words).every((word) => word.trim() === "")

/**
 * Keeps the notes of a call whatever happens to the screen. In memory only: a caller's number does not go to this
 * computer's disk, nor to the server before the call is saved.
 */
export function createCallDraft() {
  let notes = blank()
  const listeners = new Set<() => void>()
  const set = (next: CallNotes) => {
    notes = next
    listeners.forEach((listener) => listener())
  }
  return {
    get: (): CallNotes => notes,
    write: (change: Partial<Omit<CallNotes, "clientId">>) => set({ ...notes, ...change }),
    /** The next call. */
    clear: () => set(blank()),
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
