import { departmentPath, entryPath, HOME, withLanguage } from "../addresses.ts"
import { Answer } from "../answer.tsx"
import type { PublicEntry } from "../faq-index.ts"
import { faqJsonLd } from "../json-ld.ts"
import { typeset } from "../typeset.ts"
import type { CountedDepartment } from "./department-list.tsx"
import { contentLanguage, EntryLinks } from "./entry-links.tsx"
import { Layout, type Site } from "./layout.tsx"
import { SearchForm } from "./search-form.tsx"

type Props = {
  site: Site
  entry: PublicEntry
  department: CountedDepartment | undefined
  related: PublicEntry[]
}

/** One question and its answer: the answer first, then where it comes from and where to go on. */
export function EntryPage({ site, entry, department, related }: Props) {
  const { t, language, origin } = site
  const path = entryPath(entry)
  const lang = contentLanguage(language.locale)
  const head = {
    title: entry.question,
    description: descriptionOf(entry.answer),
    path,
    isIndexed: true,
    type: "article" as const,
    data: faqJsonLd(entry, origin + path),
  }
  return (
    <Layout site={site} head={head}>
      <div className="page sheet in">
        <nav className="trail" aria-label={t("entry.breadcrumb")}>
          <ol>
            <li>
              <a href={withLanguage(HOME, language)}>{t("entry.home")}</a>
            </li>
            {department && (
              <li>
                <a href={withLanguage(departmentPath(department.id), language)}>
                  {department.name[language.locale]}
                </a>
              </li>
            )}
          </ol>
        </nav>
        <article>
          <h1 lang={lang}>{typeset(entry.question)}</h1>
          <div className="answer" lang={lang}>
            <Answer text={entry.answer} />
          </div>
          <p className="verified">
            {t("entry.verified")}{" "}
            <time dateTime={entry.publishedAt.slice(0, 10)}>{dayOf(entry.publishedAt, language.locale)}</time>
            {department && ` ${t("entry.by")} ${department.name[language.locale]}`}
          </p>
        </article>
        {related.length > 0 && (
          <section className="related" aria-labelledby="aussi">
            <h2 id="aussi">{t("entry.related")}</h2>
            <EntryLinks site={site} entries={related} />
          </section>
        )}
        <section className="again" aria-labelledby="autre">
          <h2 id="autre">{t("entry.again")}</h2>
          <SearchForm site={site} size="small" />
        </section>
      </div>
    </Layout>
  )
}

/** A day in the city's own time: an entry approved at 23 h 30 in Paris is not of the day before. */
function dayOf(instant: string, locale: string): string {
  return new Intl.DateTimeFormat(locale === "fr" ? "fr-FR" : "en-GB", {
    dateStyle: "long",
    timeZone: "Europe/Paris",
  }).format(new Date(instant))
}

const DESCRIPTION = 155

function descriptionOf(answer: string): string {
  const text = answer.replace(/\s+/g, " ").trim()
  if (text.length <= DESCRIPTION) return text
  return `${text.slice(0, text.lastIndexOf(" ", DESCRIPTION))} …`
}
