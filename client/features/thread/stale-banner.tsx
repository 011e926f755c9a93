import { GitCompareArrows } from "lucide-react"
import { useRef, useState } from "react"
import { useTranslation } from "react-i18next"
import type { ThreadChanges } from "../../../shared/api.ts"
import { nameOf } from "../../lib/naming.ts"
import { Banner } from "../../ui/banner.tsx"
import { Button } from "../../ui/button.tsx"
import { Dialog } from "../../ui/dialog.tsx"
import css from "./composer.module.css"

type Props = { changes: ThreadChanges; myId: string; onSendAnyway: () => void; onReread: () => void }

/** What happened while the agent was writing. A second public reply of the city must be meant. */
export function StaleBanner({ changes, myId, onSendAnyway, onReread }: Props) {
  const { t } = useTranslation()
  const [isAsking, setAsking] = useState(false)
  const anyway = useRef<HTMLButtonElement>(null)
  const others = changes.replies.filter(({ by }) => by.id !== myId)
  const answered = others.find(({ visibility, state }) => visibility === "public" && state !== "failed")
  const count = Math.max(1, changes.messages.length + others.length)
  return (
    <Banner
      tone="warn"
      icon={GitCompareArrows}
      role="alert"
      title={`${t("composer.stale.title", { count })}. ${t("composer.stale.kept")}`}
      actions={
        <>
          <Button size="s" onClick={onReread}>
            {t("composer.stale.reread")}
          </Button>
          <Button
            ref={anyway}
            size="s"
            onClick={() => (answered ? setAsking(true) : onSendAnyway())}
            data-send-anyway
          >
            {t("composer.stale.sendAnyway")}
          </Button>
        </>
      }
    >
      <ul className={css.changes}>
        {changes.messages.map(({ id, author, text, removedAt, editedAt }) => (
          <li key={id}>
            <strong>
              {t(`composer.stale.${removedAt ? "removed" : editedAt ? "edited" : "citizen"}`, {
                name: nameOf(author),
              })}
            </strong>{" "}
            {text}
          </li>
        ))}
        {others.map(({ id, by, text }) => (
          <li key={id}>
            <strong>{t("composer.stale.colleague", { name: by.name })}</strong> {text}
          </li>
        ))}
      </ul>
      {isAsking && answered && (
        <Dialog
          title={t("composer.stale.twiceTitle")}
          closeLabel={t("common.close")}
          onClose={() => setAsking(false)}
        >
          <p>{t("composer.stale.twice", { name: answered.by.name })}</p>
          <blockquote className={css.quote}>{answered.text}</blockquote>
          <div className={css.dialogActions}>
            <Button onClick={() => setAsking(false)}>{t("common.cancel")}</Button>
            <Button
              look="danger"
              onClick={() => {
                setAsking(false)
                onSendAnyway()
              }}
            >
              {t("composer.stale.twiceConfirm")}
            </Button>
          </div>
        </Dialog>
      )}
    </Banner>
  )
}
