import { entryPath, HOME, withLanguage } from "../addresses.ts"
import type { SearchHit, SearchResult } from "../faq-index.ts"
import { excerptOf, Highlight } from "../highlight.tsx"
import { type CountedDepartment, DepartmentList } from "./department-list.tsx"
import { contentLanguage } from "./entry-links.tsx"
import { Layout, type Site } from "./layout.tsx"
import { SearchForm } from "./search-form.tsx"

type Props = { site: Site; query: string; result: SearchResult; departments: CountedDepartment[] }

/** What a search found; or, when nothing, what to do next. */
export function ResultsPage({ site, query, result: { words, hits }, departments }: Props) {
  const { t } = site
  const head = {
    title: t("search.title", { query }),
    description: t("home.description"),
    path: HOME,
    query,
    isIndexed: false,
  }
  return (
    <Layout site={site} head={head}>
      <div className="band">
        <div className="in">
          <SearchForm site={site} query={query} size="small" />
        </div>
      </div>
      <div className="page in">
        {hits.length > 0 ? (
          <>
            <h1>{t("search.heading", { query })}</h1>
            <p className="count">{t("search.found", { count: hits.length })}</p>
            <ol className="results">
              {hits.map((hit) => (
                <Result key={hit.entry.id} site={site} hit={hit} departments={departments} />
              ))}
            </ol>
          </>
        ) : (
          <>
            <h1>{t("search.none", { query })}</h1>
            <h2>{t("search.next")}</h2>
            <ul className="next">
              <li>{words.length === 0 ? t("search.tooVague") : t("search.nextShorter")}</li>
              <li>{t("search.nextBrowse")}</li>
              <li>{t("search.nextAsk")}</li>
            </ul>
            <h2>{t("home.departments")}</h2>
            <DepartmentList site={site} departments={departments} />
          </>
        )}
      </div>
    </Layout>
  )
}

function Result({
  site,
  hit,
  departments,
}: {
  site: Site
  hit: SearchHit
  departments: CountedDepartment[]
}) {
  const { language } = site
  const { entry, terms } = hit
  const department = departments.find(({ id }) => id === entry.department)
  const lang = contentLanguage(language.locale)
  return (
    <li>
      <h2 lang={lang}>
        <a href={withLanguage(entryPath(entry), language)}>
          <Highlight text={entry.question} terms={terms} />
        </a>
      </h2>
      <p lang={lang}>
        <Highlight text={excerptOf(entry.answer, terms)} terms={terms} />
      </p>
      {department && <p className="from">{department.name[language.locale]}</p>}
    </li>
  )
}
