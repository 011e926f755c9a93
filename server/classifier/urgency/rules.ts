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

/**
 * Rules, not a model: a missed danger must be explainable, and mended by adding a line. Words are read as
 * they were written, then with their spelling mended: mending may hide a word (« agresser ») or show one.
 */
export function findUrgency(tokens: readonly Token[]): UrgencyFinding {
  const written = find(tokens, ({ written }) => written)
  if (written.urgency === "emergency" || tokens.every(({ form, written }) => form === written)) return written
  const mended = find(tokens, ({ form }) => form)
  return written.urgency === "normal" || mended.urgency === "emergency" ? mended : written
}

function find(tokens: readonly Token[], read: (token: Token) => string): UrgencyFinding {
  const joined = join(tokens, read)
  // Blanked with the same length, so that positions still lead back to tokens.
  const calmed = joined.text.replace(HARD_NEGATIVES, (phrase) => "_".repeat(phrase.length))
  // A red light is no fire, and yet must be mended today: only emergencies are read in the calmed text.
  for (const [urgency, rules, text] of [
    ["emergency", EMERGENCY, calmed],
    ["high", HIGH, joined.text],
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
