import { type Source } from "../connector.ts"
import type { AccountProfile } from "../incoming.ts"
import { type Answered, askTogether } from "./batch.ts"
import { CallError, unreadable } from "./call-failure.ts"
import { type GraphCall } from "./graph-client.ts"
import { errorOf, isGoneBody } from "./graph-error.ts"
import { type ListPage, PAGE, pagesOf, toSeconds } from "./list-pages.ts"
import { mapComment } from "./map-comment.ts"
import { type Mapped } from "./map-element.ts"
import { mapPost } from "./map-post.ts"
import { PostHead, readList as asList } from "./payloads.ts"
import { readDirects } from "./read-directs.ts"

const ATTACHED = "type,media_type,media"
/** Only what is asked for is answered. */
export const POST_FIELDS = `id,from{id,name},message,created_time,permalink_url,attachments{${ATTACHED},subattachments{${ATTACHED}}}`
export const COMMENT_FIELDS =
  "id,from{id,name},message,created_time,permalink_url,parent{id,from{id,name}},attachment"

/** What this connector reads on Facebook. */
export const FACEBOOK_SOURCES = ["posts", "comments", "directs"] as const satisfies Source[]
export type FacebookSource = (typeof FACEBOOK_SOURCES)[number]

/** `since`: what was written before needs no reading. */
export type Reading = { account: AccountProfile; call: GraphCall; signal: AbortSignal; since: Date }

/**
 * Everything a source lists since then; more may come along.
 * @throws CallError
 */
export function readSource(source: FacebookSource, reading: Reading): Promise<Mapped[]> {
  switch (source) {
    case "posts":
      return readPosts(reading)
    case "comments":
      return readComments(reading)
    case "directs":
      return readDirects(reading)
  }
}

/** GET /{page}/visitor_posts and /{page}/tagged. A visitor's post that names the Page stands in both. */
async function readPosts(reading: Reading): Promise<Mapped[]> {
  const { account } = reading
  const tagged = await readList(
    reading,
    [account.externalId, "tagged"],
    { fields: `${POST_FIELDS},tagged_time` },
    (raw, at) => mapPost(raw, account, at),
  )
  const visitors = await readList(
    reading,
    [account.externalId, "visitor_posts"],
    { fields: POST_FIELDS },
    (raw, at) => mapPost(raw, account, at),
  )
  const byVisitors = new Set(visitors.flatMap(({ message }) => message?.externalId ?? []))
  const elsewhere = tagged.filter(({ message }) => !message || !isAmong(message, byVisitors))
  return [...visitors, ...elsewhere]

  /** What stands on the Page itself is a visitor's, or the Page's own and no message. */
  function isAmong({ externalId, underOurs }: NonNullable<Mapped["message"]>, ids: ReadonlySet<string>) {
    return underOurs || ids.has(externalId)
  }
}

/** How long after a post its comments are still looked for by polls. Later ones are pushed. */
const POST_LIFE_MS = 30 * 24 * 60 * 60_000

/** GET /{post}/comments of every post of the Page's feed that something happened under, asked for together. */
async function readComments(reading: Reading): Promise<Mapped[]> {
  const { account, call, signal, since } = reading
  const posts = await postsWithNews(reading)
  // `stream`: replies too, whatever comment they stand under.
  const fixed = { filter: "stream", order: "reverse_chronological", fields: COMMENT_FIELDS, limit: PAGE }
  const params = { ...fixed, since: toSeconds(since) }
  const questions = posts.map(({ id }) => ({ path: [id, "comments"], params }))
  const answers = await askTogether(call, questions, signal)
  const found: Mapped[] = []
  for (const [at, post] of posts.entries()) {
    const answer = answers[at]
    // Deleted since the feed was read, and its comments with it.
    if (answer && isGoneBody(answer.body)) continue
    const first = answer ? pageIn(answer) : null
    const map = (raw: unknown, answeredAt: Date) => mapComment(raw, post, account, answeredAt)
    if (first) found.push(...first.elements.map((raw) => map(raw, first.at)))
    if (first && first.after === null) continue
    const rest = first?.after ? { ...fixed, after: first.after } : fixed
    found.push(...(await readList(reading, [post.id, "comments"], rest, map)))
  }
  return found.filter(({ at }) => at === null || at >= since)
}

/** @throws CallError */
function pageIn({ status, body, at }: Answered): ListPage {
  if (errorOf(body)) throw new CallError({ kind: "refused", status, headers: {}, body })
  const list = asList(body)
  if (!list) throw unreadable("the answer is not a list")
  return { ...list, at }
}

/** GET /{page}/feed: its own posts and its visitors', newest first. */
async function postsWithNews({ account, call, signal, since }: Reading): Promise<PostHead[]> {
  const oldest = new Date(since.getTime() - POST_LIFE_MS)
  const found: PostHead[] = []
  const params = { fields: "id,from{id,name},created_time,updated_time" }
  for await (const { elements } of pagesOf(call, [account.externalId, "feed"], params, signal)) {
    // A post that does not fit is told by `posts`, when it is a visitor's.
    const posts = elements.flatMap((raw) => PostHead.safeParse(raw).data ?? [])
    found.push(...posts.filter(({ created_time, updated_time }) => (updated_time ?? created_time) >= since))
    if (posts.length > 0 && posts.every(({ created_time }) => created_time < oldest)) break
  }
  return found
}

/** Reads a list that Graph gives newest first, back to `since`. */
async function readList(
  { call, signal, since }: Reading,
  path: string[],
  params: Record<string, unknown>,
  map: (raw: unknown, answeredAt: Date) => Mapped,
): Promise<Mapped[]> {
  const found: Mapped[] = []
  for await (const page of pagesOf(call, path, { ...params, since: toSeconds(since) }, signal)) {
    const mapped = page.elements.map((raw) => map(raw, page.at))
    found.push(...mapped)
    // A server that does not know `since` here would lead back to the first day.
    if (mapped.length > 0 && mapped.every(({ at }) => at !== null && at < since)) break
  }
  return found
}
