import { type Principal } from "./authenticate.ts"

const QUARTER = 15 * 60_000
const DAY = 24 * 3_600_000

/** How many calls an endpoint takes: per user and per application in 15 minutes, and in a day. */
export type Budget = { user?: number; app?: number; userDay?: number; appDay?: number }

type Window = { startedAt: number; used: number }

export type Spending = { allowed: boolean; headers: Record<string, string> }

/**
 * Counts calls as X does: a window begins with its first call and ends after its length, whatever happens
 * between (docs.x.com, "Rate limits"). `factor` widens every budget, so that a bench may poll faster.
 */
export class Budgets {
  factor: number
  private readonly windows = new Map<string, Window>()

  constructor(factor: number) {
    this.factor = factor
  }

  spend(endpoint: string, budget: Budget, principal: Principal, now: number): Spending {
    const person = principal.kind === "user" ? principal.userId : null
    const quarter = person === null ? budget.app : (budget.user ?? budget.app)
    const rows = [
      { name: "", limit: quarter, key: `${endpoint} ${person ?? "app"}`, span: QUARTER },
      {
        name: "user-limit-24hour",
        limit: person ? budget.userDay : undefined,
        key: `${endpoint} ${person} day`,
        span: DAY,
      },
      { name: "app-limit-24hour", limit: budget.appDay, key: `${endpoint} app day`, span: DAY },
    ]
    const headers: Record<string, string> = {}
    let allowed = true
    const open: Window[] = []
    for (const { name, limit, key, span } of rows) {
      if (limit === undefined) continue
      const window = this.windowOf(key, span, now)
      const most = Math.max(1, Math.floor(limit * this.factor))
      const hasRoom = window.used < most
      allowed &&= hasRoom
      open.push(window)
      const prefix = name ? `x-${name}` : "x-rate-limit"
      headers[`${prefix}-limit`] = String(most)
      headers[`${prefix}-remaining`] = String(Math.max(0, most - window.used - (hasRoom ? 1 : 0)))
      headers[`${prefix}-reset`] = String(Math.ceil((window.startedAt + span) / 1000))
    }
    // A refused call costs nothing.
    if (allowed) for (const window of open) window.used++
    return { allowed, headers }
  }

  reset(): void {
    this.windows.clear()
  }

  private windowOf(key: string, span: number, now: number): Window {
    const current = this.windows.get(key)
    if (current && now < current.startedAt + span && now >= current.startedAt) return current
    const fresh = { startedAt: now, used: 0 }
    this.windows.set(key, fresh)
    return fresh
  }
}
