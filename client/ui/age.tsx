import { useTranslation } from "react-i18next"
import { useNow } from "../lib/clock.ts"
import { age, exactTime, shortDay } from "../lib/format.ts"

/** How long ago; the exact time is the tooltip. */
export function Age({ at, className }: { at: string; className?: string | undefined }) {
  const { t } = useTranslation()
  const { unit, value } = age(at, useNow(20_000))
  const words =
    unit === "date" ? shortDay(at) : unit === "now" ? t("age.now") : t(`age.${unit}`, { count: value })
  return (
    <time className={className} dateTime={at} title={exactTime(at)}>
      {words}
    </time>
  )
}
