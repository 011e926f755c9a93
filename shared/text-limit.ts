import type { Network, Visibility } from "./network.ts"

/**
 * The most characters a network takes, where it counts them plainly. Public posts on X are weighted (`x-text.ts`).
 * Sources: docs.x.com ("Direct Messages"), Meta's Messenger Platform ("Send API") and Graph API ("Comment").
 */
export function textLimitOf(network: Network, visibility: Visibility): number {
  if (network === "facebook") return visibility === "direct" ? 2_000 : 8_000
  return 10_000
}
