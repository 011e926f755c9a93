import twitterText from "twitter-text"
import { decodeEntities, type Link } from "./text.ts"

/** A link whose target is not known: it may be any. */
const ANY_LINK = "*"
const LEADING_MENTIONS = /^(?:\s*@\w{1,15}\b)+\s*/

/**
 * Whether what X shows is the text we sent. X escapes &, < and >, wraps every link, even a bare "paris.fr", in
 * t.co, and puts the mentions of a reply in front of it.
 */
export function isSameText(sent: string, shown: string, links: readonly Link[], isReply: boolean): boolean {
  const ours = partsOf(sent.normalize("NFC"), isReply)
  const theirs = partsOf(expand(decodeEntities(shown), links).normalize("NFC"), isReply)
  return (
    ours.length === theirs.length &&
    ours.every((part, at) => {
      const other = theirs[at]
      return part === other || (at % 2 === 1 && (part === ANY_LINK || other === ANY_LINK))
    })
  )
}

function expand(text: string, links: readonly Link[]): string {
  return links.reduce(
    (whole, { url, expanded_url }) =>
      url && expanded_url ? whole.replaceAll(url, () => expanded_url) : whole,
    text,
  )
}

/** Words and links in turn, words first: spaces collapsed, links in their plainest form. */
function partsOf(text: string, isReply: boolean): string[] {
  const body = isReply ? text.replace(LEADING_MENTIONS, "") : text
  const parts: string[] = []
  let from = 0
  for (const { url, indices } of twitterText.extractUrlsWithIndices(body, {
    extractUrlsWithoutProtocol: true,
  })) {
    parts.push(plainWords(body.slice(from, indices[0])), plainLink(url))
    from = indices[1]
  }
  return [...parts, plainWords(body.slice(from))]
}

const plainWords = (words: string): string => words.replace(/\s+/gu, " ").trim()

function plainLink(link: string): string {
  const address = /^https?:\/\//i.test(link) ? link : `http://${link}`
  if (!URL.canParse(address)) return link.toLowerCase()
  const { host, pathname, search, hash } = new URL(address)
  return host === "t.co" ? ANY_LINK : `${host}${pathname.replace(/\/$/, "")}${search}${hash}`
}
