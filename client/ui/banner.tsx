import type { LucideIcon } from "lucide-react"
import type { ReactNode } from "react"
import { classes } from "./classes.ts"
import css from "./banner.module.css"

type Props = {
  tone: "danger" | "warn" | "calm" | "accent"
  icon: LucideIcon
  title: ReactNode
  children?: ReactNode
  actions?: ReactNode
  /** `alert` for what must be heard at once. */
  role?: "alert" | "status"
}

/** A bar that says what is going on, and what one can do about it. */
export function Banner({ tone, icon: Icon, title, children, actions, role }: Props) {
  return (
    <div className={classes(css.banner, css[tone])} role={role}>
      <Icon size={17} aria-hidden className={css.icon} />
      <div className={css.words}>
        <p className={css.title}>{title}</p>
        {children}
      </div>
      {actions !== undefined && <div className={css.actions}>{actions}</div>}
    </div>
  )
}
