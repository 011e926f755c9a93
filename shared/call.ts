import { z } from "zod"
import { toE164 } from "./phone-number.ts"

/** A number as it was dictated: empty when none was left, else in the form of E.164. */
const CallbackNumber = z
  .string()
  .max(40)
  .transform((written, context) => {
    if (written.trim() === "") return null
    const number = toE164(written)
    if (number !== null) return number
    context.addIssue({ code: "custom", message: "not_a_phone_number" })
    return z.NEVER
  })

/** What an agent at the switchboard notes of a call. */
export const LogCall = z.object({
  /** Made by the client: sending the same one again is the same call. */
  clientId: z.uuid(),
  name: z.string().trim().max(100).default(""),
  number: CallbackNumber.default(null),
  request: z.string().trim().min(1).max(4000),
  place: z.string().trim().max(200).default(""),
  /** Answered on the telephone: nobody has to call back. */
  settled: z.boolean().default(false),
  /** What was answered at once, whether it settles the call or not. */
  answer: z.string().trim().max(4000).default(""),
})
export type LogCall = z.infer<typeof LogCall>
/** As a client may write it: what has a default may be left out. */
export type LogCallInput = z.input<typeof LogCall>

export const CallbackOutcome = z.enum(["reached", "no_answer", "voicemail"])
export type CallbackOutcome = z.infer<typeof CallbackOutcome>

/** An agent called back, and says what came of it. */
export const LogCallback = z
  .object({
    clientId: z.uuid(),
    outcome: CallbackOutcome,
    text: z.string().trim().max(4000).default(""),
  })
  .refine(({ outcome, text }) => outcome !== "reached" || text !== "", {
    path: ["text"],
    error: "text_required",
  })
export type LogCallback = z.infer<typeof LogCallback>
export type LogCallbackInput = z.input<typeof LogCallback>

/** Whether a caller left a number that is still kept. Does not tell it. */
export const CallbackNumberKept = z.object({ kept: z.boolean() })
export type CallbackNumberKept = z.infer<typeof CallbackNumberKept>

/** The number itself, in the form of E.164: only ever the answer to somebody who asked for it by name. */
export const RevealedNumber = z.object({ number: z.string() })
export type RevealedNumber = z.infer<typeof RevealedNumber>
