import twitterText from "twitter-text"

/** X's limit for a post, in weighted characters. */
export const X_TEXT_LIMIT = 280

export type XTextLength = {
  weighted: number
  limit: number
  /** What is left; negative when the text is too long. */
  remaining: number
  /** False when the text is empty, too long, or holds characters X refuses. */
  valid: boolean
  /** Where the text becomes too long, as a position in it; its length when it does not. */
  fits: number
}

/**
 * The length of a post as X counts it (docs.x.com, "Counting characters"): a link weighs 23 whatever its length,
 * an emoji or a Chinese character 2. `freeMentions` are the handles X puts in front of a reply by itself: they do
 * not count at its beginning.
 *
 * twitter-text weighs 80 kB: the browser imports this file lazily, with the composer.
 */
export function xTextLength(text: string, freeMentions: readonly string[] = []): XTextLength {
  const free = freePrefix(text, freeMentions)
  const { weightedLength, valid, validRangeEnd } = twitterText.parseTweet(text.slice(free))
  const isTooLong = weightedLength > X_TEXT_LIMIT
  return {
    weighted: weightedLength,
    limit: X_TEXT_LIMIT,
    remaining: X_TEXT_LIMIT - weightedLength,
    valid,
    fits: isTooLong ? free + validRangeEnd + 1 : text.length,
  }
}

/** How much of the beginning is mentions that X adds anyway. */
function freePrefix(text: string, freeMentions: readonly string[]): number {
  const free = new Set(freeMentions.map((name) => name.replace(/^@/, "").toLowerCase()))
  let at = 0
  for (const [mention, name] of text.matchAll(/@(\w{1,15})\s+/gy)) {
    if (!free.has((name ?? "").toLowerCase())) break
    at += mention.length
  }
  return at
}
