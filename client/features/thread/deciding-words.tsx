import { Fragment } from "react"
import { useTranslation } from "react-i18next"
import type { DecidingWord } from "../../../shared/classification.ts"
import css from "./message-bubble.module.css"

type Stretch = { start: number; text: string; for: DecidingWord["for"][] }

/** The text cut where a deciding word begins or ends; a stretch may have weighed on several decisions. */
export function stretchesOf(text: string, words: readonly DecidingWord[]): Stretch[] {
  const inside = words.filter(({ start, end }) => start < end && end <= text.length)
  const cuts = [...new Set([0, text.length, ...inside.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  )
  return cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1] ?? text.length
    const over = inside.filter((word) => word.start <= start && word.end >= end)
    return { start, text: text.slice(start, end), for: [...new Set(over.map((word) => word.for))] }
  })
}

/** A message's text with the words that decided its classification underlined. */
export function DecidedText({ text, words }: { text: string; words: readonly DecidingWord[] }) {
  const { t } = useTranslation()
  return stretchesOf(text, words).map((stretch) => {
    if (stretch.for.length === 0) return <Fragment key={stretch.start}>{stretch.text}</Fragment>
    const what = stretch.for.map((each) => t(`thread.deciding.${each}`)).join(", ")
    return (
      <mark
        key={stretch.start}
        className={css.mark}
        data-for={stretch.for[0]}
        title={t("thread.decided", { what })}
      >
        {stretch.text}
      </mark>
    )
  })
}

/** What each underline means; also how a screen reader hears the deciding words. */
export function DecidingLegend({ words }: { words: readonly DecidingWord[] }) {
  const { t } = useTranslation()
  const kinds = (["department", "sentiment", "urgency"] as const).filter((kind) =>
    words.some((word) => word.for === kind),
  )
  if (kinds.length === 0) return null
  return (
    <dl className={css.legend} aria-label={t("thread.deciding.label")}>
      {kinds.map((kind) => (
        <div key={kind}>
          <dt>
            <span className={css.sample} data-for={kind} aria-hidden />
            {t(`thread.deciding.${kind}`)}
          </dt>
          <dd className="visually-hidden">
            {[...new Set(words.filter((word) => word.for === kind).map(({ text }) => text))].join(", ")}
          </dd>
        </div>
      ))}
    </dl>
  )
}
