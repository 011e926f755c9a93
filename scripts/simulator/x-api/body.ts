import { type z } from "zod"
import { type ApiReply, invalidRequest } from "./reply.ts"

/** A JSON body that fits, or X's 400: `$.reply.in_reply_to_tweet_id: …`. */
export function readBody<T>(schema: z.ZodType<T>, body: unknown): { value: T } | { refusal: ApiReply } {
  const parsed = schema.safeParse(body)
  if (parsed.success) return { value: parsed.data }
  return {
    refusal: invalidRequest(
      parsed.error.issues.map(({ path, message }) => ({
        parameter: path.join(".") || "body",
        value: "",
        message: `$${path.map((part) => `.${String(part)}`).join("")}: ${message}`,
      })),
    ),
  }
}
