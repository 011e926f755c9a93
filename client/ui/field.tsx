import { type ReactNode, type Ref, useId } from "react"
import type { InputHTMLAttributes, SelectHTMLAttributes, TextareaHTMLAttributes } from "react"
import { classes } from "./classes.ts"
import css from "./field.module.css"

type Frame = {
  label: string
  help?: ReactNode
  error?: string | undefined
  hideLabel?: boolean
  className?: string
}

function Framed({
  id,
  label,
  help,
  error,
  hideLabel,
  className,
  children,
}: Frame & { id: string; children: ReactNode }) {
  return (
    <div className={classes(css.field, className)}>
      <label htmlFor={id} className={hideLabel ? "visually-hidden" : css.label}>
        {label}
      </label>
      {children}
      {help !== undefined && (
        <p id={`${id}-help`} className={css.help}>
          {help}
        </p>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} className={css.error} role="alert">
          {error}
        </p>
      )}
    </div>
  )
}

function described(id: string, { help, error }: Frame) {
  const ids = [help !== undefined && `${id}-help`, error !== undefined && `${id}-error`].filter(Boolean)
  return { "aria-describedby": ids.join(" ") || undefined, "aria-invalid": error !== undefined || undefined }
}

/** One line of text, named, explained, and told what is wrong with it. */
export function TextField(props: Frame & Omit<InputHTMLAttributes<HTMLInputElement>, "id" | keyof Frame>) {
  const { label, help, error, hideLabel, className, ...rest } = props
  const id = useId()
  const frame = { label, help, error, hideLabel, className }
  return (
    <Framed id={id} {...frame}>
      <input id={id} {...rest} {...described(id, frame)} className={css.input} />
    </Framed>
  )
}

type AreaProps = Frame &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "id" | keyof Frame> & { ref?: Ref<HTMLTextAreaElement> }

/** Several lines of text. Grows with them. */
export function TextArea(props: AreaProps) {
  const { label, help, error, hideLabel, className, ...rest } = props
  const id = useId()
  const frame = { label, help, error, hideLabel, className }
  return (
    <Framed id={id} {...frame}>
      <textarea id={id} rows={3} {...rest} {...described(id, frame)} className={css.area} />
    </Framed>
  )
}

/** One of several. */
export function SelectField(
  props: Frame & Omit<SelectHTMLAttributes<HTMLSelectElement>, "id" | keyof Frame> & { small?: boolean },
) {
  const { label, help, error, hideLabel, className, small, children, ...rest } = props
  const id = useId()
  const frame = { label, help, error, hideLabel, className }
  return (
    <Framed id={id} {...frame}>
      <select id={id} {...rest} {...described(id, frame)} className={classes(css.select, small && css.small)}>
        {children}
      </select>
    </Framed>
  )
}

/** Yes or no. */
export function Checkbox(props: { label: string } & Omit<InputHTMLAttributes<HTMLInputElement>, "type">) {
  const { label, ...rest } = props
  return (
    <label className={css.check}>
      <input type="checkbox" {...rest} />
      <span>{label}</span>
    </label>
  )
}
