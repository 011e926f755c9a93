import { describe, expect, test } from "vitest"
import { type CallFailure } from "./call-failure.ts"
import bodies from "./fixtures/refusals.json" with { type: "json" }
import { type CallKind, refusalOf } from "./refusals.ts"

const NOW = new Date("2026-11-23T10:00:00.000Z")
const resetAt = (iso: string) => String(Date.parse(iso) / 1000)

const refused = (status: number, body: unknown, headers: Record<string, string> = {}): CallFailure => ({
  kind: "refused",
  status,
  headers,
  body,
})
const lost = (code: string, written: boolean): CallFailure => ({ kind: "lost", written, code })

type Row = [name: string, failure: CallFailure, call: CallKind, outcome: string]

const HTML = "<html>Just a moment...</html>"

const rows: Row[] = [
  // No connection was made: nothing left.
  ["connection refused", lost("ECONNREFUSED", false), "post", "retry network_unavailable"],
  ["name not found", lost("ENOTFOUND", false), "direct", "retry network_unavailable"],
  ["bad certificate", lost("DEPTH_ZERO_SELF_SIGNED_CERT", false), "post", "retry network_unavailable"],
  ["time ran out before a connection", { kind: "timeout", written: false }, "post", "retry timeout"],
  ["stopped before a connection", { kind: "stopped", written: false }, "post", "retry timeout"],
  // The request may have been read.
  ["reset after the request", lost("ECONNRESET", true), "post", "unknown network_unavailable"],
  ["time ran out after the request", { kind: "timeout", written: true }, "post", "unknown timeout"],
  ["stopped after the request", { kind: "stopped", written: true }, "direct", "unknown timeout"],
  [
    "a success nobody can read",
    { kind: "unreadable", status: 201, problem: "cut" },
    "post",
    "unknown unreadable_answer",
  ],
  ["500 to a post", refused(500, bodies.unavailable), "post", "unknown network_unavailable"],
  ["503 to a post", refused(503, bodies.unavailable), "post", "unknown network_unavailable"],
  ["503 page to a direct message", refused(503, HTML), "direct", "unknown network_unavailable"],
  ["408 to a post", refused(408, ""), "post", "unknown timeout"],
  // The same to a read.
  ["reset during a read", lost("ECONNRESET", true), "read", "retry network_unavailable"],
  ["time ran out during a read", { kind: "timeout", written: true }, "read", "retry timeout"],
  [
    "a page nobody can read",
    { kind: "unreadable", status: 200, problem: "cut" },
    "read",
    "retry unreadable_answer",
  ],
  ["503 to a read", refused(503, HTML), "read", "retry network_unavailable"],
  ["404 page to a read", refused(404, HTML), "read", "retry network_unavailable"],
  ["400 to a read", refused(400, bodies.invalid_request_since_id), "read", "rejected invalid_request"],
  ["403 to a read", refused(403, bodies.client_forbidden), "read", "rejected forbidden"],
  ["403 without a word to a read", refused(403, ""), "read", "rejected forbidden"],
  // An upload publishes nothing.
  ["reset during an upload", lost("ECONNRESET", true), "upload", "retry network_unavailable"],
  ["time ran out after an upload", { kind: "timeout", written: true }, "upload", "retry timeout"],
  ["503 to an upload", refused(503, HTML), "upload", "retry network_unavailable"],
  ["429 to an upload", refused(429, bodies.too_many_requests), "upload", "retry rate_limited"],
  [
    "a picture X cannot show",
    refused(400, { title: "Invalid Request" }),
    "upload",
    "rejected picture_refused",
  ],
  ["no right to upload", refused(403, bodies.client_forbidden), "upload", "rejected forbidden"],
  // Certainly not taken, for a reason that passes.
  ["401 to a read", refused(401, bodies.unauthorized), "read", "retry token_rejected"],
  ["401 to a post", refused(401, bodies.unauthorized), "post", "retry token_rejected"],
  ["402 to a read", refused(402, bodies.credits_depleted), "read", "retry credits_depleted"],
  ["402 to a post", refused(402, bodies.credits_depleted), "post", "retry credits_depleted"],
  ["429 to a post", refused(429, bodies.too_many_requests), "post", "retry rate_limited"],
  ["429 to a read, v1 style", refused(429, bodies.too_many_requests_v1), "read", "retry rate_limited"],
  ["429 of the month's cap", refused(429, bodies.usage_capped), "read", "retry credits_depleted"],
  ["403 page of a proxy", refused(403, HTML), "post", "retry network_unavailable"],
  ["404 page of a proxy", refused(404, HTML), "direct", "retry network_unavailable"],
  // Refused by X, in its words.
  ["duplicate text", refused(403, bodies.duplicate), "post", "unknown duplicate_text"],
  ["duplicate text, v1 style", refused(403, bodies.duplicate_v1), "direct", "unknown duplicate_text"],
  ["not summoned", refused(403, bodies.not_summoned), "post", "rejected not_summoned"],
  ["direct messages closed", refused(403, bodies.direct_closed), "direct", "rejected recipient_closed"],
  [
    "direct messages closed, v1 style",
    refused(403, bodies.direct_closed_v1),
    "direct",
    "rejected recipient_closed",
  ],
  ["nobody to write to", refused(404, bodies.not_found), "direct", "rejected recipient_closed"],
  ["parent deleted, 403", refused(403, bodies.parent_deleted), "post", "rejected parent_deleted"],
  ["parent deleted, 404", refused(404, bodies.not_found), "post", "rejected parent_deleted"],
  ["parent refused, 400", refused(400, bodies.invalid_request_parent), "post", "rejected parent_deleted"],
  ["too long", refused(400, bodies.too_long), "post", "rejected text_too_long"],
  ["a direct message too long", refused(400, bodies.direct_too_long), "direct", "rejected text_too_long"],
  ["too long, 403", refused(403, bodies.too_long), "direct", "rejected text_too_long"],
  ["replies restricted", refused(403, bodies.reply_restricted), "post", "rejected forbidden"],
  ["app not enrolled", refused(403, bodies.client_forbidden), "post", "rejected forbidden"],
  ["403 without a word", refused(403, ""), "post", "rejected forbidden"],
  ["404 without a word", refused(404, ""), "post", "rejected invalid_request"],
  ["something else is wrong", refused(400, { title: "Invalid Request" }), "post", "rejected invalid_request"],
]

describe("what a failed call means", () => {
  test.each(rows)("%s", (_name, failure, call, expected) => {
    const { outcome, reason } = refusalOf(failure, call, NOW)
    expect(`${outcome} ${reason}`).toBe(expected)
  })

  test("the detail is X's own words and never a proxy's page", () => {
    expect(refusalOf(refused(403, bodies.duplicate), "post", NOW).detail).toBe(bodies.duplicate.detail)
    expect(refusalOf(refused(400, bodies.invalid_request_since_id), "read", NOW).detail).toContain(
      "created after",
    )
    expect(refusalOf(refused(503, HTML), "read", NOW).detail).toBe("HTTP 503")
    expect(refusalOf(lost("ECONNREFUSED", false), "read", NOW).detail).toBe("ECONNREFUSED")
  })
})

describe("when to come back", () => {
  const waitOf = (failure: CallFailure, call: CallKind = "post") => {
    const { retryAt } = refusalOf(failure, call, NOW)
    return retryAt ? (retryAt.getTime() - NOW.getTime()) / 1000 : null
  }
  const limited = (headers: Record<string, string>) => waitOf(refused(429, bodies.too_many_requests, headers))

  test("at the end of the window", () => {
    const headers = { "x-rate-limit-remaining": "0", "x-rate-limit-reset": resetAt("2026-11-23T10:07:00Z") }
    expect(limited(headers)).toBeGreaterThanOrEqual(420)
    expect(limited(headers)).toBeLessThanOrEqual(421)
  })

  test("at the end of the day, when the day's budget is spent", () => {
    const headers = {
      "x-rate-limit-remaining": "80",
      "x-rate-limit-reset": resetAt("2026-11-23T10:07:00Z"),
      "x-user-limit-24hour-remaining": "0",
      "x-user-limit-24hour-reset": resetAt("2026-11-23T18:00:00Z"),
    }
    expect(limited(headers)).toBeCloseTo(8 * 3600, -1)
  })

  test("after a minute when X does not say, or says a moment that has passed", () => {
    const past = { "x-rate-limit-remaining": "0", "x-rate-limit-reset": resetAt("2026-11-23T09:00:00Z") }
    const silent: Record<string, string>[] = [{}, past, { "x-rate-limit-reset": "soon" }]
    for (const headers of silent) {
      expect(limited(headers)).toBeGreaterThanOrEqual(60)
      expect(limited(headers)).toBeLessThanOrEqual(61)
    }
  })

  test("by X's own clock when ours is wrong", () => {
    const headers = {
      date: "Mon, 23 Nov 2026 10:10:00 GMT",
      "x-rate-limit-remaining": "0",
      "x-rate-limit-reset": resetAt("2026-11-23T10:12:00Z"),
    }
    expect(limited(headers)).toBeCloseTo(120, -1)
  })

  test("as a busy server asks, for a read only: a write is looked for first", () => {
    const busy = refused(503, bodies.unavailable, { "retry-after": "30" })
    expect(waitOf(busy, "read")).toBe(30)
    expect(waitOf(busy, "post")).toBeNull()
  })
})
