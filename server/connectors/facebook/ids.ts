import { barred } from "./call-failure.ts"

/** A post is `{page or person}_{post}`, a comment `{post}_{comment}`; people, Pages and reviews have one number. */
const ID = /^\d{1,32}(?:_\d{1,32})?$/
const PAIR = /^\d{1,32}_\d{1,32}$/

export const isId = (id: string): boolean => ID.test(id)

/** Whether it can be a post or a comment. */
export const isPair = (id: string): boolean => PAIR.test(id)

/** Whether it is a post on the account's own Page: its own, or a visitor's. */
export const isOnPage = (postId: string, pageId: string): boolean => postId.startsWith(`${pageId}_`)

/** The number before the underscore: whose post it is, or which post a comment stands under. */
export const ownerIn = (id: string): string => id.slice(0, Math.max(id.indexOf("_"), 0))

/** The number after the underscore. */
export const lastIn = (id: string): string => id.slice(id.lastIndexOf("_") + 1)

/**
 * An id that is none never reaches an address of the network.
 * @throws CallError
 */
export function idOrRefuse(id: string): string {
  if (isId(id)) return id
  throw barred("invalid_request", "not an id of Facebook")
}

/** Facebook leads the numbers of a post or a comment to where it is shown. */
export const postAddress = (postId: string): string => `https://www.facebook.com/${postId}`
export const commentAddress = (postId: string, commentId: string): string =>
  `${postAddress(postId)}?comment_id=${lastIn(commentId)}`
