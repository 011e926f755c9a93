import { type OutgoingReply } from "../connector.ts"
import { barred, unreadable } from "./call-failure.ts"
import { type GraphCall } from "./graph-client.ts"
import { commentAddress, idOrRefuse, isOnPage } from "./ids.ts"
import { CreatedComment, CreatedMessage } from "./payloads.ts"
import { messagingTypeAt, privateReplyUntil } from "./windows.ts"

export type Published = { externalId: string; permalink: string | null }

/** In UTF-16 units, of which Facebook may count fewer: a text that fits here fits there. */
const LONGEST_MESSAGE = 2_000
const LONGEST_COMMENT = 8_000

export type Publishing = { call: GraphCall; pageId: string; now: Date; signal: AbortSignal }

/**
 * Sends a reply, once, with the picture that was uploaded for it. On Messenger a picture is a message of its own,
 * without words (`pictureLimitOf`).
 * @throws CallError
 */
export async function publishReply(
  how: Publishing,
  reply: OutgoingReply,
  attachmentId: string | null,
): Promise<Published> {
  if (reply.isPrivateReply) return sendMessage(how, reply, privateMessage(how, reply), null)
  return reply.visibility === "public"
    ? publishComment(how, reply, attachmentId)
    : sendMessage(how, reply, directMessage(how, reply), attachmentId)
}

/** POST /{comment or post}/comments. Facebook puts a reply to a reply under the comment at the top. */
async function publishComment(
  { call, signal }: Publishing,
  reply: OutgoingReply,
  attachmentId: string | null,
): Promise<Published> {
  const parent = idOrRefuse(reply.parentExternalId)
  refuseLonger(reply.text, LONGEST_COMMENT)
  const params = {
    ...(reply.text !== "" && { message: reply.text }),
    ...(attachmentId !== null && { attachment_id: attachmentId }),
  }
  const answer = await call({ method: "POST", path: [parent, "comments"], params }, signal)
  const created = CreatedComment.safeParse(answer.body).data
  if (!created) throw unreadable("Facebook took the reply and did not name it")
  return { externalId: created.id, permalink: commentAddress(reply.conversationKey, created.id) }
}

/** POST /{page}/messages */
async function sendMessage(
  { call, pageId, signal }: Publishing,
  { text }: OutgoingReply,
  envelope: Record<string, unknown>,
  attachmentId: string | null,
): Promise<Published> {
  refuseLonger(text, LONGEST_MESSAGE)
  const picture = { attachment: { type: "image", payload: { attachment_id: attachmentId } } }
  const params = { ...envelope, message: attachmentId === null ? { text } : picture }
  const answer = await call({ method: "POST", path: [pageId, "messages"], params }, signal)
  const created = CreatedMessage.safeParse(answer.body).data
  if (!created) throw unreadable("Facebook took the message and did not name it")
  return { externalId: created.message_id, permalink: null }
}

/** The one message that answers a comment or a visitor's post where only its author sees it. */
function privateMessage({ pageId, now }: Publishing, reply: OutgoingReply) {
  const parent = idOrRefuse(reply.parentExternalId)
  if (now >= privateReplyUntil(reply.parentSentAt))
    throw barred("window_closed", "a private reply is possible for 7 days")
  return { recipient: isOnPage(parent, pageId) ? { post_id: parent } : { comment_id: parent } }
}

function directMessage({ now }: Publishing, reply: OutgoingReply) {
  const recipient = { id: idOrRefuse(reply.recipientExternalId) }
  switch (messagingTypeAt(reply.parentSentAt, now)) {
    case "RESPONSE":
      return { recipient, messaging_type: "RESPONSE" }
    case "HUMAN_AGENT":
      return { recipient, messaging_type: "MESSAGE_TAG", tag: "HUMAN_AGENT" }
    case null:
      throw barred("window_closed", "the citizen's last message is more than 7 days old")
  }
}

function refuseLonger(text: string, longest: number): void {
  if (text.length > longest) throw barred("text_too_long", `${text.length} characters of ${longest}`)
}
