import type { FormEvent, KeyboardEvent, RefObject } from "react"
import { useTranslation } from "react-i18next"
import { useThreadAction } from "../../data/thread-actions.ts"
import { problemLine } from "../../lib/problem-words.ts"
import { Button } from "../../ui/button.tsx"
import { toast } from "../../ui/toaster.tsx"
import css from "./composer.module.css"

type Props = {
  threadId: string
  kind: "note" | "giveBack"
  text: string
  onText: (text: string) => void
  field: RefObject<HTMLTextAreaElement | null>
  onDone: () => void
}

/** Words for colleagues: a note, or what goes back to the team with the thread. */
export function NoteForm({ threadId, kind, text, onText, field, onDone }: Props) {
  const { t } = useTranslation()
  const action = useThreadAction(threadId, (error) => toast(problemLine(error), "danger"))
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    if (text.trim() === "" || action.isPending) return
    // A promise, not a callback: given back, the thread may leave the screen before the answer comes.
    void action.mutateAsync({ act: kind === "note" ? "notes" : "return", text }).then(
      () => {
        onText("")
        toast(kind === "note" ? t("composer.noted") : t("composer.returned"))
        onDone()
      },
      () => {},
    )
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return
    event.preventDefault()
    submit()
  }
  return (
    <form onSubmit={submit} className={css.form}>
      <textarea
        ref={field}
        className={css.text}
        rows={3}
        aria-label={t(kind === "note" ? "composer.noteText" : "composer.giveBackText")}
        placeholder={t(kind === "note" ? "composer.notePlaceholder" : "composer.giveBackPlaceholder")}
        value={text}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className={css.foot}>
        <span className={css.saved}>{t("thread.noteHint")}</span>
        <Button
          type="submit"
          look="solid"
          hint={t("keys.ctrlEnter")}
          busy={action.isPending}
          disabled={text.trim() === ""}
        >
          {t(kind === "note" ? "composer.addNote" : "composer.return")}
        </Button>
      </div>
    </form>
  )
}
