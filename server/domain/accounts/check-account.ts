import type { Account } from "../../../shared/account.ts"
import type { Person } from "../../../shared/person.ts"
import { ConnectorError } from "../../connectors/connector.ts"
import type { AppContext } from "../../context.ts"
import { AppError } from "../../errors.ts"
import { reportTrouble } from "./report-trouble.ts"

const TIMEOUT_MS = 15_000

/** Tries an account's connection now, at a person's word, and tells how it is. Waiting replies leave when it works. */
export async function checkAccount(
  deps: Pick<AppContext, "accounts" | "connectorOf" | "now">,
  actor: Person,
  accountId: string,
): Promise<Account> {
  if (actor.role === "head") throw new AppError("forbidden")
  const connector = deps.connectorOf(accountId)
  if (!connector) throw new AppError("not_found")
  try {
    await connector.identify(AbortSignal.timeout(TIMEOUT_MS))
    await deps.accounts.clearTrouble(accountId)
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    await reportTrouble(deps, accountId, error)
  }
  const account = await deps.accounts.find(accountId)
  if (!account) throw new AppError("not_found")
  return account
}
