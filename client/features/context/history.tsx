import { useTranslation } from "react-i18next"
import type { TimelineEvent } from "../../../shared/timeline.ts"
import { useEventWords } from "../../data/event-words.ts"
import { useNow } from "../../lib/clock.ts"
import { dayAndTime, exactTime } from "../../lib/format.ts"
import css from "./context-panel.module.css"

/** Everything that was done to the thread, and by whom, newest first. */
export function History({ timeline }: { timeline: readonly TimelineEvent[] }) {
  const { t } = useTranslation()
  const words = useEventWords()
  const now = useNow(60_000)
  return (
    <details className={css.history}>
      <summary>{t("context.history")}</summary>
      <ol>
        {timeline.toReversed().map((event) => (
          <li key={event.id}>
            <span>{words(event)}</span>
            <span className={css.quiet}>
              {event.by?.name ?? t("timeline.itself")} ·{" "}
              <time dateTime={event.at} title={exactTime(event.at)}>
                {dayAndTime(event.at, now)}
              </time>
            </span>
          </li>
        ))}
      </ol>
    </details>
  )
}
