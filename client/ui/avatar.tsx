import { initials } from "../lib/format.ts"
import css from "./avatar.module.css"

/** A colleague as two letters; the name is the tooltip and the accessible text. */
export function Avatar({ name, title }: { name: string; title?: string }) {
  return (
    <span className={css.avatar} title={title ?? name}>
      <span aria-hidden>{initials(name)}</span>
      <span className="visually-hidden">{title ?? name}</span>
    </span>
  )
}
