import type { Batch, IncomingMessage, UnreadablePayload } from "../incoming.ts"
import { CallError } from "./call-failure.ts"
import { type Mapped } from "./map-element.ts"
import { type Page, readPage } from "./payloads.ts"
import { cursorOf, type Place, type Way } from "./place.ts"
import { type Budget, nextPollAt, readBudget } from "./rate-limit.ts"
import { compareIds, isNewer, newestOf } from "./snowflake.ts"
import { unreadable, type XAnswer, type XQuery } from "./x-client.ts"

/** The first time, only the newest are read: X itself gives no more than 800 mentions (docs.x.com, "Timelines"). */
const FIRST_PAGES = 8
/** One reading ends after so many pages even when more is behind: what it brought is stored before the next. */
const MOST_PAGES = 10

/** One way of asking for a source. */
export type Asking = {
  read: (query: XQuery) => Promise<XAnswer>
  map: (page: Page) => Mapped[]
  /** `below`: ids older than that. A list that cannot be asked so goes on by page. */
  query: (since: string | null, below: string | null) => XQuery
  /** Whether it lists by ids below one. */
  goesBelow: boolean
  /** Whether it lists everything since then. */
  reaches: (since: string | null) => boolean
}

export type Walk = {
  since: string | null
  way: Way
  asking: Asking
  /** Whether the walk began with this reading. */
  isFresh: boolean
  seenTokens: Set<string>
  found: Map<string, IncomingMessage>
  unreadable: UnreadablePayload[]
  /** Where this reading began: what is newer was given before. */
  from: string | null
}

const start = (by: number): Way => ({ by, newest: null, below: null, token: null, pages: 0, count: 0 })

/** A walk from where the cursor stands. */
export function startWalk({ since, way }: Place, asking: Asking, by: number): Walk {
  return {
    since,
    way: way === null ? start(by) : { ...way, by },
    asking,
    isFresh: way === null,
    seenTokens: new Set(),
    found: new Map(),
    unreadable: [],
    from: way?.below ?? null,
  }
}

/** `cursor`: came to what was known; `list`: the list ended before; `pause`: enough for one reading. */
export type End = "cursor" | "list" | "pause"

/** What one page brought: its budget, and whether the walk is to stop, and why. */
export type Step = { end: End | null; budget: Budget | null }

/**
 * Adds one page to the walk. X lists newest first, so it ends at the cursor or at the last page.
 * @throws CallError
 */
export async function stepWalk(walk: Walk, now: () => Date): Promise<Step> {
  const { way, asking, since, from } = walk
  // Ids for a reading that goes on, X's own pages within one: new elements would shift what an id does not.
  const query = asking.query(since, asking.goesBelow ? from : null)
  const answer = await asking.read({ ...query, pagination_token: way.token ?? undefined })
  const page = readPage(answer.body)
  if (!page) throw unreadable(answer, "the answer is not a list")
  const mapped = asking.map(page)
  for (const one of mapped) addTo(walk, one)
  way.pages += 1
  way.count += mapped.length
  const budget = readBudget(answer.headers, now())
  const next = page.nextToken
  if (mapped.some(({ id }) => id !== null && !isNewer(id, since))) return { end: "cursor", budget }
  if (next === null) return { end: "list", budget }
  if (since === null && way.pages >= FIRST_PAGES) return { end: "cursor", budget }
  if (walk.seenTokens.has(next)) throw unreadable(answer, "the pages lead in a circle")
  way.token = next
  walk.seenTokens.add(next)
  const isEnough = walk.seenTokens.size >= MOST_PAGES || budget?.remaining === 0
  return { end: isEnough ? "pause" : null, budget }
}

function addTo(walk: Walk, { id, message, unreadable: unfit }: Mapped): void {
  if (id !== null) {
    if (!isNewer(id, walk.since) || (walk.from !== null && !isNewer(walk.from, id))) return
    walk.way.newest = newestOf(walk.way.newest, id)
    walk.way.below = walk.way.below === null || compareIds(id, walk.way.below) < 0 ? id : walk.way.below
  }
  if (message) walk.found.set(id, message)
  else walk.unreadable.push(unfit)
}

/** What the walk brought, oldest first, and the cursor after it. */
export function batchOf(
  walk: Walk,
  { reached, budget }: { reached: Batch["reached"]; budget: Budget | null },
  pollMs: number,
  now: Date,
): Batch {
  const { since, way, asking } = walk
  const oldestFirst = [...walk.found].sort(([a], [b]) => compareIds(a, b))
  const isDone = reached !== "more"
  const onward = { ...way, token: asking.goesBelow ? null : way.token }
  return {
    messages: oldestFirst.map(([, message]) => message),
    // X lists what is there, and never says what is not there any more.
    removals: [],
    unreadable: walk.unreadable.toReversed(),
    cursor: isDone ? newestOf(since, way.newest) : cursorOf({ since, way: onward }),
    ...(isDone && walk.isFresh && { cursors: oldestFirst.map(([id]) => id) }),
    nextPollAt: isDone ? nextPollAt(now, pollMs, budget) : nextPollAt(now, 0, budget),
    reached,
  }
}

/** Whether a page that X refused should be asked for again from the start: its name is not X's any more. */
export const isStalePage = ({ way, asking }: Walk, error: unknown): boolean =>
  !asking.goesBelow &&
  way.token !== null &&
  error instanceof CallError &&
  error.failure.kind === "refused" &&
  [400, 403, 404].includes(error.failure.status)

/** Whether what came before a failure is a good part of the way: X's page was not refused, and was no nonsense. */
export const mayGoOn = (walk: Walk, error: unknown): boolean =>
  error instanceof CallError && error.failure.kind !== "unreadable" && !isStalePage(walk, error)
