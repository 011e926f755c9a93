import { type Document } from "../values/bson-value.ts"

/** When a fail point strikes; `times` and `skip` count the commands it could have struck. */
export type FailPointMode =
  | { kind: "off" | "alwaysOn" }
  | { kind: "times" | "skip"; count: number }
  | { kind: "random"; probability: number }

type FailPoint = { mode: FailPointMode; data: Document; struck: number }

/**
 * The fail points this server has: those that MongoDB's driver specifications use.
 * `failCommand` makes commands fail, `onPrimaryTransactionalWrite` a retryable write's answer get lost,
 * `failGetMoreAfterCursorCheckout` the reading of a cursor fail.
 */
export const failPointNames = [
  "failCommand",
  "onPrimaryTransactionalWrite",
  "failGetMoreAfterCursorCheckout",
] as const

export type FailPointName = (typeof failPointNames)[number]

/** What tests have asked to go wrong. */
export class FailPoints {
  readonly #points = new Map<FailPointName, FailPoint>()
  readonly #random: () => number

  constructor(random: () => number = Math.random) {
    this.#random = random
  }

  /**
   * Sets a fail point in place of what it was.
   * @returns how often it has struck until now.
   */
  configure(name: FailPointName, mode: FailPointMode, data: Document): number {
    const struck = this.#points.get(name)?.struck ?? 0
    this.#points.set(name, { mode, data, struck })
    return struck
  }

  /** The data of the fail point when it strikes now; it is asked to only for what `concerns` it. */
  strike(name: FailPointName, concerns: (data: Document) => boolean): Document | undefined {
    const point = this.#points.get(name)
    if (!point || point.mode.kind === "off" || !concerns(point.data) || !this.#isDue(point)) return undefined
    point.struck++
    return point.data
  }

  #isDue(point: FailPoint): boolean {
    const { mode } = point
    switch (mode.kind) {
      case "off":
        return false
      case "alwaysOn":
        return true
      case "random":
        return this.#random() < mode.probability
      case "times":
        if (--mode.count <= 0) point.mode = { kind: "off" }
        return true
      case "skip":
        if (mode.count === 0) return true
        mode.count--
        return false
    }
  }
}
