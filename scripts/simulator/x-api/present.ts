import twitterText from "twitter-text"
import { escapeText } from "../world/compose.ts"
import { editControls } from "../world/publish.ts"
import {
  type DirectRecord,
  type LinkRecord,
  type MediaRecord,
  type PostRecord,
  type UserRecord,
} from "../world/records.ts"
import { type World } from "../world/world.ts"

type Wanted = ReadonlySet<string>
type Fields = Record<string, unknown>

const iso = (time: number): string => new Date(time).toISOString().replace(/\.\d{3}Z$/, ".000Z")

/** A post with the fields asked for and no other; the three defaults always (docs.x.com, "Fields"). */
export function presentPost(world: World, post: PostRecord, wanted: Wanted): Fields {
  const text = escapeText(post.text)
  const all: Fields = {
    attachments: post.mediaKeys.length > 0 ? { media_keys: post.mediaKeys } : undefined,
    author_id: post.authorId,
    conversation_id: post.conversationId,
    created_at: iso(post.createdAt),
    display_text_range: [0, [...text].length],
    edit_controls: editControls(post),
    entities: wanted.has("entities") ? entities(world, text, post.links) : undefined,
    in_reply_to_user_id: post.inReplyToUserId,
    lang: post.lang,
    possibly_sensitive: false,
    public_metrics: {
      retweet_count: 0,
      reply_count: world.replyCount(post.id),
      like_count: Number(BigInt(post.id) % 7n),
      quote_count: 0,
      bookmark_count: 0,
      impression_count: 40 + Number(BigInt(post.id) % 400n),
    },
    referenced_tweets: references(post),
    reply_settings: "everyone",
    source: "Simulateur Parvis",
  }
  return { ...pick(all, wanted), id: post.id, text, edit_history_tweet_ids: lastVersion(world, post).history }
}

/** Every version knows the whole chain, whichever is asked for (docs.x.com, "Edit posts"). */
function lastVersion(world: World, post: PostRecord): PostRecord {
  const next = world.posts.get(world.supersededBy.get(post.id) ?? "")
  return next ? lastVersion(world, next) : post
}

/** A user with the fields asked for, and `id`, `name`, `username`. */
export function presentUser(world: World, user: UserRecord, wanted: Wanted): Fields {
  const isCity = world.isAccount(user.id)
  const all: Fields = {
    created_at: iso(user.createdAt),
    description: escapeText(user.description),
    location: user.location || undefined,
    profile_image_url: `${world.baseUrl}/avatars/${user.id}_normal.png`,
    protected: false,
    public_metrics: {
      followers_count: isCity ? 18_432 : 20 + Number(BigInt(user.id) % 900n),
      following_count: isCity ? 210 : 40 + Number(BigInt(user.id) % 400n),
      tweet_count: world.postsBy(user.id).length,
      listed_count: isCity ? 131 : 0,
    },
    receives_your_dm: user.acceptsDirects,
    url: "",
    verified: isCity,
    verified_type: isCity ? "government" : "none",
  }
  return { ...pick(all, wanted), id: user.id, name: user.name, username: user.username }
}

export function presentMedia(world: World, media: MediaRecord, wanted: Wanted): Fields {
  const all: Fields = {
    alt_text: media.altText,
    height: media.height,
    url: mediaAddress(world, media),
    width: media.width,
  }
  return { ...pick(all, wanted), media_key: media.key, type: "photo" }
}

/** Where the simulator serves a picture. */
export function mediaAddress(world: World, media: MediaRecord): string {
  const extension =
    media.source.from === "upload" && media.source.contentType === "image/jpeg" ? "jpg" : "png"
  return `${world.baseUrl}/media/${media.key}.${extension}`
}

/** A direct message; `event_type`, `id` and `text` always. */
export function presentDirect(direct: DirectRecord, wanted: Wanted): Fields {
  const text = escapeText(direct.text)
  const all: Fields = {
    attachments: direct.mediaKeys.length > 0 ? { media_keys: direct.mediaKeys } : undefined,
    created_at: iso(direct.createdAt),
    dm_conversation_id: direct.conversationId,
    entities: direct.links.length > 0 ? { urls: urlEntities(text, direct.links) } : undefined,
    sender_id: direct.senderId,
  }
  return { ...pick(all, wanted), id: direct.id, event_type: "MessageCreate", text }
}

function references(post: PostRecord) {
  const list = [
    post.repliedToId !== undefined && { type: "replied_to", id: post.repliedToId },
    post.quotedId !== undefined && { type: "quoted", id: post.quotedId },
  ].filter((one) => one !== false)
  return list.length > 0 ? list : undefined
}

/** Offsets count Unicode code points of the text as served. Kinds that are absent are left out, as X does. */
function entities(world: World, text: string, links: LinkRecord[]): Fields | undefined {
  const points = (index: number): number => [...text.slice(0, index)].length
  const span = ([start, end]: [number, number]) => ({ start: points(start), end: points(end) })
  const found = {
    mentions: twitterText.extractMentionsWithIndices(text).map(({ screenName: username, indices }) => {
      const id = world.userNamed(username)?.id
      return { ...span(indices), username, ...(id !== undefined && { id }) }
    }),
    hashtags: twitterText
      .extractHashtagsWithIndices(text)
      .map(({ hashtag, indices }) => ({ ...span(indices), tag: hashtag })),
    urls: urlEntities(text, links),
  }
  const present = Object.entries(found).filter(([, list]) => list.length > 0)
  return present.length > 0 ? Object.fromEntries(present) : undefined
}

function urlEntities(text: string, links: LinkRecord[]) {
  return links.flatMap(({ short, expanded, display, mediaKey }) => {
    const at = text.indexOf(short)
    if (at < 0) return []
    const start = [...text.slice(0, at)].length
    return [
      {
        start,
        end: start + short.length,
        url: short,
        expanded_url: expanded,
        display_url: display,
        ...(mediaKey !== undefined && { media_key: mediaKey }),
      },
    ]
  })
}

function pick(all: Fields, wanted: Wanted): Fields {
  return Object.fromEntries(
    Object.entries(all).filter(([name, value]) => value !== undefined && wanted.has(name)),
  )
}
