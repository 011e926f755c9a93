import { ConnectorError } from "../connectors/connector.ts"
import type { AppContext } from "../context.ts"
import { reportTrouble } from "../domain/accounts/report-trouble.ts"
import { settleEffect } from "../domain/messages/settle-effect.ts"
import { removeMessage } from "../domain/threads/remove-message.ts"
import type { EffectRecord } from "../store/stores.ts"
import type { StepResult } from "./every.ts"

type Deps = Pick<
  AppContext,
  | "callbackNumbers"
  | "accounts"
  | "connectorOf"
  | "effects"
  | "mediaCopies"
  | "messages"
  | "now"
  | "pictures"
  | "threads"
  | "timeline"
  | "transaction"
>

/** Longer than any call may take. What is tried again after it, because a process died, does no harm. */
const LEASE_MS = 60_000
const CALL_TIMEOUT_MS = 20_000
const FIRST_BACKOFF_MS = 5_000
const LONGEST_BACKOFF_MS = 15 * 60_000

/** Does to a message what a person asked, on its network and then here. Doing it twice is harmless by contract. */
export async function actNext(deps: Deps): Promise<StepResult> {
  const now = deps.now()
  const blocked = await deps.accounts.blockedFromSending(now)
  const effect = await deps.effects.claim(now, new Date(now.getTime() + LEASE_MS), blocked)
  if (!effect) return "idle"
  const connector = deps.connectorOf(effect.accountId)
  if (!connector) return "again"
  try {
    const { action, externalId } = effect
    await connector.act({ action, externalId }, AbortSignal.timeout(CALL_TIMEOUT_MS))
    await done(deps, effect)
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    await reportTrouble(deps, effect.accountId, error)
    if (error.outcome === "rejected") await settleEffect(deps, effect, error.reason)
    else await deps.effects.postpone(effect.id, error.retryAt ?? backoff(deps.now(), effect.attempts))
  }
  return "again"
}

async function done(deps: Deps, effect: EffectRecord): Promise<void> {
  if (effect.action !== "delete") return settleEffect(deps, effect, null)
  const account = await deps.accounts.find(effect.accountId)
  if (account) await removeMessage(deps, account, { externalId: effect.externalId, at: deps.now() })
  await deps.effects.finish(effect.id)
}

const backoff = (now: Date, attempts: number): Date =>
  new Date(now.getTime() + Math.min(FIRST_BACKOFF_MS * 2 ** (attempts - 1), LONGEST_BACKOFF_MS))
