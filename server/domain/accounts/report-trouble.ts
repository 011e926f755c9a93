import { type AccountState, NEEDS_A_PERSON, type RefusalReason } from "../../../shared/account.ts"
import type { ConnectorError } from "../../connectors/connector.ts"
import type { AppContext } from "../../context.ts"

/** What a refusal says about the account as a whole; reasons that concern one reply say nothing. */
const STATE: Partial<Record<RefusalReason, AccountState>> = {
  rate_limited: "delayed",
  network_unavailable: "delayed",
  timeout: "delayed",
  unreadable_answer: "delayed",
  token_rejected: "reconnect",
  credits_depleted: "billing",
}

/** True when the account must be mended before anything can come or go. */
export function needsPerson(reason: RefusalReason): boolean {
  const state = STATE[reason]
  return state !== undefined && NEEDS_A_PERSON.includes(state)
}

/** Shows an account's trouble to everybody who works with it, until a call succeeds again. */
export async function reportTrouble(
  { accounts, now }: Pick<AppContext, "accounts" | "now">,
  accountId: string,
  { reason, detail, retryAt }: ConnectorError,
): Promise<void> {
  const state = STATE[reason]
  if (state) await accounts.setTrouble(accountId, state, { reason, detail, retryAt }, now())
}
