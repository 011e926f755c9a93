import { type Sentiment } from "../../../shared/classification.ts"
import { neutralTurns, positiveTurns } from "./turns-calm.ts"
import { negativeTurns } from "./turns-negative.ts"

/** A turn of phrase and its mood. */
export type Turn = { sentiment: Sentiment; text: string }

/** Taught to the mood alone. */
export const moods: readonly Turn[] = (
  [
    ["negative", negativeTurns],
    ["neutral", neutralTurns],
    ["positive", positiveTurns],
  ] as const
).flatMap(([sentiment, turns]) =>
  turns
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((text) => ({ sentiment, text })),
)
