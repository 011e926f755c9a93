import { type DirectRecord, type PostRecord } from "../world/records.ts"
import { type World } from "../world/world.ts"
import {
  DIRECT_EXPANSIONS,
  DIRECT_FIELDS,
  MEDIA_FIELDS,
  PLACE_FIELDS,
  POLL_FIELDS,
  TWEET_EXPANSIONS,
  TWEET_FIELDS,
  USER_FIELDS,
} from "./fields.ts"
import { presentDirect, presentMedia, presentPost, presentUser } from "./present.ts"
import { type Query } from "./query.ts"
import { resourceNotFound } from "./reply.ts"

/** What an answer about posts or messages should hold. */
export type Selection = {
  tweet: Set<string>
  user: Set<string>
  media: Set<string>
  direct: Set<string>
  expansions: Set<string>
}

/** Parameters that choose what a post answer holds. */
export const SELECTION_PARAMETERS = [
  "expansions",
  "tweet.fields",
  "user.fields",
  "media.fields",
  "place.fields",
  "poll.fields",
]
export const DIRECT_SELECTION_PARAMETERS = ["dm_event.fields", ...SELECTION_PARAMETERS]

/** An expansion brings the field it starts from, asked or not. */
const ROOTS: [prefix: string, field: string][] = [
  ["author_id", "author_id"],
  ["attachments.", "attachments"],
  ["entities.", "entities"],
  ["geo.", "geo"],
  ["in_reply_to_user_id", "in_reply_to_user_id"],
  ["referenced_tweets.", "referenced_tweets"],
  ["sender_id", "sender_id"],
  ["participant_ids", "participant_ids"],
]

export function readSelection(query: Query, about: "posts" | "directs"): Selection {
  const expansions = query.list("expansions", about === "posts" ? TWEET_EXPANSIONS : DIRECT_EXPANSIONS)
  const tweet = query.list("tweet.fields", TWEET_FIELDS)
  const direct = about === "directs" ? query.list("dm_event.fields", DIRECT_FIELDS) : new Set<string>()
  query.list("place.fields", PLACE_FIELDS)
  query.list("poll.fields", POLL_FIELDS)
  for (const [prefix, field] of ROOTS)
    if ([...expansions].some((name) => name.startsWith(prefix)))
      (about === "posts" ? tweet : direct).add(field)
  return {
    tweet,
    direct,
    expansions,
    user: query.list("user.fields", USER_FIELDS),
    media: query.list("media.fields", MEDIA_FIELDS),
  }
}

/** `data`, `includes` and `errors` of a list of posts. Nothing that is empty is present. */
export function postsBody(world: World, posts: PostRecord[], selection: Selection) {
  const { expansions } = selection
  const users = new Set<string>()
  const media = new Set<string>()
  const tweets = new Map<string, PostRecord>()
  const errors: object[] = []
  const has = (name: string) => expansions.has(name)
  for (const post of posts) {
    if (has("author_id")) users.add(post.authorId)
    if (has("in_reply_to_user_id") && post.inReplyToUserId) users.add(post.inReplyToUserId)
    if (has("entities.mentions.username")) for (const id of post.mentionedIds) users.add(id)
    if (has("attachments.media_keys")) for (const key of post.mediaKeys) media.add(key)
    if (has("edit_history_tweet_ids"))
      for (const id of post.history) if (world.visiblePost(id)) tweets.set(id, world.visiblePost(id)!)
    if ([...expansions].some((name) => name.startsWith("referenced_tweets.id")))
      for (const id of [post.repliedToId, post.quotedId]) {
        if (id === undefined) continue
        const target = world.visiblePost(id)
        if (target) tweets.set(id, target)
        else errors.push(resourceNotFound("tweet", "referenced_tweets.id", id))
      }
  }
  for (const post of tweets.values()) {
    if (has("referenced_tweets.id.author_id")) users.add(post.authorId)
    if (has("referenced_tweets.id.attachments.media_keys")) for (const key of post.mediaKeys) media.add(key)
  }
  return {
    ...(posts.length > 0 && { data: posts.map((post) => presentPost(world, post, selection.tweet)) }),
    ...includesOf(world, selection, users, media, [...tweets.values()]),
    ...(errors.length > 0 && { errors }),
  }
}

/** The same for direct messages. */
export function directsBody(world: World, directs: DirectRecord[], selection: Selection) {
  const users = new Set<string>()
  const media = new Set<string>()
  for (const direct of directs) {
    if (selection.expansions.has("sender_id")) users.add(direct.senderId)
    if (selection.expansions.has("attachments.media_keys")) for (const key of direct.mediaKeys) media.add(key)
  }
  return {
    ...(directs.length > 0 && { data: directs.map((direct) => presentDirect(direct, selection.direct)) }),
    ...includesOf(world, selection, users, media, []),
  }
}

function includesOf(
  world: World,
  selection: Selection,
  userIds: Set<string>,
  mediaKeys: Set<string>,
  posts: PostRecord[],
) {
  const users = [...userIds].flatMap((id) => {
    const user = world.users.get(id)
    return user ? [presentUser(world, user, selection.user)] : []
  })
  const media = [...mediaKeys].flatMap((key) => {
    const one = world.media.get(key)
    return one ? [presentMedia(world, one, selection.media)] : []
  })
  const includes = {
    ...(users.length > 0 && { users }),
    ...(media.length > 0 && { media }),
    ...(posts.length > 0 && { tweets: posts.map((post) => presentPost(world, post, selection.tweet)) }),
  }
  return Object.keys(includes).length > 0 ? { includes } : {}
}
