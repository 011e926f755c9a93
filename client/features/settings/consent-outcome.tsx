import { Check, TriangleAlert } from "lucide-react"
import { useTranslation } from "react-i18next"
import { useSearchParams } from "wouter"
import { ProblemCode } from "../../../shared/problem.ts"
import { useWorkspace } from "../../data/workspace.ts"
import { profileName } from "../../lib/naming.ts"
import { Banner } from "../../ui/banner.tsx"
import { Button } from "../../ui/button.tsx"

/** What came of a network's page of consent: the network sent the person back here. */
export function ConsentOutcome() {
  const { t } = useTranslation()
  const { accounts } = useWorkspace()
  const [search, setSearch] = useSearchParams()
  const connected = accounts.find(({ id }) => id === search.get("connected"))
  const problem = ProblemCode.safeParse(search.get("problem")).data
  const dismiss = (
    <Button size="s" look="quiet" onClick={() => setSearch({}, { replace: true })}>
      {t("common.close")}
    </Button>
  )
  if (problem)
    return (
      <Banner
        tone="danger"
        icon={TriangleAlert}
        role="alert"
        title={t(`${problem}.title`, { ns: "problems" })}
        actions={dismiss}
      >
        <p>{t(`${problem}.detail`, { ns: "problems" })}</p>
      </Banner>
    )
  if (!connected) return null
  return (
    <Banner
      tone="accent"
      icon={Check}
      role="status"
      title={t("settings.accounts.connected", { account: profileName(connected) })}
      actions={dismiss}
    >
      <p>{t("settings.accounts.connectedDetail")}</p>
    </Banner>
  )
}
