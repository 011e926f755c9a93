import type { AccountProfile } from "../incoming.ts"

/** Recent search takes 512 characters on the self-serve tiers (docs.x.com, "Search Posts"). */
export const LONGEST_QUERY = 512

/**
 * The searches for words that name the city and not its account. What names the account comes as a mention.
 * @returns one query, or none when there are no words
 */
export function listeningTo(words: readonly string[], { username }: AccountProfile): string[] {
  const beside = ` -from:${username} -@${username} -is:retweet`
  const quoted = words.map(quote).filter((word) => word !== "")
  const fitting: string[] = []
  for (const word of quoted)
    if ([...fitting, word].join(" OR ").length + beside.length + 2 <= LONGEST_QUERY) fitting.push(word)
  if (fitting.length === 0) return []
  return [`(${fitting.join(" OR ")}) -from:${username} -@${username}`]
}

/** One word as it is, several as a phrase; X's own signs would change what is asked. */
function quote(words: string): string {
  const plain = words
    .replace(/["\\()]/g, " ")
    .trim()
    .replace(/\s+/g, " ")
  return plain === "" ? "" : `"${plain}"`
}
