import { useQuery } from "@tanstack/react-query"
import { PlugZap } from "lucide-react"
import { useTranslation } from "react-i18next"
import { accountHealthQuery } from "../../data/accounts.ts"
import { useWorkspace } from "../../data/workspace.ts"
import { Empty } from "../../ui/empty.tsx"
import card from "../../ui/card.module.css"
import { AccountCard } from "./account-card.tsx"
import { ConnectAccount } from "./connect-account.tsx"
import { ConsentOutcome } from "./consent-outcome.tsx"
import css from "./settings.module.css"

/** How each account of the city is doing, and connecting more of them. */
export function AccountsSettings() {
  const { t } = useTranslation()
  const { accounts, doors } = useWorkspace()
  const { data: health = [] } = useQuery(accountHealthQuery)
  return (
    <>
      <ConsentOutcome />
      {doors.length > 0 && (
        <div className={css.toolbar}>
          {doors.map((door) => (
            <ConnectAccount key={door.network} door={door} account={null} />
          ))}
        </div>
      )}
      {accounts.length === 0 && (
        <Empty icon={PlugZap} title={t("settings.accounts.emptyTitle")}>
          {doors.length > 0 ? t("settings.accounts.emptyDoors") : t("settings.accounts.empty")}
        </Empty>
      )}
      {accounts.length > 0 && (
        <ul className={css.stack}>
          {accounts.map((account) => (
            <li key={account.id} className={`${card.card} ${css.account}`}>
              <AccountCard
                account={account}
                health={health.find(({ accountId }) => accountId === account.id) ?? null}
                door={doors.find(({ network }) => network === account.network) ?? null}
              />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
