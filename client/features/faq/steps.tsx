import { Check } from "lucide-react"
import { useTranslation } from "react-i18next"
import type { Entry } from "../../../shared/entry.ts"
import { classes } from "../../ui/classes.ts"
import css from "./steps.module.css"

const STEPS = ["draft", "review", "published"] as const

/** Where the entry is on its way to the public. */
export function Steps({ state }: { state: Entry["state"] }) {
  const { t } = useTranslation()
  const at = STEPS.findIndex((step) => step === state)
  return (
    <ol className={css.steps} aria-label={t("faq.step.label")}>
      {STEPS.map((step, index) => (
        <li
          key={step}
          className={classes(css.step, index < at && css.done, index === at && css.current)}
          aria-current={index === at ? "step" : undefined}
        >
          <span className={css.dot} aria-hidden>
            {index < at ? <Check size={12} strokeWidth={3} /> : index + 1}
          </span>
          {t(`words.entryState.${step}`)}
        </li>
      ))}
      {state === "archived" && (
        <li className={classes(css.step, css.current)} aria-current="step">
          {t("words.entryState.archived")}
        </li>
      )}
    </ol>
  )
}
