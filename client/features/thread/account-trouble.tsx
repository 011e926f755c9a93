import { Clock, CreditCard, PlugZap } from "lucide-react"
import { useTranslation } from "react-i18next"
import type { Account } from "../../../shared/account.ts"
import { useCheckAccount } from "../../data/accounts.ts"
import { useWorkspace } from "../../data/workspace.ts"
import { clockTime } from "../../lib/format.ts"
import { problemLine } from "../../lib/problem-words.ts"
import { profileName } from "../../lib/naming.ts"
import { Banner } from "../../ui/banner.tsx"
import { Button } from "../../ui/button.tsx"
import { toast } from "../../ui/toaster.tsx"

/** What keeps this account from sending, and who can do what about it. */
export function AccountTrouble({ account }: { account: Account }) {
  const { t } = useTranslation()
  const { me } = useWorkspace()
  const check = useCheckAccount()
  const name = profileName(account)
  if (account.state === "ok") return null
  const { trouble } = account
  const reason =
    trouble && t(`words.reason.${trouble.reason}`, { network: t(`words.network.${account.network}`) })

  if (account.state === "delayed") {
    const retryAt = trouble?.retryAt
    return (
      <Banner
        tone="warn"
        icon={Clock}
        role="status"
        title={
          retryAt
            ? t("trouble.delayed", { account: name, time: clockTime(retryAt) })
            : t("trouble.delayedSoon", { account: name })
        }
      >
        <p>
          {reason} {t("trouble.delayedDetail")}
        </p>
      </Banner>
    )
  }
  const tryAgain = () =>
    check.mutate(account.id, {
      onSuccess: ({ state }) =>
        state === "ok" ? toast(t("trouble.checked")) : toast(t("trouble.stillDown"), "danger"),
      onError: (error) => toast(problemLine(error), "danger"),
    })
  return (
    <Banner
      tone="danger"
      icon={account.state === "billing" ? CreditCard : PlugZap}
      role="status"
      title={t(`trouble.${account.state}`, { account: name })}
      actions={
        me.role === "admin" && (
          <Button size="s" busy={check.isPending} onClick={tryAgain}>
            {t("trouble.check")}
          </Button>
        )
      }
    >
      <p>
        {reason} {t(`trouble.${account.state}Detail`)} {me.role !== "admin" && t("trouble.reconnectAsk")}
      </p>
    </Banner>
  )
}
