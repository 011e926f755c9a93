import { CornerDownRight, CornerUpLeft, type LucideIcon, PhoneMissed, StickyNote } from "lucide-react"
import { useTranslation } from "react-i18next"
import type { TimelineEvent } from "../../../shared/timeline.ts"
import { useEventWords } from "../../data/event-words.ts"
import { clockTime, exactTime } from "../../lib/format.ts"
import css from "./timeline-lines.module.css"

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

const NOTE_ICON: Partial<Record<TimelineEvent["kind"], LucideIcon>> = {
  escalated: CornerDownRight,
  returned: CornerUpLeft,
  callback_missed: PhoneMissed,
}

/** A colleague's words: a note, or what went to a department and came back. */
export function NoteCard({ event }: { event: TimelineEvent }) {
  const { t } = useTranslation()
  const words = useEventWords()
  const Icon = NOTE_ICON[event.kind] ?? StickyNote
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
