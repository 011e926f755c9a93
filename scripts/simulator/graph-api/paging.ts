import { type Params } from "./params.ts"
import { badParameter } from "./refusal.ts"

const DEFAULT_SIZE = 25
const LARGEST_SIZE = 100
const MARK = "QVFI"

/** Opaque to clients; ours says which object the page stopped at. */
const cursorOf = (id: string): string => MARK + Buffer.from(id).toString("base64url")

function idOf(cursor: string): string {
  if (!cursor.startsWith(MARK))
    throw badParameter("Invalid cursors values: after cursor specified is invalid.")
  return Buffer.from(cursor.slice(MARK.length), "base64url").toString()
}

/** Where the links of a page lead: the edge's own address, with the token, as Graph writes them. */
export type Address = { url: string; query: URLSearchParams }

export type Slice<T> = { items: T[]; paging: object | null }

/** One page of a list that is in its final order. Links carry the token but no proof, as Graph's do. */
export function slice<T extends { id: string }>(
  all: readonly T[],
  params: Params,
  address: Address,
): Slice<T> {
  const size = Math.min(params.integer("limit") ?? DEFAULT_SIZE, LARGEST_SIZE)
  const [after, before] = [params.text("after"), params.text("before")]
  const end = before === undefined ? undefined : positionOf(all, idOf(before))
  const start = after === undefined ? Math.max(0, (end ?? 0) - size) : positionOf(all, idOf(after)) + 1
  const items = all.slice(start, end === undefined ? start + size : Math.min(end, start + size))
  const [first, last] = [items[0], items.at(-1)]
  if (!first || !last) return { items, paging: null }
  const link = (name: "after" | "before", cursor: string): string => {
    const query = new URLSearchParams(address.query)
    for (const stale of ["after", "before"]) query.delete(stale)
    query.set("limit", String(size))
    query.set(name, cursor)
    return `${address.url}?${query.toString()}`
  }
  const cursors = { before: cursorOf(first.id), after: cursorOf(last.id) }
  return {
    items,
    paging: {
      cursors,
      ...(start + items.length < all.length && { next: link("after", cursors.after) }),
      ...(start > 0 && { previous: link("before", cursors.before) }),
    },
  }
}

/** A cursor outlives what it points at only as an error: Graph asks to begin again. */
function positionOf(all: readonly { id: string }[], id: string): number {
  const found = all.findIndex((one) => one.id === id)
  if (found < 0) throw badParameter("Invalid cursors values: after cursor specified is invalid.")
  return found
}

/** A `since` or `until`: seconds, or anything a date can be read from. In milliseconds. */
export function readInstant(params: Params, name: "since" | "until"): number | undefined {
  const text = params.text(name)
  if (text === undefined) return undefined
  const time = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text)
  if (Number.isNaN(time)) throw badParameter(`Param ${name} must be a UNIX timestamp or a date`)
  return time
}

/** Keeps what was created from `since` on and before `until`. */
export function within<T extends { createdAt: number }>(all: readonly T[], params: Params): T[] {
  const [since, until] = [readInstant(params, "since"), readInstant(params, "until")]
  return all.filter(
    ({ createdAt }) =>
      (since === undefined || createdAt >= since) && (until === undefined || createdAt < until),
  )
}
