import { MessagesSquare } from "lucide-react"
import { useCallback, useRef, useState } from "react"
import { useTranslation } from "react-i18next"
import { useLocation, useSearch } from "wouter"
import { viewsFor } from "../../shared/thread-view.ts"
import { useProposeEntry } from "../data/entries.ts"
import { useWorkspace } from "../data/workspace.ts"
import { ContextPanel, type ContextWish } from "../features/context/context-panel.tsx"
import { ThreadList } from "../features/inbox/thread-list.tsx"
import { ThreadPane } from "../features/thread/thread-pane.tsx"
import { problemLine } from "../lib/problem-words.ts"
import { useShortcuts } from "../lib/shortcuts.ts"
import { TWO_COLUMNS, useMedia, WIDE } from "../lib/use-media.ts"
import { classes } from "../ui/classes.ts"
import { Dialog } from "../ui/dialog.tsx"
import { Empty } from "../ui/empty.tsx"
import { toast } from "../ui/toaster.tsx"
import { useTitle } from "./use-title.ts"
import { listSearch, readListAddress } from "./views.ts"
import css from "./inbox-page.module.css"

/** The agents' main screen: the list, the thread, and its context. */
export function InboxPage({ openId }: { openId: string | null }) {
  const { t } = useTranslation()
  const { me } = useWorkspace()
  const [, navigate] = useLocation()
  const asked = readListAddress(useSearch())
  const view = viewsFor(me.role).includes(asked.view) ? asked.view : "inbox"
  const { filters } = asked
  const search = listSearch(view, filters)
  const isWide = useMedia(WIDE)
  const hasTwoColumns = useMedia(TWO_COLUMNS)
  const next = useRef<string | null>(null)
  const [lastOpen, setLastOpen] = useState(openId)
  const [isDrawerOpen, setDrawerOpen] = useState(false)
  const [wish, setWish] = useState<ContextWish>(null)
  const propose = useProposeEntry()
  if (openId !== null && openId !== lastOpen) setLastOpen(openId)
  useTitle(t(`view.${view}`))

  const keepNext = useCallback((id: string | null) => {
    next.current = id
  }, [])
  const hrefOf = useCallback((id: string) => `/threads/${id}${search}`, [search])
  const open = (id: string) => navigate(hrefOf(id))
  const backToList = () => navigate(`/${search}`)
  const goOn = () => {
    if (next.current !== null && hasTwoColumns) open(next.current)
    else backToList()
  }
  const proposeOpen = () => {
    if (openId === null || propose.isPending) return
    propose.mutate(openId, {
      onSuccess: (entry) => {
        toast(t("context.proposed"))
        navigate(`/faq/${entry.id}`)
      },
      onError: (error) => toast(problemLine(error), "danger"),
    })
  }
  const ask = (what: "correct" | "handOver") => {
    if (openId === null) return
    setWish({ what, at: Date.now() })
    if (!isWide) setDrawerOpen(true)
  }
  useShortcuts(
    me.role === "head" ? {} : { c: () => ask("correct"), d: () => ask("handOver"), p: proposeOpen },
  )

  const panel = openId !== null && (
    <ContextPanel threadId={openId} wish={wish} onPropose={proposeOpen} isProposing={propose.isPending} />
  )
  return (
    <main className={classes(css.page, openId !== null && css.reading)}>
      {(hasTwoColumns || openId === null) && (
        <ThreadList
          key={view}
          view={view}
          filters={filters}
          openId={openId}
          cameFrom={lastOpen}
          hrefOf={hrefOf}
          onOpen={open}
          onFilter={(next) =>
            navigate(`${openId === null ? "/" : `/threads/${openId}`}${listSearch(view, next)}`)
          }
          onNext={keepNext}
        />
      )}
      {openId !== null ? (
        <ThreadPane
          threadId={openId}
          onBack={hasTwoColumns ? null : backToList}
          onShowContext={isWide ? null : () => setDrawerOpen(true)}
          onClosed={goOn}
        />
      ) : (
        hasTwoColumns && (
          <div className={css.nothing}>
            <Empty icon={MessagesSquare} title={t("inbox.pick")}>
              {t("inbox.pickDetail")}
            </Empty>
          </div>
        )
      )}
      {isWide && openId !== null && (
        <aside className={css.context} aria-label={t("context.label")} tabIndex={0}>
          {panel}
        </aside>
      )}
      {!isWide && isDrawerOpen && openId !== null && (
        <Dialog
          title={t("context.label")}
          closeLabel={t("common.close")}
          shape="drawer"
          onClose={() => setDrawerOpen(false)}
        >
          {panel}
        </Dialog>
      )}
    </main>
  )
}
