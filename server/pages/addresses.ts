import type { Locale } from "../../shared/person.ts"
import type { PublicEntry } from "./faq-index.ts"
import type { PageLanguage } from "./language.ts"

export const HOME = "/faq"
export const entryPath = ({ slug, id }: Pick<PublicEntry, "slug" | "id">): string => `/faq/${slug}-${id}`
export const departmentPath = (department: string): string => `/faq/service/${encodeURIComponent(department)}`

/** The id at the end of an entry's address; what stands before it is for people only. */
export function entryIdOf(key: string): string | null {
  return /(?:^|-)([0-9a-f]{24})$/.exec(key)?.[1] ?? null
}

/** A path with its search and, when the reader chose one, its language. */
export function withLanguage(path: string, language: PageLanguage, query?: string): string {
  return address(path, query, language.explicit ? language.locale : null)
}

/** The one address of a page in a language: French is the plain one. */
export function canonicalPath(path: string, locale: Locale, query?: string): string {
  return address(path, query, locale === "fr" ? null : locale)
}

/** The same page in a language, said in the address. */
export function inLanguage(path: string, locale: Locale, query?: string): string {
  return address(path, query, locale)
}

function address(path: string, query: string | undefined, locale: Locale | null): string {
  const parameters = new URLSearchParams()
  if (query) parameters.set("q", query)
  if (locale) parameters.set("lang", locale)
  const text = parameters.toString()
  return text ? `${path}?${text}` : path
}
