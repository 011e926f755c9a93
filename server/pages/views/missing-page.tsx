import { HOME } from "../addresses.ts"
import { type CountedDepartment, DepartmentList } from "./department-list.tsx"
import { Layout, type Site } from "./layout.tsx"
import { SearchForm } from "./search-form.tsx"

type Props = { site: Site; reason: "gone" | "notFound"; departments: CountedDepartment[] }

/** Where nothing stands, or no more: the ways on. */
export function MissingPage({ site, reason, departments }: Props) {
  const { t } = site
  const title = t(`${reason}.title`)
  return (
    <Layout site={site} head={{ title, description: t(`${reason}.text`), path: HOME, isIndexed: false }}>
      <div className="page in">
        <h1>{title}</h1>
        <p className="lead">{t(`${reason}.text`)}</p>
        <SearchForm site={site} size="small" />
        {departments.length > 0 && (
          <section aria-labelledby="services">
            <h2 id="services">{t("home.departments")}</h2>
            <DepartmentList site={site} departments={departments} />
          </section>
        )}
      </div>
    </Layout>
  )
}
