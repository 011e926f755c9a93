import { CircleAlert } from "lucide-react"
import { Component, type ReactNode } from "react"
import { useTranslation } from "react-i18next"
import { Button } from "../ui/button.tsx"
import { Empty } from "../ui/empty.tsx"

/** Shows a way on where a screen broke, and leaves the rest of the desk alone. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError() {
    return { isBroken: true }
  }

  override render() {
    return this.state.isBroken ? <Broken /> : this.props.children
  }
}

function Broken() {
  const { t } = useTranslation()
  return (
    <main>
      <Empty
        icon={CircleAlert}
        title={t("common.broken")}
        action={<Button onClick={() => window.location.reload()}>{t("common.reload")}</Button>}
      >
        {t("common.brokenDetail")}
      </Empty>
    </main>
  )
}
