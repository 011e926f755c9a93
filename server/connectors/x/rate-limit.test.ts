import { describe, expect, test } from "vitest"
import { nextPollAt, readBudget } from "./rate-limit.ts"

const NOW = new Date("2026-11-23T10:00:00.000Z")
const wait = (pollMs: number, remaining: number, resetsInMs: number) =>
  nextPollAt(NOW, pollMs, { remaining, resetsInMs }, () => 0.5).getTime() - NOW.getTime()

describe("the next poll", () => {
  test("keeps the rhythm asked for while the budget allows it", () => {
    expect(nextPollAt(NOW, 5_000, null).getTime() - NOW.getTime()).toBe(5_000)
    expect(wait(5_000, 299, 900_000)).toBe(5_000)
  })

  test("spreads what is left of the budget over what is left of the window", () => {
    expect(wait(1_000, 300, 900_000)).toBe(3_000)
    expect(wait(1_000, 14, 840_000)).toBe(60_000)
    expect(wait(1_000, 1, 600_000)).toBe(600_000)
  })

  test("waits for the next window when nothing is left", () => {
    expect(wait(1_000, 0, 120_000)).toBe(120_500)
    expect(wait(1_000, 0, -5_000)).toBe(1_000)
  })

  test("never waits longer than a window, whatever the clocks say", () => {
    expect(wait(1_000, 0, 8 * 24 * 3_600_000)).toBe(900_500)
    expect(wait(1_000, 1, 8 * 24 * 3_600_000)).toBe(900_000)
  })
})

describe("the budget in the headers", () => {
  test("is told in X's time", () => {
    const headers = {
      date: "Mon, 23 Nov 2026 09:50:00 GMT",
      "x-rate-limit-remaining": "7",
      "x-rate-limit-reset": "1795427460",
    }
    expect(readBudget(headers, NOW)).toEqual({ remaining: 7, resetsInMs: 60_000 })
  })

  test("is unknown when a header is missing or no number", () => {
    expect(readBudget({}, NOW)).toBeNull()
    expect(readBudget({ "x-rate-limit-remaining": "-1", "x-rate-limit-reset": "1" }, NOW)).toBeNull()
  })
})
