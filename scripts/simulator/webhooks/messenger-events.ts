import { photoAddress, mediaOf } from "../graph-api/nodes/attachment.ts"
import { personalNumber } from "../world/facebook/ids.ts"
import { type MessengerRecord, type PostbackRecord } from "../world/facebook/records.ts"
import { type World } from "../world/world.ts"
import { type PageHook } from "./facebook-events.ts"

/** A message, with what the other side's device says about earlier ones. Times are milliseconds here. */
export function messageHooks(world: World, message: MessengerRecord): PageHook[] {
  const citizen = { id: personalNumber(message.citizenId, "messenger") }
  const page = { id: world.facebook.pageId }
  const text = message.message === "" ? {} : { text: message.message }
  const attachments = mediaOf(world, message.mediaKeys).map((media) => ({
    type: "image",
    payload: { url: photoAddress(world, media) },
  }))
  const content = {
    mid: message.id,
    ...text,
    ...(attachments.length > 0 && { attachments }),
    ...(message.replyToMid !== undefined && { reply_to: { mid: message.replyToMid } }),
  }
  const at = message.createdAt
  if (message.fromPage) {
    const echo = { is_echo: true, app_id: message.appId && Number(message.appId), metadata: message.metadata }
    return [
      {
        field: "message_echoes",
        messaging: { sender: page, recipient: citizen, timestamp: at, message: { ...echo, ...content } },
      },
      {
        field: "message_deliveries",
        messaging: {
          sender: citizen,
          recipient: page,
          timestamp: at,
          delivery: { mids: [message.id], watermark: at },
        },
      },
    ]
  }
  // Another application answers this exchange: ours only listens.
  if (message.standby)
    return [
      { field: "standby", standby: { sender: citizen, recipient: page, timestamp: at, message: content } },
    ]
  const last = world.facebook.exchangeWith(message.citizenId).findLast(({ fromPage }) => fromPage)
  const read = { sender: citizen, recipient: page, timestamp: at, read: { watermark: last?.createdAt } }
  return [
    ...(last ? [{ field: "message_reads", messaging: read }] : []),
    { field: "messages", messaging: { sender: citizen, recipient: page, timestamp: at, message: content } },
  ]
}

/** A button was pressed in the exchange. */
export function postbackHook(
  world: World,
  { mid, citizenId, title, payload, createdAt }: PostbackRecord,
): PageHook {
  const sender = { id: personalNumber(citizenId, "messenger") }
  const recipient = { id: world.facebook.pageId }
  const messaging = { sender, recipient, timestamp: createdAt, postback: { mid, title, payload } }
  return { field: "messaging_postbacks", messaging }
}
