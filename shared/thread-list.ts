import type { LiveEvent } from "./live-event.ts"
import type { Thread } from "./thread.ts"
import { compareThreads, isInView, type ThreadFilters, type ThreadView, type Viewer } from "./thread-view.ts"

/** One list as the desk holds it: the first rows of a view, and whether more exist below. */
export type ThreadList = { threads: Thread[]; more: boolean }
export type ListQuery = { view: ThreadView; filters: ThreadFilters; viewer: Viewer }

/**
 * The list after an event. Must equal fetching the same number of pages again; applying twice is harmless.
 * A thread that sorts below the last loaded row stays out while more rows exist: its page will bring it.
 */
export function applyToThreadList(list: ThreadList, event: LiveEvent, query: ListQuery): ThreadList {
  const id =
    event.type === "thread.changed" ? event.thread.id : event.type === "thread.gone" ? event.threadId : null
  if (id === null) return list
  const current = list.threads.find((thread) => thread.id === id)
  if (event.type === "thread.changed" && current && isNewer(current, event.thread)) return list
  const others = current ? list.threads.filter((thread) => thread.id !== id) : list.threads
  const belongs =
    event.type === "thread.changed" && isInView(event.thread, query.view, query.filters, query.viewer)
  if (!belongs) return current ? { ...list, threads: others } : list
  const last = others.at(-1)
  if (list.more && last && compareThreads(event.thread, last) > 0) return { ...list, threads: others }
  return { ...list, threads: [...others, event.thread].sort(compareThreads) }
}

/** Events may overtake a fetch: an older picture of a thread never replaces a newer one. */
function isNewer(current: Thread, incoming: Thread): boolean {
  return current.version > incoming.version
}
