import { setTimeout as wait } from "node:timers/promises"

export type GuessLimits = {
  /** Wrong passwords within a minute before sign-ins have to queue. */
  free: number
  /** The pause between two sign-ins that queue, in milliseconds. */
  pauseMs: number
  /** Those who wait; more are refused at once. */
  waiting: number
}

const defaultLimits: GuessLimits = { free: 10, pauseMs: 200, waiting: 50 }
const memoryMs = 60_000

/**
 * Slows guessing down. All clients are on this machine, so there is no address to tell them apart by:
 * after some wrong passwords every sign-in waits its turn, before its proof is looked at. Waiting only
 * after a failure would tell by the delay, and cost a guesser nothing.
 */
export class GuessLimit {
  readonly #limits: GuessLimits
  readonly #now: () => number
  readonly #stopping: AbortSignal
  #failures: number[] = []
  #nextTurn = 0
  #waiting = 0

  constructor(now: () => number, stopping: AbortSignal, limits: Partial<GuessLimits> = {}) {
    this.#limits = { ...defaultLimits, ...limits }
    this.#now = now
    this.#stopping = stopping
  }

  /** Waits for this sign-in's turn; false when too many wait already, or the server ends. */
  async turn(): Promise<boolean> {
    const { free, pauseMs, waiting } = this.#limits
    const now = this.#now()
    this.#failures = this.#failures.filter((at) => now - at < memoryMs)
    if (this.#failures.length < free) return true
    if (this.#waiting >= waiting) return false
    // By the machine's own clock: a test's clock stands still.
    const at = Math.max(Date.now() + pauseMs, this.#nextTurn)
    this.#nextTurn = at + pauseMs
    this.#waiting++
    try {
      await wait(at - Date.now(), undefined, { signal: this.#stopping })
      return true
    } catch {
      return false
    } finally {
      this.#waiting--
    }
  }

  noteFailure(): void {
    this.#failures.push(this.#now())
  }
}
