import { CommandError } from "../errors.ts"
import { type View } from "../storage/view.ts"
import { afterPrefix, Keyspace, keyspacePrefix } from "../storage/keys.ts"
import { deserializeDocument, serializeDocument, type Document } from "../values/bson-value.ts"

/** The answer to a session's latest retryable write or commit, stored in the same LMDB commit. */
export type StoredAnswer = { txnNumber: bigint; kind: "write" | "commit"; reply: Document; at: Date }

const keyOf = (session: string): Buffer =>
  Buffer.concat([keyspacePrefix(Keyspace.retries), Buffer.from(session, "hex")])

/** What the session's latest write was answered, also before a restart. */
export function readAnswer(view: View, session: string): StoredAnswer | undefined {
  const bytes = view.get(keyOf(session))
  return bytes && (deserializeDocument(bytes) as StoredAnswer)
}

/** True when the session's write of that number has happened. */
export function isAnswered(view: View, session: string, txnNumber: bigint): boolean {
  const known = readAnswer(view, session)
  return known !== undefined && known.kind === "write" && BigInt(known.txnNumber) === txnNumber
}

/** Keeps an answer; only inside the write it belongs to. */
export function keepAnswer(view: View, session: string, answer: StoredAnswer): void {
  view.put(keyOf(session), Buffer.from(serializeDocument({ ...answer, txnNumber: BigInt(answer.txnNumber) })))
}

/**
 * Runs a write once: a repeated number is answered with what the first run was.
 * @throws CommandError 225 for a number older than the latest.
 */
export function writeOnce(view: View, session: string, txnNumber: bigint, action: () => Document): Document {
  const known = readAnswer(view, session)
  if (known && isAnswered(view, session, txnNumber)) return known.reply
  if (known && BigInt(known.txnNumber) >= txnNumber) throw tooOld(txnNumber, BigInt(known.txnNumber))
  const reply = action()
  keepAnswer(view, session, { txnNumber, kind: "write", reply, at: new Date() })
  return reply
}

/** A number below one the session has used. */
export function tooOld(txnNumber: bigint, latest: bigint): CommandError {
  return new CommandError(
    "TransactionTooOld",
    `Retryable write with txnNumber ${txnNumber} is prohibited on this session because a newer retryable write with txnNumber ${latest} has already started on this session.`,
  )
}

/** The keys of answers older than a time; the caller removes them in a write. */
export function expiredAnswers(view: View, before: Date): Buffer[] {
  const start = keyspacePrefix(Keyspace.retries)
  const range = { start, end: afterPrefix(start) }
  const expired: Buffer[] = []
  let after: Buffer | undefined
  for (;;) {
    const entries = view.chunk(range, { reverse: false, limit: 500, after, values: true })
    if (entries.length === 0) return expired
    for (const { key, value } of entries)
      if ((deserializeDocument(value) as StoredAnswer).at < before) expired.push(key)
    after = entries.at(-1)?.key
  }
}
