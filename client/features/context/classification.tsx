import { useEffect, useRef } from "react"
import { useTranslation } from "react-i18next"
import type { ThreadDetail } from "../../../shared/api.ts"
import { Sentiment, Urgency } from "../../../shared/classification.ts"
import type { CorrectClassification } from "../../../shared/thread.ts"
import type { useThreadAction } from "../../data/thread-actions.ts"
import { useDepartmentName, useDepartments } from "../../data/workspace.ts"
import { percent } from "../../lib/format.ts"
import { SENTIMENT_ICON } from "../../ui/classification-chips.tsx"
import { SelectField } from "../../ui/field.tsx"
import { toast } from "../../ui/toaster.tsx"
import type { ContextWish } from "./context-panel.tsx"
import { Choice } from "../../ui/choice.tsx"
import css from "./context-panel.module.css"

type Props = {
  detail: ThreadDetail
  action: ReturnType<typeof useThreadAction>
  wish: ContextWish
  canCorrect: boolean
}

/** How the thread was sorted, and one gesture to put it right. */
export function Classification({ detail: { thread, messages }, action, wish, canCorrect }: Props) {
  const { t } = useTranslation()
  const nameOf = useDepartmentName()
  const departments = useDepartments()
  const section = useRef<HTMLElement>(null)
  const last = messages.findLast(({ direction }) => direction === "in")
  const candidates = (last?.classification?.candidates ?? []).filter(
    ({ department, score }) => department !== thread.department && score >= 0.01,
  )
  const correct = (correction: CorrectClassification) =>
    action.mutate(
      { act: "classification", ...correction },
      { onSuccess: () => toast(t("context.corrected")) },
    )

  useEffect(() => {
    if (wish?.what === "correct") section.current?.querySelector("select")?.focus()
  }, [wish])

  const known = departments.some(({ id }) => id === thread.department)
  return (
    <section className={css.section} ref={section}>
      <h3>{t("context.classification")}</h3>
      {canCorrect ? (
        <>
          <SelectField
            label={t("context.department")}
            value={thread.department ?? ""}
            onChange={(event) => correct({ department: event.target.value || null })}
            help={
              thread.department === null
                ? t("context.abstained")
                : thread.departmentScore === null
                  ? t("context.chosen")
                  : t("context.sure", { score: percent(thread.departmentScore) })
            }
          >
            <option value="">{t("context.toSort")}</option>
            {thread.department !== null && !known && (
              <option value={thread.department}>{nameOf(thread.department)}</option>
            )}
            {departments.map(({ id }) => (
              <option key={id} value={id}>
                {nameOf(id)}
              </option>
            ))}
          </SelectField>
          {candidates.length > 0 && (
            <div className={css.candidates} role="group" aria-label={t("context.candidates")}>
              {candidates.map(({ department, score }) => (
                <button
                  key={department}
                  type="button"
                  className={css.candidate}
                  title={t("context.choose", { department: nameOf(department), score: percent(score) })}
                  onClick={() => correct({ department })}
                >
                  {nameOf(department)} <span>{percent(score)}</span>
                </button>
              ))}
            </div>
          )}
          <Choice
            label={t("context.sentiment")}
            value={thread.sentiment}
            options={Sentiment.options.map((value) => ({
              value,
              label: t(`words.sentiment.${value}`),
              icon: SENTIMENT_ICON[value],
            }))}
            onChoose={(sentiment) => correct({ sentiment })}
          />
          <Choice
            label={t("context.urgency")}
            value={thread.urgency}
            options={Urgency.options.map((value) => ({ value, label: t(`words.urgency.${value}`) }))}
            onChoose={(urgency) => correct({ urgency })}
          />
        </>
      ) : (
        <dl className={css.facts}>
          <div>
            <dt>{t("context.department")}</dt>
            <dd>{thread.department === null ? t("context.toSort") : nameOf(thread.department)}</dd>
          </div>
          <div>
            <dt>{t("context.sentiment")}</dt>
            <dd>{t(`words.sentiment.${thread.sentiment}`)}</dd>
          </div>
          <div>
            <dt>{t("context.urgency")}</dt>
            <dd>{t(`words.urgency.${thread.urgency}`)}</dd>
          </div>
        </dl>
      )}
    </section>
  )
}
