import { useTranslation } from "react-i18next"
import { MessageAct } from "../../shared/ability.ts"
import { CallbackOutcome } from "../../shared/call.ts"
import { Sentiment, Urgency } from "../../shared/classification.ts"
import { ThreadState } from "../../shared/thread.ts"
import type { TimelineEvent } from "../../shared/timeline.ts"
import { useDepartmentName } from "./workspace.ts"

/** The sentence of an event. */
export function useEventWords(): (event: TimelineEvent) => string {
  const { t } = useTranslation()
  const nameOf = useDepartmentName()
  const department = (id: string | undefined) =>
    id === undefined || id === "none" ? t("context.toSort") : nameOf(id)
  const value = (event: TimelineEvent, raw: string | undefined): string => {
    if (event.kind === "department_corrected") return department(raw)
    const [sentiment, urgency, state] = [
      Sentiment.safeParse(raw),
      Urgency.safeParse(raw),
      ThreadState.safeParse(raw),
    ]
    if (sentiment.success) return t(`words.sentiment.${sentiment.data}`)
    if (urgency.success) return t(`words.urgency.${urgency.data}`)
    if (state.success) return t(`words.threadState.${state.data}`)
    return raw ?? ""
  }
  const act = (raw: string | undefined): string => {
    const action = MessageAct.shape.action.safeParse(raw)
    return action.success ? t(`thread.acts.${action.data}`) : ""
  }
  const outcome = (raw: string | undefined): string => {
    const missed = CallbackOutcome.exclude(["reached"]).safeParse(raw)
    return missed.success ? t(`calls.back.told.${missed.data}`) : ""
  }
  return (event) =>
    t(`timeline.${event.kind}`, {
      ...event.values,
      outcome: outcome(event.values["outcome"]),
      action: act(event.values["action"]),
      from: value(event, event.values.from),
      to: value(event, event.values.to),
      department: department(event.values.department),
    })
}
