import { type Expected } from "./scenario.ts"
import { PLACES, STREETS } from "./town.ts"

export type StormMessage = { text: string; expected: Expected }

const OPENERS = ["", "Bonjour, ", "Bonsoir, ", "Encore une fois : ", "Pour info, ", "Dites, "]

/** One template; `{rue}` and `{lieu}` are filled in, `{n}` is a house number. */
const TEMPLATES: [
  text: string,
  department: string,
  sentiment: Expected["sentiment"],
  urgency?: Expected["urgency"],
][] = [["le lampadaire devant le {n} {rue} est éteint", "eclairage_public", "negative"]]

/**
 * A storm without end: plausible messages, each different from all the others of the same storm.
 * `said` holds what was said before and is kept up to date.
 */
export function* stormMessages(random: () => number, said: Set<string>): Generator<StormMessage, never> {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  for (;;) {
    const [template, department, sentiment, urgency = "normal"] = pick(TEMPLATES)
    const body = template
      .replaceAll("{rue}", pick(STREETS))
      .replaceAll("{lieu}", pick(PLACES))
      .replaceAll("{n}", String(1 + Math.floor(random() * 140)))
    const text = `@VilleDeParvis ${pick(OPENERS)}${body}`
    if (said.has(text)) continue
    said.add(text)
    yield { text, expected: { department, sentiment, urgency, language: "fr" } }
  }
}
