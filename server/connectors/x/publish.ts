import { type OutgoingReply } from "../connector.ts"
import { CallError } from "./call-failure.ts"
import { permalinkOf } from "./map-post.ts"
import { CreatedDirect, CreatedPost } from "./payloads.ts"
import { isSnowflake } from "./snowflake.ts"
import { unreadable, type XCall } from "./x-client.ts"

export type Published = { externalId: string; permalink: string | null }

/**
 * Sends a reply, once, with the pictures that were uploaded for it. `username` is the account's, when known, for the address of the reply.
 * @throws CallError
 */
export async function publishReply(
  call: XCall,
  reply: OutgoingReply,
  mediaIds: readonly string[],
  username: string | undefined,
  signal: AbortSignal,
): Promise<Published> {
  return reply.visibility === "public"
    ? publishPost(call, reply, mediaIds, username, signal)
    : publishDirect(call, reply, mediaIds, signal)
}

/** POST /2/tweets. X puts the @mentions of a reply in by itself. */
async function publishPost(
  call: XCall,
  reply: OutgoingReply,
  mediaIds: readonly string[],
  username: string | undefined,
  signal: AbortSignal,
) {
  const parent = idOrRefuse(reply.parentExternalId, "in_reply_to_tweet_id")
  const body = {
    ...wordsOf(reply),
    reply: { in_reply_to_tweet_id: parent },
    ...(mediaIds.length > 0 && { media: { media_ids: mediaIds } }),
  }
  const answer = await call({ method: "POST", path: "tweets", body }, signal)
  const created = CreatedPost.safeParse(answer.body).data
  if (!created) throw unreadable(answer, "X took the reply and did not name it")
  return { externalId: created.data.id, permalink: permalinkOf(username, created.data.id) }
}

/** POST /2/dm_conversations/…/messages. */
async function publishDirect(
  call: XCall,
  reply: OutgoingReply,
  mediaIds: readonly string[],
  signal: AbortSignal,
) {
  const path = `dm_conversations/${conversationPath(reply)}/messages`
  const attachments = mediaIds.map((id) => ({ media_id: id }))
  const body = { ...wordsOf(reply), ...(attachments.length > 0 && { attachments }) }
  const answer = await call({ method: "POST", path, body }, signal)
  const created = CreatedDirect.safeParse(answer.body).data
  if (!created) throw unreadable(answer, "X took the message and did not name it")
  return { externalId: created.data.dm_event_id, permalink: null }
}

/** Words are left out, not sent empty, when pictures speak for themselves. */
const wordsOf = ({ text }: OutgoingReply) => (text === "" ? {} : { text })

/**
 * Where X keeps the exchange. A group has an id of its own, and is answered in the group; a one-to-one
 * conversation is named by the person.
 */
export const conversationPath = (reply: OutgoingReply): string =>
  isSnowflake(reply.conversationKey)
    ? reply.conversationKey
    : `with/${idOrRefuse(reply.recipientExternalId, "participant_id")}`

/** An id that is none never reaches an address or the network: it is refused as X would refuse it. */
export function idOrRefuse(id: string, parameter: string): string {
  if (isSnowflake(id)) return id
  const errors = [{ message: `The ${parameter} is not an id of X.` }]
  throw new CallError({
    kind: "refused",
    status: 422,
    headers: {},
    body: { title: "Invalid Request", errors },
  })
}
