import { z } from "zod"

export const Sentiment = z.enum(["negative", "neutral", "positive"])
export type Sentiment = z.infer<typeof Sentiment>

/** `emergency`: danger to life or limb, now. `high`: needs a person today. */
export const Urgency = z.enum(["normal", "high", "emergency"])
export type Urgency = z.infer<typeof Urgency>

/** A stretch of the original text (UTF-16 offsets, end excluded) and the decision it weighed on. */
export const DecidingWord = z.object({
  start: z.number().int().nonnegative(),
  end: z.number().int().positive(),
  text: z.string(),
  for: z.enum(["department", "sentiment", "urgency"]),
})
export type DecidingWord = z.infer<typeof DecidingWord>

/** What the classifier says of one message. It abstains (`department: null`) rather than guess. */
export const Classification = z.object({
  /** ISO 639-1 code, or "und" where it cannot be told. */
  language: z.string(),
  /** The department's id, or null for "to be sorted by a person". */
  department: z.string().nullable(),
  /** The most likely departments, best first, at most three; scores from 0 to 1. */
  candidates: z.array(z.object({ department: z.string(), score: z.number().min(0).max(1) })),
  sentiment: Sentiment,
  urgency: Urgency,
  words: z.array(DecidingWord),
})
export type Classification = z.infer<typeof Classification>
