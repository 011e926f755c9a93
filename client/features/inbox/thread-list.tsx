import { useInfiniteQuery } from "@tanstack/react-query"
import { ArrowUp, CloudOff } from "lucide-react"
import { useEffect, useEffectEvent, useMemo, useRef } from "react"
import { useTranslation } from "react-i18next"
import type { Account } from "../../../shared/account.ts"
import type { ThreadFilters, ThreadView } from "../../../shared/thread-view.ts"
import { threadListQuery } from "../../data/thread-list.ts"
import { useWorkspace } from "../../data/workspace.ts"
import { problemWords } from "../../lib/problem-words.ts"
import { useShortcuts } from "../../lib/shortcuts.ts"
import { profileName } from "../../lib/naming.ts"
import { Button } from "../../ui/button.tsx"
import { Empty } from "../../ui/empty.tsx"
import { EmptyList } from "./empty-list.tsx"
import { Filters } from "./filters.tsx"
import { ThreadRow } from "./thread-row.tsx"
import { useListCursor } from "./use-list-cursor.ts"
import { useNewRows } from "./use-new-rows.ts"
import { useWindowedRows } from "./use-windowed-rows.ts"
import css from "./thread-list.module.css"

type Props = {
  view: ThreadView
  filters: ThreadFilters
  openId: string | null
  /** On a phone the list comes back after the thread: the focus goes where it was. */
  cameFrom: string | null
  hrefOf: (threadId: string) => string
  onFilter: (filters: ThreadFilters) => void
  onOpen: (threadId: string) => void
  /** Tells the page where to go when the open thread is done. */
  onNext: (threadId: string | null) => void
}

/** The list of threads: live, endless, walked with j and k. */
export function ThreadList({ view, filters, openId, cameFrom, hrefOf, onFilter, onOpen, onNext }: Props) {
  const { t } = useTranslation()
  const { accounts } = useWorkspace()
  const list = useRef<HTMLDivElement>(null)
  const filterGroup = useRef<HTMLDivElement>(null)
  const {
    data,
    error,
    isPending,
    isPlaceholderData,
    fetchNextPage,
    hasNextPage,
    isFetchingNextPage,
    refetch,
  } = useInfiniteQuery(threadListQuery({ view, filters }))
  const threads = useMemo(() => data?.pages.flatMap((page) => page.threads) ?? [], [data])
  const accountNames = useMemo(
    () => new Map(accounts.map((account) => [account.id, profileName(account)])),
    [accounts],
  )
  const badges = useMemo(() => badgesOf(accounts), [accounts])
  const ids = useMemo(() => threads.map(({ id }) => id), [threads])
  const rows = useWindowedRows(ids, list)
  const focusRow = (index: number) => {
    rows.reveal(index)
    list.current?.querySelector<HTMLElement>(`[data-thread="${ids[index]}"]`)?.focus({ preventScroll: true })
  }
  const { cursor, point, move, nextId } = useListCursor(threads, openId, focusRow)
  const newRows = useNewRows(threads, list)

  useEffect(() => onNext(nextId), [nextId, onNext])
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    o: () => cursor !== null && onOpen(cursor),
    "/": () => filterGroup.current?.querySelector("select")?.focus(),
  })

  const restoreFocus = useEffectEvent(() => {
    const index = cameFrom === null ? -1 : ids.indexOf(cameFrom)
    if (index !== -1 && document.activeElement === document.body) focusRow(index)
  })
  useEffect(() => restoreFocus(), [])

  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const sentinel = end.current
    if (!sentinel || !hasNextPage || isFetchingNextPage || isPlaceholderData) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) void fetchNextPage()
      },
      { root: list.current, rootMargin: "600px" },
    )
    observer.observe(sentinel)
    return () => observer.disconnect()
  }, [hasNextPage, isFetchingNextPage, isPlaceholderData, fetchNextPage, threads.length])

  return (
    <section className={css.pane} aria-labelledby="list-title">
      <header className={css.header}>
        <h1 id="list-title">{t(`view.${view}`)}</h1>
        <span className={css.total} role="status">
          {isPending ? "" : `${t("inbox.loaded", { count: threads.length })}${hasNextPage ? " +" : ""}`}
        </span>
        <Filters filters={filters} onChange={onFilter} groupRef={filterGroup} />
      </header>
      <div className={css.scroll} ref={list} aria-busy={isPending || isPlaceholderData}>
        {newRows > 0 && (
          <div className={css.pillPlace}>
            <button type="button" className={css.pill} onClick={() => focusRow(0)}>
              <ArrowUp size={14} aria-hidden /> {t("inbox.newRows", { count: newRows })}
            </button>
          </div>
        )}
        {isPending && <Skeleton />}
        {error && threads.length === 0 && (
          <Empty
            icon={CloudOff}
            title={problemWords(error).title}
            action={<Button onClick={() => void refetch()}>{t("common.retry")}</Button>}
          >
            {problemWords(error).detail}
          </Empty>
        )}
        {!isPending && !error && threads.length === 0 && (
          <EmptyList view={view} isFiltered={Object.keys(filters).length > 0} onClear={() => onFilter({})} />
        )}
        {threads.length > 0 && (
          <ul
            className={css.rows}
            style={{ paddingTop: rows.above, paddingBottom: rows.below }}
            aria-label={t("inbox.listLabel", { view: t(`view.${view}`) })}
          >
            {threads.slice(rows.first, rows.last).map((thread, index) => (
              <ThreadRow
                key={thread.id}
                thread={thread}
                place={rows.first + index + 1}
                total={threads.length}
                account={accountNames.get(thread.accountId) ?? ""}
                badge={badges.get(thread.accountId) ?? null}
                href={hrefOf(thread.id)}
                isOpen={thread.id === openId}
                isCursor={thread.id === cursor}
                onFocus={point}
              />
            ))}
          </ul>
        )}
        <div ref={end} className={css.end}>
          {isFetchingNextPage && t("inbox.more")}
        </div>
      </div>
    </section>
  )
}

/** Where a network's icon does not say which account was addressed: the names of the accounts there. */
function badgesOf(accounts: readonly Account[]): Map<string, string> {
  const isAlone = ({ network }: Account) => accounts.filter((each) => each.network === network).length === 1
  return new Map(
    accounts.filter((account) => !isAlone(account)).map((account) => [account.id, profileName(account)]),
  )
}

function Skeleton() {
  return (
    <div aria-hidden>
      {Array.from({ length: 7 }, (_, row) => (
        <div key={row} className={css.bone}>
          <span />
          <span />
          <span />
        </div>
      ))}
    </div>
  )
}
