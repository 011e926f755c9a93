import { z } from "zod"
import { otherParticipant, sendDirect } from "../../world/directs.ts"
import { usableMedia } from "../../world/photos.ts"
import { type DirectRecord } from "../../world/records.ts"
import { readBody } from "../body.ts"
import { callerId, type ApiCall, type Endpoint } from "../endpoint.ts"
import { DIRECT_SELECTION_PARAMETERS, directsBody, readSelection } from "../includes.ts"
import { pageOf, readPosition } from "../paging.ts"
import { checkId } from "../query.ts"
import { type ApiReply, forbidden, invalidRequest, ok } from "../reply.ts"

const MONTH = 30 * 24 * 3_600_000
const PARAMETERS = ["max_results", "pagination_token", "event_types", ...DIRECT_SELECTION_PARAMETERS]
const EVENT_TYPES = ["MessageCreate", "ParticipantsJoin", "ParticipantsLeave"]

const NewDirect = z.strictObject({
  text: z.string().min(1).optional(),
  attachments: z
    .array(z.strictObject({ media_id: z.string() }))
    .max(1)
    .optional(),
})

/** No `since_id` here: X makes a reader page back until a message it knows. */
function list(call: ApiCall, keep: (direct: DirectRecord) => boolean): ApiReply {
  const { world, query } = call
  query.allow(PARAMETERS)
  const size = query.integer("max_results", 1, 100, 100)
  const types = query.list("event_types", EVENT_TYPES)
  const position = readPosition(query, "pagination_token")
  const selection = readSelection(query, "directs")
  if (query.errors.length > 0) return invalidRequest(query.errors)
  const me = callerId(call)
  const since = world.now() - MONTH
  const isMine = (direct: DirectRecord) => direct.senderId === me || direct.recipientId === me
  const mine = world.directs
    .filter((direct) => isMine(direct) && keep(direct) && direct.createdAt >= since)
    .reverse()
  const reachable = types.size === 0 || types.has("MessageCreate") ? mine : []
  const page = pageOf(reachable, {}, position, size)
  const { newest_id: _newest, oldest_id: _oldest, ...meta } = page.meta
  return ok({ ...directsBody(world, page.items, selection), meta })
}

function send(call: ApiCall, recipientId: string | null): ApiReply {
  const { world } = call
  const body = readBody(NewDirect, call.body)
  if ("refusal" in body) return body.refusal
  const senderId = callerId(call)
  const { text, attachments } = body.value
  const mediaIds = attachments?.map(({ media_id }) => media_id) ?? []
  const mediaKeys = usableMedia(world, senderId, mediaIds)
  if (!mediaKeys)
    return invalidRequest([
      { parameter: "attachments", value: mediaIds.join(","), message: "Your media IDs are invalid." },
    ])
  if (recipientId === null || !world.users.has(recipientId) || recipientId === senderId)
    return forbidden("You do not have permission to DM one or more participants.")
  const direct = sendDirect(world, { senderId, recipientId, text: text ?? "", mediaKeys })
  if (direct === "closed") return forbidden("You do not have permission to DM one or more participants.")
  if (direct === "empty" || direct === "too_long")
    return invalidRequest([
      {
        parameter: "text",
        value: "",
        message: direct === "empty" ? "$.text: is required" : "$.text: must be at most 10000 characters long",
      },
    ])
  return ok({ data: { dm_conversation_id: direct.conversationId, dm_event_id: direct.id } }, 201)
}

const READ = { auth: "user", scopes: ["dm.read", "tweet.read", "users.read"], budget: { user: 15 } } as const
const WRITE = {
  auth: "user",
  scopes: ["dm.write", "dm.read", "tweet.read", "users.read"],
  budget: { user: 15, userDay: 1440 },
} as const

/** docs.x.com, "Direct Messages": lookup and manage. */
export const directEndpoints: Endpoint[] = [
  { ...READ, method: "GET", path: "/2/dm_events", handle: (call) => list(call, () => true) },
  {
    ...READ,
    method: "GET",
    path: "/2/dm_conversations/with/:participant_id/dm_events",
    handle(call) {
      const other = call.params.participant_id ?? ""
      checkId(call.query, "participant_id", other)
      return list(call, (direct) => direct.senderId === other || direct.recipientId === other)
    },
  },
  {
    ...READ,
    method: "GET",
    path: "/2/dm_conversations/:dm_conversation_id/dm_events",
    handle: (call) => list(call, (direct) => direct.conversationId === call.params.dm_conversation_id),
  },
  {
    ...WRITE,
    method: "POST",
    path: "/2/dm_conversations/with/:participant_id/messages",
    handle: (call) => send(call, call.params.participant_id ?? null),
  },
  {
    ...WRITE,
    method: "POST",
    path: "/2/dm_conversations/:dm_conversation_id/messages",
    handle: (call) => send(call, otherParticipant(call.params.dm_conversation_id ?? "", callerId(call))),
  },
]
