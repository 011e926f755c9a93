import { type World } from "../world/world.ts"
import { tooManyCalls } from "./refusal.ts"

const DAY = 24 * 3_600_000

/** Which quota a call is counted in. */
export type UseCase = "pages" | "messenger"

/** Calls per engaged person and day: pages 4,800, Messenger 200 (connectors.md, 3, "Limits"). */
const PER_PERSON: Record<UseCase, number> = { pages: 4800, messenger: 200 }

type Window = { startedAt: number; used: number }

/**
 * The business use case quotas of the Page. Meta counts over 24 rolling hours and does not say how; here a window
 * begins with its first call and lasts a day. `factor` widens them, so that a bench may poll faster.
 */
export class Usage {
  factor: number
  private readonly windows = new Map<UseCase, Window>()

  constructor(factor: number) {
    this.factor = factor
  }

  /**
   * Counts one call.
   * @throws GraphRefusal 80001 or 80006 when the quota is spent
   */
  spend(world: World, use: UseCase): void {
    const window = this.windowOf(use, world.now())
    if (window.used >= this.most(world, use)) throw tooManyCalls(use)
    window.used++
  }

  /** `X-Business-Use-Case-Usage`: percent of each quota, and minutes to wait once one is spent. */
  header(world: World, use: UseCase): string {
    const window = this.windowOf(use, world.now())
    const percent = Math.floor((100 * window.used) / this.most(world, use))
    const wait = percent < 100 ? 0 : Math.ceil((window.startedAt + DAY - world.now()) / 60_000)
    return usageHeader(world.facebook.pageId, use, percent, wait)
  }

  reset(): void {
    this.windows.clear()
  }

  private most(world: World, use: UseCase): number {
    return Math.max(1, Math.floor(PER_PERSON[use] * Math.max(1, world.facebook.engagedCount) * this.factor))
  }

  private windowOf(use: UseCase, now: number): Window {
    const current = this.windows.get(use)
    if (current && now >= current.startedAt && now < current.startedAt + DAY) return current
    const fresh = { startedAt: now, used: 0 }
    this.windows.set(use, fresh)
    return fresh
  }
}

export const usageHeader = (pageId: string, use: UseCase, percent: number, minutes: number): string =>
  JSON.stringify({
    [pageId]: [
      {
        type: use,
        call_count: percent,
        total_cputime: Math.ceil(percent / 2),
        total_time: Math.ceil(percent / 2),
        estimated_time_to_regain_access: minutes,
      },
    ],
  })
