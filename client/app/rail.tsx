import { useQuery } from "@tanstack/react-query"
import {
  BookOpen,
  ExternalLink,
  Keyboard,
  LogOut,
  type LucideIcon,
  Moon,
  PhoneIncoming,
  Settings,
  Sun,
  SunMoon,
} from "lucide-react"
import { useTranslation } from "react-i18next"
import { Link, useLocation, useSearch } from "wouter"
import { viewsFor } from "../../shared/thread-view.ts"
import { countsQuery } from "../data/thread-list.ts"
import { useSignOut, useWorkspace } from "../data/workspace.ts"
import { type Theme, useTheme } from "../lib/theme.ts"
import { Avatar } from "../ui/avatar.tsx"
import { IconButton } from "../ui/button.tsx"
import { classes } from "../ui/classes.ts"
import { Mark } from "../ui/mark.tsx"
import { AccountsPill } from "./accounts-pill.tsx"
import { ConnectionPill } from "./connection-pill.tsx"
import { listSearch, readListAddress, VIEW_ICON } from "./views.ts"
import css from "./rail.module.css"

type RailLinkProps = {
  to: string
  icon: LucideIcon
  label: string
  isCurrent: boolean
  count?: number | undefined
  isTrouble?: boolean
  onGo?: (() => void) | undefined
}

function RailLink({ to, icon: Icon, label, isCurrent, count = 0, isTrouble = false, onGo }: RailLinkProps) {
  const { t } = useTranslation()
  return (
    <Link
      href={to}
      className={classes(css.link, isCurrent && css.current)}
      aria-current={isCurrent ? "page" : undefined}
      title={label}
      {...(onGo && { onClick: onGo })}
    >
      <Icon size={17} strokeWidth={1.8} aria-hidden />
      <span className={css.label}>{label}</span>
      {count > 0 && (
        <span className={classes(css.count, isTrouble && css.trouble)}>
          <span aria-hidden>{count > 999 ? "999+" : count}</span>
          <span className="visually-hidden">{t("rail.count", { count })}</span>
        </span>
      )}
    </Link>
  )
}

const NEXT_THEME: Record<Theme, Theme> = { auto: "light", light: "dark", dark: "auto" }
const THEME_ICON: Record<Theme, LucideIcon> = { auto: SunMoon, light: Sun, dark: Moon }

type RailProps = {
  onShowKeys: () => void
  /** Null for who notes no calls. */
  onNoteCall: (() => void) | null
  onGo?: () => void
}

/** The menu: lists with their counts, the FAQ, the settings, and how the connection is. */
export function Rail({ onShowKeys, onNoteCall, onGo }: RailProps) {
  const { t } = useTranslation()
  const { me, city, demo, simulatorUrl } = useWorkspace()
  const { data: counts } = useQuery(countsQuery)
  const [location] = useLocation()
  const { view: currentView } = readListAddress(useSearch())
  const [theme, setTheme] = useTheme()
  const signOut = useSignOut()
  const isOnThreads = location === "/" || location.startsWith("/threads/")
  return (
    <nav className={css.rail} aria-label={t("rail.label")}>
      <div className={css.brand}>
        <Mark size={30} />
        <span className={css.brandWords}>
          <strong>{t("app.name")}</strong>
          <span title={city}>{city}</span>
        </span>
      </div>
      <div className={css.links}>
        <ul aria-label={t("rail.views")}>
          {viewsFor(me.role).map((view) => (
            <li key={view}>
              <RailLink
                to={`/${listSearch(view, {})}`}
                icon={VIEW_ICON[view]}
                label={t(`view.${view}`)}
                isCurrent={isOnThreads && currentView === view}
                count={view === "answered" || view === "closed" ? 0 : counts?.[view]}
                isTrouble={view === "trouble" || view === "urgent"}
                onGo={onGo}
              />
            </li>
          ))}
        </ul>
        <hr className={css.rule} />
        <ul>
          <li>
            <RailLink
              to="/faq"
              icon={BookOpen}
              label={t("rail.faq")}
              isCurrent={location.startsWith("/faq")}
              onGo={onGo}
            />
          </li>
          {me.role === "admin" && (
            <li>
              <RailLink
                to="/settings/accounts"
                icon={Settings}
                label={t("rail.settings")}
                isCurrent={location.startsWith("/settings")}
                onGo={onGo}
              />
            </li>
          )}
        </ul>
      </div>
      <div className={css.foot}>
        {onNoteCall && (
          <button
            type="button"
            className={css.call}
            title={t("calls.log.title")}
            aria-keyshortcuts="t"
            onClick={onNoteCall}
          >
            <PhoneIncoming size={17} strokeWidth={1.8} aria-hidden />
            <span className={css.label}>{t("calls.log.title")}</span>
            <kbd aria-hidden>t</kbd>
          </button>
        )}
        <AccountsPill />
        <ConnectionPill />
        {demo && (
          <div className={css.demo}>
            <strong className={css.long}>{t("demo.mark")}</strong>
            <strong className={css.short} aria-hidden>
              {t("demo.short")}
            </strong>
            {simulatorUrl !== null && (
              <a href={simulatorUrl} target="_blank" rel="noreferrer" aria-label={t("demo.see")}>
                <span>{t("demo.see")}</span> <ExternalLink size={12} aria-hidden />
              </a>
            )}
          </div>
        )}
        <div className={css.me}>
          <Link
            href="/profile"
            className={css.profile}
            title={t("rail.profile")}
            {...(onGo && { onClick: onGo })}
          >
            <Avatar name={me.name} />
            <span className={css.meWords}>
              <strong>{me.name}</strong>
              <span>{t(`words.role.${me.role}`)}</span>
            </span>
          </Link>
        </div>
        <div className={css.tools}>
          <IconButton
            icon={THEME_ICON[theme]}
            label={t(`rail.theme.${theme}`)}
            onClick={() => setTheme(NEXT_THEME[theme])}
          />
          <IconButton icon={Keyboard} label={t("rail.shortcuts")} onClick={onShowKeys} />
          <IconButton icon={LogOut} label={t("rail.signOut")} onClick={() => signOut.mutate()} />
        </div>
      </div>
    </nav>
  )
}
