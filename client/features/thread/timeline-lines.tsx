import { CornerDownRight, CornerUpLeft, StickyNote } from "lucide-react"
import { useTranslation } from "react-i18next"
import { Sentiment, Urgency } from "../../../shared/classification.ts"
import { ThreadState } from "../../../shared/thread.ts"
import type { TimelineEvent } from "../../../shared/timeline.ts"
import { useDepartmentName } from "../../data/workspace.ts"
import { clockTime, exactTime } from "../../lib/format.ts"
import css from "./timeline-lines.module.css"

/** The sentence of an event. */
export function useEventWords(): (event: TimelineEvent) => string {
  const { t } = useTranslation()
  const nameOf = useDepartmentName()
  const department = (id: string | undefined) =>
    id === undefined || id === "none" ? t("context.toSort") : nameOf(id)
  const value = (event: TimelineEvent, raw: string | undefined): string => {
    if (event.kind === "department_corrected") return department(raw)
    const [sentiment, urgency, state] = [
      Sentiment.safeParse(raw),
      Urgency.safeParse(raw),
      ThreadState.safeParse(raw),
    ]
    if (sentiment.success) return t(`words.sentiment.${sentiment.data}`)
    if (urgency.success) return t(`words.urgency.${urgency.data}`)
    if (state.success) return t(`words.threadState.${state.data}`)
    return raw ?? ""
  }
  return (event) =>
    t(`timeline.${event.kind}`, {
      ...event.values,
      from: value(event, event.values.from),
      to: value(event, event.values.to),
      department: department(event.values.department),
    })
}

/** Acts and facts, one short line each; a long run folds. */
export function EventLines({ events }: { events: readonly TimelineEvent[] }) {
  const { t } = useTranslation()
  const lines = (
    <ul className={css.events}>
      {events.map((event) => (
        <EventLine key={event.id} event={event} />
      ))}
    </ul>
  )
  if (events.length <= 3) return lines
  return (
    <details className={css.fold}>
      <summary>{t("thread.events", { count: events.length })}</summary>
      {lines}
    </details>
  )
}

function EventLine({ event }: { event: TimelineEvent }) {
  const words = useEventWords()
  return (
    <li className={css.event}>
      <span>{words(event)}</span>
      {event.by && <span>· {event.by.name}</span>}
      <time dateTime={event.at} title={exactTime(event.at)}>
        {clockTime(event.at)}
      </time>
    </li>
  )
}

/** A colleague's words: a note, or what went to a department and came back. */
export function NoteCard({ event }: { event: TimelineEvent }) {
  const { t } = useTranslation()
  const words = useEventWords()
  const Icon =
    event.kind === "escalated" ? CornerDownRight : event.kind === "returned" ? CornerUpLeft : StickyNote
  return (
    <article className={css.note}>
      <header className={css.noteHead}>
        <Icon size={14} aria-hidden />
        <strong title={t("thread.noteHint")}>{words(event)}</strong>
        {event.by && <span>{event.by.name}</span>}
        <time dateTime={event.at} title={exactTime(event.at)}>
          {clockTime(event.at)}
        </time>
      </header>
      <p className={css.noteText}>{event.text}</p>
    </article>
  )
}
