import type { Account } from "../../shared/account.ts"
import { type Connector, ConnectorError } from "../connectors/connector.ts"
import type { AppContext } from "../context.ts"
import { reportTrouble } from "../domain/accounts/report-trouble.ts"
import { type NewsDeps, storeNews } from "../domain/threads/store-news.ts"
import type { StepResult } from "./every.ts"

type Deps = NewsDeps & Pick<AppContext, "instance" | "leases">

/** X wants what was deleted to be gone within a day (Developer Policy, "Content compliance"). */
const EVERY_MS = 24 * 3_600_000
/** How far back public messages are asked about. */
const DEPTH_MS = 90 * 86_400_000
/** Networks look up at most 100 ids at once. */
const AT_ONCE = 100
/** Between two questions of one round: a round must not eat what polling needs. */
const PAUSE_MS = 5_000
const AFTER_TROUBLE_MS = 60_000
const CALL_TIMEOUT_MS = 30_000
const LEASE_MS = 60_000
const SOURCE = "recheck"

/**
 * Asks the network once a day how the public messages that are kept here stand there: what was removed there is
 * removed here, what was changed is changed (truth 5). A round goes from the newest back, a hundred at a time; where it
 * stands is stored, so that a restart goes on.
 */
export function createRecheck(deps: Deps, connector: Connector, account: Account) {
  const lease = `${SOURCE}:${account.id}`
  const save = (cursor: string | null, nextPollAt: Date): Promise<void> =>
    deps.accounts.savePlan(account.id, SOURCE, { cursor, nextPollAt })

  return async function recheckOnce(signal: AbortSignal): Promise<StepResult> {
    const { cursor, nextPollAt } = await deps.accounts.pollPlan(account.id, SOURCE)
    const now = deps.now()
    if (nextPollAt && nextPollAt > now) return "idle"
    if (!(await deps.leases.hold(lease, deps.instance, now, later(now, LEASE_MS)))) return "idle"
    const before = cursor === null ? now : new Date(cursor)
    const known = await deps.messages.toRecheck(account.id, later(now, -DEPTH_MS), before, AT_ONCE)
    try {
      const ids = known.map(({ externalId }) => externalId)
      const timeout = AbortSignal.timeout(CALL_TIMEOUT_MS)
      if (ids.length > 0) {
        const news = await connector.recheck(ids, AbortSignal.any([signal, timeout]))
        await storeNews(deps, account, SOURCE, news)
      }
      const oldest = known.at(-1)?.sentAt.toISOString() ?? null
      const isOver = known.length < AT_ONCE || oldest === cursor
      await save(isOver ? null : oldest, later(now, isOver ? EVERY_MS : PAUSE_MS))
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
