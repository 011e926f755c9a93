import { Link } from "wouter"
import css from "./tabs.module.css"

type Tab = { href: string; label: string; isCurrent: boolean; count?: number | undefined }

/** Links between sister pages. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav className={css.tabs} aria-label={label}>
      {tabs.map(({ href, label: words, isCurrent, count }) => (
        <Link key={href} href={href} className={css.tab} aria-current={isCurrent ? "page" : undefined}>
          {words}
          {count !== undefined && count > 0 && <span className={css.count}>{count}</span>}
        </Link>
      ))}
    </nav>
  )
}
