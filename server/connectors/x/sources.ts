import { type Source } from "../connector.ts"
import type { AccountProfile } from "../incoming.ts"
import { CallError } from "./call-failure.ts"
import { mapDirects } from "./map-direct.ts"
import { mapPosts } from "./map-post.ts"
import { type Asking } from "./page-walk.ts"
import { namesParameter } from "./problem.ts"
import { timeOfId } from "./snowflake.ts"
import { type SourcePlan } from "./source-reader.ts"
import { type XCall, type XQuery } from "./x-client.ts"

const PAGE = 100

/** Only what is asked for is answered (docs.x.com, "Fields"). */
export const POST_FIELDS =
  "attachments,author_id,conversation_id,created_at,edit_history_tweet_ids,entities,in_reply_to_user_id,note_tweet,referenced_tweets"
export const DIRECT_FIELDS =
  "attachments,created_at,dm_conversation_id,event_type,id,participant_ids,sender_id,text"
const MEDIA_FIELDS = "alt_text,media_key,preview_image_url,type,url"
const USER_FIELDS = "name,username"

/** What every question for posts asks for. */
export const POST_QUERY = {
  "tweet.fields": POST_FIELDS,
  expansions: "author_id,attachments.media_keys",
  "user.fields": USER_FIELDS,
  "media.fields": MEDIA_FIELDS,
}

/** What this connector reads on X. */
export const X_SOURCES = ["mentions", "comments", "directs", "listening"] as const satisfies Source[]
export type XSource = (typeof X_SOURCES)[number]

export type Reading = { account: AccountProfile; call: XCall; signal: AbortSignal; now: Date }

/** The form X takes times in: to the second. */
export const toSecond = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`

/** Recent search holds seven days (docs.x.com, "Search Posts"); a minute less, as X's clock decides. */
const SEARCH_WINDOW_MS = 7 * 24 * 3_600_000 - 60_000
/** X lists the 800 newest mentions and no more; a few of them may be deleted or hidden by now. */
const NEARLY_ALL_MENTIONS = 700

/**
 * GET /2/users/:id/mentions: newest first, 5 to 100 a page, the 800 newest at most. What lies behind them, after an
 * outage, is searched for by the account's name.
 */
export function mentions(reading: Reading): SourcePlan {
  const { account, call, signal } = reading
  const listed = (query: Asking["query"]): Asking => ({
    read: (asked) =>
      call({ method: "GET", path: `users/${account.externalId}/mentions`, query: asked }, signal),
    map: (page) => mapPosts(page, account, true),
    query: (since, below) => ({ ...fixed, ...query(since, below), until_id: below ?? undefined }),
    goesBelow: true,
    reaches: () => true,
  })
  const fixed = { max_results: PAGE, ...POST_QUERY }
  const searched = search(`@${account.username} -from:${account.username}`, reading)
  return {
    ways: [
      listed((since) => ({ since_id: since ?? undefined })),
      listed((since) => (since === null ? {} : { start_time: toSecond(timeOfId(since)) })),
      listed(() => ({})),
      ...searched.ways,
    ],
    // X refuses a since_id it finds too old (docs.x.com, "Response codes and errors"): by time instead, and as a last
    // resort without a limit, which reads what X keeps back to the cursor.
    instead: (by, since, error) => {
      if (by === 0) return refusedFor(error, "since_id") && since !== null ? 1 : null
      if (by === 1) return refusedFor(error, "start_time") ? 2 : null
      const other = by >= 3 ? searched.instead(by - 3, since, error) : null
      return other === null ? null : other + 3
    },
    beyond: (by, count) => (by < 3 && count >= NEARLY_ALL_MENTIONS ? 3 : null),
  }
}

/** GET /2/tweets/search/recent: newest first, 10 to 100 a page, seven days. */
export function search(words: string, { account, call, signal, now }: Reading): SourcePlan {
  const oldest = new Date(now.getTime() - SEARCH_WINDOW_MS)
  const searched = (query: Asking["query"]): Asking => ({
    read: ({ pagination_token, ...asked }) =>
      call(
        { method: "GET", path: "tweets/search/recent", query: { ...asked, next_token: pagination_token } },
        signal,
      ),
    map: (page) => mapPosts(page, account, "by its words"),
    query: (since, below) => ({
      max_results: PAGE,
      ...POST_QUERY,
      query: `${words} -is:retweet`,
      ...query(since, below),
      until_id: below ?? undefined,
    }),
    goesBelow: true,
    reaches: (since) => since === null || timeOfId(since) >= oldest,
  })
  return {
    ways: [
      searched((since): XQuery => (since === null ? {} : { since_id: since })),
      searched((): XQuery => ({ start_time: toSecond(oldest) })),
    ],
    instead: (by, since, error) => (by === 0 && since !== null && refusedFor(error, "since_id") ? 1 : null),
    beyond: () => null,
  }
}

/** GET /2/dm_events: newest first, no `since_id`, so it is read back until the cursor. Holds our own messages. */
export function directs({ account, call, signal }: Reading): SourcePlan {
  const fixed = {
    max_results: PAGE,
    event_types: "MessageCreate",
    "dm_event.fields": DIRECT_FIELDS,
    expansions: "sender_id,participant_ids,attachments.media_keys",
    "user.fields": USER_FIELDS,
    "media.fields": MEDIA_FIELDS,
  }
  return {
    ways: [
      {
        read: (query) => call({ method: "GET", path: "dm_events", query }, signal),
        map: (page) => mapDirects(page, account),
        query: () => fixed,
        goesBelow: false,
        // X keeps 30 days of them.
        reaches: () => true,
      },
    ],
    instead: () => null,
    beyond: () => null,
  }
}

/** Whether X refused this parameter. */
function refusedFor(error: unknown, parameter: string): boolean {
  if (!(error instanceof CallError) || error.failure.kind !== "refused") return false
  return error.failure.status === 400 && namesParameter(error.failure.body, parameter)
}
