import { expect, test } from "vitest"
import { CallError } from "./call-failure.ts"
import { createMeter } from "./meter.ts"
import { type XAnswer, type XCall } from "./x-client.ts"

let now = new Date("2026-11-24T09:00:00.000Z")
const signal = new AbortController().signal
const headers = (remaining: number, more: Record<string, string> = {}) => ({
  "x-rate-limit-limit": "300",
  "x-rate-limit-remaining": String(remaining),
  "x-rate-limit-reset": String(now.getTime() / 1000 + 600),
  ...more,
})
const answering =
  (answer: Partial<XAnswer>): XCall =>
  () =>
    Promise.resolve({ status: 200, headers: {}, body: {}, ...answer })
const mentions = { method: "GET", path: "users/10/mentions" } as const
const list = (...ids: string[]) => ({ data: ids.map((id) => ({ id })), meta: {} })

test("what is read costs once a day, however often it is read", async () => {
  const meter = createMeter(() => now)
  await meter.listen(answering({ body: list("1", "2") }))(mentions, signal)
  await meter.listen(answering({ body: list("2", "3") }))(mentions, signal)
  expect(meter.read().spentUsd).toBeCloseTo(0.015)
  expect(meter.read().spentUsd).toBe(0)
  now = new Date("2026-11-25T09:00:00.000Z")
  await meter.listen(answering({ body: list("3") }))(mentions, signal)
  expect(meter.read().spentUsd).toBeCloseTo(0.005)
})

test("what is sent costs by the call, and other calls nothing", async () => {
  const meter = createMeter(() => now)
  await meter.listen(answering({}))({ method: "POST", path: "tweets", body: {} }, signal)
  await meter.listen(answering({}))({ method: "GET", path: "users/me" }, signal)
  expect(meter.read().spentUsd).toBeCloseTo(0.01)
})

test("of several windows the one with the least left is shown, also after a refusal", async () => {
  const meter = createMeter(() => now)
  await meter.listen(answering({ headers: headers(299) }))(mentions, signal)
  expect(meter.read().quotas).toMatchObject([{ name: "mentions_read", left: 299, of: 300 }])
  const day = {
    "x-user-limit-24hour-limit": "1440",
    "x-user-limit-24hour-remaining": "3",
    "x-user-limit-24hour-reset": String(now.getTime() / 1000 + 7200),
  }
  const failure = { kind: "refused", status: 429, headers: headers(200, day), body: {} } as const
  const refusing: XCall = () => Promise.reject(new CallError(failure))
  const direct = { method: "POST", path: "dm_conversations/with/7/messages", body: {} } as const
  await expect(meter.listen(refusing)(direct, signal)).rejects.toThrow()
  expect(meter.read().quotas).toMatchObject([
    { name: "mentions_read" },
    {
      name: "directs_written",
      left: 3,
      of: 1440,
      resetsAt: new Date(now.getTime() + 7_200_000).toISOString(),
    },
  ])
})

test("a call that X refused costs nothing", async () => {
  const meter = createMeter(() => now)
  const refusing: XCall = () =>
    Promise.reject(new CallError({ kind: "refused", status: 403, headers: {}, body: {} }))
  await expect(meter.listen(refusing)({ method: "POST", path: "tweets", body: {} }, signal)).rejects.toThrow()
  expect(meter.read()).toEqual({ quotas: [], spentUsd: 0 })
})
