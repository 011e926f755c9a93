import type { AccountProfile, IncomingMessage } from "../incoming.ts"
import { type Mapped, mapElements, sentAt, Unfit } from "./map-element.ts"
import { mapMedia } from "./map-media.ts"
import { type Page, PostPayload } from "./payloads.ts"
import { timeOfId } from "./snowflake.ts"
import { readableText } from "./text.ts"

/**
 * @param addressed true when the posts of this page reached the account because they name it; else their words, and
 *   whom they answer or quote, decide
 */
export const mapPosts = (page: Page, account: AccountProfile, addressed: true | "by its words"): Mapped[] =>
  mapElements(page, PostPayload, (post) => ({
    ...mapPost(post, page, account),
    addressed: addressed === true || summons(post, account),
  }))

/**
 * Whether a post summons the account: mentions it, answers it or quotes it. X takes replies only to those
 * (docs.x.com, changelog of 23 February 2026).
 */
function summons(post: PostPayload, { externalId, username }: AccountProfile): boolean {
  const { text, links } = wordsOf(post)
  const name = new RegExp(`(?:^|[^\\w@])@${username}(?!\\w)`, "i")
  const quoted = new RegExp(`^https?://(?:x|twitter)\\.com/${username}/status/`, "i")
  return (
    post.in_reply_to_user_id === externalId ||
    name.test(text ?? "") ||
    links.some(({ expanded_url }) => expanded_url !== undefined && quoted.test(expanded_url))
  )
}

function mapPost(post: PostPayload, page: Page, account: AccountProfile): Omit<IncomingMessage, "addressed"> {
  const { text, links } = wordsOf(post)
  if (text === null) throw new Unfit("text: the post has none")
  const media = mapMedia(post.attachments?.media_keys, page.media)
  const fromAccount = post.author_id === account.externalId
  const author = fromAccount ? account : page.users.get(post.author_id)
  const writtenAt = sentAt(post.created_at, post.id)
  const externalId = firstVersionOf(post)
  return {
    externalId,
    revision: { id: post.id, at: writtenAt },
    visibility: "public",
    conversationKey: post.conversation_id ?? post.id,
    fromAccount,
    isEncrypted: false,
    // X lets the account moderate the conversations it began. A post that only begins with its name has it as its
    // addressee too, and an answer deeper down does not tell who began.
    underOurs:
      post.in_reply_to_user_id === account.externalId &&
      parentOf(post) !== null &&
      parentOf(post) === post.conversation_id,
    // X leaves out authors it hides (suspended, protected). Their word still reached the city, and the id is
    // enough to file it; an empty name says "unknown" where an invented one could be somebody else's.
    contact: { externalId: post.author_id, username: author?.username ?? "", name: author?.name ?? "" },
    text: readableText(text, links, new Set(post.attachments?.media_keys)),
    // An edit keeps its place in the exchange.
    sentAt: externalId === post.id ? writtenAt : timeOfId(externalId),
    permalink: permalinkOf(author?.username, post.id),
    parentExternalId: parentOf(post),
    media,
  }
}

/** Address of a post. X forwards `i` to the author, whoever that is. */
export const permalinkOf = (username: string | undefined, id: string): string =>
  `https://x.com/${username || "i"}/status/${id}`

/** An edit is a new post whose chain, oldest first, leads to the message (docs.x.com, "Edit posts"). */
export const firstVersionOf = (post: PostPayload): string =>
  (post.edit_history_tweet_ids ?? post.edit_history_post_ids)?.[0] ?? post.id

export const lastVersionOf = (post: PostPayload): string =>
  (post.edit_history_tweet_ids ?? post.edit_history_post_ids)?.at(-1) ?? post.id

export const parentOf = (post: PostPayload): string | null =>
  (post.referenced_tweets ?? post.referenced_posts)?.find(({ type }) => type === "replied_to")?.id ?? null

/** Posts over 280 characters are cut in `text` and whole in `note_tweet`. */
export function wordsOf(post: PostPayload) {
  const long = post.note_tweet ?? post.note_post
  const links = [...(long?.entities?.urls ?? []), ...(post.entities?.urls ?? [])]
  return { text: long?.text ?? post.text ?? null, links }
}
