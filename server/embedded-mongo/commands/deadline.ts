import { CommandError } from "../errors.ts"
import { type Deadline } from "../planner/find.ts"

/** The time a command may take. A cursor's counts while it is read, not while it waits for its client. */
export class TimeLimit implements Deadline {
  readonly #now: () => number
  readonly #stopping: AbortSignal
  #left: number
  #since: number | undefined

  constructor(now: () => number, milliseconds: number, stopping: AbortSignal) {
    this.#now = now
    this.#stopping = stopping
    this.#left = milliseconds === 0 ? Infinity : milliseconds
    this.#since = now()
  }

  check(): void {
    if (this.#stopping.aborted) throw new CommandError("InterruptedAtShutdown", "the server is shutting down")
    if (this.#since !== undefined && this.#now() - this.#since > this.#left)
      throw new CommandError("MaxTimeMSExpired", "operation exceeded time limit")
  }

  pause(): void {
    if (this.#since !== undefined) this.#left -= this.#now() - this.#since
    this.#since = undefined
  }

  resume(): void {
    this.#since ??= this.#now()
  }
}
