import { useTranslation } from "react-i18next"
import type { CallNotes } from "../../lib/call-draft.ts"
import { TextArea, TextField } from "../../ui/field.tsx"
import { type CallFaults, hasLooseNumber } from "./call-faults.ts"
import css from "./log-call.module.css"

type Props = {
  notes: CallNotes
  faults: CallFaults
  onWrite: (change: Partial<CallNotes>) => void
  /** The number was left: it can be checked, and shown as it was understood. */
  onNumberDone: () => void
}

/** Who called, how to call back, what is asked, where: in the order in which people say it. */
export function CallFields({ notes, faults, onWrite, onNumberDone }: Props) {
  const { t } = useTranslation()
  return (
    <>
      <div className={css.pair}>
        <TextField
          name="name"
          label={t("calls.log.name")}
          placeholder={t("calls.log.namePlaceholder")}
          autoComplete="off"
          maxLength={100}
          value={notes.name}
          onChange={({ target }) => onWrite({ name: target.value })}
        />
        <TextField
          name="number"
          type="tel"
          label={t("calls.log.number")}
          placeholder={t("calls.log.numberPlaceholder")}
          autoComplete="off"
          maxLength={40}
          {...(faults.number ? { error: t("calls.log.numberWrong") } : { help: t("calls.log.numberHelp") })}
          value={notes.number}
          onChange={({ target }) => onWrite({ number: target.value })}
          onBlur={onNumberDone}
        />
      </div>
      <TextArea
        name="request"
        label={t("calls.log.request")}
        placeholder={t("calls.log.requestPlaceholder")}
        autoComplete="off"
        maxLength={4000}
        required
        {...(faults.request && { error: t("calls.log.requestMissing") })}
        value={notes.request}
        onChange={({ target }) => onWrite({ request: target.value })}
      />
      <TextField
        name="place"
        label={t("calls.log.place")}
        placeholder={t("calls.log.placePlaceholder")}
        autoComplete="off"
        maxLength={200}
        value={notes.place}
        onChange={({ target }) => onWrite({ place: target.value })}
      />
      {hasLooseNumber(notes) && (
        <p className={css.warning} role="status">
          {t("calls.log.numberInWords")}
        </p>
      )}
      <TextArea
        name="answer"
        label={t("calls.log.answer")}
        placeholder={t("calls.log.answerPlaceholder")}
        autoComplete="off"
        rows={2}
        className={css.answer}
        maxLength={4000}
        value={notes.answer}
        onChange={({ target }) => onWrite({ answer: target.value })}
      />
    </>
  )
}
