import { TriangleAlert } from "lucide-react"
import { useTranslation } from "react-i18next"
import { Link } from "wouter"
import type { Account } from "../../shared/account.ts"
import { useWorkspace } from "../data/workspace.ts"
import { profileName } from "../lib/naming.ts"
import { classes } from "../ui/classes.ts"
import css from "./rail.module.css"

/** Which accounts do not work now; nothing while all do. Administrators go from here to what mends it. */
export function AccountsPill() {
  const { t } = useTranslation()
  const { accounts, me } = useWorkspace()
  const troubled = accounts.filter(({ state }) => state !== "ok")
  const [first] = troubled
  if (!first) return null
  const lineOf = (account: Account) => `${profileName(account)} : ${t(`words.accountState.${account.state}`)}`
  const words = troubled.length === 1 ? profileName(first) : t("link.troubled", { count: troubled.length })
  const content = (
    <>
      <TriangleAlert size={13} aria-hidden />
      <span className={css.label}>{words}</span>
      <span className="visually-hidden">{t(`words.accountState.${first.state}`)}</span>
    </>
  )
  const look = { className: classes(css.pill, css.troubled), title: troubled.map(lineOf).join("\n") }
  return me.role === "admin" ? (
    <Link href="/settings/accounts" {...look}>
      {content}
    </Link>
  ) : (
    <p {...look}>{content}</p>
  )
}
