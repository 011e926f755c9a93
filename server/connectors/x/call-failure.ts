import { type IncomingHttpHeaders } from "node:http"
import { ApiRequestError, ApiResponseError } from "twitter-api-v2"

/**
 * How one call failed, in facts. Whether it may be tried again is for `refusals.ts` to say.
 * `written` tells whether the request may have left: false only when no connection was ever made.
 */
export type CallFailure =
  | { kind: "lost"; written: boolean; code: string }
  | { kind: "timeout"; written: boolean }
  /** The caller's own signal. */
  | { kind: "stopped"; written: boolean }
  | { kind: "refused"; status: number; headers: IncomingHttpHeaders; body: unknown }
  | { kind: "unreadable"; status: number; problem: string }

/** A failed call inside this folder; `x-connector.ts` turns it into a `ConnectorError`. */
export class CallError extends Error {
  override name = "CallError"
  readonly failure: CallFailure

  constructor(failure: CallFailure, cause?: unknown) {
    super(`X call failed: ${failure.kind}`, { cause })
    this.failure = failure
  }
}

/** The facts in an error of twitter-api-v2. */
export function failureOf(error: unknown, written: boolean): CallFailure {
  if (error instanceof ApiResponseError)
    return { kind: "refused", status: error.code, headers: error.headers, body: parseBody(error.data) }
  return { kind: "lost", written, code: codeOf(error) }
}

/** JSON when it is JSON, the text as it came when it is not (a proxy's HTML page). */
export function parseBody(text: unknown): unknown {
  if (typeof text !== "string") return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/**
 * twitter-api-v2 1.29.1 keeps the network's error in a protected field, and its public getter reads
 * another name: `requestError` is always undefined.
 */
function codeOf(error: unknown): string {
  const hidden = error instanceof ApiRequestError ? (error as unknown as HiddenCause)._options?.error : error
  if (!(hidden instanceof Error)) return "UNKNOWN"
  return (hidden as NodeJS.ErrnoException).code ?? hidden.message
}
type HiddenCause = { _options?: { error?: unknown } }
