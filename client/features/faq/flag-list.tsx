import { Check, ShieldAlert, ShieldCheck } from "lucide-react"
import { type FormEvent, useState } from "react"
import { useTranslation } from "react-i18next"
import { Button } from "../../ui/button.tsx"
import { TextField } from "../../ui/field.tsx"
import { type Flag, type Keeping, openFlags } from "./findings.ts"
import css from "./flag-list.module.css"

type Props = {
  flags: readonly Flag[]
  readOnly: boolean
  onRewrite: (flag: Flag) => void
  onKeep: (keeping: Keeping) => void
  onUndo: (flag: Flag) => void
}

/** What may tell who someone is, one line each: rewrite it, or say why it may stay. */
export function FlagList({ flags, readOnly, onRewrite, onKeep, onUndo }: Props) {
  const { t } = useTranslation()
  const open = openFlags(flags).length
  return (
    <section className={css.flags} aria-labelledby="flags-title" data-open={open > 0 || undefined}>
      <header className={css.head}>
        {open > 0 ? <ShieldAlert size={18} aria-hidden /> : <ShieldCheck size={18} aria-hidden />}
        <h2 id="flags-title">{t("faq.flags.title")}</h2>
        <p role="status">{open > 0 ? t("faq.flags.some", { count: open }) : ""}</p>
      </header>
      {flags.length === 0 && <p className={css.none}>{t("faq.flags.none")}</p>}
      <ul>
        {flags.map((flag) => (
          <FlagLine
            key={`${flag.field}-${flag.start}-${flag.text}`}
            flag={flag}
            readOnly={readOnly}
            onRewrite={() => onRewrite(flag)}
            onKeep={(reason) => onKeep({ kind: flag.kind, text: flag.text, reason })}
            onUndo={() => onUndo(flag)}
          />
        ))}
      </ul>
    </section>
  )
}

type LineProps = {
  flag: Flag
  readOnly: boolean
  onRewrite: () => void
  onKeep: (reason: string) => void
  onUndo: () => void
}

function FlagLine({ flag, readOnly, onRewrite, onKeep, onUndo }: LineProps) {
  const { t } = useTranslation()
  const [reason, setReason] = useState<string | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason !== null && reason.trim().length >= 3) onKeep(reason.trim())
  }
  return (
    <li className={css.flag}>
      <p className={css.what}>
        <strong>{flag.text}</strong>
        <span>
          {t(`words.personalData.${flag.kind}`)},{" "}
          {t(flag.field === "question" ? "faq.flags.inQuestion" : "faq.flags.inAnswer")}
        </span>
      </p>
      {flag.reason !== null ? (
        <div className={css.kept}>
          <Check size={14} aria-hidden /> {t("faq.flags.kept", { reason: flag.reason })}
          {!readOnly && (
            <Button size="s" look="quiet" onClick={onUndo}>
              {t("faq.flags.undo")}
            </Button>
          )}
        </div>
      ) : (
        !readOnly && (
          <div className={css.acts}>
            <Button size="s" onClick={onRewrite}>
              {t("faq.flags.rewrite")}
            </Button>
            <Button
              size="s"
              look="quiet"
              aria-expanded={reason !== null}
              onClick={() => setReason(reason === null ? "" : null)}
            >
              {t("faq.flags.keep")}
            </Button>
          </div>
        )
      )}
      {reason !== null && flag.reason === null && (
        <form className={css.reason} onSubmit={submit}>
          <TextField
            label={t("faq.flags.reason", { text: flag.text })}
            placeholder={t("faq.flags.reasonPlaceholder")}
            autoFocus
            required
            minLength={3}
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <Button size="s" type="submit" look="solid" disabled={reason.trim().length < 3}>
            {t("faq.flags.accept")}
          </Button>
        </form>
      )}
    </li>
  )
}
