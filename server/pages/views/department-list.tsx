import type { Department } from "../../../shared/department.ts"
import { departmentPath, withLanguage } from "../addresses.ts"
import type { Site } from "./layout.tsx"

/** Departments that have answers online, with how many. */
export type CountedDepartment = Department & { count: number }

export function DepartmentList({ site, departments }: { site: Site; departments: CountedDepartment[] }) {
  const { t, language } = site
  return (
    <ul className="departments">
      {departments.map(({ id, name, count }) => (
        <li key={id}>
          <a href={withLanguage(departmentPath(id), language)}>{name[language.locale]}</a>
          <span aria-hidden="true">{count}</span>
          <p className="vh">{t("department.count", { count })}</p>
        </li>
      ))}
    </ul>
  )
}
