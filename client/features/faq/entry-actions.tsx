import { Archive, CheckCheck, CornerUpLeft, ExternalLink, Pencil, Send } from "lucide-react"
import { type FormEvent, useState } from "react"
import { useTranslation } from "react-i18next"
import type { Entry } from "../../../shared/entry.ts"
import { type EntryStepName, useEntryStep } from "../../data/entries.ts"
import { useDepartmentName, useWorkspace } from "../../data/workspace.ts"
import { problemLine } from "../../lib/problem-words.ts"
import { Button } from "../../ui/button.tsx"
import { Dialog } from "../../ui/dialog.tsx"
import { TextArea } from "../../ui/field.tsx"
import { toast } from "../../ui/toaster.tsx"
import css from "./entry-page.module.css"

type Props = {
  entry: Entry
  department: Entry["department"]
  hasOpenFlags: boolean
  isLocked: boolean
  flush: () => Promise<Entry | null>
  onUnlock: () => void
  onRefused: (error: unknown) => void
}

/** The steps this person may take with the entry, and what keeps them from it. */
export function EntryActions({
  entry,
  department,
  hasOpenFlags,
  isLocked,
  flush,
  onUnlock,
  onRefused,
}: Props) {
  const { t } = useTranslation()
  const { me } = useWorkspace()
  const nameOf = useDepartmentName()
  const step = useEntryStep(entry.id)
  const [asking, setAsking] = useState<"return" | "archive" | null>(null)
  const mayReview = me.role === "admin" || (department !== null && me.departments.includes(department))
  const isOnline = entry.published !== null

  const take = async (name: EntryStepName, done: string, note?: string) => {
    const saved = await flush()
    if (!saved) return
    step.mutate(
      { step: name, expectedVersion: saved.version, ...(note !== undefined && { note }) },
      {
        onSuccess: () => {
          setAsking(null)
          toast(done)
        },
        onError: (error) => {
          onRefused(error)
          toast(problemLine(error), "danger")
        },
      },
    )
  }

  const obstacle =
    entry.state !== "draft" && entry.state !== "review"
      ? null
      : department === null
        ? t("faq.step.needsDepartment")
        : hasOpenFlags
          ? t("faq.flags.cannot")
          : null
  return (
    <div className={css.actions}>
      {obstacle !== null && <p className={css.obstacle}>{obstacle}</p>}
      {entry.state === "review" && !mayReview && department !== null && (
        <p className={css.obstacle}>{t("faq.step.waiting", { department: nameOf(department) })}</p>
      )}
      {isOnline && entry.published && (
        <a
          className={css.public}
          href={`/faq/${entry.published.slug}-${entry.id}`}
          target="_blank"
          rel="noreferrer"
        >
          {t("faq.editor.public")} <ExternalLink size={14} aria-hidden />
        </a>
      )}
      {entry.state !== "archived" && (!isOnline || mayReview) && (
        <Button icon={Archive} look="quiet" onClick={() => setAsking("archive")}>
          {isOnline ? t("faq.step.archive") : t("faq.step.archiveDraft")}
        </Button>
      )}
      {isLocked && (
        <Button icon={Pencil} onClick={onUnlock}>
          {t("faq.step.edit")}
        </Button>
      )}
      {entry.state === "draft" && (
        <Button
          look="solid"
          icon={Send}
          busy={step.isPending}
          disabled={obstacle !== null}
          onClick={() => void take("submit", t("faq.step.submitted"))}
        >
          {t("faq.step.submit")}
        </Button>
      )}
      {entry.state === "review" && mayReview && (
        <>
          <Button icon={CornerUpLeft} onClick={() => setAsking("return")}>
            {t("faq.step.return")}
          </Button>
          <Button
            look="solid"
            icon={CheckCheck}
            busy={step.isPending}
            disabled={obstacle !== null}
            onClick={() => void take("approve", t("faq.step.approved"))}
          >
            {t("faq.step.approve")}
          </Button>
        </>
      )}
      {asking === "return" && (
        <ReturnDialog
          isBusy={step.isPending}
          onClose={() => setAsking(null)}
          onReturn={(note) => void take("return", t("faq.step.sentBack"), note)}
        />
      )}
      {asking === "archive" && (
        <Dialog
          title={isOnline ? t("faq.step.archiveTitle") : t("faq.step.discardTitle")}
          closeLabel={t("common.close")}
          onClose={() => setAsking(null)}
        >
          <p>{isOnline ? t("faq.step.archiveDetail") : t("faq.step.discardDetail")}</p>
          <div className={css.dialogActions}>
            <Button onClick={() => setAsking(null)}>{t("common.cancel")}</Button>
            <Button
              look="danger"
              busy={step.isPending}
              onClick={() => void take("archive", isOnline ? t("faq.step.archived") : t("faq.step.putAway"))}
            >
              {isOnline ? t("faq.step.archive") : t("faq.step.archiveDraft")}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  )
}

function ReturnDialog(props: { isBusy: boolean; onClose: () => void; onReturn: (note: string) => void }) {
  const { t } = useTranslation()
  const [note, setNote] = useState("")
  const submit = (event: FormEvent) => {
    event.preventDefault()
    props.onReturn(note)
  }
  return (
    <Dialog title={t("faq.step.return")} closeLabel={t("common.close")} onClose={props.onClose}>
      <form className={css.returnForm} onSubmit={submit}>
        <TextArea
          label={t("faq.step.returnNote")}
          required
          autoFocus
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <div className={css.dialogActions}>
          <Button onClick={props.onClose}>{t("common.cancel")}</Button>
          <Button type="submit" look="solid" busy={props.isBusy} disabled={note.trim() === ""}>
            {t("faq.step.returnSend")}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
