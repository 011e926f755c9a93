/**
 * How many random cases a differential test runs: a few seconds' worth, or more of them when
 * `DIFFERENTIAL_RUNS` asks for at least so many of each test.
 */
export function runsOf(usual: number): number {
  const asked = Number(process.env.DIFFERENTIAL_RUNS ?? 0)
  if (!Number.isInteger(asked) || asked < 0) throw new Error(`DIFFERENTIAL_RUNS is no number: ${asked}`)
  return Math.max(usual, asked)
}

/** Milliseconds a test may take when it was asked for many runs. */
export const longRun = 30 * 60_000

/** A document as text, whatever the order of its fields and the width of its numbers: for evaluators that do not keep them. */
export function sortedText(value: unknown): string {
  return JSON.stringify(value, (_name, each: unknown) => {
    if (typeof each === "bigint") return Number(each)
    return isPlain(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each
  })
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
