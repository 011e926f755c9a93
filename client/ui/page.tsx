import type { ReactNode } from "react"
import css from "./page.module.css"

/** A page with a title and a column of content, for everything that is not the three-column desk. */
export function Page(props: {
  title: string
  lead?: string
  aside?: ReactNode
  action?: ReactNode
  children: ReactNode
}) {
  const { title, lead, aside, action, children } = props
  return (
    <main className={css.page}>
      {aside !== undefined && <div className={css.aside}>{aside}</div>}
      <div className={css.column}>
        <header className={css.header}>
          <div>
            <h1>{title}</h1>
            {lead !== undefined && <p>{lead}</p>}
          </div>
          {action}
        </header>
        {children}
      </div>
    </main>
  )
}
