import { useQuery } from "@tanstack/react-query"
import { ShieldCheck } from "lucide-react"
import { useTranslation } from "react-i18next"
import { quarantineQuery } from "../../data/accounts.ts"
import { useWorkspace } from "../../data/workspace.ts"
import { useNow } from "../../lib/clock.ts"
import { dayAndTime } from "../../lib/format.ts"
import { problemLine } from "../../lib/problem-words.ts"
import { profileName } from "../../lib/naming.ts"
import { Empty } from "../../ui/empty.tsx"
import card from "../../ui/card.module.css"
import css from "./settings.module.css"

/** Payloads that did not fit their contract, whole. */
export function QuarantineSettings() {
  const { t } = useTranslation()
  const { accounts } = useWorkspace()
  const accountNames = new Map(accounts.map((account) => [account.id, profileName(account)]))
  const now = useNow(60_000)
  const { data, error } = useQuery(quarantineQuery)
  if (error) return <p role="alert">{problemLine(error)}</p>
  if (data?.length === 0) {
    return (
      <Empty icon={ShieldCheck} title={t("settings.quarantine.emptyTitle")}>
        {t("settings.quarantine.empty")}
      </Empty>
    )
  }
  return (
    <ul className={css.stack}>
      {data?.map(({ id, accountId, source, problem, raw, receivedAt }) => (
        <li key={id} className={`${card.card} ${css.quarantined}`}>
          <h2>{problem}</h2>
          <p className={css.quiet}>
            {accountNames.get(accountId)} · {t("settings.quarantine.source", { source })} ·{" "}
            {t("settings.quarantine.received", { date: dayAndTime(receivedAt, now) })}
          </p>
          <details>
            <summary>{t("settings.quarantine.raw")}</summary>
            <pre tabIndex={0}>{raw}</pre>
          </details>
        </li>
      ))}
    </ul>
  )
}
