import { useTranslation } from "react-i18next"
import { X_PRICES, xPriceOf } from "../../../shared/x-prices.ts"
import type { Thread } from "../../../shared/thread.ts"
import { dollars } from "../../lib/format.ts"
import css from "./composer.module.css"

/** What the network charges for sending this; nothing where it asks nothing. */
export function ReplyCost({ thread, text, privately }: { thread: Thread; text: string; privately: boolean }) {
  const { t } = useTranslation()
  if (thread.network !== "x" || text.trim() === "") return null
  const amount = xPriceOf(text, privately ? "direct" : thread.visibility, thread.addressed)
  const price = dollars(amount)
  const isDear = amount >= X_PRICES.postWithLink
  return (
    <span className={css.cost} title={t("composer.costTitle")}>
      {isDear ? t("composer.costLink", { price }) : t("composer.cost", { price })}
    </span>
  )
}
