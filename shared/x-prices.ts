/**
 * X's price list for pay-per-use, in US dollars (docs.x.com, "Pricing", as of April 2026). A mention costs less when the
 * application belongs to the account itself, which the API does not tell: the higher price is counted.
 */
export const X_PRICES = {
  postRead: 0.005,
  directRead: 0.01,
  post: 0.015,
  postWithLink: 0.2,
  summonedReply: 0.01,
  direct: 0.015,
} as const

const LINK = /(?:https?:\/\/|(?<![\w@.])(?:[\w-]+\.)+(?:fr|com|org|net|eu|paris|gouv|info|io)\b)/i

/** What sending this text costs. A reply to somebody who named the account has a price of its own, links or not. */
export function xPriceOf(text: string, visibility: "public" | "direct", isSummoned: boolean): number {
  if (visibility === "direct") return X_PRICES.direct
  if (isSummoned) return X_PRICES.summonedReply
  return LINK.test(text) ? X_PRICES.postWithLink : X_PRICES.post
}
