import { Lock } from "lucide-react"
import { useEffect } from "react"
import { useTranslation } from "react-i18next"
import { useWorkspace } from "../../data/workspace.ts"
import { Empty } from "../../ui/empty.tsx"
import { Page } from "../../ui/page.tsx"
import { Tabs } from "../../ui/tabs.tsx"
import { AccountsSettings } from "./accounts-settings.tsx"
import { DepartmentsSettings } from "./departments-settings.tsx"
import { PeopleSettings } from "./people-settings.tsx"
import { QuarantineSettings } from "./quarantine-settings.tsx"

const PAGES = ["accounts", "people", "departments", "quarantine"] as const
const CONTENT = {
  accounts: AccountsSettings,
  people: PeopleSettings,
  departments: DepartmentsSettings,
  quarantine: QuarantineSettings,
}

/** What admins set up. */
export default function SettingsPage({ page }: { page: string }) {
  const { t } = useTranslation()
  const { me } = useWorkspace()
  const current = PAGES.find((each) => each === page) ?? "accounts"
  useEffect(() => {
    document.title = t("app.title", { page: t(`settings.${current}.title`) })
  }, [t, current])
  if (me.role !== "admin") {
    return (
      <Page title={t("settings.title")}>
        <Empty icon={Lock} title={t("settings.denied")} />
      </Page>
    )
  }
  const Content = CONTENT[current]
  return (
    <Page
      title={t(`settings.${current}.title`)}
      lead={t(`settings.${current}.lead`)}
      aside={
        <Tabs
          label={t("settings.title")}
          tabs={PAGES.map((each) => ({
            href: `/settings/${each}`,
            label: t(`rail.${each}`),
            isCurrent: each === current,
          }))}
        />
      }
    >
      <Content />
    </Page>
  )
}
