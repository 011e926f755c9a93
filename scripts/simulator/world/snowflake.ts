const X_EPOCH = 1_288_834_974_657n
const SEQUENCE_MASK = 4095n

/** The smallest id of an instant ("the creation time is the first 42 bits", since 2010-11-04): what `start_time` and `end_time` become. */
export const snowflakeAt = (time: number): bigint =>
  (BigInt(Math.max(time, Number(X_EPOCH))) - X_EPOCH) << 22n

/** Compares ids as numbers: as text, "999" is greater than "1000". */
export const isNewer = (id: string, than: string | bigint): boolean => BigInt(id) > BigInt(than)

/**
 * Gives 64-bit ids that only grow, even when the clock is set back.
 * Layout (docs.x.com, "X IDs"): 41 bits of milliseconds, 10 of worker, 12 of sequence.
 */
export function createSnowflakes(worker = 1n) {
  let last = 0n
  return {
    next(time: number): string {
      const wanted = snowflakeAt(time) | (worker << 12n)
      last = wanted > last ? wanted : nextInSequence(last)
      return last.toString()
    },
    /** An id of a moment in the past, of another worker; `isTaken` says whether it was given before. */
    past(time: number, isTaken: (id: string) => boolean): string {
      let id = snowflakeAt(time) | ((worker + 1n) << 12n)
      while (isTaken(id.toString())) id = nextInSequence(id)
      return id.toString()
    },
    /** Never gives an id at or below one already seen in the journal. */
    seen(id: string): void {
      const value = BigInt(id)
      if (value > last) last = value
    },
  }
}

function nextInSequence(id: bigint): bigint {
  return (id & SEQUENCE_MASK) < SEQUENCE_MASK ? id + 1n : ((id >> 22n) + 1n) << 22n
}
