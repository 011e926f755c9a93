import { type ReactNode, type Ref, useId } from "react"
import type { Flag } from "./findings.ts"
import css from "./flagged-text.module.css"

type Props = {
  label: string
  help?: ReactNode
  text: string
  flags: readonly Flag[]
  readOnly: boolean
  onText: (text: string) => void
  field: Ref<HTMLTextAreaElement>
  maxLength: number
  rows: number
}

/** A text field under which the flagged stretches shine through. The list beside it says the same in words. */
export function FlaggedText({ label, help, text, flags, readOnly, onText, field, maxLength, rows }: Props) {
  const id = useId()
  return (
    <div className={css.field}>
      <label htmlFor={id}>{label}</label>
      {help !== undefined && (
        <p id={`${id}-help`} className={css.help}>
          {help}
        </p>
      )}
      <div className={css.stack} data-read-only={readOnly || undefined}>
        <div className={css.mirror} aria-hidden>
          {markedUp(text, flags)}
          {"\n"}
        </div>
        <textarea
          id={id}
          ref={field}
          className={css.text}
          value={text}
          rows={rows}
          readOnly={readOnly}
          maxLength={maxLength}
          spellCheck
          aria-describedby={help === undefined ? undefined : `${id}-help`}
          onChange={(event) => onText(event.target.value)}
        />
      </div>
    </div>
  )
}

function markedUp(text: string, flags: readonly Flag[]): ReactNode[] {
  const parts: ReactNode[] = []
  let at = 0
  for (const { start, end, reason } of flags) {
    parts.push(text.slice(at, start))
    parts.push(
      <mark key={start} className={reason === null ? css.open : css.kept}>
        {text.slice(start, end)}
      </mark>,
    )
    at = end
  }
  return [...parts, text.slice(at)]
}
