import type { Account } from "../../shared/account.ts"
import { type Connector, ConnectorError } from "../connectors/connector.ts"
import type { AppContext } from "../context.ts"
import { reportTrouble } from "../domain/accounts/report-trouble.ts"
import { type NewsDeps, storeNews } from "../domain/threads/store-news.ts"
import type { StepResult } from "./every.ts"

type Deps = NewsDeps & Pick<AppContext, "instance" | "leases">

const DAY_MS = 86_400_000

/** Which messages a round asks about, and how often it begins. */
export type RecheckRound = { name: string; fromMs: number; toMs: number; everyMs: number }

/**
 * X wants what was deleted to be gone within a day (Developer Policy, "Content compliance"), and charges for each look:
 * what people still work with is looked at daily, older messages weekly (users.md, R7).
 */
export const RECHECK_ROUNDS: readonly RecheckRound[] = [
  { name: "recheck", fromMs: 0, toMs: 7 * DAY_MS, everyMs: DAY_MS },
  { name: "recheck-older", fromMs: 7 * DAY_MS, toMs: 90 * DAY_MS, everyMs: 7 * DAY_MS },
]
/** Networks look up at most 100 ids at once. */
const AT_ONCE = 100
/** Between two questions of one round: a round must not eat what polling needs. */
const PAUSE_MS = 5_000
const AFTER_TROUBLE_MS = 60_000
const CALL_TIMEOUT_MS = 30_000
const LEASE_MS = 60_000

/**
 * Asks the network in rounds how the public messages that are kept here stand there: what was removed there is
 * removed here, what was changed is changed (truth 5). A round goes from the newest back, a hundred at a time; where it
 * stands is stored, so that a restart goes on.
 */
export function createRecheck(deps: Deps, connector: Connector, account: Account, round: RecheckRound) {
  const { name, fromMs, toMs, everyMs } = round
  const lease = `${name}:${account.id}`
  const save = (cursor: string | null, nextPollAt: Date): Promise<void> =>
    deps.accounts.savePlan(account.id, name, { cursor, nextPollAt })

  return async function recheckOnce(signal: AbortSignal): Promise<StepResult> {
    const { cursor, nextPollAt } = await deps.accounts.pollPlan(account.id, name)
    const now = deps.now()
    if (nextPollAt && nextPollAt > now) return "idle"
    if (!(await deps.leases.hold(lease, deps.instance, now, later(now, LEASE_MS)))) return "idle"
    const before = cursor === null ? later(now, -fromMs) : new Date(cursor)
    const known = await deps.messages.toRecheck(account.id, later(now, -toMs), before, AT_ONCE)
    try {
      const ids = known.map(({ externalId }) => externalId)
      const timeout = AbortSignal.timeout(CALL_TIMEOUT_MS)
      if (ids.length > 0) {
        const news = await connector.recheck(ids, AbortSignal.any([signal, timeout]))
        await storeNews(deps, account, name, news)
      }
      const oldest = known.at(-1)?.sentAt.toISOString() ?? null
      const isOver = known.length < AT_ONCE || oldest === cursor
      await save(isOver ? null : oldest, later(now, isOver ? everyMs : PAUSE_MS))
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error
      if (signal.aborted) return "idle"
      await reportTrouble(deps, account.id, error)
      await save(cursor, error.retryAt ?? later(now, AFTER_TROUBLE_MS))
    }
    return "idle"
  }
}

const later = (date: Date, ms: number): Date => new Date(date.getTime() + ms)
