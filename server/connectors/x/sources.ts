import { type Source } from "../connector.ts"
import type { AccountProfile } from "../incoming.ts"
import { CallError } from "./call-failure.ts"
import { mapDirects } from "./map-direct.ts"
import { mapPosts } from "./map-post.ts"
import { namesParameter } from "./problem.ts"
import { timeOfId } from "./snowflake.ts"
import { type SourcePlan } from "./source-reader.ts"
import { type XCall } from "./x-client.ts"

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
export type XSource = Extract<Source, "mentions" | "directs">

/** How to read a source of this account. */
export function planOf(source: XSource, reading: Reading): SourcePlan {
  return source === "mentions" ? mentions(reading) : directs(reading)
}

type Reading = { account: AccountProfile; call: XCall; signal: AbortSignal }

/** GET /2/users/:id/mentions: newest first, 5 to 100 a page, the 800 newest at most. */
function mentions({ account, call, signal }: Reading): SourcePlan {
  const fixed = { max_results: PAGE, ...POST_QUERY }
  return {
    read: (query) => call({ method: "GET", path: `users/${account.externalId}/mentions`, query }, signal),
    map: (page) => mapPosts(page, account, true),
    query: (cursor) => (cursor === null ? fixed : { ...fixed, since_id: cursor }),
    instead: (query, cursor, error) => {
      if (cursor === null || !(error instanceof CallError) || error.failure.kind !== "refused") return null
      const { status, body } = error.failure
      if (status !== 400) return null
      // X refuses a since_id it finds too old (docs.x.com, "Response codes and errors"): by time instead, and as
      // a last resort without a limit, which reads what X keeps back to the cursor.
      if ("since_id" in query && namesParameter(body, "since_id"))
        return { ...fixed, start_time: toSecond(timeOfId(cursor)) }
      return "start_time" in query && namesParameter(body, "start_time") ? fixed : null
    },
  }
}

/** The form X takes times in: to the second. */
export const toSecond = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`

/** GET /2/dm_events: newest first, no `since_id`, so it is read back until the cursor. Holds our own messages. */
function directs({ account, call, signal }: Reading): SourcePlan {
  const fixed = {
    max_results: PAGE,
    event_types: "MessageCreate",
    "dm_event.fields": DIRECT_FIELDS,
    expansions: "sender_id,participant_ids,attachments.media_keys",
    "user.fields": USER_FIELDS,
    "media.fields": MEDIA_FIELDS,
  }
  return {
    read: (query) => call({ method: "GET", path: "dm_events", query }, signal),
    map: (page) => mapDirects(page, account),
    query: () => fixed,
    instead: () => null,
  }
}
