import { Building2 } from "lucide-react"
import { useTranslation } from "react-i18next"
import type { Escalation } from "../../../shared/thread.ts"
import { useDepartmentName, useWorkspace } from "../../data/workspace.ts"
import { useNow } from "../../lib/clock.ts"
import { dayAndTime } from "../../lib/format.ts"
import css from "./escalation-card.module.css"

/** Why a department has this thread, what is asked of it, and until when. */
export function EscalationCard({ escalation, level: Title }: { escalation: Escalation; level: "h2" | "h3" }) {
  const { t } = useTranslation()
  const { me } = useWorkspace()
  const nameOf = useDepartmentName()
  const now = useNow(20_000)
  const isLate = Date.parse(escalation.dueAt) < now
  const date = dayAndTime(escalation.dueAt, now)
  return (
    <section className={css.card} data-late={isLate || undefined}>
      <Building2 size={18} aria-hidden />
      <div>
        <Title>
          {me.role === "head"
            ? t("thread.escalation.toYou", { name: escalation.by.name })
            : t("thread.escalation.title", { department: nameOf(escalation.department) })}
        </Title>
        <p className={css.note}>{escalation.note}</p>
        <p className={css.by}>
          {t("thread.escalation.by", { name: escalation.by.name, date: dayAndTime(escalation.at, now) })}
        </p>
      </div>
      <p className={css.due}>
        {isLate ? t("thread.escalation.late", { date }) : t("thread.escalation.due", { date })}
      </p>
    </section>
  )
}
