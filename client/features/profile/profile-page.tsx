import { Monitor, Moon, Sun } from "lucide-react"
import { useEffect } from "react"
import { useTranslation } from "react-i18next"
import { Locale } from "../../../shared/person.ts"
import { useDepartmentName, useSetLocale, useWorkspace } from "../../data/workspace.ts"
import { problemLine } from "../../lib/problem-words.ts"
import { useShortcutsEnabled } from "../../lib/shortcuts.ts"
import { useTheme } from "../../lib/theme.ts"
import { Choice } from "../../ui/choice.tsx"
import { Checkbox } from "../../ui/field.tsx"
import { Page } from "../../ui/page.tsx"
import { toast } from "../../ui/toaster.tsx"
import card from "../../ui/card.module.css"
import css from "./profile-page.module.css"

/** One's own preferences. */
export default function ProfilePage() {
  const { t } = useTranslation()
  const { me } = useWorkspace()
  const nameOf = useDepartmentName()
  const setLocale = useSetLocale()
  const [theme, setTheme] = useTheme()
  const [shortcuts, setShortcuts] = useShortcutsEnabled()
  useEffect(() => {
    document.title = t("app.title", { page: t("profile.title") })
  }, [t])
  return (
    <Page title={t("profile.title")} lead={me.name}>
      <dl className={`${card.card} ${css.facts}`}>
        <div>
          <dt>{t("profile.email")}</dt>
          <dd>{me.email}</dd>
        </div>
        <div>
          <dt>{t("profile.role")}</dt>
          <dd>{t(`words.role.${me.role}`)}</dd>
        </div>
        {me.departments.length > 0 && (
          <div>
            <dt>{t("profile.departments")}</dt>
            <dd>{me.departments.map(nameOf).join(", ")}</dd>
          </div>
        )}
      </dl>
      <div className={`${card.card} ${css.choices}`}>
        <Choice
          label={t("profile.language")}
          value={me.locale}
          options={Locale.options.map((value) => ({ value, label: t(`profile.${value}`) }))}
          onChoose={(locale) =>
            setLocale.mutate(locale, { onError: (error) => toast(problemLine(error), "danger") })
          }
        />
        <Choice
          label={t("profile.theme")}
          value={theme}
          options={[
            { value: "auto", label: t("profile.auto"), icon: Monitor },
            { value: "light", label: t("profile.light"), icon: Sun },
            { value: "dark", label: t("profile.dark"), icon: Moon },
          ]}
          onChoose={setTheme}
        />
        <div>
          <p className={css.label}>{t("profile.shortcuts")}</p>
          <Checkbox
            label={t("profile.shortcutsOn")}
            checked={shortcuts === "on"}
            onChange={(event) => setShortcuts(event.target.checked ? "on" : "off")}
          />
          <p className={css.help}>{t("profile.shortcutsHelp")}</p>
        </div>
      </div>
    </Page>
  )
}
