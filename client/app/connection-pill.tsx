import { useIsFetching } from "@tanstack/react-query"
import { useTranslation } from "react-i18next"
import { useNow } from "../lib/clock.ts"
import { useLinkStatus } from "../lib/desk-tools.ts"
import { classes } from "../ui/classes.ts"
import css from "./rail.module.css"

/** Whether what is on screen is live, in words. */
export function ConnectionPill() {
  const { t } = useTranslation()
  const { status, since } = useLinkStatus()
  const now = useNow(1000)
  const isCatchingUp = useIsFetching({ queryKey: ["threads"] }) > 0
  const seconds = Math.max(0, Math.floor((now - since) / 1000))
  const duration = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`
  const words =
    status === "lost"
      ? t("link.lost", { duration })
      : status === "connecting"
        ? t("link.connecting")
        : isCatchingUp
          ? t("link.updating")
          : t("link.live")
  return (
    <p className={classes(css.pill, css[status])} title={status === "lost" ? t("link.lostDetail") : words}>
      <span className={css.dot} aria-hidden />
      <span className={css.label}>{words}</span>
    </p>
  )
}
