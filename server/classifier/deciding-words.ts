import { type DecidingWord } from "../../shared/classification.ts"
import { type Feature } from "./features.ts"
import { type LinearModel } from "./linear-model.ts"
import { type Token } from "./text/tokens.ts"

type Span = { start: number; end: number }

/** More than this and the reader no longer sees what decided. */
const MOST_WORDS = 4
/** A word that weighed less than this share of the heaviest is left out. */
const LEAST_SHARE = 0.25

/** The tokens that speak most for the winner against the runner-up. */
export function decidingTokens(
  model: LinearModel,
  features: readonly Feature[],
  tokens: readonly Token[],
  [winner, runnerUp]: readonly [number, number],
): Span[] {
  const weightOf = new Map<string, { span: Span; weight: number }>()
  for (const { name, tokens: positions } of features) {
    const weights = model.weights.get(name)
    if (!weights) continue
    // A pair's weight is shared between its two words.
    const share = ((weights[winner] ?? 0) - (weights[runnerUp] ?? 0)) / positions.length
    for (const position of positions) {
      const token = tokens[position]
      if (!token) continue
      // Two tokens may come of one written word (« rdv »): they count as one.
      const key = `${token.start}-${token.end}`
      const known = weightOf.get(key)
      if (known) known.weight += share
      else weightOf.set(key, { span: token, weight: share })
    }
  }
  const ranked = [...weightOf.values()].sort((a, b) => b.weight - a.weight)
  const least = Math.max(0.01, (ranked[0]?.weight ?? 0) * LEAST_SHARE)
  return ranked
    .filter(({ weight }) => weight >= least)
    .slice(0, MOST_WORDS)
    .map(({ span }) => span)
}

/** Spans of the text as it was received, in reading order. */
export function toWords(text: string, decision: DecidingWord["for"], spans: readonly Span[]): DecidingWord[] {
  const unique = new Map(spans.map(({ start, end }) => [`${start}-${end}`, { start, end }]))
  return [...unique.values()]
    .sort((a, b) => a.start - b.start)
    .slice(0, MOST_WORDS * 2)
    .map(({ start, end }) => ({ start, end, text: text.slice(start, end), for: decision }))
}
