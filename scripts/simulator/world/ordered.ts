import { type PostRecord } from "./records.ts"
import { isNewer } from "./snowflake.ts"

/** Puts an item where its id belongs: a past that is made up later comes before what is there. */
export function insert<T extends { id: string }>(list: T[], item: T): void {
  let at = list.length
  while (at > 0 && isNewer(list[at - 1]!.id, item.id)) at--
  list.splice(at, 0, item)
}

/** The same in one of many lists, by key. */
export function push(index: Map<string, PostRecord[]>, key: string, post: PostRecord): void {
  const list = index.get(key)
  if (list) insert(list, post)
  else index.set(key, [post])
}
