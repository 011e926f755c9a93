import type { LucideIcon } from "lucide-react"
import type { ReactNode } from "react"
import { classes } from "./classes.ts"
import css from "./chip.module.css"

export type Tone = "plain" | "accent" | "danger" | "warn" | "good" | "calm" | "dashed"

/** A short fact in a small frame; the words carry the meaning, the tone only helps the eye. */
export function Chip(props: {
  tone?: Tone
  icon?: LucideIcon
  title?: string
  bare?: boolean
  /** May be cut short where there is no room. */
  shrinks?: boolean
  /** What stays whole when the words are cut short. */
  end?: ReactNode
  children: ReactNode
}) {
  const { tone = "plain", icon: Icon, title, bare = false, shrinks = false, end, children } = props
  return (
    <span
      className={classes(css.chip, css[tone], bare && css.bare)}
      title={title}
      data-shrinks={shrinks || undefined}
    >
      {Icon && <Icon size={13} aria-hidden />}
      <span className={css.words}>{children}</span>
      {end}
    </span>
  )
}
