import { type OutgoingReply } from "../connector.ts"
import type { AccountProfile } from "../incoming.ts"
import { CallError } from "./call-failure.ts"
import { idOf, sentAt } from "./map-element.ts"
import { firstVersionOf, parentOf, permalinkOf, wordsOf } from "./map-post.ts"
import { DirectPayload, PostPayload, readPage } from "./payloads.ts"
import { conversationPath, type Published } from "./publish.ts"
import { isSameText } from "./same-text.ts"
import { timeOfId } from "./snowflake.ts"
import { DIRECT_FIELDS, POST_FIELDS, toSecond } from "./sources.ts"
import { type Link, withoutMediaLinks } from "./text.ts"
import { unreadable, type XAnswer, type XCall, type XQuery } from "./x-client.ts"

/** How far our clock may be ahead of X's. A reply missed here could be sent twice; one seen too many cannot. */
const MARGIN_MS = 15 * 60_000
/** X gives back the 3,200 newest posts of an account, 100 a page (docs.x.com, "Timelines"). */
const MOST_PAGES = 32

export type Search = {
  call: XCall
  account: AccountProfile
  reply: OutgoingReply
  since: Date
  taken: ReadonlySet<string>
  signal: AbortSignal
}

/** One message of the account, and whether it is the reply. */
type Candidate = { externalId: string; at: Date; matches: () => boolean }

/** Where X lists what the account published, newest first. */
type Timeline = { path: string; query: XQuery; candidate: (raw: unknown) => Candidate | null }

/**
 * The reply among what the account published around `since`, or null. Null proves that X did not take it only
 * some seconds after the attempt: timelines are filled with a delay.
 * @throws CallError also when the reply is not found and something in its place cannot be read
 */
export async function findPublishedReply(search: Search): Promise<Published | null> {
  const from = new Date(search.since.getTime() - MARGIN_MS)
  const isPublic = search.reply.visibility === "public"
  const timeline = isPublic ? posts(search, from) : directs(search)
  const found: Candidate[] = []
  let unread = 0
  for await (const elements of pagesOf(timeline, search)) {
    const candidates = elements.flatMap((raw) => timeline.candidate(raw) ?? [])
    const recent = candidates.filter(({ at }) => at >= from)
    found.push(...recent.filter((one) => !search.taken.has(one.externalId) && one.matches()))
    unread += elements.filter((raw) => timeline.candidate(raw) === null && mayBeSince(from, raw)).length
    if (candidates.length > recent.length) break
  }
  const away = ({ at }: Candidate) => Math.abs(at.getTime() - search.since.getTime())
  const best = found.sort((a, b) => away(a) - away(b))[0]
  if (!best && unread > 0) throw unproven(`${unread} of the messages it may be among cannot be read`)
  if (!best) return null
  const permalink = isPublic ? permalinkOf(search.account.username, best.externalId) : null
  return { externalId: best.externalId, permalink }
}

/** GET /2/users/:id/tweets */
function posts({ account, reply }: Search, from: Date): Timeline {
  return {
    path: `users/${account.externalId}/tweets`,
    query: { max_results: 100, start_time: toSecond(from), "tweet.fields": POST_FIELDS },
    candidate: (raw) => {
      const post = PostPayload.safeParse(raw).data
      if (!post) return null
      const { text, links } = wordsOf(post)
      return {
        externalId: firstVersionOf(post),
        at: sentAt(post.created_at, post.id),
        matches: () =>
          parentOf(post) === reply.parentExternalId &&
          isSame(reply, { text: text ?? "", links, keys: post.attachments?.media_keys }),
      }
    },
  }
}

/** GET /2/dm_conversations/…/dm_events */
function directs({ account, reply }: Search): Timeline {
  return {
    path: `dm_conversations/${conversationPath(reply)}/dm_events`,
    query: { max_results: 100, event_types: "MessageCreate", "dm_event.fields": DIRECT_FIELDS },
    candidate: (raw) => {
      const event = DirectPayload.safeParse(raw).data
      if (!event) return null
      const links = event.entities?.urls ?? event.urls ?? []
      return {
        externalId: event.id,
        at: sentAt(event.created_at, event.id),
        matches: () =>
          event.sender_id === account.externalId &&
          isSame(reply, { text: event.text ?? "", links, keys: event.attachments?.media_keys }),
      }
    },
  }
}

/**
 * Whether X shows what we sent: the words, and as many pictures. X ends the words with a link to the pictures. When it
 * tells of no pictures the words decide; without words the pictures must.
 */
function isSame(
  { text, pictures, visibility }: OutgoingReply,
  shown: { text: string; links: readonly Link[]; keys: readonly string[] | null | undefined },
): boolean {
  const isReply = visibility === "public"
  const count = shown.keys?.length
  if (count === undefined ? text === "" : count !== pictures.length) return false
  const without = pictures.length > 0 ? withoutMediaLinks(shown.text, shown.links) : shown.text
  return [shown.text, without].some((words) => isSameText(text, words, shown.links, isReply))
}

async function* pagesOf({ path, query }: Timeline, { call, signal }: Search): AsyncGenerator<unknown[]> {
  let token: string | null = null
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const asked = { ...query, pagination_token: token ?? undefined }
    const answer: XAnswer = await call({ method: "GET", path, query: asked }, signal)
    const page = readPage(answer.body)
    if (!page) throw unreadable(answer, "the answer is not a list")
    yield page.elements
    if (page.nextToken === null) return
    if (page.nextToken === token) break
    token = page.nextToken
  }
  throw unproven("the account published more since then than can be read")
}

const unproven = (problem: string) => new CallError({ kind: "unreadable", status: 200, problem })

/** Whether an element nobody can read may have been written since then, as far as its id tells. */
function mayBeSince(from: Date, raw: unknown): boolean {
  const id = idOf(raw)
  return id === null || timeOfId(id) >= from
}
