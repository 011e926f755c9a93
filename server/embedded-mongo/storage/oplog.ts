import { EventEmitter } from "node:events"
import { Timestamp } from "bson"
import { type Database } from "./environment.ts"
import { Keyspace, backwards, catalogKey, oplogKey, wholeKeyspace } from "./keys.ts"
import { encodeOplogEntry, type OplogDraft, type OplogTransaction } from "./oplog-entry.ts"

/** Change streams resume from here; older changes are forgotten first. */
export type OplogLimits = { maxBytes: number }

const defaultLimits: OplogLimits = { maxBytes: 256 * 1024 * 1024 }
/** Trimmed a piece at a time, so that no write waits for a long clean-up. */
const trimStep = 2000

/** Every committed change in order, as change streams tell it, bounded in size. */
export class Oplog {
  readonly changes = new EventEmitter()
  readonly #db: Database
  readonly #limits: OplogLimits
  #last = 0n
  /** Bytes ever logged, up to the newest change and up to the oldest one kept. */
  #written = 0
  #forgotten = 0
  #isStale = false

  constructor(db: Database, limits: Partial<OplogLimits> = {}) {
    this.#db = db
    this.#limits = { ...defaultLimits, ...limits }
    this.changes.setMaxListeners(0)
    this.#read()
  }

  #read(): void {
    const range = wholeKeyspace(Keyspace.oplog)
    const [oldest] = this.#db.getRange({ ...range, limit: 1 })
    const [newest] = this.#db.getRange({ ...backwards(range), limit: 1 })
    this.#last = newest ? newest.key.readBigUInt64BE(4) : this.trimmedTo()
    this.#written = newest ? writtenAt(newest.value) : 0
    this.#forgotten = oldest ? writtenAt(oldest.value) - oldest.value.length : 0
    this.#isStale = false
  }

  /** Says that a commit failed: the next change looks at what is stored before it follows it. */
  forgetUnwritten(): void {
    this.#isStale = true
  }

  /** The time of the newest change; never goes back, also when the clock does. */
  get last(): bigint {
    return this.#last
  }

  /** The time of the newest change that was forgotten, or 0. */
  trimmedTo(): bigint {
    return this.#db.get(catalogKey("t"))?.readBigUInt64BE(0) ?? 0n
  }

  /** Logs a change as part of the running write. */
  append(draft: OplogDraft, transaction?: OplogTransaction): void {
    if (this.#isStale) this.#read()
    const time = this.#nextTime()
    const entry = encodeOplogEntry(draft, new Date(), transaction)
    const value = Buffer.allocUnsafe(8 + entry.length)
    this.#written += value.length
    value.writeDoubleBE(this.#written)
    value.set(entry, 8)
    this.#db.putSync(oplogKey(time), value)
    this.#last = time
    if (this.#written - this.#forgotten > this.#limits.maxBytes) this.#trim()
  }

  /** The changes after a time, oldest first. */
  after(time: bigint, limit: number): { time: bigint; bytes: Buffer }[] {
    const { end } = wholeKeyspace(Keyspace.oplog)
    const range = { start: oplogKey(time), end, exclusiveStart: true, limit }
    return Array.from(this.#db.getRange(range), ({ key, value }) => ({
      time: key.readBigUInt64BE(4),
      bytes: value.subarray(8),
    }))
  }

  /** True when a change of exactly that time is still known. */
  has(time: bigint): boolean {
    return this.#db.doesExist(oplogKey(time))
  }

  #nextTime(): bigint {
    const now = (BigInt(Math.floor(Date.now() / 1000)) << 32n) + 1n
    return now > this.#last ? now : this.#last + 1n
  }

  /** Forgets the oldest changes, as part of the running write. */
  #trim(): void {
    const oldest = Array.from(this.#db.getRange({ ...wholeKeyspace(Keyspace.oplog), limit: trimStep }))
    const target = this.#limits.maxBytes * 0.9
    let newestGone: Buffer | undefined
    for (const { key, value } of oldest) {
      if (this.#written - this.#forgotten <= target) break
      this.#db.removeSync(key)
      this.#forgotten = writtenAt(value)
      newestGone = key
    }
    if (newestGone) this.#db.putSync(catalogKey("t"), Buffer.from(newestGone.subarray(4)))
  }
}

/** Each value begins with the bytes written until then, so the size is known without reading everything. */
const writtenAt = (value: Buffer): number => value.readDoubleBE(0)

/** A place in the oplog as MongoDB shows it: seconds, then a counter. */
export function timestampOf(time: bigint): Timestamp {
  return new Timestamp(time)
}
