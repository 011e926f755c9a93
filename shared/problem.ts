import { z } from "zod"

/** Every way a request can fail. The catalogue holds a title and a sentence for each. */
export const ProblemCode = z.enum([
  "invalid",
  "unauthenticated",
  "unsigned",
  "wrong_credentials",
  "forbidden",
  "cross_site",
  "not_found",
  "stale_thread",
  "stale_entry",
  "stale_state",
  "too_late_to_cancel",
  "reply_too_long",
  "not_answerable",
  "not_possible",
  "same_text_elsewhere",
  "not_a_picture",
  "picture_gone",
  "personal_data",
  "email_taken",
  "last_admin",
  "not_configured",
  "consent_denied",
  "consent_expired",
  "wrong_account",
  "network_refused",
  "too_many_requests",
  "payload_too_large",
  "unavailable",
  "internal",
])
export type ProblemCode = z.infer<typeof ProblemCode>

/** RFC 9457 problem details, with our code and, for forms, the fields at fault. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  code: ProblemCode,
  /** Path of a field -> what is wrong with it. */
  fields: z.record(z.string(), z.string()).optional(),
  /** What changed meanwhile, what was flagged…: depends on the code. */
  extra: z.unknown().optional(),
})
export type Problem = z.infer<typeof Problem>
