import type { Account } from "../../shared/account.ts"
import { type Connector, ConnectorError } from "../connectors/connector.ts"
import type { AppContext } from "../context.ts"
import { reportTrouble } from "../domain/accounts/report-trouble.ts"

const TIMEOUT_MS = 20_000

/**
 * Finds out which account a connector's credentials belong to. When the network does not say and the city has one
 * account there, it is that one, in trouble: its threads and its queue stay in reach.
 * @returns null when nobody knows yet: try again later
 */
export async function identifyAccount(
  deps: Pick<AppContext, "accounts" | "now">,
  connector: Connector,
  signal: AbortSignal,
): Promise<Account | null> {
  try {
    const profile = await connector.identify(AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]))
    const account = await deps.accounts.upsert({ network: connector.network, ...profile })
    await deps.accounts.clearTrouble(account.id)
    return account
  } catch (error) {
    if (!(error instanceof ConnectorError) || signal.aborted) throw error
    const known = (await deps.accounts.list()).filter(({ network }) => network === connector.network)
    const [only] = known
    if (!only || known.length > 1) return null
    await reportTrouble(deps, only.id, error)
    return only
  }
}
