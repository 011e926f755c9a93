import { createHash } from "node:crypto"

const FIRST = 122_100_000_000_000n

/** Numbers that only grow, of the length Facebook gives to posts and comments. */
export function createObjectNumbers(first = FIRST) {
  let last = first
  return {
    next: (): string => (++last).toString(),
    /** Never gives a number at or below one already seen in the journal. */
    seen(id: string): void {
      for (const part of id.split("_")) {
        const value = /^\d{15}$/.test(part) ? BigInt(part) : 0n
        if (value > last) last = value
      }
    },
  }
}

/** The last part of a post's or a comment's id: what the next level's ids begin with. */
export const ownNumber = (id: string): string => id.slice(id.indexOf("_") + 1)

/**
 * A citizen's number in one place: Facebook gives each person another one under posts, on Messenger and in the
 * address of a conversation (connectors.md, 3). The same citizen always gets the same three.
 */
export function personalNumber(userId: string, place: "public" | "messenger" | "conversation"): string {
  const bytes = createHash("sha256").update(`${place} ${userId}`).digest()
  return (1_000_000_000_000_000n + (bytes.readBigUInt64BE() % 9_000_000_000_000_000n)).toString()
}
