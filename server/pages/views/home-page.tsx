import { HOME } from "../addresses.ts"
import type { PublicEntry } from "../faq-index.ts"
import { type CountedDepartment, DepartmentList } from "./department-list.tsx"
import { EntryLinks } from "./entry-links.tsx"
import { Layout, type Site } from "./layout.tsx"
import { SearchForm } from "./search-form.tsx"

type Props = { site: Site; departments: CountedDepartment[]; recent: PublicEntry[]; count: number }

/** The front door: search first, then the departments, then what is new. */
export function HomePage({ site, departments, recent, count }: Props) {
  const { t } = site
  const head = { title: t("home.title"), description: t("home.description"), path: HOME, isIndexed: true }
  return (
    <Layout site={site} head={head}>
      <div className="hero">
        <div className="in">
          <h1>{t("home.heading")}</h1>
          <p className="lead">{count > 0 ? t("home.lead", { count }) : t("home.empty")}</p>
          <SearchForm site={site} size="large" />
        </div>
      </div>
      {count > 0 && (
        <div className="page in">
          <section aria-labelledby="services">
            <h2 id="services">{t("home.departments")}</h2>
            <DepartmentList site={site} departments={departments} />
          </section>
          <section aria-labelledby="recents">
            <h2 id="recents">{t("home.recent")}</h2>
            <EntryLinks site={site} entries={recent} />
          </section>
        </div>
      )}
    </Layout>
  )
}
