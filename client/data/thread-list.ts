import {
  infiniteQueryOptions,
  type InfiniteData,
  keepPreviousData,
  queryOptions,
} from "@tanstack/react-query"
import { ThreadCounts, ThreadPage } from "../../shared/api.ts"
import type { LiveEvent } from "../../shared/live-event.ts"
import { applyToThreadList } from "../../shared/thread-list.ts"
import { placeOf, type ThreadFilters, type ThreadView, type Viewer } from "../../shared/thread-view.ts"
import { getJson } from "../lib/api.ts"

const PAGE = 50

export type ListKey = { view: ThreadView; filters: ThreadFilters }
export type Pages = InfiniteData<ThreadPage, string | null>

/** One list of the desk, page by page. */
export const threadListQuery = ({ view, filters }: ListKey) =>
  infiniteQueryOptions({
    queryKey: ["threads", { view, filters }] as const,
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ view, limit: String(PAGE), ...filters })
      if (pageParam !== null) query.set("before", pageParam)
      return getJson(`/api/threads?${query.toString()}`, ThreadPage, signal)
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  })

/** How many threads each view holds. */
export const countsQuery = queryOptions({
  queryKey: ["counts"],
  queryFn: ({ signal }) => getJson("/api/threads/counts", ThreadCounts, signal),
})

/**
 * The loaded pages after an event. Rows are dealt out again to as many pages as before, so that reading the
 * list afresh asks for the same stretch; the last cursor follows the last row, or a row could be skipped.
 */
export function applyToPages(pages: Pages, event: LiveEvent, key: ListKey, viewer: Viewer): Pages {
  const threads = pages.pages.flatMap((page) => page.threads)
  const more = (pages.pages.at(-1)?.next ?? null) !== null
  const after = applyToThreadList({ threads, more }, event, { ...key, viewer })
  if (after.threads === threads) return pages
  const count = pages.pages.length
  const dealt = pages.pages.map((_, index) => {
    const rows = after.threads.slice(index * PAGE, index === count - 1 ? undefined : (index + 1) * PAGE)
    const last = rows.at(-1)
    const next =
      index < count - 1 || after.more ? (last ? placeOf(last) : (pages.pages[index]?.next ?? null)) : null
    return { threads: rows, next }
  })
  return { pages: dealt, pageParams: [null, ...dealt.slice(0, -1).map(({ next }) => next)] }
}
