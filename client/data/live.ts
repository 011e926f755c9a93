import type { QueryClient } from "@tanstack/react-query"
import type { LiveEvent } from "../../shared/live-event.ts"
import type { Viewer } from "../../shared/thread-view.ts"
import { entryQuery } from "./entries.ts"
import { applyToThread, threadOf, threadQuery } from "./thread-detail.ts"
import { applyToPages, countsQuery, type ListKey, type Pages } from "./thread-list.ts"
import { workspaceQuery } from "./workspace.ts"

/** Applies one event to everything that was read. The cache is the only copy: screens follow by themselves. */
export function applyLive(queries: QueryClient, event: LiveEvent, viewer: Viewer): void {
  if (event.type === "thread.changed" || event.type === "thread.gone") {
    const lists = queries.getQueriesData<Pages>({ queryKey: ["threads"] })
    for (const [key, pages] of lists) {
      if (pages) queries.setQueryData(key, applyToPages(pages, event, key[1] as ListKey, viewer))
    }
  }
  const threadId = threadOf(event)
  if (event.type === "thread.gone") {
    void queries.invalidateQueries({ queryKey: threadQuery(event.threadId).queryKey })
  } else if (threadId !== null) {
    queries.setQueryData(threadQuery(threadId).queryKey, (detail) => detail && applyToThread(detail, event))
  }
  if (event.type === "account.changed") {
    queries.setQueryData(
      workspaceQuery.queryKey,
      (workspace) =>
        workspace && {
          ...workspace,
          accounts: workspace.accounts.map((each) => (each.id === event.account.id ? event.account : each)),
        },
    )
  }
  if (event.type === "entry.changed") {
    queries.setQueryData(entryQuery(event.entry.id).queryKey, (known) =>
      known && known.version > event.entry.version ? known : known && event.entry,
    )
    void queries.invalidateQueries({ queryKey: ["entries"] })
  }
}

/** True when the event may have moved a number in the menu. */
export const movesCounts = ({ type }: LiveEvent): boolean =>
  type === "thread.changed" || type === "thread.gone"

/** Reads the menu's numbers again. */
export const refreshCounts = (queries: QueryClient): void =>
  void queries.invalidateQueries({ queryKey: countsQuery.queryKey })
