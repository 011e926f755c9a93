import { PhoneCall, PhoneMissed, Voicemail } from "lucide-react"
import { type FormEvent, type KeyboardEvent, type RefObject, useRef, useState } from "react"
import { useTranslation } from "react-i18next"
import type { ThreadDetail } from "../../../shared/api.ts"
import { CallbackOutcome } from "../../../shared/call.ts"
import { useLogCallback } from "../../data/calls.ts"
import { nameOf } from "../../lib/naming.ts"
import { problemLine } from "../../lib/problem-words.ts"
import { Button } from "../../ui/button.tsx"
import { Choice } from "../../ui/choice.tsx"
import { toast } from "../../ui/toaster.tsx"
import { CallbackNumber } from "./callback-number.tsx"
import { useDraft } from "./use-draft.ts"
import composer from "./composer.module.css"
import css from "./callback-form.module.css"

const ICON = { reached: PhoneCall, no_answer: PhoneMissed, voicemail: Voicemail }

/** In a thread that came by telephone one calls back, and says here what came of it. */
export function CallbackForm({
  detail,
  field,
}: {
  detail: ThreadDetail
  field: RefObject<HTMLTextAreaElement | null>
}) {
  const { t } = useTranslation()
  const { thread } = detail
  const draft = useDraft(thread.id, detail.draft)
  const log = useLogCallback(thread.id)
  const [outcome, setOutcome] = useState<CallbackOutcome>("reached")
  // Kept until the server has it: sent again after a lost answer, it is the same call.
  const clientId = useRef(crypto.randomUUID())
  const wasReached = outcome === "reached"
  const isEmpty = draft.text.trim() === ""
  const name = nameOf(thread.contact)

  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    if (log.isPending || (wasReached && isEmpty)) return field.current?.focus()
    log.mutate(
      { clientId: clientId.current, outcome, text: draft.text.trim() },
      {
        onSuccess: () => {
          clientId.current = crypto.randomUUID()
          setOutcome("reached")
          toast(t(wasReached ? "calls.back.answered" : "calls.back.missed"))
        },
        onError: (error) => toast(problemLine(error), "danger"),
      },
    )
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return
    event.preventDefault()
    submit()
  }

  return (
    <form onSubmit={submit} onKeyDown={onKeyDown} className={composer.form}>
      <CallbackNumber thread={thread} />
      <div className={css.outcome}>
        <Choice
          label={t("calls.back.outcome")}
          value={outcome}
          options={CallbackOutcome.options.map((value) => ({
            value,
            label: t(`calls.back.outcomes.${value}`),
            icon: ICON[value],
          }))}
          onChoose={setOutcome}
        />
      </div>
      <textarea
        ref={field}
        className={composer.text}
        rows={2}
        aria-label={t(wasReached ? "calls.back.said" : "calls.back.missedText")}
        placeholder={
          wasReached ? t("calls.back.saidPlaceholder", { name }) : t("calls.back.missedPlaceholder")
        }
        value={draft.text}
        onChange={(event) => draft.write(event.target.value)}
      />
      <div className={composer.foot}>
        <span className={composer.saved} role="status">
          {draft.state !== "clean" && t(`composer.draft.${draft.state}`)}
        </span>
        <Button
          type="submit"
          look="solid"
          icon={PhoneCall}
          hint={t("keys.ctrlEnter")}
          busy={log.isPending}
          disabled={wasReached && isEmpty}
        >
          {t("calls.back.save")}
        </Button>
      </div>
    </form>
  )
}
