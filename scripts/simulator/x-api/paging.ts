import { type PostRecord } from "../world/records.ts"
import { isNewer, snowflakeAt } from "../world/snowflake.ts"
import { type World } from "../world/world.ts"
import { type Query } from "./query.ts"

/** X's tokens are opaque; ours say "older than" or "newer than" an id. All are longer than 16 characters. */
const OLDER = "7140dibdnow9c7btw"
const NEWER = "77qpymm88g5h9vqkl"

export type Position = { older?: bigint; newer?: bigint }

/** Where a page begins; an unknown token is noted as X does. */
export function readPosition(query: Query, ...names: string[]): Position {
  for (const name of names) {
    const token = query.text(name)
    if (token === undefined) continue
    const [kind, rest] = [token.slice(0, OLDER.length), token.slice(OLDER.length)]
    if ((kind === OLDER || kind === NEWER) && /^[0-9a-z]{1,13}$/.test(rest)) {
      const id = [...rest].reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n)
      return kind === OLDER ? { older: id } : { newer: id }
    }
    query.note(name, token, `The \`${name}\` query parameter value [${token}] is not valid`)
  }
  return {}
}

const tokenOf = (kind: string, id: string): string => kind + BigInt(id).toString(36)

export type Window = { since?: bigint; until?: bigint }

/** `since_id`, `until_id`, `start_time` and `end_time` as bounds, both excluded. */
export function readWindow(query: Query): Window {
  const [sinceId, untilId] = [query.id("since_id"), query.id("until_id")]
  const [start, end] = [query.instant("start_time"), query.instant("end_time")]
  // docs.x.com: start_time is inclusive, end_time exclusive; an id given wins over a time.
  return {
    since: sinceId ?? (start === undefined ? undefined : snowflakeAt(start) - 1n),
    until: untilId ?? (end === undefined ? undefined : snowflakeAt(end)),
  }
}

type Item = { id: string }
export type Page<T> = { items: T[]; meta: Record<string, unknown> }

/** One page, newest first, of what a window lets through. `newestFirst` is the whole reachable history. */
export function pageOf<T extends Item>(
  newestFirst: Iterable<T>,
  window: Window,
  position: Position,
  size: number,
): Page<T> {
  const inWindow: T[] = []
  for (const item of newestFirst) {
    if (window.since !== undefined && !isNewer(item.id, window.since)) break
    if (window.until === undefined || BigInt(item.id) < window.until) inWindow.push(item)
  }
  const start = startOf(inWindow, position, size)
  const items = inWindow.slice(start, start + size)
  const [newest, oldest] = [items[0], items.at(-1)]
  if (!newest || !oldest) return { items, meta: { result_count: 0 } }
  return {
    items,
    meta: {
      newest_id: newest.id,
      oldest_id: oldest.id,
      result_count: items.length,
      ...(start + size < inWindow.length && { next_token: tokenOf(OLDER, oldest.id) }),
      ...(start > 0 && { previous_token: tokenOf(NEWER, newest.id) }),
    },
  }
}

function startOf(items: Item[], { older, newer }: Position, size: number): number {
  if (older !== undefined) {
    const found = items.findIndex(({ id }) => BigInt(id) < older)
    return found < 0 ? items.length : found
  }
  if (newer === undefined) return 0
  const found = items.findIndex(({ id }) => BigInt(id) <= newer)
  return Math.max(0, (found < 0 ? items.length : found) - size)
}

/** The newest `most` posts of a list that timelines show, newest first. */
export function* newestListed(
  world: World,
  posts: readonly PostRecord[],
  most: number,
  keep: (post: PostRecord) => boolean = () => true,
): Generator<PostRecord> {
  let given = 0
  for (let i = posts.length - 1; i >= 0 && given < most; i--) {
    const post = posts[i]!
    if (!world.isListed(post) || !keep(post)) continue
    given++
    yield post
  }
}
