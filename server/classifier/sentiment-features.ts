import { createFeatureList, type Feature } from "./features.ts"
import { CUES, type Cue, moodOf } from "./sentiment-cues.ts"
import { stem } from "./text/stem.ts"
import { type Token } from "./text/tokens.ts"

/**
 * What tells a mood: words (« ne », « pas » and « sans » included), pairs, emoji, punctuation, shouting,
 * and which cues meet: thanks beside a duration is how sarcasm looks (« merci, 3 semaines sans ramassage »).
 */
export function sentimentFeatures(tokens: readonly Token[]): Feature[] {
  const features = createFeatureList()
  const cues = new Map<Cue, number[]>()
  let before: { name: string; index: number } | undefined
  for (const [index, token] of tokens.entries()) {
    const name = nameOf(token)
    if (!name) continue
    features.add(`w:${name}`, index)
    if (before) features.add(`p:${before.name}_${name}`, before.index, index)
    if (token.stretched) features.add("s:stretched", index)
    const mood = token.kind === "emoji" ? moodOf(token.form) : undefined
    if (mood) features.add(`m:${mood}`, index)
    for (const cue of cuesAt(tokens, index)) cues.set(cue, [...(cues.get(cue) ?? []), index])
    before = { name, index }
  }
  addCues(features, cues)
  addShape(features, tokens)
  return features.list()
}

function nameOf({ kind, form }: Token): string | undefined {
  if (kind === "word") return stem(form)
  // Handles, links and places open nearly every message and say nothing of its mood.
  return kind === "emoji" || kind === "number" || (kind === "mark" && form !== ".") ? form : undefined
}

function cuesAt(tokens: readonly Token[], index: number): Cue[] {
  const token = tokens[index]
  if (token?.kind !== "word") return []
  const found: Cue[] = []
  for (const [cue, words] of CUES) if (words.has(token.form)) found.push(cue)
  if (tokens[index - 1]?.kind === "number" && CUES.get("duration")?.has(token.form))
    return ["counted", ...found]
  return found
}

function addCues(features: ReturnType<typeof createFeatureList>, cues: ReadonlyMap<Cue, number[]>) {
  const names = [...cues.keys()].sort()
  for (const [position, name] of names.entries()) {
    const here = cues.get(name) ?? []
    features.add(`c:${name}`, ...here)
    for (const other of names.slice(position + 1))
      features.add(`c:${name}+${other}`, ...here, ...(cues.get(other) ?? []))
  }
}

function addShape(features: ReturnType<typeof createFeatureList>, tokens: readonly Token[]) {
  const words = tokens.flatMap((token, index) => (token.kind === "word" ? [{ token, index }] : []))
  const shouted = words.filter(({ token }) => token.shouted && token.form.length > 2)
  if (shouted.length >= 2) features.add("s:shouted", ...shouted.map(({ index }) => index))
  const last = tokens.findLastIndex(({ kind }) => kind === "word" || kind === "mark")
  const asks = tokens[last]?.form === "?"
  if (asks) features.add("s:ends-asking", last)
  const first = words.find(({ token }) => !GREETINGS.has(token.form))
  if (first && ASKING.has(first.token.form)) features.add("s:starts-asking", first.index)
}

const GREETINGS = new Set("bonjour bonsoir salut hello coucou madame monsieur".split(" "))
const ASKING = new Set(
  `comment quand quel quelle quels quelles qui combien est peut puis peux pouvez pourriez serait savez faut existe
  suggestion proposition y avez auriez proposons propose voudrais souhaite cherche`.split(/\s+/),
)
