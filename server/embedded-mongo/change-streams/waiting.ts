import { type EventEmitter } from "node:events"

/** Waits for the next change, for a time, or until it is closed. */
export class Waiting {
  readonly #changes: EventEmitter
  readonly #stopping: AbortSignal
  #wake: (() => void) | undefined
  #isClosed = false

  constructor(changes: EventEmitter, stopping: AbortSignal) {
    this.#changes = changes
    this.#stopping = stopping
  }

  get isClosed(): boolean {
    return this.#isClosed || this.#stopping.aborted
  }

  forChange(milliseconds: number): Promise<void> {
    if (this.isClosed) return Promise.resolve()
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer)
        this.#changes.off("change", done)
        this.#stopping.removeEventListener("abort", done)
        this.#wake = undefined
        resolve()
      }
      const timer = setTimeout(done, milliseconds)
      this.#changes.on("change", done)
      this.#stopping.addEventListener("abort", done)
      this.#wake = done
    })
  }

  close(): void {
    this.#isClosed = true
    this.#wake?.()
  }
}
