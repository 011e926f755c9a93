/** A source of pseudo-random choices that a printed seed repeats (mulberry32). */
export type Random = {
  next(): number
  below(limit: number): number
  pick<T>(items: readonly T[]): T
}

export function randomOf(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return { next, below, pick: (items) => items[below(items.length)] as never }
}

/** A new seed, printed so that a failure can be repeated by writing it in its place. */
export function newSeed(what: string): number {
  const seed = Date.now() % 1_000_000
  console.log(`${what}: seed ${seed}`)
  return seed
}
