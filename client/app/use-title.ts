import { useQuery } from "@tanstack/react-query"
import { useEffect } from "react"
import { useTranslation } from "react-i18next"
import { countsQuery } from "../data/thread-list.ts"

/** Names the page in the browser's tab, with how much is waiting. */
export function useTitle(page: string): void {
  const { t } = useTranslation()
  const { data: counts } = useQuery(countsQuery)
  const waiting = counts?.inbox ?? 0
  const title = t("app.title", { page })
  useEffect(() => {
    document.title = waiting > 0 ? `(${waiting}) ${title}` : title
  }, [title, waiting])
}
