import { windowEnd } from "../../world/facebook/messenger.ts"
import { personalNumber } from "../../world/facebook/ids.ts"
import { type MessengerRecord } from "../../world/facebook/records.ts"
import { type World } from "../../world/world.ts"
import { plain } from "../fields.ts"
import { drawList, innerRequest, type NodeType, stamp, type View } from "../node.ts"
import { mediaOf, messageAttachment } from "./attachment.ts"
import { drawCorrespondent } from "./person.ts"

/** Details come for the newest messages of an exchange only (connectors.md, 3). */
const WITH_DETAILS = 20

/** A conversation with one citizen. */
export type Exchange = { id: string; citizenId: string }

export const exchangeOf = (citizenId: string): Exchange => ({
  id: `t_${personalNumber(citizenId, "conversation")}`,
  citizenId,
})

const senderOf = ({ world }: View, { citizenId, fromPage }: MessengerRecord): string =>
  fromPage ? world.cityId : citizenId
const receiverOf = ({ world }: View, { citizenId, fromPage }: MessengerRecord): string =>
  fromPage ? citizenId : world.cityId

/** Fields beyond the id that an old message no longer tells. */
const recent =
  <V>(read: (view: View, message: MessengerRecord) => V) =>
  (view: View, message: MessengerRecord): V | undefined => {
    const exchange = view.world.facebook.exchangeWith(message.citizenId)
    return exchange.slice(-WITH_DETAILS).includes(message) ? read(view, message) : undefined
  }

export const messageType: NodeType<MessengerRecord> = {
  name: "Message",
  defaults: "created_time,id",
  fields: {
    id: (_view, { id }) => id,
    created_time: (_view, { createdAt }) => stamp(createdAt),
    from: recent((view, message) => drawCorrespondent(view, senderOf(view, message))),
    to: recent((view, message) => ({ data: [drawCorrespondent(view, receiverOf(view, message))] })),
    message: recent((_view, { message }) => message),
    attachments: recent(({ world }, { mediaKeys }) => {
      const data = mediaOf(world, mediaKeys).map((media) => messageAttachment(world, media))
      return data.length > 0 ? { data } : undefined
    }),
    reply_to: recent((_view, { replyToMid }) => replyToMid && { mid: replyToMid }),
    tags: recent((_view, { fromPage }) => ({
      data: [{ name: fromPage ? "sent" : "inbox" }, { name: "source:chat" }],
    })),
  },
}

export const exchangeType: NodeType<Exchange> = {
  name: "UnifiedThread",
  defaults: "id,link,updated_time",
  fields: {
    id: (_view, { id }) => id,
    link: ({ world }, { id }) => `/${world.facebook.pageId}/inbox/${id.slice(2)}/?section=messages`,
    updated_time: ({ world }, { citizenId }) => stamp(lastAt(world, citizenId)),
    message_count: ({ world }, { citizenId }) => world.facebook.exchangeWith(citizenId).length,
    unread_count: ({ world }, { citizenId }) => unread(world, citizenId),
    can_reply: ({ world }, { citizenId }) => world.now() <= windowEnd(world, citizenId, "human_agent"),
    snippet: ({ world }, { citizenId }) => world.facebook.exchangeWith(citizenId).at(-1)?.message,
    participants: (view, { citizenId }) => ({
      data: [citizenId, view.world.cityId].map((userId) => drawCorrespondent(view, userId)),
    }),
    senders: (view, { citizenId }) => ({
      data: [citizenId, view.world.cityId].map((userId) => drawCorrespondent(view, userId)),
    }),
    messages: (view, exchange, field) => messagesEdge(view, exchange, innerRequest(view, exchange.id, field)),
  },
}

/** `/{conversation}/messages`, newest first. */
export const messagesEdge = (view: View, { citizenId }: Exchange, request: Parameters<typeof drawList>[3]) =>
  drawList(
    messageType,
    view,
    view.world.facebook.exchangeWith(citizenId).reverse(),
    request,
    plain(messageType.defaults),
  )

export const lastAt = (world: World, citizenId: string): number =>
  world.facebook.exchangeWith(citizenId).at(-1)?.createdAt ?? 0

/** What the citizen wrote since the Page's last message. */
function unread(world: World, citizenId: string): number {
  const exchange = world.facebook.exchangeWith(citizenId)
  return exchange.length - 1 - exchange.findLastIndex(({ fromPage }) => fromPage)
}
