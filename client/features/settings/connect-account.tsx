import { PlugZap, Plus } from "lucide-react"
import { type FormEvent, useState } from "react"
import { useTranslation } from "react-i18next"
import type { Account } from "../../../shared/account.ts"
import type { Workspace } from "../../../shared/api.ts"
import { useAskConsent, useConnectByToken } from "../../data/accounts.ts"
import { profileName } from "../../lib/naming.ts"
import { problemLine } from "../../lib/problem-words.ts"
import { Button } from "../../ui/button.tsx"
import { Dialog } from "../../ui/dialog.tsx"
import { TextField } from "../../ui/field.tsx"
import { toast } from "../../ui/toaster.tsx"
import css from "./settings.module.css"

type Props = {
  door: Workspace["doors"][number]
  /** The account to connect again; null: one more. */
  account: Account | null
}

/** Opens the way to an account: the network's page of consent, or a token from the network's own pages. */
export function ConnectAccount({ door: { network, by }, account }: Props) {
  const { t } = useTranslation()
  const ask = useAskConsent()
  const [asksToken, setAsksToken] = useState(false)
  const begin = () => {
    if (by === "token") return setAsksToken(true)
    ask.mutate(
      { network, accountId: account?.id ?? null },
      {
        onSuccess: ({ url }) => window.location.assign(url),
        onError: (error) => toast(problemLine(error), "danger"),
      },
    )
  }
  return (
    <>
      <Button look="solid" icon={account ? PlugZap : Plus} busy={ask.isPending} onClick={begin}>
        {account
          ? t("settings.accounts.reconnect")
          : t("settings.accounts.connect", { network: t(`words.network.${network}`) })}
      </Button>
      {asksToken && <TokenForm network={network} account={account} onClose={() => setAsksToken(false)} />}
    </>
  )
}

function TokenForm({
  network,
  account,
  onClose,
}: Pick<Props, "account"> & { network: Props["door"]["network"]; onClose: () => void }) {
  const { t } = useTranslation()
  const connect = useConnectByToken()
  const [token, setToken] = useState("")
  const submit = (event: FormEvent) => {
    event.preventDefault()
    connect.mutate(
      { network, token: token.trim(), accountId: account?.id ?? null },
      {
        onSuccess: (connected) => {
          toast(t("settings.accounts.connected", { account: profileName(connected) }))
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      title={t("settings.accounts.tokenTitle", { network: t(`words.network.${network}`) })}
      closeLabel={t("common.close")}
      onClose={onClose}
    >
      <form className={css.form} onSubmit={submit}>
        <TextField
          label={t("settings.accounts.token")}
          help={t("settings.accounts.tokenHelp")}
          error={connect.error ? problemLine(connect.error) : undefined}
          value={token}
          onChange={(event) => setToken(event.target.value)}
          autoComplete="off"
          spellCheck={false}
          required
          minLength={20}
        />
        <div className={css.formActions}>
          <Button look="quiet" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button look="solid" type="submit" busy={connect.isPending}>
            {t("settings.accounts.tokenSave")}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
