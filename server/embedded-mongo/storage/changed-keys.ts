import { type KeyRange } from "./keys.ts"

/** A key a transaction has changed: what it will be, and what it was when the transaction began. */
export type Change = { value: Buffer | null; base: Buffer | undefined }

/** The keys a transaction has changed, in order when they are read; each byte of a key is one character. */
export class ChangedKeys {
  readonly #changes = new Map<string, Change>()
  #sorted: string[] = []
  #isSorted = true

  get size(): number {
    return this.#changes.size
  }

  get(name: string): Change | undefined {
    return this.#changes.get(name)
  }

  add(name: string, change: Change): void {
    this.#changes.set(name, change)
    this.#isSorted = false
  }

  names(): Iterable<string> {
    return this.#changes.keys()
  }

  entries(): Iterable<[string, Change]> {
    return this.#changes
  }

  /** Those after one place and up to another, in the direction of reading. */
  between(
    { start, end }: KeyRange,
    after: Buffer | undefined,
    upTo: Buffer | undefined,
    reverse: boolean,
  ): string[] {
    const keys = this.#sortedKeys()
    const [low, high] = reverse ? [upTo ?? start, after ?? end] : [after ?? start, upTo ?? end]
    let from = lowerBound(keys, low.toString("latin1"))
    let to = lowerBound(keys, high.toString("latin1"))
    if (reverse) return keys.slice(from, to).reverse()
    if (after && keys[from] === after.toString("latin1")) from++
    if (upTo && keys[to] === upTo.toString("latin1")) to++
    return keys.slice(from, to)
  }

  #sortedKeys(): string[] {
    if (!this.#isSorted) {
      this.#sorted = [...this.#changes.keys()].sort((a, b) => (a < b ? -1 : 1))
      this.#isSorted = true
    }
    return this.#sorted
  }
}

/** The first place in sorted keys that is not before `key`. */
function lowerBound(keys: string[], key: string): number {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((keys[middle] as string) < key) low = middle + 1
    else high = middle
  }
  return low
}
