import type { ReactNode } from "react"
import type { Locale } from "../../../shared/person.ts"
import { canonicalPath, HOME, inLanguage, withLanguage } from "../addresses.ts"
import type { PageLanguage } from "../language.ts"
import { siteCssPath } from "../site-css.ts"
import type { Translate } from "../translate.ts"
import { Mark } from "./mark.tsx"

/** What every page of the site is made with. */
export type Site = {
  t: Translate
  language: PageLanguage
  city: string
  demo: boolean
  /** Scheme and host that people use, without a final slash. */
  origin: string
}

/** `path` and `query`: where this page stands. `canonical: null`: not for search engines. */
export type Head = {
  title: string
  description: string
  path: string
  query?: string
  isIndexed: boolean
  type?: "website" | "article"
  /** JSON-LD, already safe inside a script element. */
  data?: string
}

const LOCALES: readonly Locale[] = ["fr", "en"]

/** The page around what it says: complete without script, style or pictures. */
export function Layout({ site, head, children }: { site: Site; head: Head; children: ReactNode }) {
  const { t, language, city, demo } = site
  return (
    <html lang={language.locale} dir="ltr">
      <HeadTags site={site} head={head} />
      <body>
        <a className="skip" href="#contenu">
          {t("skip")}
        </a>
        {demo && (
          <aside className="demo" aria-label="Parvis">
            <p>{t("demo")}</p>
          </aside>
        )}
        <header className="top in">
          <a className="brand" href={withLanguage(HOME, language)}>
            <Mark />
            <span>
              <b>{city}</b> <small>{t("name")}</small>
            </span>
          </a>
          {LOCALES.filter((locale) => locale !== language.locale).map((locale) => (
            <a key={locale} href={inLanguage(head.path, locale, head.query)} lang={locale} hrefLang={locale}>
              {t(`languages.${locale}`)}
            </a>
          ))}
        </header>
        <main id="contenu" tabIndex={-1}>
          {children}
        </main>
        <footer className="end">
          <div className="in">
            <p>{t("footer.text", { city })}</p>
            <ul>
              <li>
                <a href="/faq.atom">{t("footer.feed")}</a>
              </li>
              <li>{t("footer.software")}</li>
            </ul>
          </div>
        </footer>
      </body>
    </html>
  )
}

function HeadTags({ site: { language, city, origin, t }, head }: { site: Site; head: Head }) {
  const { title, description, path, query, isIndexed, type = "website", data } = head
  const canonical = origin + canonicalPath(path, language.locale, query)
  const fullTitle = `${title} – ${city}`
  return (
    <head>
      <meta charSet="utf-8" />
      <title>{fullTitle}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="description" content={description} />
      <meta name="color-scheme" content="light dark" />
      <link rel="stylesheet" href={siteCssPath} />
      <link rel="icon" href="/assets/site.svg" type="image/svg+xml" />
      <link rel="alternate" type="application/atom+xml" href="/faq.atom" title={t("feed.title", { city })} />
      {isIndexed ? (
        <>
          <link rel="canonical" href={canonical} />
          {LOCALES.map((locale) => (
            <link
              key={locale}
              rel="alternate"
              hrefLang={locale}
              href={origin + canonicalPath(path, locale, query)}
            />
          ))}
          <link rel="alternate" hrefLang="x-default" href={origin + canonicalPath(path, "fr", query)} />
        </>
      ) : (
        <meta name="robots" content="noindex, follow" />
      )}
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:type" content={type} />
      <meta property="og:url" content={canonical} />
      <meta property="og:site_name" content={city} />
      <meta property="og:locale" content={language.locale === "fr" ? "fr_FR" : "en_GB"} />
      {data && <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: data }} />}
    </head>
  )
}
