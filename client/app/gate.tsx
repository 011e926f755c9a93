import { useQuery, useQueryClient } from "@tanstack/react-query"
import { CloudOff } from "lucide-react"
import { type ReactNode, useEffect } from "react"
import { useTranslation } from "react-i18next"
import { workspaceQuery } from "../data/workspace.ts"
import { SignInForm } from "../features/sign-in/sign-in-form.tsx"
import { SignInPage } from "../features/sign-in/sign-in-page.tsx"
import { useDeskTools } from "../lib/desk-tools.ts"
import { speak } from "../lib/i18n.ts"
import { problemWords } from "../lib/problem-words.ts"
import { markSessionExpired, useSessionExpired } from "../lib/session.ts"
import { Button } from "../ui/button.tsx"
import { Dialog } from "../ui/dialog.tsx"
import { Empty } from "../ui/empty.tsx"

/** Lets only signed-in people through. A session that ends later is renewed on the spot: nothing written is lost. */
export function Gate({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { drafts } = useDeskTools()
  const expired = useSessionExpired()
  const { data: workspace, isPending, error, refetch } = useQuery(workspaceQuery)

  const locale = workspace?.me.locale
  useEffect(() => {
    if (locale) void speak(locale)
  }, [locale])

  const enter = () => void refetch()
  const enterAgain = async () => {
    const before = workspace?.me.id
    const { data } = await refetch()
    // Somebody else signed in: nothing of the first person may stay in memory.
    if (data && data.me.id !== before) return window.location.reload()
    markSessionExpired(false)
    drafts.retry()
    void queries.invalidateQueries()
  }

  if (isPending) return <p className="visually-hidden">{t("common.loading")}</p>
  if (error && !workspace) {
    const { title, detail } = problemWords(error)
    return (
      <main>
        <Empty icon={CloudOff} title={title} action={<Button onClick={enter}>{t("common.retry")}</Button>}>
          {detail}
        </Empty>
      </main>
    )
  }
  if (!workspace) {
    return (
      <SignInPage
        onSignedIn={() => {
          markSessionExpired(false)
          enter()
        }}
      />
    )
  }
  return (
    <>
      {children}
      {expired && (
        <Dialog
          title={t("signIn.expired")}
          closeLabel={t("common.close")}
          closable={false}
          onClose={() => {}}
        >
          <p>{t("signIn.expiredDetail")}</p>
          <SignInForm onSignedIn={() => void enterAgain()} />
        </Dialog>
      )}
    </>
  )
}
