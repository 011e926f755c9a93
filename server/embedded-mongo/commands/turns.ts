import { setImmediate } from "node:timers/promises"
import { type Results } from "../planner/find.ts"
import { Found } from "../planner/found.ts"

/** How long a reading command may hold the thread, in milliseconds. */
const turnMs = 15

/** Lets other commands run while one reads for long. Commands that write never do: they are one step. */
export class Turns {
  /** How often others had a turn: what was read ahead before one may be out of date after it. */
  passed = 0
  #end = performance.now() + turnMs

  isOver(): boolean {
    return performance.now() >= this.#end
  }

  async pass(): Promise<void> {
    await setImmediate()
    this.passed++
    this.#end = performance.now() + turnMs
  }

  /**
   * Hands over documents until `take` wants no more.
   * @returns true when there are no more.
   * @throws CommandError 175 when what is read was dropped meanwhile.
   */
  async read(results: Results, take: (found: Found) => boolean): Promise<boolean> {
    for (let found = results.step(); found; found = results.step()) {
      if (found instanceof Found && !take(found)) return false
      if (!this.isOver()) continue
      results.pause()
      await this.pass()
      results.resume()
    }
    return true
  }
}
