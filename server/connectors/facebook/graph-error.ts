import { z } from "zod"

/** The one form of Graph's errors (developers.facebook.com, "Handle errors"). */
const ErrorBody = z.object({
  error: z.object({
    code: z.number(),
    error_subcode: z.number().optional().catch(undefined),
    message: z.string().catch(""),
    error_user_msg: z.string().optional().catch(undefined),
    is_transient: z.boolean().optional().catch(undefined),
  }),
})

export type GraphError = {
  code: number
  /** 0 when Facebook gave none. */
  subcode: number
  /** Facebook's own words. */
  words: string
  isTransient: boolean
}

const LONGEST = 500

/** What Facebook says went wrong, or null when the body is not its error (a proxy's page, a success). */
export function errorOf(body: unknown): GraphError | null {
  const error = ErrorBody.safeParse(body).data?.error
  if (!error) return null
  const { code, error_subcode: subcode = 0, message, error_user_msg: forPeople } = error
  const words = [message, forPeople].filter(Boolean).join(" ").slice(0, LONGEST)
  return { code, subcode, words, isTransient: error.is_transient ?? false }
}

/**
 * Whether Facebook says that the object is not there, or not to be seen by us: it tells no difference.
 * 100/33: the object; 803: an id that leads nowhere.
 */
export const isGone = ({ code, subcode }: GraphError): boolean =>
  (code === 100 && subcode === 33) || code === 803

export function isGoneBody(body: unknown): boolean {
  const error = errorOf(body)
  return error !== null && isGone(error)
}
