import { type IncomingHttpHeaders } from "node:http"
import { z } from "zod"
import type { Quota } from "../../../shared/account-health.ts"

/** What Facebook counts apart: reading and writing on the Page, and Messenger. The application's count holds both. */
export type Bucket = "pages" | "messenger"

/** How much of what Facebook allows is used, in percent, and when it says that calls are taken again. */
type Usage = { bucket: Bucket | "app"; percent: number; regainMinutes: number }

/** From here on polls come less often. */
const BUSY_PERCENT = 80
/** From here on nothing is asked: Facebook prolongs the wait of those who go on. */
const FULL_PERCENT = 95
/** How much longer a busy source rests, and at least how long. */
const BUSY_FACTOR = 4
const BUSY_MS = 30_000
/** The wait when Facebook does not say how long. Its windows roll, so a little is regained every minute. */
const BLIND_WAIT_MS = 5 * 60_000
const LONGEST_WAIT_MINUTES = 24 * 60

const Percent = z.number().nonnegative().catch(0)
const Counts = z.object({ call_count: Percent, total_time: Percent, total_cputime: Percent })
const UseCases = z.record(
  z.string(),
  z.array(Counts.extend({ type: z.string().catch(""), estimated_time_to_regain_access: Percent })),
)

/** Remembers what answers told about the limits. One per account: each Page has its own. */
export function createUsageGate(now: () => Date) {
  const told = new Map<Usage["bucket"], Usage & { at: Date }>()
  const concerning = (bucket: Bucket) =>
    [told.get(bucket), told.get("app")].filter((usage) => usage !== undefined)

  const closedUntil = (bucket: Bucket): Date | null => {
    const waits = concerning(bucket)
      .filter(({ percent }) => percent >= FULL_PERCENT)
      .map(({ at, regainMinutes }) => at.getTime() + waitMs(regainMinutes))
    const until = Math.max(0, ...waits)
    return until > now().getTime() ? new Date(until) : null
  }

  return {
    note(headers: IncomingHttpHeaders): void {
      for (const usage of usagesIn(headers)) told.set(usage.bucket, { ...usage, at: now() })
    },
    /** Until when nothing may be asked; null when calls may go on. */
    closedUntil,
    /** What is left of what Facebook allows, in percent. */
    quotas(): Quota[] {
      return (["pages", "messenger"] as const).flatMap((name) => {
        const all = concerning(name)
        if (all.length === 0) return []
        const until = closedUntil(name)
        const left = Math.max(0, 100 - Math.max(...all.map(({ percent }) => percent)))
        return [{ name, left, of: 100, resetsAt: until?.toISOString() ?? null }]
      })
    },
    /** The earliest next poll: the source's own rhythm, slower when much is used, not before calls are taken again. */
    nextPollAt(bucket: Bucket, pollMs: number): Date {
      const isBusy = concerning(bucket).some(({ percent }) => percent >= BUSY_PERCENT)
      const rest = isBusy ? Math.max(pollMs * BUSY_FACTOR, BUSY_MS) : pollMs
      return closedUntil(bucket) ?? new Date(now().getTime() + rest)
    },
  }
}

/** When to come back after a refusal for too many calls. */
export function regainedAt(headers: IncomingHttpHeaders, now: Date): Date {
  const minutes = Math.max(0, ...usagesIn(headers).map(({ regainMinutes }) => regainMinutes))
  return new Date(now.getTime() + waitMs(minutes))
}

const waitMs = (minutes: number): number =>
  minutes > 0 ? Math.min(minutes, LONGEST_WAIT_MINUTES) * 60_000 : BLIND_WAIT_MS

/** The three headers (developers.facebook.com, "Rate limits"). The strictest of a bucket counts. */
function usagesIn(headers: IncomingHttpHeaders): Usage[] {
  const useCases = Object.values(UseCases.safeParse(jsonIn(headers, "x-business-use-case-usage")).data ?? {})
  const found: Usage[] = useCases.flat().map((counts) => ({
    bucket: counts.type === "messenger" ? "messenger" : counts.type === "pages" ? "pages" : "app",
    percent: highest(counts),
    regainMinutes: counts.estimated_time_to_regain_access,
  }))
  for (const [name, bucket] of [
    ["x-app-usage", "app"],
    ["x-page-usage", "pages"],
  ] as const) {
    const counts = Counts.safeParse(jsonIn(headers, name)).data
    if (counts) found.push({ bucket, percent: highest(counts), regainMinutes: 0 })
  }
  const strictest = new Map<Usage["bucket"], Usage>()
  for (const usage of found) {
    const other = strictest.get(usage.bucket)
    strictest.set(usage.bucket, {
      bucket: usage.bucket,
      percent: Math.max(usage.percent, other?.percent ?? 0),
      regainMinutes: Math.max(usage.regainMinutes, other?.regainMinutes ?? 0),
    })
  }
  return [...strictest.values()]
}

const highest = ({ call_count, total_time, total_cputime }: z.infer<typeof Counts>): number =>
  Math.max(call_count, total_time, total_cputime)

function jsonIn(headers: IncomingHttpHeaders, name: string): unknown {
  const value = headers[name]
  if (typeof value !== "string") return null
  try {
    return JSON.parse(value) as unknown
  } catch {
    return null
  }
}
