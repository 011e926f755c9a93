import { type IncomingHttpHeaders } from "node:http"

/** X counts reads in windows of 15 minutes (docs.x.com, "Rate limits"); a longer wait is a clock gone wrong. */
const READ_WINDOW_MS = 15 * 60_000
const DAY_MS = 24 * 60 * 60_000
/** What X asks for after a 429 that does not say when the window ends. */
const BLIND_WAIT_MS = 60_000
/** Accounts that share a window must not all come back in the same instant. */
const JITTER_MS = 1_000

/** What is left of one endpoint's window, as its last answer told. */
export type Budget = { remaining: number; resetsInMs: number }

/** The budget an answer's headers tell, or null when they tell none. */
export function readBudget(headers: IncomingHttpHeaders, now: Date): Budget | null {
  return budgetNamed("x-rate-limit", headers, now)
}

/**
 * The earliest next poll of a source: its own rhythm, or what is left of its budget spread evenly over what is
 * left of the window, whichever is slower.
 */
export function nextPollAt(now: Date, pollMs: number, budget: Budget | null, random = Math.random): Date {
  if (budget === null) return later(now, pollMs)
  const left = Math.min(Math.max(budget.resetsInMs, 0), READ_WINDOW_MS)
  const spread = budget.remaining > 0 ? left / budget.remaining : left > 0 ? left + random() * JITTER_MS : 0
  return later(now, Math.max(pollMs, spread))
}

/** When to come back after a 429. A write can be out of its daily budget while the short window still has room. */
export function retryAfterLimit(headers: IncomingHttpHeaders, now: Date, random = Math.random): Date {
  const windows = ["x-rate-limit", "x-user-limit-24hour", "x-app-limit-24hour"]
    .map((name) => budgetNamed(name, headers, now))
    .filter((budget) => budget !== null)
  const spent = windows.filter(({ remaining }) => remaining <= 0)
  const wait = Math.max(0, ...(spent.length > 0 ? spent : windows.slice(0, 1)).map((one) => one.resetsInMs))
  const asked = readRetryAfter(headers, now)
  const known = Math.max(wait, asked ?? 0)
  return later(now, (known > 0 ? Math.min(known, DAY_MS) : BLIND_WAIT_MS) + random() * JITTER_MS)
}

/** The `retry-after` header in milliseconds from now, as seconds or as a date. */
export function readRetryAfter(headers: IncomingHttpHeaders, now: Date): number | null {
  const value = headers["retry-after"]
  if (value === undefined) return null
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - serverNow(headers, now)
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, DAY_MS) : null
}

/** The budget of one of X's windows, by the name its headers begin with; null when they tell none. */
export function budgetNamed(name: string, headers: IncomingHttpHeaders, now: Date): Budget | null {
  const remaining = numberIn(headers[`${name}-remaining`])
  const reset = numberIn(headers[`${name}-reset`])
  if (remaining === null || reset === null) return null
  return { remaining, resetsInMs: reset * 1000 - serverNow(headers, now) }
}

/** X's own clock when it tells it: ours may be minutes off, and the reset is told in X's time. */
function serverNow(headers: IncomingHttpHeaders, now: Date): number {
  const date = Date.parse(headers.date ?? "")
  return Number.isNaN(date) ? now.getTime() : date
}

function numberIn(value: string | string[] | undefined): number | null {
  return typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : null
}

const later = (now: Date, ms: number) => new Date(now.getTime() + Math.ceil(ms))
