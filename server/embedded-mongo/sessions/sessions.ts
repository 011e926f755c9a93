import { Binary } from "bson"
import { CommandError } from "../errors.ts"
import { type Store } from "../storage/store.ts"
import { type TxnView } from "../storage/txn-view.ts"
import { getOwn, isDocument, type Document } from "../values/bson-value.ts"
import { keepAnswer, readAnswer, tooOld } from "./retries.ts"

export type Transaction = {
  txnNumber: bigint
  state: "open" | "committed" | "aborted"
  view: TxnView | undefined
  startedAt: number
}

export type Session = { key: string; lsid: Document; lastUse: number; transaction: Transaction | undefined }

export type SessionLimits = { sessionMs: number; transactionMs: number }

/** What the handshake promises, and MongoDB's transactionLifetimeLimitSeconds. */
const defaultLimits: SessionLimits = { sessionMs: 30 * 60_000, transactionMs: 60_000 }

/** The sessions clients have opened, and the transactions in them. */
export class Sessions {
  readonly #store: Store
  readonly limits: SessionLimits
  readonly #now: () => number
  readonly #sessions = new Map<string, Session>()
  /** Told when a session ends, so that its cursors end too. */
  readonly #onEnd: (key: string) => void

  constructor(
    store: Store,
    onEnd: (key: string) => void,
    now: () => number,
    limits: Partial<SessionLimits> = {},
  ) {
    this.#store = store
    this.#onEnd = onEnd
    this.#now = now
    this.limits = { ...defaultLimits, ...limits }
  }

  /** The session a command names, made when it is new. */
  use(lsid: unknown): Session {
    const key = keyOf(lsid)
    let session = this.#sessions.get(key)
    if (!session) {
      session = { key, lsid: lsid as Document, lastUse: 0, transaction: undefined }
      this.#sessions.set(key, session)
    }
    session.lastUse = this.#now()
    return session
  }

  /** The sessions that are known, in the order they were first used. */
  list(): Session[] {
    return [...this.#sessions.values()]
  }

  /** Stops what a session does: its open transaction is aborted, its cursors closed. It may be used again. */
  kill(session: Session): void {
    this.abort(session)
    this.#onEnd(session.key)
  }

  /** Ends a session: its open transaction is aborted, its cursors closed. */
  end(lsid: unknown): void {
    const session = this.#sessions.get(keyOf(lsid))
    if (session) this.#remove(session)
  }

  endAll(): void {
    for (const session of this.list()) this.#remove(session)
  }

  #remove(session: Session): void {
    this.kill(session)
    this.#sessions.delete(session.key)
  }

  /**
   * Starts a transaction.
   * @throws CommandError 225 for an old number, 117 for one in use.
   */
  start(session: Session, txnNumber: bigint): Transaction {
    const known = session.transaction
    const stored = readAnswer(this.#store.latest, session.key)
    const latest = [known?.txnNumber, stored && BigInt(stored.txnNumber)].reduce<bigint>(
      (most, number) => (number !== undefined && number > most ? number : most),
      -1n,
    )
    if (txnNumber < latest) throw tooOld(txnNumber, latest)
    if (txnNumber === latest)
      throw new CommandError(
        117,
        `Cannot start transaction ${txnNumber} on session because a transaction with that number has already started`,
      )
    this.abort(session)
    const view = this.#store.beginTransaction()
    session.transaction = { txnNumber, state: "open", view, startedAt: this.#now() }
    return session.transaction
  }

  /**
   * A retryable write ends the transaction that was begun before it.
   * @throws CommandError 225 when a transaction was begun after it.
   */
  outgrow(session: Session, txnNumber: bigint): void {
    const { transaction } = session
    if (!transaction) return
    if (txnNumber < transaction.txnNumber) throw tooOld(txnNumber, transaction.txnNumber)
    if (txnNumber > transaction.txnNumber) this.abort(session)
  }

  /**
   * The session's open transaction of that number.
   * @throws CommandError 251 when there is none, 256 when it is committed, 225 when the number is old.
   */
  continue(session: Session, txnNumber: bigint): Transaction & { view: TxnView } {
    const { transaction } = session
    if (transaction && txnNumber < transaction.txnNumber) throw tooOld(txnNumber, transaction.txnNumber)
    if (!transaction || transaction.txnNumber !== txnNumber || transaction.state === "aborted")
      throw noTransaction(txnNumber)
    if (transaction.state === "committed" || !transaction.view)
      throw new CommandError("TransactionCommitted", `Transaction ${txnNumber} has been committed.`)
    return transaction as Transaction & { view: TxnView }
  }

  /**
   * Commits; repeating a commit that succeeded succeeds again, also after a restart.
   * @throws CommandError 251 when it was aborted or never began, 112 when another writer was first.
   */
  async commit(session: Session, txnNumber: bigint): Promise<void> {
    const { transaction } = session
    if (!transaction || transaction.txnNumber !== txnNumber) {
      const stored = readAnswer(this.#store.latest, session.key)
      if (stored?.kind === "commit" && BigInt(stored.txnNumber) === txnNumber) return
      throw noTransaction(txnNumber)
    }
    if (transaction.state === "committed") return
    const { view } = this.continue(session, txnNumber)
    transaction.view = undefined
    try {
      if (view.hasChanges)
        await this.#store.commit(view, { lsid: session.lsid, txnNumber }, (latest) =>
          keepAnswer(latest, session.key, { txnNumber, kind: "commit", reply: {}, at: new Date() }),
        )
      transaction.state = "committed"
    } catch (error) {
      transaction.state = "aborted"
      throw error
    } finally {
      view.release()
    }
  }

  /** Undoes the open transaction, if there is one. */
  abort(session: Session): void {
    const { transaction } = session
    if (!transaction?.view) return
    transaction.view.release()
    transaction.view = undefined
    transaction.state = "aborted"
  }

  /** Ends sessions that nobody used, and transactions open for too long: they pin pages of the file. */
  sweep(): void {
    const now = this.#now()
    for (const session of this.list()) {
      const { transaction } = session
      if (transaction?.view && now - transaction.startedAt > this.limits.transactionMs) this.abort(session)
      if (now - session.lastUse > this.limits.sessionMs) this.#remove(session)
    }
  }
}

/** What tells a session from others: the hexadecimal digits of its id. */
export function keyOf(lsid: unknown): string {
  const id = isDocument(lsid) ? getOwn(lsid, "id") : undefined
  if (!(id instanceof Binary) || id.length() !== 16)
    throw new CommandError("TypeMismatch", "BSON field 'lsid.id' is the wrong type, expected type 'binData'")
  return Buffer.from(id.value()).toString("hex")
}

function noTransaction(txnNumber: bigint): CommandError {
  return new CommandError(
    "NoSuchTransaction",
    `Given transaction number ${txnNumber} does not match any in-progress transactions.`,
  )
}
