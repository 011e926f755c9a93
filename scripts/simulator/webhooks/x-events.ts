import { postsBody } from "../x-api/includes.ts"
import { mediaAddress, presentUser } from "../x-api/present.ts"
import { escapeText } from "../world/compose.ts"
import { type XEventType } from "../world/event-types.ts"
import { type DirectRecord, type PostRecord, type WorldEvent } from "../world/records.ts"
import { type World } from "../world/world.ts"

/** One thing the Activity API tells of one account: `payload` and `includes` of its envelope. */
export type Activity = { type: XEventType; userId: string; payload: object; includes?: object }

const USER = new Set([
  "created_at",
  "description",
  "location",
  "profile_image_url",
  "protected",
  "public_metrics",
  "url",
  "verified",
  "verified_type",
])
/** The Activity API chooses the fields itself: nobody asks. */
const POST = {
  tweet: new Set([
    "attachments",
    "author_id",
    "conversation_id",
    "created_at",
    "display_text_range",
    "edit_controls",
    "entities",
    "in_reply_to_user_id",
    "lang",
    "possibly_sensitive",
    "public_metrics",
    "referenced_tweets",
    "reply_settings",
  ]),
  user: USER,
  media: new Set(["alt_text", "height", "url", "width"]),
  direct: new Set<string>(),
  expansions: new Set([
    "author_id",
    "entities.mentions.username",
    "attachments.media_keys",
    "referenced_tweets.id",
  ]),
}

/** What X tells of something that happened, account by account (connectors.md, 2; docs.x.com, "Event payloads"). */
export function activitiesOf(world: World, event: WorldEvent): Activity[] {
  switch (event.type) {
    case "post":
      return postActivities(world, event.post)
    case "delete": {
      const post = world.posts.get(event.id)
      if (!post || !world.isAccount(post.authorId)) return []
      const payload = { id: post.id, author_id: post.authorId }
      return [{ type: "post.delete", userId: post.authorId, payload }]
    }
    case "direct":
      return directActivities(world, event.direct)
    case "chat": {
      const { id, senderId, recipientId, createdAt } = event.chat
      const payload = {
        conversation_token: Buffer.from(id).toString("base64url"),
        id,
        created_at_msec: String(createdAt),
        sender_id: senderId,
        conversation_id: `${senderId}:${recipientId}`,
        conversation_key_version: String(createdAt),
        encoded_event: Buffer.from(`encrypted ${id}`).toString("base64"),
      }
      return [{ type: "chat.received", userId: recipientId, payload }]
    }
    case "xAccess": {
      if (event.access !== "revoked") return []
      const date_time = new Date(world.now()).toISOString().replace(/\.\d{3}Z$/, "+00:00")
      return [
        {
          type: "oauth.revoke",
          userId: event.userId,
          payload: { date_time, user_id: event.userId, app_id: "29820954" },
        },
      ]
    }
    default:
      return []
  }
}

/** An explicit mention names the account in what was typed; an answer carries its name without. One post may be both. */
export function postActivities(world: World, post: PostRecord): Activity[] {
  const authorOf = (id: string | undefined) => (id === undefined ? undefined : world.posts.get(id)?.authorId)
  const [answered, quoted] = [authorOf(post.repliedToId), authorOf(post.quotedId)]
  const told: [XEventType, string][] = [
    ...post.summonedIds.map((id): [XEventType, string] => ["post.mention.create", id]),
    ...(answered === undefined ? [] : [["post.reply.create", answered] satisfies [XEventType, string]]),
    ...(quoted === undefined ? [] : [["post.quote.create", quoted] satisfies [XEventType, string]]),
  ]
  const ours = told.filter(([, userId]) => world.isAccount(userId) && userId !== post.authorId)
  if (ours.length === 0) return []
  const { data, includes } = postsBody(world, [post], POST)
  return ours.map(([type, userId]) => ({ type, userId, payload: data?.[0] ?? {}, includes }))
}

/** Direct messages come in the words of the older Account Activity API, people in those of v2. */
function directActivities(world: World, direct: DirectRecord): Activity[] {
  const people = [direct.senderId, direct.recipientId]
  const users = Object.fromEntries(
    people.map((id) => [id, { data: presentUser(world, world.user(id), USER) }]),
  )
  const payload = { direct_message_events: [messageCreate(world, direct)], users }
  const told: [XEventType, string][] = [
    ["dm.received", direct.recipientId],
    ["dm.sent", direct.senderId],
  ]
  return told
    .filter(([, userId]) => world.isAccount(userId))
    .map(([type, userId]) => ({ type, userId, payload }))
}

function messageCreate(world: World, direct: DirectRecord) {
  const text = escapeText(direct.text)
  const urls = direct.links.map(({ short, expanded, display }) => {
    const start = [...text.slice(0, text.indexOf(short))].length
    return {
      url: short,
      expanded_url: expanded,
      display_url: display,
      indices: [start, start + short.length],
    }
  })
  const media = world.media.get(direct.mediaKeys[0] ?? "")
  return {
    type: "message_create",
    id: direct.id,
    created_timestamp: String(direct.createdAt),
    message_create: {
      target: { recipient_id: direct.recipientId },
      sender_id: direct.senderId,
      message_data: {
        text,
        entities: { hashtags: [], symbols: [], user_mentions: [], urls },
        ...(media && {
          attachment: {
            type: "media",
            media: {
              id_str: media.key.slice(2),
              media_url_https: mediaAddress(world, media),
              type: "photo",
              sizes: { large: { w: media.width, h: media.height, resize: "fit" } },
            },
          },
        }),
      },
    },
  }
}
