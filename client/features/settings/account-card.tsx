import { Check, Clock, CreditCard, type LucideIcon, PlugZap, RefreshCw, Unplug } from "lucide-react"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { AccountHealth } from "../../../shared/account-health.ts"
import type { Account } from "../../../shared/account.ts"
import type { Workspace } from "../../../shared/api.ts"
import { useCheckAccount, useDisconnect } from "../../data/accounts.ts"
import { useNow } from "../../lib/clock.ts"
import { clockTime, dayAndTime } from "../../lib/format.ts"
import { problemLine } from "../../lib/problem-words.ts"
import { profileName } from "../../lib/naming.ts"
import { Age } from "../../ui/age.tsx"
import { Button } from "../../ui/button.tsx"
import { Chip, type Tone } from "../../ui/chip.tsx"
import { Dialog } from "../../ui/dialog.tsx"
import { NetworkIcon } from "../../ui/icon-network.tsx"
import { toast } from "../../ui/toaster.tsx"
import { AccountDetails } from "./account-details.tsx"
import { ConnectAccount } from "./connect-account.tsx"
import css from "./settings.module.css"

const LOOK: Record<Account["state"], { tone: Tone; icon: LucideIcon }> = {
  ok: { tone: "good", icon: Check },
  delayed: { tone: "warn", icon: Clock },
  reconnect: { tone: "danger", icon: PlugZap },
  billing: { tone: "danger", icon: CreditCard },
}

type Props = {
  account: Account
  /** Null until it is known. */
  health: AccountHealth | null
  door: Workspace["doors"][number] | null
}

/** One account: how it is, what stands in the way, and what one can do about it. */
export function AccountCard({ account, health, door }: Props) {
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
      <dl className={css.times}>
        <div>
          <dt>{t("settings.accounts.lastMessage")}</dt>
          <dd>{lastMessageAt === null ? t("settings.accounts.never") : <Age at={lastMessageAt} />}</dd>
        </div>
        {network !== "phone" && (
          <div>
            <dt>{t("settings.accounts.lastPoll")}</dt>
            <dd>{lastPollAt === null ? t("settings.accounts.never") : <Age at={lastPollAt} />}</dd>
          </div>
        )}
        {lastPushAt !== null && (
          <div>
            <dt>{t("settings.accounts.lastPush")}</dt>
            <dd>
              <Age at={lastPushAt} />
            </dd>
          </div>
        )}
      </dl>
      {health && health.sources.length > 0 && <AccountDetails health={health} account={account} />}
      <footer className={css.accountFoot}>
        {state !== "ok" && (
          <Button icon={RefreshCw} busy={check.isPending} onClick={tryAgain}>
            {t("settings.accounts.check")}
          </Button>
        )}
        {state === "reconnect" && door && <ConnectAccount door={door} account={account} />}
        {health?.access.by === "person" && <Disconnect account={account} />}
      </footer>
    </>
  )
}

/** Takes the access back, once the person has said so twice. */
function Disconnect({ account }: { account: Account }) {
  const { t } = useTranslation()
  const disconnect = useDisconnect()
  const [asks, setAsks] = useState(false)
  const name = profileName(account)
  return (
    <>
      <Button look="quiet" icon={Unplug} onClick={() => setAsks(true)}>
        {t("settings.accounts.disconnect")}
      </Button>
      {asks && (
        <Dialog
          title={t("settings.accounts.disconnectTitle", { account: name })}
          closeLabel={t("common.close")}
          onClose={() => setAsks(false)}
        >
          <div className={css.form}>
            <p>{t("settings.accounts.disconnectDetail")}</p>
            <div className={css.formActions}>
              <Button look="quiet" onClick={() => setAsks(false)}>
                {t("common.cancel")}
              </Button>
              <Button
                look="danger"
                busy={disconnect.isPending}
                onClick={() =>
                  disconnect.mutate(account.id, {
                    onSuccess: () => setAsks(false),
                    onError: (error) => toast(problemLine(error), "danger"),
                  })
                }
              >
                {t("settings.accounts.disconnect")}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </>
  )
}
