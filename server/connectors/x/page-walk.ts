import type { Batch, IncomingMessage, UnreadablePayload } from "../incoming.ts"
import { CallError } from "./call-failure.ts"
import { type Mapped } from "./map-element.ts"
import { type Page, readPage } from "./payloads.ts"
import { type Budget, nextPollAt, readBudget } from "./rate-limit.ts"
import { compareIds, isNewer, newestOf } from "./snowflake.ts"
import { unreadable, type XAnswer, type XQuery } from "./x-client.ts"

/** The first time, only the newest are read: X itself gives no more than 800 mentions (docs.x.com, "Timelines"). */
const FIRST_PAGES = 8

export type Walk = {
  cursor: string | null
  query: XQuery
  /** Where the walk stands: X's token of the page to read next. */
  token: string | null
  seenTokens: Set<string>
  found: Map<string, IncomingMessage>
  unreadable: UnreadablePayload[]
  newest: string | null
}

export const startWalk = (cursor: string | null, query: XQuery): Walk => ({
  cursor,
  query,
  token: null,
  seenTokens: new Set(),
  found: new Map(),
  unreadable: [],
  newest: cursor,
})

/** What one page brought: its budget, and whether the walk has reached its end. */
export type Step = { done: boolean; budget: Budget | null }

/**
 * Adds one page to the walk. X lists newest first, so it ends at the cursor or at the last page.
 * @throws CallError
 */
export async function stepWalk(
  walk: Walk,
  read: (query: XQuery) => Promise<XAnswer>,
  map: (page: Page) => Mapped[],
  now: () => Date,
): Promise<Step> {
  const answer = await read({ ...walk.query, pagination_token: walk.token ?? undefined })
  const page = readPage(answer.body)
  if (!page) throw unreadable(answer, "the answer is not a list")
  const mapped = map(page)
  for (const one of mapped) addTo(walk, one)
  const budget = readBudget(answer.headers, now())
  const pages = walk.seenTokens.size + 1
  const reached = mapped.some(({ id }) => id !== null && !isNewer(id, walk.cursor))
  if (page.nextToken === null || reached || (walk.cursor === null && pages >= FIRST_PAGES))
    return { done: true, budget }
  if (walk.seenTokens.has(page.nextToken)) throw unreadable(answer, "the pages lead in a circle")
  walk.token = page.nextToken
  walk.seenTokens.add(page.nextToken)
  return { done: false, budget }
}

function addTo(walk: Walk, { id, message, unreadable: unfit }: Mapped): void {
  if (id !== null && !isNewer(id, walk.cursor)) return
  if (id !== null) walk.newest = newestOf(walk.newest, id)
  if (message) walk.found.set(id, message)
  else walk.unreadable.push(unfit)
}

/**
 * What the walk brought, oldest first. Until it is done the cursor stays where it was: the pages still to be read
 * are older than those already here.
 */
export function batchOf(walk: Walk, step: Step, pollMs: number, now: Date): Batch {
  const oldestFirst = [...walk.found].sort(([a], [b]) => compareIds(a, b))
  return {
    messages: oldestFirst.map(([, message]) => message),
    // X lists what is there, and never says what is not there any more.
    removals: [],
    unreadable: walk.unreadable.toReversed(),
    cursor: step.done ? walk.newest : walk.cursor,
    ...(step.done && { cursors: oldestFirst.map(([id]) => id) }),
    nextPollAt: nextPollAt(now, pollMs, step.budget),
  }
}

/** Whether a walk that failed can go on where it stopped. A page X refuses will be refused again. */
export const canResume = (walk: Walk, error: unknown): boolean =>
  walk.token !== null &&
  error instanceof CallError &&
  !(error.failure.kind === "refused" && [400, 403, 404].includes(error.failure.status))
