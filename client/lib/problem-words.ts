import i18next from "i18next"
import { codeOf } from "./api.ts"

/** What went wrong, in the person's language: a title, and what to do. */
export function problemWords(error: unknown): { title: string; detail: string } {
  const code = codeOf(error)
  if (code === "offline")
    return { title: i18next.t("common.offline"), detail: i18next.t("common.offlineDetail") }
  return {
    title: i18next.t(`${code}.title`, { ns: "problems" }),
    detail: i18next.t(`${code}.detail`, { ns: "problems" }),
  }
}

/** The same in one line. */
export function problemLine(error: unknown): string {
  const { title, detail } = problemWords(error)
  return `${title}. ${detail}`
}
