/** `dirty`: typed, not yet sent to the server; `failed`: the server could not take it, and will be asked again. */
export type DraftState = "clean" | "dirty" | "saving" | "saved" | "failed"
export type KeptDraft = { text: string; state: DraftState }

type Kept = KeptDraft & { timer: ReturnType<typeof setTimeout> | null; saving: Promise<void> | null }

/** After the last key; with the request itself a draft is safe within a second. */
const PAUSE = 500
const TRY_AGAIN = 5000

export type DraftKeeper = ReturnType<typeof createDraftKeeper>

/**
 * Keeps what is being written until the server has it, whatever happens to the screen or the connection:
 * another thread is opened, the session ends, the network is cut.
 */
export function createDraftKeeper(save: (id: string, text: string, leaving: boolean) => Promise<void>) {
  const drafts = new Map<string, Kept>()
  const listeners = new Set<() => void>()

  function put(id: string, change: Partial<Kept>): Kept {
    const before = drafts.get(id) ?? { text: "", state: "clean", timer: null, saving: null }
    const after = { ...before, ...change }
    drafts.set(id, after)
    listeners.forEach((listener) => listener())
    return after
  }

  function stopTimer(id: string): void {
    const timer = drafts.get(id)?.timer
    if (timer) clearTimeout(timer)
  }

  function schedule(id: string, delay: number): void {
    stopTimer(id)
    put(id, { timer: setTimeout(() => void flush(id), delay) })
  }

  async function flush(id: string, leaving = false): Promise<void> {
    const kept = drafts.get(id)
    if (!kept || (kept.state !== "dirty" && kept.state !== "failed")) return
    stopTimer(id)
    // One save at a time: a slow older one must not overtake a newer one.
    if (kept.saving && !leaving) return void kept.saving.then(() => flush(id))
    const saving = save(id, kept.text, leaving).then(
      () => settle(id, kept.text, "saved"),
      () => settle(id, kept.text, "failed"),
    )
    put(id, { state: "saving", timer: null, saving })
    await saving
  }

  function settle(id: string, text: string, state: "saved" | "failed"): void {
    const now = drafts.get(id)
    if (!now) return
    put(id, { saving: null, ...(now.text === text && now.state === "saving" && { state }) })
    if (state === "failed" && drafts.get(id)?.state === "failed") schedule(id, TRY_AGAIN)
  }

  return {
    /** What is kept for this thread; undefined when the server's copy is the newest. */
    get: (id: string): KeptDraft | undefined => drafts.get(id),
    write(id: string, text: string) {
      put(id, { text, state: "dirty" })
      schedule(id, PAUSE)
    },
    flush,
    /** Tries everything that could not be saved again: the connection or the session is back. */
    retry() {
      for (const [id, { state }] of drafts) if (state === "failed") void flush(id)
    },
    /** Last call before the page goes away. */
    leave() {
      for (const id of drafts.keys()) void flush(id, true)
    },
    /** Waits until nothing is on its way, then forgets: the reply itself clears the server's draft. */
    async settle(id: string): Promise<void> {
      stopTimer(id)
      await drafts.get(id)?.saving
    },
    forget(id: string) {
      stopTimer(id)
      drafts.delete(id)
      listeners.forEach((listener) => listener())
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
