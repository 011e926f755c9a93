import { decodeEntities, type Link } from "./text.ts"

/** Names are 15 characters today; some old ones are longer. */
const LEADING_MENTIONS = /^(?:\s*@\w+)+/
const WRAPPED_LINK = /https?:\/\/t\.co\/\w+/g

/**
 * Whether what X shows is the text we sent. X escapes &, < and >, wraps every link, even a bare "paris.fr", in
 * t.co, and puts the mentions of a reply in front of it. A wrapped link whose target is not told may be any.
 */
export function isSameText(sent: string, shown: string, links: readonly Link[], isReply: boolean): boolean {
  const ours = plain(sent, isReply)
  const theirs = plain(decodeEntities(shown), isReply)
  const wrapped = theirs.match(WRAPPED_LINK) ?? []
  const words = theirs.split(WRAPPED_LINK).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"))
  const written = new RegExp(`^${words.join("(\\S+)")}$`, "u").exec(ours)
  return written?.slice(1).every((link, at) => leadsTo(link, wrapped[at], links)) ?? false
}

/** One spelling for what looks the same: composed accents, single spaces, no mentions in front of a reply. */
function plain(text: string, isReply: boolean): string {
  const body = isReply ? text.replace(LEADING_MENTIONS, "") : text
  return body.normalize("NFC").replace(/\s+/gu, " ").trim()
}

function leadsTo(written: string, wrapped: string | undefined, links: readonly Link[]): boolean {
  const target = links.find(({ url }) => url === wrapped)?.expanded_url
  return target === undefined || written === wrapped || plainLink(written) === plainLink(target)
}

/** A link without what X adds to it: the protocol of a bare domain, the slash at its end. */
function plainLink(link: string): string {
  const address = /^https?:\/\//i.test(link) ? link : `http://${link}`
  if (!URL.canParse(address)) return link
  const { host, pathname, search, hash } = new URL(address)
  return `${host}${pathname.replace(/\/$/, "")}${search}${hash}`
}
