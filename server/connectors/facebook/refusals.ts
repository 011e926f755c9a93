import { type RefusalReason } from "../../../shared/account.ts"
import { type ConnectorError } from "../connector.ts"
import { type CallFailure } from "./call-failure.ts"
import { errorOf, type GraphError, isGone } from "./graph-error.ts"
import { regainedAt } from "./usage.ts"

/** What was asked: a read harms nobody when it is done twice, nor does an upload; a write must not be. */
export type CallKind = "read" | "upload" | "write"

type Outcome = ConnectorError["outcome"]
export type Refusal = { outcome: Outcome; reason: RefusalReason; detail: string; retryAt?: Date }
type Refused = Extract<CallFailure, { kind: "refused" }>

/**
 * What a failed call means and what may happen next. Graph has no idempotency key, so a write that may have been
 * taken is `unknown`, never `retry`.
 */
export function refusalOf(failure: CallFailure, call: CallKind, now: Date): Refusal {
  switch (failure.kind) {
    case "lost":
      return doubtful(call, failure.written, "network_unavailable", failure.code)
    case "timeout":
      return doubtful(call, failure.written, "timeout", "no answer in time")
    case "stopped":
      return doubtful(call, failure.written, "timeout", "stopped before the answer")
    case "unreadable":
      return doubtful(call, true, "unreadable_answer", failure.problem)
    case "held":
      return { outcome: "retry", reason: failure.reason, detail: failure.detail, retryAt: failure.until }
    case "barred":
      return { outcome: "rejected", reason: failure.reason, detail: failure.detail }
    case "refused":
      return refused(failure, call, now)
  }
}

function doubtful(call: CallKind, written: boolean, reason: RefusalReason, detail: string): Refusal {
  return { outcome: call !== "write" || !written ? "retry" : "unknown", reason, detail }
}

/** By Graph's own code: the HTTP status of the same error varies (developers.facebook.com, "Handle errors"). */
function refused({ status, headers, body }: Refused, call: CallKind, now: Date): Refusal {
  const error = errorOf(body)
  if (!error) return withoutWords(status, call)
  const detail = `${error.words} (${[error.code, error.subcode].filter(Boolean).join("/")})`
  if (THROTTLED.has(error.code))
    return { outcome: "retry", reason: "rate_limited", detail, retryAt: regainedAt(headers, now) }
  const known = RULES.find((rule) => rule.matches(error))
  if (known) {
    const outcome =
      known.outcome === "doubtful" ? doubtful(call, true, known.reason, detail).outcome : known.outcome
    return { outcome, reason: known.reason, detail }
  }
  if (status >= 500 || error.isTransient) return doubtful(call, true, "network_unavailable", detail)
  const reason = call === "upload" ? "picture_refused" : "invalid_request"
  return { outcome: "rejected", reason: status === 403 ? "forbidden" : reason, detail }
}

/** An answer without an error of Graph: its front door, or a proxy at this address. */
function withoutWords(status: number, call: CallKind): Refusal {
  const detail = `HTTP ${status}`
  if (status >= 500) return doubtful(call, true, "network_unavailable", detail)
  if (status === 408) return doubtful(call, true, "timeout", detail)
  return { outcome: "retry", reason: "network_unavailable", detail }
}

/** Limits of the application, user, page, call, and of the business use cases "pages" and "messenger". */
const THROTTLED = new Set([4, 17, 32, 341, 613, 80001, 80006])

type Rule = {
  matches: (error: GraphError) => boolean
  outcome: Outcome | "doubtful"
  reason: RefusalReason
}

const is =
  (...pairs: [code: number, subcode?: number][]): Rule["matches"] =>
  ({ code, subcode }) =>
    pairs.some((pair) => pair[0] === code && (pair[1] === undefined || pair[1] === subcode))

/** The first rule that matches decides. */
const RULES: Rule[] = [
  { matches: is([1], [2]), outcome: "doubtful", reason: "network_unavailable" },
  // All subcodes of 190 mean that only a person can give access again; 102 is its older name.
  { matches: is([190], [102]), outcome: "retry", reason: "token_rejected" },
  {
    matches: ({ code, words }) => code === 100 && /appsecret_proof/.test(words),
    outcome: "retry",
    reason: "token_rejected",
  },
  { matches: is([10, 2018278]), outcome: "rejected", reason: "window_closed" },
  { matches: is([10, 1893063]), outcome: "retry", reason: "blocked_by_policy" },
  { matches: is([368]), outcome: "rejected", reason: "blocked_by_policy" },
  { matches: is([100, 2018001]), outcome: "rejected", reason: "recipient_gone" },
  { matches: is([100, 2018276]), outcome: "rejected", reason: "forbidden" },
  { matches: isGone, outcome: "rejected", reason: "parent_deleted" },
  {
    matches: ({ code, words }) => code === 100 && /length of param|too long/i.test(words),
    outcome: "rejected",
    reason: "text_too_long",
  },
  { matches: is([551]), outcome: "rejected", reason: "recipient_closed" },
  // Perhaps our own first attempt, whose answer was lost: look before saying that it failed.
  { matches: is([506]), outcome: "unknown", reason: "duplicate_text" },
  { matches: is([10900]), outcome: "unknown", reason: "private_reply_used" },
  { matches: is([10]), outcome: "rejected", reason: "forbidden" },
  { matches: ({ code }) => code >= 200 && code < 300, outcome: "rejected", reason: "forbidden" },
]
