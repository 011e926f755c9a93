import { randomInt } from "node:crypto"
import twitterText from "twitter-text"
import { type LinkRecord } from "./records.ts"
import { type World } from "./world.ts"

/** X: "text of the content of a Tweet can contain up to 280 characters", weighted as twitter-text counts. */
export const MAX_WEIGHTED_LENGTH = 280

const LEADING_MENTIONS = /^(?:@\w{1,15}\s+)+/
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

/** Ids of the known people named in a text, in order, once each. */
export function mentionedIn(world: World, text: string): string[] {
  const ids = twitterText.extractMentions(text).map((username) => world.userNamed(username)?.id)
  return [...new Set(ids.filter((id) => id !== undefined))]
}

/**
 * Adds the mentions that X puts before a reply: its addressee and everyone that post names, except the author
 * and those left out by `exclude_reply_user_ids`. Names already written at the start are not repeated.
 */
export function withLeadingMentions(typed: string, participants: string[], world: World): string {
  const written = new Set(mentionedIn(world, LEADING_MENTIONS.exec(typed)?.[0] ?? bareMention(typed)))
  const missing = participants.filter((id) => !written.has(id)).map((id) => `@${world.user(id).username}`)
  return [...missing, typed].join(" ").trim()
}

/** What counts towards the limit: the mentions X adds before a reply do not (docs.x.com, "Counting characters"). */
export function weightedLength(text: string, participants: string[], world: World): number {
  let counted = text
  for (let found = /^@(\w{1,15})\s+/.exec(counted); found; found = /^@(\w{1,15})\s+/.exec(counted)) {
    const id = world.userNamed(found[1]!)?.id
    if (id === undefined || !participants.includes(id)) break
    counted = counted.slice(found[0].length)
  }
  return twitterText.parseTweet(counted).weightedLength
}

/** Replaces every address by a t.co one, as X does to all of them whatever their length. */
export function shortenLinks(text: string): { text: string; links: LinkRecord[] } {
  const links: LinkRecord[] = []
  let shortened = ""
  let from = 0
  for (const { url, indices } of twitterText.extractUrlsWithIndices(text)) {
    const short = shortAddress()
    const expanded = /^https?:/i.test(url) ? url : `http://${url}`
    links.push({ short, expanded, display: displayed(expanded) })
    shortened += text.slice(from, indices[0]) + short
    from = indices[1]
  }
  return { text: shortened + text.slice(from), links }
}

/** The link that X adds at the end of a text with photos: one for all of them. */
export function photoLinks(username: string, postId: string, mediaKeys: string[]): LinkRecord[] {
  const short = shortAddress()
  return mediaKeys.map((mediaKey) => ({
    short,
    expanded: `https://x.com/${username}/status/${postId}/photo/1`,
    display: `pic.x.com/${short.slice(-10)}`,
    mediaKey,
  }))
}

/** `&`, `<` and `>` leave the API as entities, in posts and in direct messages. */
export const escapeText = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")

function bareMention(typed: string): string {
  return /^@\w{1,15}$/.test(typed) ? typed : ""
}

function shortAddress(): string {
  return `https://t.co/${Array.from({ length: 10 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("")}`
}

function displayed(address: string): string {
  const bare = address.replace(/^https?:\/\/(www\.)?/i, "").replace(/\/$/, "")
  return bare.length > 27 ? `${bare.slice(0, 26)}…` : bare
}
