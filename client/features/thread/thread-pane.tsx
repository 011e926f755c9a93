import { useQuery, useQueryClient } from "@tanstack/react-query"
import { CloudOff, DoorClosed } from "lucide-react"
import { useEffect, useRef, useState } from "react"
import { flushSync } from "react-dom"
import { useTranslation } from "react-i18next"
import type { ThreadDetail } from "../../../shared/api.ts"
import { lastWordAbilities, useAbilities } from "../../data/abilities.ts"
import { useThreadAction } from "../../data/thread-actions.ts"
import { threadQuery } from "../../data/thread-detail.ts"
import { useWorkspace } from "../../data/workspace.ts"
import { codeOf } from "../../lib/api.ts"
import { useDeskTools } from "../../lib/desk-tools.ts"
import { problemLine, problemWords } from "../../lib/problem-words.ts"
import { useShortcuts } from "../../lib/shortcuts.ts"
import { nameOf } from "../../lib/naming.ts"
import { Button } from "../../ui/button.tsx"
import { Empty } from "../../ui/empty.tsx"
import { toast } from "../../ui/toaster.tsx"
import { Composer, type ComposerMode } from "./composer.tsx"
import { EscalationCard } from "./escalation-card.tsx"
import { Exchange } from "./exchange-view.tsx"
import { ThreadHeader } from "./thread-header.tsx"
import css from "./thread-pane.module.css"

type Props = {
  threadId: string
  onBack: (() => void) | null
  onShowContext: (() => void) | null
  /** The thread was closed: the page goes to the next one. */
  onClosed: () => void
}

/** One thread: read it, answer it. */
export function ThreadPane({ threadId, ...rest }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { link } = useDeskTools()
  const { data, error, refetch } = useQuery(threadQuery(threadId))

  useEffect(
    // What happened between the reading and the following is read again.
    () =>
      link.watch(
        threadId,
        () => void queries.invalidateQueries({ queryKey: threadQuery(threadId).queryKey }),
      ),
    [link, queries, threadId],
  )

  if (error && (!data || codeOf(error) === "not_found")) {
    const isGone = codeOf(error) === "not_found"
    const { title, detail } = problemWords(error)
    return (
      <div className={css.pane}>
        <Empty
          icon={isGone ? DoorClosed : CloudOff}
          title={isGone ? t("thread.gone") : title}
          action={
            isGone ? (
              rest.onBack && <Button onClick={rest.onBack}>{t("thread.backToList")}</Button>
            ) : (
              <Button onClick={() => void refetch()}>{t("common.retry")}</Button>
            )
          }
        >
          {isGone ? t("thread.goneDetail") : detail}
        </Empty>
      </div>
    )
  }
  if (!data) return <div className={css.pane} aria-busy />
  return <OpenThread key={threadId} detail={data} {...rest} />
}

function OpenThread({
  detail,
  onBack,
  onShowContext,
  onClosed,
}: Omit<Props, "threadId"> & { detail: ThreadDetail }) {
  const { t } = useTranslation()
  const { me } = useWorkspace()
  const { thread } = detail
  const abilities = useAbilities(detail)
  const action = useThreadAction(thread.id, (error) => toast(problemLine(error), "danger"))
  const [mode, setMode] = useState<ComposerMode>("reply")
  const field = useRef<HTMLTextAreaElement>(null)
  const exchange = useRef<HTMLDivElement>(null)

  const take = () => {
    const to = thread.assignee?.id === me.id ? "nobody" : "self"
    action.mutate({ act: "assignment", to })
    toast(to === "self" ? t("thread.taken") : t("thread.released"))
  }
  const close = () => {
    const state = thread.state === "closed" ? "open" : "closed"
    action.mutate({ act: "state", state })
    toast(state === "closed" ? t("thread.closed") : t("thread.reopened"))
    if (state === "closed") onClosed()
  }
  const write = (wanted: ComposerMode) => {
    // The field must be there now: the next letter is already on its way.
    flushSync(() => setMode(wanted))
    field.current?.focus()
  }
  useEffect(() => {
    // What had the focus may be gone with the last thread or, on a phone, with the list.
    // A page that just loaded leaves it to the browser.
    if (!navigator.userActivation?.hasBeenActive || document.activeElement !== document.body) return
    document.getElementById("thread-title")?.focus()
  }, [])
  useShortcuts({
    r: () => write("reply"),
    n: () => write("note"),
    ...(me.role !== "head" && { i: take, e: close }),
  })

  return (
    <section className={css.pane} aria-label={t("thread.label", { name: nameOf(thread.contact) })}>
      <ThreadHeader
        thread={thread}
        isBusy={action.isPending}
        onTake={take}
        onClose={close}
        onBack={onBack}
        onShowContext={onShowContext}
      />
      <div className={css.middle}>
        {thread.escalation && thread.state === "waiting_department" && (
          <EscalationCard escalation={thread.escalation} level={onBack ? "h2" : "h3"} />
        )}
        <Exchange detail={detail} abilities={abilities} scroller={exchange} />
      </div>
      <div
        onKeyDown={(event) => {
          if (event.key !== "Escape" || !(event.target instanceof HTMLTextAreaElement)) return
          event.target.blur()
          document.getElementById("thread-title")?.focus()
        }}
      >
        <Composer
          detail={detail}
          abilities={lastWordAbilities(detail, abilities)}
          mode={mode}
          onMode={write}
          onGivenBack={onClosed}
          field={field}
          onReread={() => exchange.current?.scrollTo({ top: exchange.current.scrollHeight })}
        />
      </div>
    </section>
  )
}
