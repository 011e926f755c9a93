import { type OutgoingReply } from "../connector.ts"
import type { AccountProfile, IncomingMessage } from "../incoming.ts"
import { CallError, unreadable } from "./call-failure.ts"
import { type GraphCall } from "./graph-client.ts"
import { isGoneBody } from "./graph-error.ts"
import { commentAddress, idOrRefuse } from "./ids.ts"
import { pagesOf, toSeconds } from "./list-pages.ts"
import { CommentPayload } from "./payloads.ts"
import { mapAttachments } from "./map-media.ts"
import { type Published } from "./publish.ts"
import { readDirects } from "./read-directs.ts"

/** How far our clock may be ahead of Facebook's. A reply missed here could be sent twice; one seen too many cannot. */
const MARGIN_MS = 15 * 60_000

export type Search = {
  call: GraphCall
  account: AccountProfile
  reply: OutgoingReply
  since: Date
  taken: ReadonlySet<string>
  signal: AbortSignal
}

type Candidate = { externalId: string; at: Date }

/**
 * The reply among what the account published around `since`, or null. Null proves that Facebook did not take it only
 * some seconds after the attempt: lists are filled with a delay.
 * @throws CallError also when the reply is not found and something in its place cannot be read
 */
export async function findPublishedReply(search: Search): Promise<Published | null> {
  const from = new Date(search.since.getTime() - MARGIN_MS)
  const { reply, since, taken } = search
  const isPublic = reply.visibility === "public" && !reply.isPrivateReply
  const { candidates, unread } = isPublic ? await ownComments(search, from) : await ownMessages(search, from)
  const away = ({ at }: Candidate) => Math.abs(at.getTime() - since.getTime())
  const [best] = candidates
    .filter(({ externalId, at }) => at >= from && !taken.has(externalId))
    .sort((a, b) => away(a) - away(b))
  if (!best && unread > 0) throw unreadable(`${unread} of the messages it may be among cannot be read`)
  if (!best) return null
  const permalink = isPublic ? commentAddress(reply.conversationKey, best.externalId) : null
  return { externalId: best.externalId, permalink }
}

type Found = { candidates: Candidate[]; unread: number }

/** GET /{post}/comments: those of the account under the comment it answered. */
async function ownComments(search: Search, from: Date): Promise<Found> {
  const { call, account, reply, signal } = search
  const post = idOrRefuse(reply.conversationKey)
  const parents = await parentsOf(search, post)
  if (parents === null) return { candidates: [], unread: 0 }
  const candidates: Candidate[] = []
  let unread = 0
  const params = {
    filter: "stream",
    order: "reverse_chronological",
    since: toSeconds(from),
    fields: "id,from{id},message,created_time,parent{id},attachment",
  }
  for await (const { elements } of pagesOf(call, [post, "comments"], params, signal)) {
    for (const raw of elements) {
      const comment = CommentPayload.safeParse(raw).data
      if (!comment) unread += 1
      else if (
        comment.from?.id === account.externalId &&
        parents.has(comment.parent?.id ?? post) &&
        isSame(reply, comment.message ?? "", mapAttachments(comment.attachment ? [comment.attachment] : []))
      )
        candidates.push({ externalId: comment.id, at: comment.created_time })
    }
  }
  return { candidates, unread }
}

/**
 * What the reply may stand under: the post, or the comment it answered, or the one above that, where Facebook puts
 * replies to replies. Null when the comment is gone, and with it whatever answered it.
 */
async function parentsOf({ call, reply, signal }: Search, post: string): Promise<ReadonlySet<string> | null> {
  const parent = idOrRefuse(reply.parentExternalId)
  if (parent === post) return new Set([post])
  try {
    const params = { fields: "id,created_time,parent{id}" }
    const answer = await call({ method: "GET", path: [parent], params }, signal)
    const comment = CommentPayload.safeParse(answer.body).data
    if (!comment) throw unreadable("the comment it answers cannot be read")
    return new Set([parent, comment.parent?.id ?? parent])
  } catch (error) {
    if (error instanceof CallError && error.failure.kind === "refused" && isGoneBody(error.failure.body))
      return null
    throw error
  }
}

/**
 * GET /{page}/conversations: the account's messages to the citizen. Whom a private reply reached is not known before
 * they answer (in Messenger people have another number than on the Page): it counts when one exchange only has it.
 */
async function ownMessages(search: Search, from: Date): Promise<Found> {
  const { call, account, reply, signal } = search
  const recipient = idOrRefuse(reply.recipientExternalId)
  const reading = { call, account, signal, since: from }
  const mapped = await readDirects(reading, reply.isPrivateReply ? {} : { user_id: recipient })
  const written = mapped
    .flatMap(({ message }) => message ?? [])
    .filter(({ fromAccount, text, media }) => fromAccount && isSame(reply, text, media))
  const theirs = written.filter(({ conversationKey }) => conversationKey === recipient)
  const isElsewhere = reply.isPrivateReply && theirs.length === 0
  const candidates = isElsewhere ? onlyExchange(written, search.taken) : theirs
  return {
    candidates: candidates.map(({ externalId, sentAt }) => ({ externalId, at: sentAt })),
    unread: mapped.filter(({ unreadable: unfit }) => unfit).length,
  }
}

function onlyExchange(messages: IncomingMessage[], taken: ReadonlySet<string>): IncomingMessage[] {
  const free = messages.filter(({ externalId }) => !taken.has(externalId))
  return new Set(free.map(({ conversationKey }) => conversationKey)).size === 1 ? free : []
}

/** Whether it shows our words and as many pictures. One that is not told of counts when the words say enough. */
function isSame({ text, pictures }: OutgoingReply, shownText: string, media: readonly unknown[]): boolean {
  const isTold = media.length === pictures.length || (media.length === 0 && text !== "")
  return isTold && isSameText(shownText, text)
}

/** Facebook keeps words as they are, but for white space and composed accents. */
const isSameText = (a: string, b: string): boolean => plain(a) === plain(b)
const plain = (text: string): string => text.normalize("NFC").replace(/\s+/gu, " ").trim()
