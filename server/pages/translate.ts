import i18next from "i18next"
import { site as en } from "../../shared/catalogue/en/site.ts"
import { site as fr } from "../../shared/catalogue/fr/site.ts"
import type { Locale } from "../../shared/person.ts"
import { typeset } from "./typeset.ts"

type Leaves<T, Prefix extends string = ""> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${K}` : Leaves<T[K], `${Prefix}${K}.`>
}[keyof T & string]
type WithoutPlural<K extends string> = K extends `${infer Stem}_${"one" | "many" | "other"}` ? Stem : K

/** A sentence of the public site. */
type SiteKey = WithoutPlural<Leaves<typeof fr>>
export type Translate = (key: SiteKey, values?: Record<string, string | number>) => string

/** The site's words in one language. Nothing is shared: each call has an instance of its own. */
export function createTranslate(locale: Locale): Translate {
  const instance = i18next.createInstance()
  void instance.init({
    lng: locale,
    initAsync: false,
    resources: { [locale]: { translation: locale === "fr" ? fr : en } },
    // React escapes what it renders; feeds escape by themselves.
    interpolation: { escapeValue: false },
  })
  const spaced = locale === "fr" ? typeset : (text: string) => text
  return (key, values = {}) => spaced(instance.t(key, values))
}
