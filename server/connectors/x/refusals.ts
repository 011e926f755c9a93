import { type RefusalReason } from "../../../shared/account.ts"
import { type ConnectorError } from "../connector.ts"
import { type CallFailure } from "./call-failure.ts"
import { errorWords, namesParameter, v1Codes } from "./problem.ts"
import { readRetryAfter, retryAfterLimit } from "./rate-limit.ts"

/** What was asked: a read harms nobody when it is done twice, nor does an upload; a write must not be. */
export type CallKind = "read" | "upload" | "post" | "direct"
const mayBeDoneTwice = (call: CallKind): call is "read" | "upload" => call === "read" || call === "upload"

type Outcome = ConnectorError["outcome"]
export type Refusal = { outcome: Outcome; reason: RefusalReason; detail: string; retryAt?: Date }
type Refused = Extract<CallFailure, { kind: "refused" }>

/**
 * What a failed call means and what may happen next. X has no idempotency key, so a write that may have been
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
    case "refused":
      return refused(failure, call, now)
  }
}

function doubtful(call: CallKind, written: boolean, reason: RefusalReason, detail: string): Refusal {
  return { outcome: mayBeDoneTwice(call) || !written ? "retry" : "unknown", reason, detail }
}

/** The table of docs.x.com, "Response codes and errors". */
function refused(failure: Refused, call: CallKind, now: Date): Refusal {
  const { status, headers, body } = failure
  const detail = errorWords(body) || `HTTP ${status}`
  if (status >= 500) {
    const wait = mayBeDoneTwice(call) ? readRetryAfter(headers, now) : null
    const refusal = doubtful(call, true, "network_unavailable", detail)
    return wait === null ? refusal : { ...refusal, retryAt: new Date(now.getTime() + wait) }
  }
  if (status === 401) return { outcome: "retry", reason: "token_rejected", detail }
  if (status === 402) return { outcome: "retry", reason: "credits_depleted", detail }
  if (status === 408) return doubtful(call, true, "timeout", detail)
  if (status === 429 || status === 420) {
    // A window to wait for, except when it is the month's cap.
    const reason = /usage.?cap/i.test(detail) ? "credits_depleted" : "rate_limited"
    return { outcome: "retry", reason, detail, retryAt: retryAfterLimit(headers, now) }
  }
  // A page and not a problem: a proxy or another server stands at this address, and X never saw the request.
  if (typeof body === "string" && body !== "")
    return { outcome: "retry", reason: "network_unavailable", detail }
  const known = mayBeDoneTwice(call)
    ? undefined
    : WRITE_RULES.find((rule) => matches(rule, failure, call, detail))
  if (known) return { outcome: known.outcome, reason: known.reason, detail }
  const reason = call === "upload" ? "picture_refused" : "invalid_request"
  return { outcome: "rejected", reason: status === 403 ? "forbidden" : reason, detail }
}

/** A refused write X explains in words (v2) or by number (v1 style). The first rule that matches decides. */
type Rule = {
  call: Exclude<CallKind, "read" | "upload"> | "any"
  outcome: Outcome
  reason: RefusalReason
  words?: RegExp
  codes?: number[]
  /** Any refusal with this status, whatever its words. */
  status?: number
  /** A 400 about this parameter. */
  parameter?: string
}

const WRITE_RULES: Rule[] = [
  // Perhaps our own first attempt, whose answer was lost: look before saying that it failed.
  { call: "any", outcome: "unknown", reason: "duplicate_text", words: /duplicate content/i, codes: [187] },
  {
    call: "any",
    outcome: "rejected",
    reason: "text_too_long",
    words:
      /\btoo long\b|over the max\w* character limit|exceed\w* .*(length|characters)|at most \d+ characters/i,
    codes: [186, 354],
  },
  {
    call: "post",
    outcome: "rejected",
    reason: "not_summoned",
    words: /not been mentioned|otherwise engaged/i,
  },
  {
    call: "post",
    outcome: "rejected",
    reason: "parent_deleted",
    words: /\bdeleted\b|not visible|does ?n[o']t exist|could not find|no longer available/i,
    codes: [144, 179, 385, 421],
    status: 404,
    parameter: "in_reply_to_tweet_id",
  },
  {
    call: "direct",
    outcome: "rejected",
    reason: "recipient_closed",
    words: /permission to DM|cannot send (direct )?messages? to|not following you|does not (allow|accept)/i,
    codes: [150, 151, 349],
    status: 404,
  },
]

function matches(rule: Rule, { status, body }: Refused, call: CallKind, detail: string): boolean {
  if (rule.call !== "any" && rule.call !== call) return false
  return (
    (status === rule.status && body !== "") ||
    (rule.words?.test(detail) ?? false) ||
    v1Codes(body).some((code) => rule.codes?.includes(code)) ||
    (status === 400 && rule.parameter !== undefined && namesParameter(body, rule.parameter))
  )
}
