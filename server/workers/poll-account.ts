import { type Account, NEEDS_A_PERSON } from "../../shared/account.ts"
import { type Connector, ConnectorError, type Source } from "../connectors/connector.ts"
import type { Batch, IncomingMessage } from "../connectors/incoming.ts"
import type { AppContext } from "../context.ts"
import { needsPerson, reportTrouble } from "../domain/accounts/report-trouble.ts"
import { removeMessage } from "../domain/threads/remove-message.ts"
import { ingestAll, type NewsDeps, quarantineAll } from "../domain/threads/store-news.ts"
import type { SourcePlan } from "../store/stores.ts"
import type { StepResult } from "./every.ts"

type Deps = NewsDeps & Pick<AppContext, "gaps" | "instance" | "leases">

const CALL_TIMEOUT_MS = 60_000
const LEASE_MS = 120_000
/** Messages between two savings of the cursor. */
const PART = 10
/** How long a source rests after a failure that names no time of its own. */
const AFTER_TROUBLE_MS = 15_000
/** How long it rests while only a person can mend the account; mending it ends the rest. */
const NEEDS_A_PERSON_MS = 60_000

/** A source read so much later than it should have been has a gap, which is shown until it is read again. */
const LATE_MS = 2 * 60_000

/**
 * Reads what one source of one account has that is new, when it is time and no other process does.
 * The cursor moves only past what is stored: a crash reads the rest again, and ingest stores nothing twice.
 */
export function createPoller(deps: Deps, connector: Connector, account: Account, source: Source) {
  const lease = `poll:${account.id}:${source}`
  let restsUntil = new Date(0)

  return async function pollOnce(signal: AbortSignal): Promise<StepResult> {
    const plan = await deps.accounts.pollPlan(account.id, source)
    const now = deps.now()
    if (plan.nextPollAt && plan.nextPollAt > now) return "idle"
    if (NEEDS_A_PERSON.includes(plan.state) && restsUntil > now) return "idle"
    if (!(await deps.leases.hold(lease, deps.instance, now, new Date(now.getTime() + LEASE_MS))))
      return "idle"
    try {
      if (isLate(plan, now)) await deps.gaps.open(account.id, source, plan.readAt ?? now, now)
      const timeout = AbortSignal.timeout(CALL_TIMEOUT_MS)
      const batch = await connector.fetch(source, plan.cursor, AbortSignal.any([signal, timeout]))
      await storeBatch(batch, plan, now)
      if (!batch.isUnasked) await deps.accounts.clearTrouble(account.id)
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error
      if (signal.aborted) return "idle"
      await reportTrouble(deps, account.id, error)
      await rest(error)
    }
    return "idle"
  }

  /** Until the time the network gave, or a pause of our own; what a person must mend is tried again once mended. */
  async function rest({ reason, retryAt }: ConnectorError): Promise<void> {
    const now = deps.now().getTime()
    if (needsPerson(reason)) restsUntil = new Date(now + NEEDS_A_PERSON_MS)
    else await deps.accounts.postponePoll(account.id, source, retryAt ?? new Date(now + AFTER_TROUBLE_MS))
  }

  /** @param askedAt what was written until then is in the batch, or behind it */
  async function storeBatch(batch: Batch, plan: Plan, askedAt: Date): Promise<void> {
    const { messages, removals, unreadable, cursor, cursors, nextPollAt, reached, isUnasked } = batch
    const before = { readAt: plan.readAt, dueAt: plan.dueAt }
    await quarantineAll(deps, account, source, unreadable)
    for (let start = 0; start < messages.length; start += PART) {
      const part = messages.slice(start, start + PART)
      await ingestAll(deps, account, part)
      const at = cursors?.[start + part.length - 1]
      const isLast = start + PART >= messages.length
      if (at !== undefined && !isLast) await saveCursor({ cursor: at, nextPollAt, ...before }, part)
    }
    for (const removal of removals) await removeMessage(deps, account, removal)
    const isWhole = reached !== "more"
    const dueAt = nextPollAt > askedAt ? nextPollAt : askedAt
    const read = isWhole ? { readAt: askedAt, dueAt } : before
    const hasGap = isLate(plan, askedAt) && !isUnasked
    if (isUnasked) await deps.gaps.drop(account.id, source)
    if (hasGap) await deps.gaps.progress(account.id, source, messages.length)
    await saveCursor({ cursor, nextPollAt, ...read }, messages)
    if (hasGap && isWhole)
      await deps.gaps.close(account.id, source, reached === "all" ? "closed" : "lost", deps.now())
  }

  function saveCursor(next: SourcePlan, stored: IncomingMessage[]): Promise<void> {
    const sentAt = stored.map((message) => message.sentAt.getTime())
    const lastMessageAt = sentAt.length > 0 ? new Date(Math.max(...sentAt)) : null
    return deps.accounts.saveCursor(account.id, source, next, { at: deps.now(), lastMessageAt })
  }
}

type Plan = Pick<SourcePlan, "readAt" | "dueAt">

const isLate = ({ dueAt }: Plan, now: Date): boolean =>
  dueAt !== null && now.getTime() - dueAt.getTime() > LATE_MS
