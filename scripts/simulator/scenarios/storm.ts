import { type Expected } from "./scenario.ts"
import { CLOSINGS, OPENERS, TEMPLATES } from "./storm-templates.ts"
import { PLACES, STREETS } from "./town.ts"

export type StormMessage = { text: string; expected: Expected }

const HIGHEST_NUMBER = 140

/**
 * A storm without end: plausible messages, each different from all the others.
 * `said` holds what was said before and is kept up to date.
 */
export function* stormMessages(random: () => number, said: Set<string>): Generator<StormMessage, never> {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  for (;;) {
    const [template, department, sentiment, urgency = "normal"] = pick(TEMPLATES)
    const body = template
      .replaceAll("{rue}", pick(STREETS))
      .replaceAll("{lieu}", pick(PLACES))
      .replaceAll("{n}", String(1 + Math.floor(random() * HIGHEST_NUMBER)))
    const closing = pick(CLOSINGS)
    const stop = /^ \p{Lu}/u.test(closing) && !/[?!.]$/.test(body) ? "." : ""
    const text = `@VilleDeParvis ${pick(OPENERS)}${body}${stop}${closing}`
    if (said.has(text)) continue
    said.add(text)
    yield { text, expected: { department, sentiment, urgency, language: "fr" } }
  }
}
