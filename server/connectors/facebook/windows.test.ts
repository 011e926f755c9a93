import { describe, expect, test } from "vitest"
import { Action } from "../../../shared/ability.ts"
import { type Target } from "../connector.ts"
import { abilitiesOf } from "./abilities.ts"
import { messagingTypeAt } from "./windows.ts"

const NOW = new Date("2026-11-23T12:00:00Z")
const SECOND = 1_000
const HOUR = 3_600_000
const DAY = 24 * HOUR
const ago = (ms: number) => new Date(NOW.getTime() - ms)

test.each([
  ["just now", 0, "RESPONSE"],
  ["ahead of our clock", -5 * HOUR, "RESPONSE"],
  ["almost a day ago", DAY - 2 * 60 * SECOND, "RESPONSE"],
  ["so near the day's end that the answer would be late", DAY - 30 * SECOND, "HUMAN_AGENT"],
  ["a day ago", DAY, "HUMAN_AGENT"],
  ["almost a week ago", 7 * DAY - SECOND, "HUMAN_AGENT"],
  ["a week ago", 7 * DAY, null],
] as const)("a citizen who wrote %s is answered as %s ms say: %s", (_name, age, expected) => {
  expect(messagingTypeAt(ago(age), NOW)).toBe(expected)
})

describe("what may be done", () => {
  const comment: Target = {
    visibility: "public",
    fromAccount: false,
    addressed: true,
    underOurs: true,
    isEncrypted: false,
    sentAt: ago(DAY),
    lastInboundAt: ago(DAY),
    hasPrivateReply: false,
  }
  const about = (more: Partial<Target>) => {
    const abilities = abilitiesOf({ ...comment, ...more }, NOW)
    return Object.fromEntries(
      abilities.map(({ action, refusal, until }) => [action, refusal ?? until ?? "yes"]),
    )
  }
  const none = Object.fromEntries(Action.options.map((action) => [action, "not_offered"]))

  test("about a comment under our post", () => {
    const all = Object.fromEntries(Action.options.map((action) => [action, "yes"]))
    expect(about({})).toEqual({ ...all, private_reply: "2026-11-29T12:00:00.000Z" })
  })

  test("about a post elsewhere that names us", () => {
    expect(about({ underOurs: false })).toEqual({ ...none, reply: "yes", like: "yes", unlike: "yes" })
  })

  test("about our own comment", () => {
    expect(about({ fromAccount: true })).toEqual({ ...none, reply: "yes", delete: "yes" })
  })

  test("about a direct message, for a week after the citizen's last", () => {
    const direct = { visibility: "direct", underOurs: false } as const
    expect(about({ ...direct, sentAt: ago(30 * DAY) })).toEqual({
      ...none,
      reply: "2026-11-29T12:00:00.000Z",
    })
    expect(about({ ...direct, lastInboundAt: ago(7 * DAY) })).toEqual({ ...none, reply: "window_closed" })
    expect(about({ ...direct, lastInboundAt: ago(7 * DAY - SECOND) })["reply"]).toBe(
      "2026-11-23T12:00:01.000Z",
    )
  })

  test("a private reply leaves once, within a week of the comment", () => {
    expect(about({ hasPrivateReply: true })["private_reply"]).toBe("private_reply_used")
    expect(about({ sentAt: ago(7 * DAY) })["private_reply"]).toBe("window_closed")
    expect(about({ sentAt: ago(7 * DAY - SECOND) })["private_reply"]).toBe("2026-11-23T12:00:01.000Z")
  })
})
