import { z } from "zod"
import {
  type Claim,
  type MessengerRefusal,
  replyPrivately,
  sendFromPage,
} from "../../world/facebook/messenger.ts"
import { personalNumber } from "../../world/facebook/ids.ts"
import { type Endpoint, type GraphCall, outerRequest } from "../endpoint.ts"
import { plain } from "../fields.ts"
import { drawList } from "../node.ts"
import { exchangeOf, exchangeType, lastAt, messagesEdge } from "../nodes/exchange.ts"
import {
  alreadyAnswered,
  badParameter,
  type GraphRefusal,
  humanAgentUnapproved,
  noMatchingUser,
  noObject,
  outsideWindow,
  pageRestricted,
  personUnavailable,
} from "../refusal.ts"
import { messengerPhoto } from "./photos.ts"

const Recipient = z.union([
  z.object({ id: z.coerce.string() }),
  z.object({ comment_id: z.string() }),
  z.object({ post_id: z.string() }),
])
const Message = z.looseObject({
  text: z.string().optional(),
  metadata: z.string().max(1000).optional(),
  attachment: z
    .looseObject({
      type: z.enum(["image", "file", "audio", "video", "template"]),
      payload: z.looseObject({ url: z.string().optional(), attachment_id: z.coerce.string().optional() }),
    })
    .optional(),
})

/** The claim a message makes to be within a window. Other tags are refused: their policy is in flux. */
function readClaim({ params, settings }: GraphCall): Claim {
  const type = params.text("messaging_type") ?? "RESPONSE"
  if (type === "RESPONSE" || type === "UPDATE") return "response"
  if (type !== "MESSAGE_TAG")
    throw badParameter("Param messaging_type must be one of {RESPONSE, UPDATE, MESSAGE_TAG}")
  if (params.text("tag") !== "HUMAN_AGENT") throw badParameter("Invalid tag")
  if (!settings.humanAgentApproved) throw humanAgentUnapproved()
  return "human_agent"
}

function refusal(call: GraphCall, id: string, why: MessengerRefusal): GraphRefusal {
  switch (why) {
    case "empty":
      return badParameter("Message cannot be empty, must provide valid attachment or text")
    case "too_long":
      return badParameter("Length of param message[text] must be less than or equal to 2000")
    case "window":
    case "too_late":
      return outsideWindow()
    case "gone":
      return noObject(id, call.method)
    case "answered":
      return alreadyAnswered()
  }
}

/** Troubles that strike whoever would be written to. */
function checkTroubles(call: GraphCall): void {
  if (call.strikes("page_restricted")) throw pageRestricted()
  if (call.strikes("person_unavailable")) throw personUnavailable()
  if (call.strikes("window_closed")) throw outsideWindow()
}

async function send(call: GraphCall) {
  const { world, params, credentials } = call
  const recipient = Recipient.safeParse(params.json("recipient"))
  if (!recipient.success) throw badParameter("The parameter recipient is required")
  const given = recipient.data
  if (params.text("sender_action") !== undefined)
    return { recipient_id: "id" in given ? given.id : undefined }
  const content = Message.safeParse(params.json("message"))
  if (!content.success) throw badParameter("Param message must be an object with a text or an attachment")
  const { text = "", metadata, attachment } = content.data
  checkTroubles(call)
  const draft = {
    message: text,
    metadata,
    appId: credentials.appId,
    mediaKeys: attachment ? [await messengerPhoto(call, attachment.payload)] : [],
  }
  const answered = "comment_id" in given ? given.comment_id : "post_id" in given ? given.post_id : null
  const number = "id" in given ? given.id : ""
  const citizenId = world.facebook.citizen("messenger", number)
  if (answered === null && (citizenId === undefined || world.facebook.exchangeWith(citizenId).length === 0))
    throw noMatchingUser()
  const sent =
    answered === null
      ? sendFromPage(world, { ...draft, citizenId: citizenId! }, readClaim(call))
      : replyPrivately(world, answered, draft)
  if (typeof sent === "string") throw refusal(call, answered ?? number, sent)
  return { recipient_id: personalNumber(sent.citizenId, "messenger"), message_id: sent.id }
}

/** Messenger (developers.facebook.com, "Send API", "Private Replies", "Conversations"). */
export const messageEndpoints: Endpoint[] = [
  { method: "POST", kind: "page", edge: "messages", use: "messenger", handle: send },
  {
    method: "GET",
    kind: "page",
    edge: "conversations",
    use: "messenger",
    handle(call) {
      const { world, params } = call
      const platform = params.text("platform") ?? "messenger"
      if (platform !== "messenger") return { data: [] }
      const only = params.text("user_id")
      const exchanges = world.facebook
        .correspondents()
        .filter((id) => only === undefined || world.facebook.citizen("messenger", only) === id)
        .sort((a, b) => lastAt(world, b) - lastAt(world, a))
        .map(exchangeOf)
      return drawList(exchangeType, call, exchanges, outerRequest(call), plain(exchangeType.defaults))
    },
  },
  {
    method: "GET",
    kind: "conversation",
    edge: "messages",
    use: "messenger",
    handle: (call, node) => messagesEdge(call, node, outerRequest(call)),
  },
]
