import { useQueries } from "@tanstack/react-query"
import { BookOpen, ChevronRight } from "lucide-react"
import { useEffect } from "react"
import { useTranslation } from "react-i18next"
import { Link, useSearch } from "wouter"
import { EntryState } from "../../../shared/entry.ts"
import { entriesQuery } from "../../data/entries.ts"
import { useDepartmentName, useWorkspace } from "../../data/workspace.ts"
import { useNow } from "../../lib/clock.ts"
import { dayAndTime } from "../../lib/format.ts"
import { problemLine } from "../../lib/problem-words.ts"
import { Chip } from "../../ui/chip.tsx"
import { Empty } from "../../ui/empty.tsx"
import { Page } from "../../ui/page.tsx"
import { Tabs } from "../../ui/tabs.tsx"
import card from "../../ui/card.module.css"
import css from "./faq-page.module.css"

/** The entries of the FAQ, by where they are on their way to the public. */
export default function FaqPage() {
  const { t } = useTranslation()
  const { me } = useWorkspace()
  const nameOf = useDepartmentName()
  const now = useNow(60_000)
  const asked = EntryState.safeParse(new URLSearchParams(useSearch()).get("state"))
  const state = asked.success ? asked.data : me.role === "head" ? "review" : "draft"
  const lists = useQueries({ queries: EntryState.options.map((each) => entriesQuery(each)) })
  const { data: entries, error } = lists[EntryState.options.indexOf(state)] ?? {}

  useEffect(() => {
    document.title = t("app.title", { page: t("faq.title") })
  }, [t])

  return (
    <Page
      title={t("faq.title")}
      aside={
        <Tabs
          label={t("faq.lists")}
          tabs={EntryState.options.map((each, index) => ({
            href: `/faq?state=${each}`,
            label: t(`faq.${each}`),
            isCurrent: each === state,
            count: lists[index]?.data?.length,
          }))}
        />
      }
    >
      {error && <p role="alert">{problemLine(error)}</p>}
      {entries?.length === 0 && (
        <Empty icon={BookOpen} title={t(`faq.empty.${state}Title`)}>
          {t(`faq.empty.${state}`)}
        </Empty>
      )}
      {entries && entries.length > 0 && (
        <ul className={`${card.card} ${card.rows}`}>
          {entries.map((entry) => (
            <li key={entry.id}>
              <Link href={`/faq/${entry.id}`} className={css.row}>
                <span className={css.question}>{entry.question || t("faq.untitled")}</span>
                <span className={css.meta}>
                  {entry.department !== null && <Chip>{nameOf(entry.department)}</Chip>}
                  <span>
                    {t("faq.updated", { date: dayAndTime(entry.updatedAt, now), name: entry.updatedBy.name })}
                  </span>
                </span>
                <ChevronRight size={18} aria-hidden />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}
