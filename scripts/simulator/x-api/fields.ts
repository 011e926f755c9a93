/** Names that X accepts in `*.fields` and `expansions` (OpenAPI 2.167), in the older style: `tweet`, not `post`. */
export const TWEET_FIELDS = [
  "article",
  "attachments",
  "author_id",
  "card_uri",
  "community_id",
  "context_annotations",
  "conversation_id",
  "created_at",
  "display_text_range",
  "edit_controls",
  "edit_history_tweet_ids",
  "entities",
  "geo",
  "id",
  "in_reply_to_user_id",
  "lang",
  "media_metadata",
  "non_public_metrics",
  "note_tweet",
  "organic_metrics",
  "possibly_sensitive",
  "promoted_metrics",
  "public_metrics",
  "referenced_tweets",
  "reply_settings",
  "scopes",
  "source",
  "text",
  "withheld",
]

export const TWEET_EXPANSIONS = [
  "article.cover_media",
  "article.media_entities",
  "attachments.media_keys",
  "attachments.media_source_tweet",
  "attachments.poll_ids",
  "author_id",
  "edit_history_tweet_ids",
  "entities.mentions.username",
  "entities.note.mentions.username",
  "geo.place_id",
  "in_reply_to_user_id",
  "referenced_tweets.id",
  "referenced_tweets.id.attachments.media_keys",
  "referenced_tweets.id.author_id",
]

export const USER_FIELDS = [
  "affiliation",
  "confirmed_email",
  "connection_status",
  "created_at",
  "description",
  "entities",
  "id",
  "is_identity_verified",
  "location",
  "most_recent_tweet_id",
  "name",
  "parody",
  "pinned_tweet_id",
  "profile_banner_url",
  "profile_image_url",
  "protected",
  "public_metrics",
  "receives_your_dm",
  "subscription",
  "subscription_type",
  "url",
  "username",
  "verified",
  "verified_followers_count",
  "verified_type",
  "withheld",
]

export const USER_EXPANSIONS = ["affiliation.user_id", "most_recent_tweet_id", "pinned_tweet_id"]

export const MEDIA_FIELDS = [
  "alt_text",
  "duration_ms",
  "height",
  "media_key",
  "non_public_metrics",
  "organic_metrics",
  "preview_image_url",
  "promoted_metrics",
  "public_metrics",
  "type",
  "url",
  "variants",
  "width",
]

export const PLACE_FIELDS = [
  "contained_within",
  "country",
  "country_code",
  "full_name",
  "geo",
  "id",
  "name",
  "place_type",
]

export const POLL_FIELDS = ["duration_minutes", "end_datetime", "id", "options", "voting_status"]

export const DIRECT_FIELDS = [
  "attachments",
  "created_at",
  "dm_conversation_id",
  "entities",
  "event_type",
  "id",
  "participant_ids",
  "referenced_tweets",
  "sender_id",
  "text",
]

export const DIRECT_EXPANSIONS = [
  "attachments.media_keys",
  "participant_ids",
  "referenced_tweets.id",
  "sender_id",
]

/** OpenAPI 2.167 says post where it said tweet. Both are understood. */
const RENAMED: Record<string, string> = {
  edit_history_post_ids: "edit_history_tweet_ids",
  note_post: "note_tweet",
  referenced_posts: "referenced_tweets",
  "attachments.media_source_post": "attachments.media_source_tweet",
}

/** A field's older name. */
export const oldFieldName = (name: string): string => RENAMED[name] ?? name

/** An expansion's older name: `referenced_posts` alone was `referenced_tweets.id`. */
export function oldExpansionName(name: string): string {
  if (name === "referenced_posts") return "referenced_tweets.id"
  return (
    RENAMED[name] ??
    name.replace(/^referenced_posts\.(?:id\.)?(?=.)/, "referenced_tweets.id.").replace(/\.id\.id$/, ".id")
  )
}

/** Whether a request speaks the newer style: the answer then does too. */
export const speaksOfPosts = (pairs: [string, string][]): boolean =>
  pairs.some(
    ([name, value]) => name === "post.fields" || (name === "expansions" && /(^|,)\w*_posts?\b/.test(value)),
  )

const NEWER_KEYS: Record<string, string> = {
  edit_history_tweet_ids: "edit_history_post_ids",
  referenced_tweets: "referenced_posts",
  note_tweet: "note_post",
  retweet_count: "repost_count",
  tweet_count: "post_count",
  tweets: "posts",
}

/** An answer in the newer style. */
export function inNewerStyle(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(inNewerStyle)
  if (typeof body !== "object" || body === null) return body
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [NEWER_KEYS[key] ?? key, inNewerStyle(value)]),
  )
}
