import { useQuery } from "@tanstack/react-query"
import { CornerUpLeft, Info, TriangleAlert } from "lucide-react"
import { useMemo, useRef, useState } from "react"
import { useTranslation } from "react-i18next"
import { z } from "zod"
import type { Entry } from "../../../shared/entry.ts"
import { Finding } from "../../../shared/personal-data/finding.ts"
import { threadQuery } from "../../data/thread-detail.ts"
import { useDepartmentName, useDepartments } from "../../data/workspace.ts"
import { RequestError } from "../../lib/api.ts"
import { problemLine } from "../../lib/problem-words.ts"
import { Banner } from "../../ui/banner.tsx"
import { SelectField } from "../../ui/field.tsx"
import { Conflict } from "./conflict.tsx"
import { EntryActions } from "./entry-actions.tsx"
import { type Flag, flagsOf, openFlags } from "./findings.ts"
import { FlagList } from "./flag-list.tsx"
import { FlaggedText } from "./flagged-text.tsx"
import { SourceExchange } from "./source-exchange.tsx"
import { Steps } from "./steps.tsx"
import { useEntryEditing } from "./use-entry-editing.ts"
import css from "./entry-page.module.css"

const Refused = z.object({ findings: z.array(Finding.extend({ field: z.enum(["question", "answer"]) })) })

/** The source on one side, the question and its answer on the other; what is personal shows while one types. */
export function EntryEditor({ entry }: { entry: Entry }) {
  const { t } = useTranslation()
  const nameOf = useDepartmentName()
  const departments = useDepartments()
  const editing = useEntryEditing(entry)
  const { text, change } = editing
  const [isUnlocked, setUnlocked] = useState(false)
  const [refused, setRefused] = useState<Flag[]>([])
  const question = useRef<HTMLTextAreaElement>(null)
  const answer = useRef<HTMLTextAreaElement>(null)
  const { data: source } = useQuery({
    ...threadQuery(entry.sourceThreadId ?? ""),
    enabled: entry.sourceThreadId !== null,
  })

  const contact = source?.thread.contact
  const flags = useMemo(() => {
    const people = contact ? { names: [contact.name], handles: [contact.username] } : {}
    const found = flagsOf(text, people)
    // The server knows who wrote even where the source is not open to this person.
    const more = refused.filter(
      (one) =>
        text[one.field].includes(one.text) &&
        !found.some(({ field, text: same }) => field === one.field && same === one.text),
    )
    return [...found, ...more.map((one) => ({ ...one, start: text[one.field].indexOf(one.text) }))]
  }, [text, contact, refused])

  const isOnlineOrAway = entry.state === "published" || entry.state === "archived"
  const isLocked = isOnlineOrAway && !isUnlocked
  const rewrite = ({ field, start, text: words }: Flag) => {
    const area = field === "question" ? question.current : answer.current
    area?.focus()
    area?.setSelectionRange(start, start + words.length)
  }
  const learnRefusal = (error: unknown) => {
    const extra = Refused.safeParse(error instanceof RequestError ? error.problem?.extra : null)
    if (extra.success) setRefused(extra.data.findings.map((finding) => ({ ...finding, reason: null })))
  }

  return (
    <div className={css.editor}>
      <div className={css.work}>
        <header className={css.head}>
          <h1 className="visually-hidden">{t("faq.editor.label")}</h1>
          <Steps state={entry.state} />
          <p className={css.saved} role="status" data-state={editing.state}>
            {!isLocked && t(`faq.editor.${editing.state}`)}
          </p>
        </header>
        {entry.reviewNote !== null && entry.state === "draft" && (
          <Banner
            tone="warn"
            icon={CornerUpLeft}
            title={t("faq.step.returned", { name: entry.updatedBy.name })}
          >
            <p>{entry.reviewNote}</p>
          </Banner>
        )}
        {entry.state === "published" && entry.reviewedBy && (
          <p className={css.reviewed}>{t("faq.step.reviewed", { name: entry.reviewedBy.name })}</p>
        )}
        {entry.published !== null && !isLocked && (
          <Banner tone="calm" icon={Info} title={t("faq.step.editing")} />
        )}
        {editing.error && (
          <Banner tone="danger" icon={TriangleAlert} role="alert" title={problemLine(editing.error)} />
        )}
        {editing.theirs && (
          <Conflict
            mine={text}
            theirs={editing.theirs}
            onKeepMine={editing.keepMine}
            onTakeTheirs={editing.takeTheirs}
          />
        )}
        <FlaggedText
          label={t("faq.editor.question")}
          text={text.question}
          flags={flags.filter(({ field }) => field === "question")}
          readOnly={isLocked}
          onText={(value) => change({ question: value })}
          field={question}
          maxLength={300}
          rows={2}
        />
        <FlaggedText
          label={t("faq.editor.answer")}
          help={isLocked ? undefined : t("faq.editor.answerHelp")}
          text={text.answer}
          flags={flags.filter(({ field }) => field === "answer")}
          readOnly={isLocked}
          onText={(value) => change({ answer: value })}
          field={answer}
          maxLength={8000}
          rows={7}
        />
        {!isOnlineOrAway || isUnlocked ? (
          <FlagList
            flags={flags}
            readOnly={isLocked}
            onRewrite={rewrite}
            onKeep={(keeping) => change({ overrides: [...text.overrides, keeping] })}
            onUndo={({ kind, text: words }) =>
              change({
                overrides: text.overrides.filter((each) => each.kind !== kind || each.text !== words),
              })
            }
          />
        ) : null}
        <SelectField
          className={css.department}
          label={t("faq.editor.department")}
          value={text.department ?? ""}
          disabled={isLocked}
          onChange={(event) => change({ department: event.target.value || null })}
        >
          <option value="">{t("faq.editor.noDepartment")}</option>
          {departments.map(({ id }) => (
            <option key={id} value={id}>
              {nameOf(id)}
            </option>
          ))}
        </SelectField>
        <EntryActions
          entry={entry}
          department={text.department}
          hasOpenFlags={openFlags(flags).length > 0}
          isLocked={isLocked}
          flush={editing.flush}
          onUnlock={() => setUnlocked(true)}
          onRefused={learnRefusal}
        />
      </div>
      <div className={css.source}>
        <SourceExchange threadId={entry.sourceThreadId} />
      </div>
    </div>
  )
}
