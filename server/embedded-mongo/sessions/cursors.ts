import { randomBytes } from "node:crypto"
import { CommandError } from "../errors.ts"
import { type Document } from "../values/bson-value.ts"

export type BatchLimits = { documents: number; bytes: number; waitMs?: number }
export type BatchResult = { documents: Uint8Array[]; isDone: boolean; postBatchResumeToken?: Document }

/** Where a cursor's documents come from. Between batches it must hold nothing of LMDB. */
export type CursorSource = {
  read(limits: BatchLimits): Promise<BatchResult>
  close(): void
  /** A stream of changes, which a client can open again where it was. */
  readonly isChangeStream?: true
}

export type Cursor = {
  readonly id: bigint
  readonly ns: string
  readonly source: CursorSource
  /** The session that opened it; another one may not read it. */
  readonly session: string | undefined
  /** The transaction it belongs to; it ends with it. */
  readonly txnNumber: bigint | undefined
  readonly neverTimesOut: boolean
  /** Counts the time spent on it. */
  readonly deadline: { pause(): void; resume(): void }
  lastUse: number
  isInUse: boolean
}

/** MongoDB's cursorTimeoutMillis. */
const defaultTimeoutMs = 10 * 60_000

/** The open cursors. */
export class Cursors {
  readonly #cursors = new Map<bigint, Cursor>()
  readonly #now: () => number
  readonly #timeoutMs: number

  constructor(now: () => number, timeoutMs = defaultTimeoutMs) {
    this.#now = now
    this.#timeoutMs = timeoutMs
  }

  get size(): number {
    return this.#cursors.size
  }

  /** Keeps a source for later batches. */
  open(
    cursor: Pick<Cursor, "ns" | "source" | "session" | "txnNumber" | "neverTimesOut" | "deadline">,
  ): Cursor {
    const opened: Cursor = { ...cursor, id: this.#newId(), lastUse: this.#now(), isInUse: false }
    this.#cursors.set(opened.id, opened)
    return opened
  }

  /** Random, so that a cursor cannot be guessed; positive, as drivers print them. */
  #newId(): bigint {
    for (;;) {
      const id = randomBytes(8).readBigUInt64BE() >> 1n
      if (id > 0xffffffffn && !this.#cursors.has(id)) return id
    }
  }

  /** @throws CommandError 43 when it does not exist, 12051 when another command reads it. */
  get(id: bigint): Cursor {
    const cursor = this.#cursors.get(id)
    if (!cursor) throw new CommandError("CursorNotFound", `cursor id ${id} not found`)
    if (cursor.isInUse) throw new CommandError(12051, `cursor id ${id} is already in use`)
    return cursor
  }

  /** Runs `action` with the cursor marked as in use; idle time counts from its end. */
  async using<T>(cursor: Cursor, action: () => Promise<T>): Promise<T> {
    cursor.isInUse = true
    cursor.deadline.resume()
    try {
      return await action()
    } finally {
      cursor.isInUse = false
      cursor.deadline.pause()
      cursor.lastUse = this.#now()
    }
  }

  /** @returns false when there is no such cursor. */
  kill(id: bigint): boolean {
    const cursor = this.#cursors.get(id)
    if (!cursor) return false
    this.#cursors.delete(id)
    cursor.source.close()
    return true
  }

  killWhere(test: (cursor: Cursor) => boolean): void {
    for (const cursor of [...this.#cursors.values()]) if (test(cursor)) this.kill(cursor.id)
  }

  /** Closes cursors that nobody has read for too long. */
  sweep(): void {
    const oldest = this.#now() - this.#timeoutMs
    this.killWhere(
      ({ isInUse, neverTimesOut, lastUse, session }) =>
        !isInUse && lastUse < oldest && !(neverTimesOut && session === undefined),
    )
  }
}
