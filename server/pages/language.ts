import type { Request } from "express"
import { Locale } from "../../shared/person.ts"

/** `explicit`: asked for in the address, so links must carry it on. */
export type PageLanguage = { locale: Locale; explicit: boolean }

/** The language of a page: the one in its address, else the browser's first that we speak, else French. */
export function languageOf(req: Request): PageLanguage {
  const asked = Locale.safeParse(req.query["lang"])
  if (asked.success) return { locale: asked.data, explicit: true }
  const accepted = req.acceptsLanguages("fr", "en")
  return { locale: accepted === "en" ? "en" : "fr", explicit: false }
}
