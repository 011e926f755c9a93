import { type Urgency } from "../../../shared/classification.ts"
import { join } from "../text/joined.ts"
import { type Token } from "../text/tokens.ts"
import { EMERGENCIES } from "./emergencies.ts"
import { HARD_NEGATIVES } from "./hard-negatives.ts"
import { SAME_DAY } from "./same-day.ts"

export type UrgencyFinding = { urgency: Urgency; tokens: Token[] }

const compile = (families: Readonly<Record<string, readonly string[]>>) =>
  // A start of word before, an end of word behind; \b would not know Arabic letters.
  Object.values(families).map((patterns) => new RegExp(`(?<=^| )(?:${patterns.join("|")})(?= |$)`, "u"))

const EMERGENCY = compile(EMERGENCIES)
const HIGH = compile(SAME_DAY)

/** Rules, not a model: a missed danger must be explainable, and mended by adding a line. */
export function findUrgency(tokens: readonly Token[]): UrgencyFinding {
  const joined = join(tokens)
  // Blanked with the same length, so that positions still lead back to tokens.
  const text = joined.text.replace(HARD_NEGATIVES, (phrase) => "_".repeat(phrase.length))
  for (const [urgency, rules] of [
    ["emergency", EMERGENCY],
    ["high", HIGH],
  ] as const) {
    const found = rules.map((rule) => rule.exec(text)).filter((match) => match !== null)
    if (found.length > 0)
      return {
        urgency,
        tokens: found.flatMap(({ index, 0: phrase }) => joined.tokensIn(index, index + phrase.length)),
      }
  }
  return { urgency: "normal", tokens: [] }
}
