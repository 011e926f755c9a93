import { CircleCheck, TriangleAlert } from "lucide-react"
import { useTranslation } from "react-i18next"
import { codeOf } from "../../lib/api.ts"
import { problemLine } from "../../lib/problem-words.ts"
import { Banner } from "../../ui/banner.tsx"
import { Button } from "../../ui/button.tsx"
import type { SavedCall } from "./log-call-dialog.tsx"
import css from "./log-call.module.css"

type Props = { saved: SavedCall | null; error: Error | null; onOpen: (threadId: string) => void }

/** The last call is saved, or is not: said above the form, which is ready for the next one or still full. */
export function CallNews({ saved, error, onOpen }: Props) {
  const { t } = useTranslation()
  if (error && codeOf(error) !== "invalid")
    return <Banner tone="danger" icon={TriangleAlert} role="alert" title={problemLine(error)} />
  return (
    <div role="status" className={css.news}>
      {saved && (
        <div className={css.saved} key={saved.thread.id}>
          <CircleCheck size={17} aria-hidden />
          <p>{t(wordsOf(saved), { name: saved.thread.contact.name })}</p>
          <Button size="s" look="quiet" hint={t("calls.log.openKey")} onClick={() => onOpen(saved.thread.id)}>
            {t("calls.log.open")}
          </Button>
        </div>
      )}
    </div>
  )
}

function wordsOf({ thread, settled }: SavedCall) {
  const isNamed = thread.contact.name !== ""
  if (settled) return isNamed ? "calls.log.savedSettled" : "calls.log.savedSettledUnnamed"
  return isNamed ? "calls.log.saved" : "calls.log.savedUnnamed"
}
