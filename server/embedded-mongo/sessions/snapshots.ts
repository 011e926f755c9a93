import { CommandError } from "../errors.ts"
import { timestampOf } from "../storage/oplog.ts"
import { type Store } from "../storage/store.ts"
import { type TxnView } from "../storage/txn-view.ts"
import { type View } from "../storage/view.ts"

type Snapshot = { view: TxnView; lastUse: number }

/** As long as a transaction may be open: a snapshot too pins pages of the file. */
const lifetimeMs = 60_000
/** More are not kept at a time; each pins what was changed since. */
const mostKept = 16

/** The states that reads at level `snapshot` have seen and may ask for again, by their time. */
export class Snapshots {
  readonly #store: Store
  readonly #now: () => number
  readonly #kept = new Map<bigint, Snapshot>()

  constructor(store: Store, now: () => number) {
    this.#store = store
    this.#now = now
  }

  /**
   * The state at a time, or the latest.
   * @throws CommandError 239 when it was not kept, or not long enough.
   */
  at(time: bigint = this.#store.committed): { time: bigint; view: View } {
    const known = this.#kept.get(time)
    if (known) {
      known.lastUse = this.#now()
      return { time, view: known.view }
    }
    if (time !== this.#store.committed) throw tooOld(time)
    const opened = { view: this.#store.beginTransaction(), lastUse: this.#now() }
    this.#kept.set(time, opened)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > mostKept && oldest !== undefined) this.#release(oldest)
    return { time, view: opened.view }
  }

  #release(time: bigint): void {
    this.#kept.get(time)?.view.release(tooOld(time))
    this.#kept.delete(time)
  }

  /** Lets go of those that nobody has asked for again. */
  sweep(): void {
    const oldest = this.#now() - lifetimeMs
    for (const [time, { lastUse }] of [...this.#kept]) if (lastUse < oldest) this.#release(time)
  }

  releaseAll(): void {
    for (const time of [...this.#kept.keys()]) this.#release(time)
  }
}

function tooOld(time: bigint): CommandError {
  const { t, i } = timestampOf(time)
  return new CommandError(
    "SnapshotTooOld",
    `Read timestamp Timestamp(${t}, ${i}) is older than the oldest available timestamp.`,
  )
}
