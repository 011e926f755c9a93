import type { Account } from "../../shared/account.ts"
import { type Batch, type Connector, ConnectorError, type Source } from "../connectors/connector.ts"
import type { AppContext } from "../context.ts"
import { reportTrouble } from "../domain/accounts/report-trouble.ts"
import { ingestMessage } from "../domain/threads/ingest-message.ts"
import type { StepResult } from "./every.ts"

type Deps = Pick<
  AppContext,
  | "accounts"
  | "classify"
  | "contacts"
  | "corrections"
  | "instance"
  | "leases"
  | "messages"
  | "now"
  | "quarantine"
  | "replies"
  | "threads"
  | "timeline"
  | "transaction"
>

const CALL_TIMEOUT_MS = 60_000
const LEASE_MS = 120_000
/** How long a source rests after a failure that names no time of its own. */
const AFTER_TROUBLE_MS = 15_000
const NEEDS_A_PERSON_MS = 60_000

/**
 * Reads what one source of one account has that is new, when it is time and no other process does.
 * The cursor moves only after the whole batch is stored: a crash before that reads the batch again,
 * and ingest stores nothing twice.
 */
export function createPoller(deps: Deps, connector: Connector, account: Account, source: Source) {
  const lease = `poll:${account.id}:${source}`

  return async function pollOnce(signal: AbortSignal): Promise<StepResult> {
    const before = await deps.accounts.cursorOf(account.id, source)
    const now = deps.now()
    if (before && before.nextPollAt > now) return "idle"
    if (!(await deps.leases.hold(lease, deps.instance, now, new Date(now.getTime() + LEASE_MS))))
      return "idle"
    try {
      const timeout = AbortSignal.timeout(CALL_TIMEOUT_MS)
      const batch = await connector.fetch(source, before?.cursor ?? null, AbortSignal.any([signal, timeout]))
      await storeBatch(batch)
      await deps.accounts.clearTrouble(account.id)
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error
      if (signal.aborted) return "idle"
      await reportTrouble(deps, account.id, error)
      await deps.accounts.postponePoll(account.id, source, nextTry(error))
    }
    return "idle"
  }

  function nextTry({ reason, retryAt }: ConnectorError): Date {
    const needsPerson = reason === "token_rejected" || reason === "credits_depleted"
    return retryAt ?? new Date(deps.now().getTime() + (needsPerson ? NEEDS_A_PERSON_MS : AFTER_TROUBLE_MS))
  }

  async function storeBatch({ messages, unreadable, cursor, nextPollAt }: Batch): Promise<void> {
    for (const message of messages) await ingestMessage(deps, account, message)
    const receivedAt = deps.now()
    for (const { externalId, raw, problem } of unreadable)
      await deps.quarantine.add(
        { accountId: account.id, source, externalId, problem, raw: JSON.stringify(raw, null, 2) },
        receivedAt,
      )
    const sentAt = messages.map((message) => message.sentAt.getTime())
    await deps.accounts.saveCursor(
      account.id,
      source,
      { cursor, nextPollAt },
      { at: receivedAt, lastMessageAt: sentAt.length > 0 ? new Date(Math.max(...sentAt)) : null },
    )
  }
}
