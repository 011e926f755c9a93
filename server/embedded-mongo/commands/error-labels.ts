import { errorCodes, type ErrorCodeName } from "../errors.ts"
import { hasOwn, type Document } from "../values/bson-value.ts"
import { isTransactionEnd } from "./command.ts"

/** Another try may succeed: MongoDB's category RetriableError (mongo/src/mongo/base/error_codes.yml). */
const retriable = codesOf([
  "HostUnreachable",
  "HostNotFound",
  "NetworkTimeout",
  "ShutdownInProgress",
  "ReadConcernMajorityNotAvailableYet",
  "PrimarySteppedDown",
  "ExceededTimeLimit",
  "SocketException",
  "NotWritablePrimary",
  "InterruptedAtShutdown",
  "InterruptedDueToReplStateChange",
  "NotPrimaryNoSecondaryOk",
  "NotPrimaryOrSecondary",
])

/** The transaction is gone and has left nothing, so all of it may be run again. */
const transient = codesOf([
  "LockTimeout",
  "WriteConflict",
  "SnapshotTooOld",
  "SnapshotUnavailable",
  "StaleChunkHistory",
  "PreparedTransactionInProgress",
])

/** A change stream can be opened again behind the last event; retriable errors are such too. */
const resumable = codesOf([
  "StaleShardVersion",
  "FailedToSatisfyReadPreference",
  "StaleEpoch",
  "RetryChangeStream",
  "StaleConfig",
])

/** The place in the change stream is lost. */
const unresumable = codesOf(["ChangeStreamFatalError", "ChangeStreamHistoryLost"])

function codesOf(names: ErrorCodeName[]): ReadonlySet<number> {
  return new Set(names.map((name) => errorCodes[name]))
}

/** How a command went wrong: refused before it ran, refused while it ran, or done with a `writeConcernError`. */
export type Failure = "before" | "during" | "concern"

/**
 * The labels a primary puts on an answer, by which drivers decide what to try again
 * (mongo/src/mongo/db/error_labels.cpp).
 * @param code the code of the error it is refused with, or that of its `writeConcernError`.
 */
export function errorLabels(name: string, body: Document, code: number, failure: Failure): string[] {
  if (!hasOwn(body, "txnNumber")) return []
  const isInTransaction = hasOwn(body, "autocommit")
  const isEnd = isTransactionEnd(name)
  if (failure !== "concern" && isInTransaction && isTransient(code, isEnd))
    return ["TransientTransactionError"]
  if (!retriable.has(code) || (isInTransaction && !isEnd)) return []
  return failure === "before" ? ["RetryableWriteError", "NoWritesPerformed"] : ["RetryableWriteError"]
}

/** A commit that failed may have happened, unless the code rules it out: only then all may begin again. */
function isTransient(code: number, isEnd: boolean): boolean {
  return transient.has(code) || code === errorCodes.NoSuchTransaction || (!isEnd && retriable.has(code))
}

/** The label of an error that ends a change stream, by which drivers open it again or do not. */
export function changeStreamLabels(code: number): string[] {
  if (unresumable.has(code)) return ["NonResumableChangeStreamError"]
  return retriable.has(code) || resumable.has(code) ? ["ResumableChangeStreamError"] : []
}
