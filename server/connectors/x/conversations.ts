import { LONGEST_QUERY } from "./keywords.ts"
import { parentOf } from "./map-post.ts"
import { PostPayload, readPage } from "./payloads.ts"
import { POST_FIELDS, type Reading, toSecond } from "./sources.ts"
import { unreadable } from "./x-client.ts"

/** What is left for conversations beside what every one of these searches ends with; names have 15 characters. */
const LONGEST_WORDS = LONGEST_QUERY - " -from: -is:retweet".length - 15
const WINDOW_MS = 7 * 24 * 3_600_000
/** Conversations the account wrote in longer ago than that are quiet: what names the account comes as a mention. */
const MOST_CONVERSATIONS = 36
/** A list of one's own posts is paid for too, and new ones are rare. */
const ASK_EVERY_MS = 5 * 60_000

/**
 * Finds what is said in the account's conversations without naming it: GET /2/users/:id/tweets tells where it wrote,
 * and one search holds as many conversations as fit. One per account: it remembers.
 */
export function createConversations() {
  let known: string[] = []
  let askedAt = new Date(0)

  /** The searches to make, the latest conversations first. @throws CallError */
  return async function queries(reading: Reading): Promise<string[]> {
    const { account, now } = reading
    if (now.getTime() - askedAt.getTime() >= ASK_EVERY_MS) {
      known = await conversationsOf(reading)
      askedAt = now
    }
    return together(known.map((id) => `conversation_id:${id}`)).map(
      (words) => `(${words}) -from:${account.username}`,
    )
  }
}

async function conversationsOf({ account, call, signal, now }: Reading): Promise<string[]> {
  const start_time = toSecond(new Date(now.getTime() - WINDOW_MS))
  const query = { max_results: 100, start_time, "tweet.fields": POST_FIELDS }
  const path = `users/${account.externalId}/tweets`
  const answer = await call({ method: "GET", path, query }, signal)
  const page = readPage(answer.body)
  if (!page) throw unreadable(answer, "the answer is not a list")
  const posts = page.elements.flatMap((raw) => PostPayload.safeParse(raw).data ?? [])
  const ids = posts.map((post) => post.conversation_id ?? parentOf(post) ?? post.id)
  return [...new Set(ids)].slice(0, MOST_CONVERSATIONS)
}

/** As many as fit in one query, joined. */
function together(words: string[]): string[] {
  const queries: string[] = []
  for (const word of words) {
    const last = queries.at(-1)
    if (last !== undefined && last.length + word.length + 4 <= LONGEST_WORDS)
      queries[queries.length - 1] = `${last} OR ${word}`
    else queries.push(word)
  }
  return queries
}
