import { CheckCheck, ExternalLink, FilterX, PlugZap } from "lucide-react"
import { useTranslation } from "react-i18next"
import type { ThreadView } from "../../../shared/thread-view.ts"
import { useWorkspace } from "../../data/workspace.ts"
import { dayAndTime } from "../../lib/format.ts"
import { useNow } from "../../lib/clock.ts"
import { Button } from "../../ui/button.tsx"
import { Empty } from "../../ui/empty.tsx"

type Props = { view: ThreadView; isFiltered: boolean; onClear: () => void }

/** Why nothing is here, and what comes next. */
export function EmptyList({ view, isFiltered, onClear }: Props) {
  const { t } = useTranslation()
  const { me, accounts, simulatorUrl } = useWorkspace()
  const now = useNow(60_000)
  if (isFiltered) {
    return (
      <Empty
        icon={FilterX}
        title={t("inbox.empty.filteredTitle")}
        action={<Button onClick={onClear}>{t("inbox.clear")}</Button>}
      >
        {t("inbox.empty.filtered")}
      </Empty>
    )
  }
  if (accounts.length === 0) {
    return (
      <Empty icon={PlugZap} title={t("inbox.empty.noAccountTitle")}>
        {t("inbox.empty.noAccount")}
      </Empty>
    )
  }
  if (view !== "inbox") {
    return (
      <Empty icon={CheckCheck} title={t(`inbox.empty.${view}Title`)}>
        {t(`inbox.empty.${view}`)}
      </Empty>
    )
  }
  if (me.role === "head") {
    return (
      <Empty icon={CheckCheck} title={t("inbox.empty.headTitle")}>
        {t("inbox.empty.head")}
      </Empty>
    )
  }
  const last = accounts.reduce<string | null>(
    (latest, { lastMessageAt: at }) => (at !== null && (latest === null || at > latest) ? at : latest),
    null,
  )
  return (
    <Empty
      icon={CheckCheck}
      title={t("inbox.empty.inboxTitle")}
      action={
        simulatorUrl !== null && (
          <a href={simulatorUrl} target="_blank" rel="noreferrer">
            {t("demo.see")} <ExternalLink size={13} aria-hidden style={{ display: "inline" }} />
          </a>
        )
      }
    >
      {last === null ? t("inbox.empty.inboxNever") : t("inbox.empty.inbox", { time: dayAndTime(last, now) })}
      {simulatorUrl !== null && ` ${t("inbox.empty.inboxDemo")}`}
    </Empty>
  )
}
