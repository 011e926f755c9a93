import { encodeKey } from "../values/key-encoding.ts"
import { afterPrefix } from "../storage/keys.ts"

/** Encoded values from `low` (included) to `high` (excluded); a point holds the keys of one value. */
export type Interval = { low: Buffer; high: Buffer; isPoint: boolean }

/** Longer encodings may be cut in an index of several fields, where they could not be found. */
export const maxBoundBytes = 1700

const nullKey = encoded(null)

/** The ascending encoding of one value. */
export function encoded(value: unknown): Buffer {
  return Buffer.from(encodeKey([value], [1]))
}

/** Exactly this value. */
export function point(value: unknown): Interval {
  const low = encoded(value)
  return { low, high: afterPrefix(low), isPoint: true }
}

/** From one place to another. */
export function between(low: Buffer, high: Buffer): Interval {
  return { low, high, isPoint: false }
}

/** Sorts intervals and joins those that overlap, so that no key is read twice. */
export function disjoint(intervals: Interval[]): Interval[] {
  const sorted = [...intervals].sort((a, b) => Buffer.compare(a.low, b.low))
  const result: Interval[] = []
  for (const interval of sorted) {
    const last = result.at(-1)
    if (last && Buffer.compare(interval.low, last.high) < 0) {
      const high = Buffer.compare(interval.high, last.high) > 0 ? interval.high : last.high
      const isPoint = last.isPoint && interval.isPoint && last.low.equals(interval.low)
      result[result.length - 1] = { low: last.low, high, isPoint }
    } else result.push(interval)
  }
  return result
}

/** What two disjoint sets of intervals have in common. */
export function intersection(a: Interval[], b: Interval[]): Interval[] {
  const result: Interval[] = []
  for (const left of a)
    for (const right of b) {
      const low = Buffer.compare(left.low, right.low) > 0 ? left.low : right.low
      const high = Buffer.compare(left.high, right.high) < 0 ? left.high : right.high
      if (Buffer.compare(low, high) < 0) result.push({ low, high, isPoint: left.isPoint || right.isPoint })
    }
  return result
}

/** True when a document without the field could be among these. */
export function includesMissing(intervals: Interval[]): boolean {
  return intervals.some(
    ({ low, high }) => Buffer.compare(low, nullKey) <= 0 && Buffer.compare(nullKey, high) < 0,
  )
}

/** The interval in an index whose field is descending: the bytes are inverted, and so is the order. */
export function descending({ low, high, isPoint }: Interval): Interval {
  return { low: afterPrefix(inverted(high)), high: afterPrefix(inverted(low)), isPoint }
}

/** A point as it stands in an index, to put behind the fields before it. */
export function pointBytes({ low }: Interval, direction: 1 | -1): Buffer {
  return direction === 1 ? low : inverted(low)
}

function inverted(bytes: Buffer): Buffer {
  const result = Buffer.allocUnsafe(bytes.length)
  for (let at = 0; at < bytes.length; at++) result[at] = ~(bytes[at] as number) & 0xff
  return result
}
