import type { Account } from "../../../shared/account.ts"
import { ConnectorError, type Push } from "../../connectors/connector.ts"
import type { AppContext } from "../../context.ts"
import { reportTrouble } from "../accounts/report-trouble.ts"
import { type NewsDeps, storeNews } from "./store-news.ts"

/** Stores what a network told by itself about one of its accounts; accounts that are not known here are left out. */
export async function takeInPush(
  deps: NewsDeps & Pick<AppContext, "accounts">,
  accountsThere: readonly Account[],
  way: "webhook" | "stream",
  push: Push,
): Promise<void> {
  const account = accountsThere.find(({ externalId }) => externalId === push.accountExternalId)
  if (!account) return
  await storeNews(deps, account, way, push)
  const times = push.messages.map(({ sentAt }) => sentAt.getTime())
  const newest = times.length > 0 ? new Date(Math.max(...times)) : null
  await deps.accounts.heard(account.id, deps.now(), newest)
  if (push.revoked) await reportTrouble(deps, account.id, new ConnectorError("retry", "token_rejected"))
}
