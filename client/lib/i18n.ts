import i18next from "i18next"
import { initReactI18next } from "react-i18next"
import type { desk } from "../../shared/catalogue/fr/desk.ts"
import type { problems } from "../../shared/catalogue/fr/problems.ts"
import type { Locale } from "../../shared/person.ts"

declare module "i18next" {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- merging needs an interface
  interface CustomTypeOptions {
    defaultNS: "desk"
    resources: { desk: typeof desk; problems: typeof problems }
  }
}

const catalogues = {
  fr: () =>
    Promise.all([
      import("../../shared/catalogue/fr/desk.ts"),
      import("../../shared/catalogue/fr/problems.ts"),
    ]),
  en: () =>
    Promise.all([
      import("../../shared/catalogue/en/desk.ts"),
      import("../../shared/catalogue/en/problems.ts"),
    ]),
} satisfies Record<Locale, unknown>

const REMEMBERED = "parvis.locale"

/** The language of the last visit, else the browser's, else French. */
export function guessLocale(): Locale {
  const wanted = localStorage.getItem(REMEMBERED) ?? navigator.language
  return wanted.startsWith("en") ? "en" : "fr"
}

/** Speaks this language from now on; its words are fetched the first time. */
export async function speak(locale: Locale): Promise<void> {
  if (!i18next.hasResourceBundle(locale, "desk")) {
    const [{ desk }, { problems }] = await catalogues[locale]()
    i18next.addResourceBundle(locale, "desk", desk)
    i18next.addResourceBundle(locale, "problems", problems)
  }
  await i18next.changeLanguage(locale)
  localStorage.setItem(REMEMBERED, locale)
  document.documentElement.lang = locale
}

/** Ready to render: one language loaded. */
export async function startI18n(locale: Locale): Promise<void> {
  if (!i18next.isInitialized) {
    await i18next.use(initReactI18next).init({
      resources: {},
      lng: locale,
      supportedLngs: ["fr", "en"],
      defaultNS: "desk",
      ns: ["desk", "problems"],
      // React already escapes.
      interpolation: { escapeValue: false },
      react: { useSuspense: false },
    })
  }
  await speak(locale)
}
