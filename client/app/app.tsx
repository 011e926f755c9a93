import { type QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { lazy, Suspense, useEffect } from "react"
import { useTranslation } from "react-i18next"
import { Link, Route, Router, Switch, useRoute } from "wouter"
import { isBlank } from "../lib/call-draft.ts"
import { type DeskTools, DeskToolsContext } from "../lib/desk-tools.ts"
import { useApplyTheme } from "../lib/theme.ts"
import { Compass } from "lucide-react"
import { Empty } from "../ui/empty.tsx"
import { ErrorBoundary } from "./error-boundary.tsx"
import { Gate } from "./gate.tsx"
import { InboxPage } from "./inbox-page.tsx"
import { Shell } from "./shell.tsx"
import { useLive } from "./use-live.ts"

const FaqPage = lazy(() => import("../features/faq/faq-page.tsx"))
const EntryPage = lazy(() => import("../features/faq/entry-page.tsx"))
const SettingsPage = lazy(() => import("../features/settings/settings-page.tsx"))
const ProfilePage = lazy(() => import("../features/profile/profile-page.tsx"))

/** The desk. Tests render it with tools of their own. */
export function App({ queries, tools }: { queries: QueryClient; tools: DeskTools }) {
  useApplyTheme()
  useEffect(() => {
    const leave = () => tools.drafts.leave()
    // The notes of a call are in memory only: the browser asks before they are lost.
    const ask = (event: Event) => {
      if (!isBlank(tools.call.get())) event.preventDefault()
    }
    window.addEventListener("pagehide", leave)
    window.addEventListener("beforeunload", ask)
    return () => {
      window.removeEventListener("pagehide", leave)
      window.removeEventListener("beforeunload", ask)
    }
  }, [tools])
  return (
    <DeskToolsContext value={tools}>
      <QueryClientProvider client={queries}>
        <Router base="/desk">
          <ErrorBoundary>
            <Gate>
              <Desk />
            </Gate>
          </ErrorBoundary>
        </Router>
      </QueryClientProvider>
    </DeskToolsContext>
  )
}

function Desk() {
  const { t } = useTranslation()
  useLive()
  const [, thread] = useRoute("/threads/:id")
  return (
    <Shell openThread={thread?.id ?? null}>
      <ErrorBoundary>
        <Suspense fallback={<p className="visually-hidden">{t("common.loading")}</p>}>
          <Switch>
            <Route path="/">
              <InboxPage openId={null} />
            </Route>
            <Route path="/threads/:id">{({ id }) => <InboxPage openId={id} />}</Route>
            <Route path="/faq">
              <FaqPage />
            </Route>
            <Route path="/faq/:id">{({ id }) => <EntryPage key={id} entryId={id} />}</Route>
            <Route path="/settings/:page">{({ page }) => <SettingsPage page={page} />}</Route>
            <Route path="/profile">
              <ProfilePage />
            </Route>
            <Route>
              <main>
                <Empty icon={Compass} title={t("common.notFound")}>
                  <Link href="/">{t("common.toInbox")}</Link>
                </Empty>
              </main>
            </Route>
          </Switch>
        </Suspense>
      </ErrorBoundary>
    </Shell>
  )
}
