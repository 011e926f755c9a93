import { Check, Clock, CreditCard, type LucideIcon, PlugZap, RefreshCw } from "lucide-react"
import { useTranslation } from "react-i18next"
import type { Account } from "../../../shared/account.ts"
import { useCheckAccount } from "../../data/accounts.ts"
import { useWorkspace } from "../../data/workspace.ts"
import { useNow } from "../../lib/clock.ts"
import { clockTime, dayAndTime } from "../../lib/format.ts"
import { problemLine } from "../../lib/problem-words.ts"
import { profileName } from "../../lib/naming.ts"
import { Age } from "../../ui/age.tsx"
import { Button } from "../../ui/button.tsx"
import { Chip, type Tone } from "../../ui/chip.tsx"
import { Empty } from "../../ui/empty.tsx"
import { NetworkIcon } from "../../ui/icon-network.tsx"
import { toast } from "../../ui/toaster.tsx"
import card from "../../ui/card.module.css"
import css from "./settings.module.css"

const LOOK: Record<Account["state"], { tone: Tone; icon: LucideIcon }> = {
  ok: { tone: "good", icon: Check },
  delayed: { tone: "warn", icon: Clock },
  reconnect: { tone: "danger", icon: PlugZap },
  billing: { tone: "danger", icon: CreditCard },
}

/** How each account of the city is doing. */
export function AccountsSettings() {
  const { t } = useTranslation()
  const { accounts } = useWorkspace()
  if (accounts.length === 0) {
    return (
      <Empty icon={PlugZap} title={t("settings.accounts.emptyTitle")}>
        {t("settings.accounts.empty")}
      </Empty>
    )
  }
  return (
    <ul className={css.stack}>
      {accounts.map((account) => (
        <li key={account.id} className={`${card.card} ${css.account}`}>
          <AccountCard account={account} />
        </li>
      ))}
    </ul>
  )
}

function AccountCard({ account }: { account: Account }) {
  const { t } = useTranslation()
  const now = useNow(20_000)
  const check = useCheckAccount()
  const { network, name, state, trouble, lastPollAt, lastPushAt, lastMessageAt } = account
  const words = t(`words.network.${network}`)
  const tryAgain = () =>
    check.mutate(account.id, {
      onSuccess: (checked) =>
        checked.state === "ok" ? toast(t("trouble.checked")) : toast(t("trouble.stillDown"), "danger"),
      onError: (error) => toast(problemLine(error), "danger"),
    })
  return (
    <>
      <header className={css.accountHead}>
        <span className={css.networkBadge} title={words}>
          <NetworkIcon network={network} size={18} />
        </span>
        <div>
          <h2>{name}</h2>
          <p>{profileName(account)}</p>
        </div>
        <Chip tone={LOOK[state].tone} icon={LOOK[state].icon}>
          {t(`words.accountState.${state}`)}
        </Chip>
      </header>
      {trouble && (
        <div className={css.trouble} data-state={state}>
          <p>
            <strong>{t(`words.reason.${trouble.reason}`, { network: words })}</strong>{" "}
            {t("settings.accounts.since", { date: dayAndTime(trouble.since, now) })}
            {trouble.retryAt !== null &&
              ` · ${t("settings.accounts.retryAt", { time: clockTime(trouble.retryAt) })}`}
          </p>
          {trouble.detail !== "" && <p>{t("settings.accounts.networkSays", { detail: trouble.detail })}</p>}
        </div>
      )}
      <footer className={css.accountFoot}>
        <dl className={css.times}>
          <div>
            <dt>{t("settings.accounts.lastPoll")}</dt>
            <dd>{lastPollAt === null ? t("settings.accounts.never") : <Age at={lastPollAt} />}</dd>
          </div>
          {lastPushAt !== null && (
            <div>
              <dt>{t("settings.accounts.lastPush")}</dt>
              <dd>
                <Age at={lastPushAt} />
              </dd>
            </div>
          )}
          <div>
            <dt>{t("settings.accounts.lastMessage")}</dt>
            <dd>{lastMessageAt === null ? t("settings.accounts.never") : <Age at={lastMessageAt} />}</dd>
          </div>
        </dl>
        {state !== "ok" && (
          <Button icon={RefreshCw} busy={check.isPending} onClick={tryAgain}>
            {t("settings.accounts.check")}
          </Button>
        )}
      </footer>
    </>
  )
}
