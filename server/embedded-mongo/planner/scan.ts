import { ridAtEnd, ridOfValue, type KeyRange } from "../storage/keys.ts"
import { type IndexEntry } from "../storage/index-entry.ts"
import { type Entry, type View } from "../storage/view.ts"

/** Pieces start small, for queries that want a few documents, and grow for those that want many. */
const firstPiece = 16
const largestPiece = 512

/**
 * Reads a range a piece at a time. Between pieces nothing of LMDB is held: an idle cursor pins no
 * pages, and reading goes on behind the last key.
 */
export class RangeScan {
  readonly #view: View
  readonly #range: KeyRange
  readonly #reverse: boolean
  readonly #values: boolean
  #piece: Entry[] = []
  #at = 0
  #size = firstPiece
  #after: Buffer | undefined
  #isDone = false

  constructor(view: View, range: KeyRange, reverse: boolean, values: boolean) {
    this.#view = view
    this.#range = range
    this.#reverse = reverse
    this.#values = values
  }

  next(): Entry | undefined {
    if (this.#at >= this.#piece.length && !this.#fill()) return undefined
    const entry = this.#piece[this.#at++]
    this.#after = entry?.key
    return entry
  }

  #fill(): boolean {
    if (this.#isDone) return false
    const limit = this.#size
    this.#piece = this.#view.chunk(this.#range, {
      reverse: this.#reverse,
      limit,
      after: this.#after,
      values: this.#values,
    })
    this.#at = 0
    this.#size = Math.min(this.#size * 2, largestPiece)
    if (this.#piece.length === 0) this.#isDone = true
    return this.#piece.length > 0
  }

  /** Forgets what was read ahead: when it goes on, others may have changed it. */
  pause(): void {
    this.#piece = []
    this.#at = 0
  }
}

export type EntrySource = { next(): Entry | undefined; pause(): void }

/** One range after another. */
export class Concatenation implements EntrySource {
  readonly #scans: RangeScan[]
  #at = 0

  constructor(scans: RangeScan[]) {
    this.#scans = scans
  }

  next(): Entry | undefined {
    for (; this.#at < this.#scans.length; this.#at++) {
      const entry = this.#scans[this.#at]?.next()
      if (entry) return entry
    }
    return undefined
  }

  pause(): void {
    this.#scans[this.#at]?.pause()
  }
}

type Head = { entry: Entry; scan: RangeScan; from: number }

/** Several ranges at once, in the order of what follows each one's fixed beginning. */
export class Merge implements EntrySource {
  readonly #heads: Head[] = []
  readonly #sign: 1 | -1

  constructor(scans: { scan: RangeScan; orderFrom: number }[], reverse: boolean) {
    this.#sign = reverse ? -1 : 1
    for (const { scan, orderFrom } of scans) {
      const entry = scan.next()
      if (entry) this.#push({ entry, scan, from: orderFrom })
    }
  }

  next(): Entry | undefined {
    const top = this.#heads[0]
    if (!top) return undefined
    const { entry, scan, from } = top
    const following = scan.next()
    if (following) this.#heads[0] = { entry: following, scan, from }
    else {
      const last = this.#heads.pop()
      if (last && this.#heads.length > 0) this.#heads[0] = last
    }
    this.#sink()
    return entry
  }

  pause(): void {
    for (const { scan } of this.#heads) scan.pause()
  }

  #isBefore(a: Head, b: Head): boolean {
    const order = a.entry.key.compare(b.entry.key, b.from, undefined, a.from)
    return this.#sign * order < 0
  }

  #push(head: Head): void {
    const heads = this.#heads
    let at = heads.push(head) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!this.#isBefore(head, heads[parent] as Head)) break
      heads[at] = heads[parent] as Head
      at = parent
    }
    heads[at] = head
  }

  #sink(): void {
    const heads = this.#heads
    const head = heads[0]
    if (!head) return
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= heads.length) break
      if (child + 1 < heads.length && this.#isBefore(heads[child + 1] as Head, heads[child] as Head)) child++
      if (!this.#isBefore(heads[child] as Head, head)) break
      heads[at] = heads[child] as Head
      at = child
    }
    heads[at] = head
  }
}

/** The record an index's entry belongs to. */
export function ridOfEntry(index: IndexEntry, { key, value }: Entry): number {
  return index.unique ? ridOfValue(value) : ridAtEnd(key)
}
