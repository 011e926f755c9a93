import { departmentPath, HOME, withLanguage } from "../addresses.ts"
import type { PublicEntry } from "../faq-index.ts"
import { type CountedDepartment, DepartmentList } from "./department-list.tsx"
import { EntryLinks } from "./entry-links.tsx"
import { Layout, type Site } from "./layout.tsx"
import { SearchForm } from "./search-form.tsx"

type Props = {
  site: Site
  department: CountedDepartment
  entries: PublicEntry[]
  others: CountedDepartment[]
}

/** Every answer of one department, in alphabetical order. */
export function DepartmentPage({ site, department, entries, others }: Props) {
  const { t, language } = site
  const name = department.name[language.locale]
  const head = {
    title: t("department.title", { name }),
    description: t("home.description"),
    path: departmentPath(department.id),
    isIndexed: true,
  }
  return (
    <Layout site={site} head={head}>
      <div className="band">
        <div className="in">
          <SearchForm site={site} size="small" />
        </div>
      </div>
      <div className="page in">
        <nav className="trail" aria-label={t("entry.breadcrumb")}>
          <ol>
            <li>
              <a href={withLanguage(HOME, language)}>{t("entry.home")}</a>
            </li>
          </ol>
        </nav>
        <h1>{name}</h1>
        <p className="count">{t("department.count", { count: entries.length })}</p>
        <EntryLinks site={site} entries={entries} />
        {others.length > 0 && (
          <section aria-labelledby="autres">
            <h2 id="autres">{t("department.others")}</h2>
            <DepartmentList site={site} departments={others} />
          </section>
        )}
      </div>
    </Layout>
  )
}
