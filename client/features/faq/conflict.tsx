import { GitCompareArrows } from "lucide-react"
import { useTranslation } from "react-i18next"
import type { Entry } from "../../../shared/entry.ts"
import { useNow } from "../../lib/clock.ts"
import { dayAndTime } from "../../lib/format.ts"
import { Button } from "../../ui/button.tsx"
import type { EntryText } from "./findings.ts"
import css from "./entry-page.module.css"

type Props = { mine: EntryText; theirs: Entry; onKeepMine: () => void; onTakeTheirs: () => void }

/** Two people wrote on the same entry: both texts side by side, and a choice. */
export function Conflict({ mine, theirs, onKeepMine, onTakeTheirs }: Props) {
  const { t } = useTranslation()
  const now = useNow(60_000)
  return (
    <section className={css.conflict} role="alert" aria-labelledby="conflict-title">
      <h2 id="conflict-title">
        <GitCompareArrows size={17} aria-hidden /> {t("faq.conflict.title")}
      </h2>
      <p>
        {t("faq.conflict.lead", { name: theirs.updatedBy.name, date: dayAndTime(theirs.updatedAt, now) })}
      </p>
      <div className={css.versions}>
        <Version title={t("faq.conflict.yours")} text={mine}>
          <Button size="s" onClick={onKeepMine}>
            {t("faq.conflict.keepYours")}
          </Button>
        </Version>
        <Version title={t("faq.conflict.theirs")} text={theirs}>
          <Button size="s" onClick={onTakeTheirs}>
            {t("faq.conflict.takeTheirs")}
          </Button>
        </Version>
      </div>
    </section>
  )
}

function Version(props: {
  title: string
  text: { question: string; answer: string }
  children: React.ReactNode
}) {
  const { title, text, children } = props
  return (
    <div className={css.version}>
      <h3>{title}</h3>
      <p>
        <strong>{text.question}</strong>
      </p>
      <p className={css.versionAnswer}>{text.answer}</p>
      {children}
    </div>
  )
}
