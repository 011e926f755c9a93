import { CornerDownRight } from "lucide-react"
import { type FormEvent, useEffect, useRef, useState } from "react"
import { useTranslation } from "react-i18next"
import type { Thread } from "../../../shared/thread.ts"
import { useThreadAction } from "../../data/thread-actions.ts"
import { useDepartmentName, useDepartments } from "../../data/workspace.ts"
import { problemLine } from "../../lib/problem-words.ts"
import { Button } from "../../ui/button.tsx"
import { SelectField, TextArea, TextField } from "../../ui/field.tsx"
import { toast } from "../../ui/toaster.tsx"
import type { ContextWish } from "./context-panel.tsx"
import css from "./context-panel.module.css"

/** Hands the thread to a department, with a word and a date to be back. */
export function HandOver({ thread, wish }: { thread: Thread; wish: ContextWish }) {
  const { t } = useTranslation()
  const [openedAt, setOpenedAt] = useState(0)
  const [closedAt, setClosedAt] = useState(0)
  // A wish older than the last closing was granted already.
  const wished = wish?.what === "handOver" ? wish.at : 0
  const isOpen = Math.max(openedAt, wished) > closedAt
  const close = () => setClosedAt(Date.now())
  const isThere = thread.state === "waiting_department"
  return (
    <section className={css.section}>
      <h3>{t("context.handOver.title")}</h3>
      {isOpen ? (
        <HandOverForm key={Math.max(openedAt, wished)} thread={thread} onClose={close} />
      ) : (
        <Button
          size="s"
          icon={CornerDownRight}
          hint="d"
          onClick={() => setOpenedAt(Math.max(Date.now(), closedAt + 1))}
        >
          {isThere ? t("context.handOver.again") : t("context.handOver.open")}
        </Button>
      )}
    </section>
  )
}

function HandOverForm({ thread, onClose }: { thread: Thread; onClose: () => void }) {
  const { t } = useTranslation()
  const nameOf = useDepartmentName()
  const departments = useDepartments()
  const action = useThreadAction(thread.id, (error) => toast(problemLine(error), "danger"))
  const [department, setDepartment] = useState(thread.escalation?.department ?? thread.department ?? "")
  const [note, setNote] = useState("")
  const [due, setDue] = useState("")
  const form = useRef<HTMLFormElement>(null)

  useEffect(() => {
    form.current?.querySelector("select")?.focus()
    form.current?.scrollIntoView?.({ block: "nearest" })
  }, [])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    action.mutate(
      { act: "escalation", department, note, ...(due !== "" && { dueAt: new Date(due).toISOString() }) },
      {
        onSuccess: () => {
          toast(t("context.handOver.done", { department: nameOf(department) }))
          onClose()
        },
      },
    )
  }
  return (
    <form
      ref={form}
      className={css.form}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.current?.requestSubmit()
        if (event.key !== "Escape") return
        event.preventDefault()
        event.stopPropagation()
        onClose()
      }}
    >
      <SelectField
        label={t("context.handOver.to")}
        required
        value={department}
        onChange={(event) => setDepartment(event.target.value)}
      >
        <option value="" disabled>
          {t("context.handOver.pick")}
        </option>
        {departments.map(({ id }) => (
          <option key={id} value={id}>
            {nameOf(id)}
          </option>
        ))}
      </SelectField>
      <TextArea
        label={t("context.handOver.note")}
        required
        placeholder={t("context.handOver.notePlaceholder")}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <TextField
        label={t("context.handOver.due")}
        type="datetime-local"
        value={due}
        onChange={(event) => setDue(event.target.value)}
        help={t("context.handOver.dueHelp")}
      />
      <div className={css.formActions}>
        <Button size="s" onClick={onClose}>
          {t("common.cancel")}
        </Button>
        <Button
          size="s"
          type="submit"
          look="solid"
          busy={action.isPending}
          disabled={department === "" || note.trim() === ""}
        >
          {t("context.handOver.submit")}
        </Button>
      </div>
    </form>
  )
}
