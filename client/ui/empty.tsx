import type { LucideIcon } from "lucide-react"
import type { ReactNode } from "react"
import css from "./empty.module.css"

/** What an empty place means, and the next step. */
export function Empty(props: { icon: LucideIcon; title: string; children?: ReactNode; action?: ReactNode }) {
  const { icon: Icon, title, children, action } = props
  return (
    <div className={css.empty}>
      <span className={css.slab}>
        <Icon size={22} strokeWidth={1.6} aria-hidden />
      </span>
      <p className={css.title}>{title}</p>
      {children !== undefined && <p className={css.text}>{children}</p>}
      {action}
    </div>
  )
}
