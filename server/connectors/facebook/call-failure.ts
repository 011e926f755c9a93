import { type IncomingHttpHeaders } from "node:http"
import { type RefusalReason } from "../../../shared/account.ts"

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
  | { kind: "unreadable"; problem: string }
  /** Never sent: it must wait, because Facebook has had enough of us for now. */
  | { kind: "held"; reason: RefusalReason; until: Date; detail: string }
  /** Never sent: Facebook would refuse it for good. */
  | { kind: "barred"; reason: RefusalReason; detail: string }

/** A failed call inside this folder; `facebook-connector.ts` turns it into a `ConnectorError`. */
export class CallError extends Error {
  override name = "CallError"
  readonly failure: CallFailure

  constructor(failure: CallFailure, cause?: unknown) {
    super(`Facebook call failed: ${failure.kind}`, { cause })
    this.failure = failure
  }
}

/** For an answer that came whole and is not what Facebook promises. */
export const unreadable = (problem: string): CallError => new CallError({ kind: "unreadable", problem })

/** For what Facebook would refuse, before it is asked. */
export const barred = (reason: RefusalReason, detail: string): CallError =>
  new CallError({ kind: "barred", reason, detail })
