import { useQuery } from "@tanstack/react-query"
import { ArrowLeft, FileQuestion } from "lucide-react"
import { useEffect } from "react"
import { useTranslation } from "react-i18next"
import { Link } from "wouter"
import { entryQuery } from "../../data/entries.ts"
import { problemWords } from "../../lib/problem-words.ts"
import { Empty } from "../../ui/empty.tsx"
import { EntryEditor } from "./entry-editor.tsx"
import css from "./entry-page.module.css"

/** One entry: what was said, and what the public will read. */
export default function EntryPage({ entryId }: { entryId: string }) {
  const { t } = useTranslation()
  const { data: entry, error } = useQuery(entryQuery(entryId))
  useEffect(() => {
    document.title = t("app.title", { page: t("faq.editor.label") })
  }, [t])
  return (
    <main className={css.page}>
      <Link href={entry ? `/faq?state=${entry.state}` : "/faq"} className={css.back}>
        <ArrowLeft size={16} aria-hidden /> {t("faq.editor.back")}
      </Link>
      {error && !entry && (
        <Empty icon={FileQuestion} title={problemWords(error).title}>
          {problemWords(error).detail}
        </Empty>
      )}
      {entry && <EntryEditor entry={entry} />}
    </main>
  )
}
