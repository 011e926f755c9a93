import { describe, expect, test } from "vitest"
import { type CallFailure } from "./call-failure.ts"
import { type CallKind, refusalOf } from "./refusals.ts"

const NOW = new Date("2026-11-23T12:00:00Z")
const HTML = "<html>Just a moment...</html>"
const error = (code: number, subcode = 0, more: object = {}) => ({
  error: {
    message: "words",
    type: "OAuthException",
    code,
    ...(subcode && { error_subcode: subcode }),
    ...more,
  },
})
const refused = (body: unknown, status = 400, headers: Record<string, string> = {}): CallFailure => ({
  kind: "refused",
  status,
  headers,
  body,
})
const lost = (code: string, written: boolean): CallFailure => ({ kind: "lost", written, code })

const rows: [name: string, failure: CallFailure, call: CallKind, outcome: string][] = [
  // No connection was made: nothing left.
  ["connection refused", lost("ECONNREFUSED", false), "write", "retry network_unavailable"],
  ["time ran out before a connection", { kind: "timeout", written: false }, "write", "retry timeout"],
  ["stopped before a connection", { kind: "stopped", written: false }, "write", "retry timeout"],
  // The request may have been read.
  ["reset after the request", lost("ECONNRESET", true), "write", "unknown network_unavailable"],
  ["time ran out after the request", { kind: "timeout", written: true }, "write", "unknown timeout"],
  ["a success nobody can read", { kind: "unreadable", problem: "cut" }, "write", "unknown unreadable_answer"],
  ["503 page to a write", refused(HTML, 503), "write", "unknown network_unavailable"],
  ["408 to a write", refused("", 408), "write", "unknown timeout"],
  ["unknown error to a write", refused(error(1)), "write", "unknown network_unavailable"],
  ["temporary error to a write", refused(error(2), 500), "write", "unknown network_unavailable"],
  [
    "a new error that passes",
    refused(error(9999, 0, { is_transient: true })),
    "write",
    "unknown network_unavailable",
  ],
  ["a new error at 500", refused(error(9999), 500), "write", "unknown network_unavailable"],
  // The same to a read.
  ["reset during a read", lost("ECONNRESET", true), "read", "retry network_unavailable"],
  ["a page nobody can read", { kind: "unreadable", problem: "cut" }, "read", "retry unreadable_answer"],
  ["503 page to a read", refused(HTML, 503), "read", "retry network_unavailable"],
  ["temporary error to a read", refused(error(2), 500), "read", "retry network_unavailable"],
  ["no right to read", refused(error(10), 403), "read", "rejected forbidden"],
  // An upload publishes nothing.
  ["reset during an upload", lost("ECONNRESET", true), "upload", "retry network_unavailable"],
  ["time ran out after an upload", { kind: "timeout", written: true }, "upload", "retry timeout"],
  ["an upload nobody can read", { kind: "unreadable", problem: "cut" }, "upload", "retry unreadable_answer"],
  ["a file that Facebook cannot show", refused(error(324)), "upload", "rejected picture_refused"],
  ["no right to upload", refused(error(9999), 403), "upload", "rejected forbidden"],
  // Certainly not taken, for a reason that passes or that a person mends.
  ...[4, 17, 32, 341, 613, 80001, 80006].flatMap((code): typeof rows => [
    [`limit ${code} at 400`, refused(error(code)), "write", "retry rate_limited"],
    [`limit ${code} at 403`, refused(error(code), 403), "read", "retry rate_limited"],
    [`limit ${code} at 500`, refused(error(code), 500), "write", "retry rate_limited"],
  ]),
  ...[0, 458, 459, 460, 463, 464, 467].map((subcode): (typeof rows)[number] => [
    `dead token ${subcode}`,
    refused(error(190, subcode), 401),
    "write",
    "retry token_rejected",
  ]),
  ["dead session", refused(error(102)), "read", "retry token_rejected"],
  ["page restricted from messaging", refused(error(10, 1893063)), "write", "retry blocked_by_policy"],
  ["403 page of a proxy", refused(HTML, 403), "write", "retry network_unavailable"],
  // Refused by Facebook.
  ["window closed", refused(error(10, 2018278), 403), "write", "rejected window_closed"],
  ["no permission", refused(error(10)), "write", "rejected forbidden"],
  ["permission 200", refused(error(200), 403), "write", "rejected forbidden"],
  ["permission 299", refused(error(299)), "write", "rejected forbidden"],
  ["object gone", refused(error(100, 33)), "write", "rejected parent_deleted"],
  ["id that leads nowhere", refused(error(803), 404), "write", "rejected parent_deleted"],
  ["nobody to write to", refused(error(100, 2018001)), "write", "rejected recipient_gone"],
  ["person not available", refused(error(551, 1545041)), "write", "rejected recipient_closed"],
  ["blocked for policy", refused(error(368, 1390008)), "write", "rejected blocked_by_policy"],
  ["the same text again", refused(error(506, 1455006)), "write", "unknown duplicate_text"],
  ["private reply has left", refused(error(10900)), "write", "unknown private_reply_used"],
  ["human agent not approved", refused(error(100, 2018276)), "write", "rejected forbidden"],
  [
    "too long",
    refused(
      error(100, 0, { message: "(#100) Length of param message[text] must be less than or equal to 2000" }),
    ),
    "write",
    "rejected text_too_long",
  ],
  ["something else is wrong", refused(error(100)), "write", "rejected invalid_request"],
  ["a new error at 403", refused(error(9999), 403), "write", "rejected forbidden"],
]

describe("what a failed call means", () => {
  test.each(rows)("%s", (_name, failure, call, expected) => {
    const { outcome, reason } = refusalOf(failure, call, NOW)
    expect(`${outcome} ${reason}`).toBe(expected)
  })

  test("the detail is Facebook's own words and numbers, and never a proxy's page", () => {
    const words = { message: "(#10) Outside of the window.", error_user_msg: "Trop tard." }
    expect(refusalOf(refused(error(10, 2018278, words)), "write", NOW).detail).toBe(
      "(#10) Outside of the window. Trop tard. (10/2018278)",
    )
    expect(refusalOf(refused(HTML, 503), "read", NOW).detail).toBe("HTTP 503")
  })
})

describe("when to come back after a limit", () => {
  const waitOf = (headers: Record<string, string>) => {
    const { retryAt } = refusalOf(refused(error(80001), 400, headers), "read", NOW)
    return ((retryAt?.getTime() ?? 0) - NOW.getTime()) / 60_000
  }

  test("when Facebook says that calls are taken again", () => {
    const usage = {
      type: "pages",
      call_count: 100,
      total_cputime: 3,
      total_time: 4,
      estimated_time_to_regain_access: 17,
    }
    expect(waitOf({ "x-business-use-case-usage": JSON.stringify({ "1045": [usage] }) })).toBe(17)
    const year = { ...usage, estimated_time_to_regain_access: 60 * 24 * 365 }
    expect(waitOf({ "x-business-use-case-usage": JSON.stringify({ "1045": [year] }) })).toBe(24 * 60)
  })

  test("after five minutes when it does not say, or says what nobody understands", () => {
    const silent: Record<string, string>[] = [
      {},
      { "x-business-use-case-usage": "soon" },
      { "x-app-usage": '{"call_count":100}' },
    ]
    for (const headers of silent) expect(waitOf(headers)).toBe(5)
  })
})
