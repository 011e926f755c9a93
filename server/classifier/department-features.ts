import { createFeatureList, type Feature } from "./features.ts"
import { stem } from "./text/stem.ts"
import { STOP_WORDS } from "./text/stop-words.ts"
import { type Token } from "./text/tokens.ts"

/** What tells a department: stems, pairs of neighbouring stems, emoji. */
export function departmentFeatures(tokens: readonly Token[]): Feature[] {
  const features = createFeatureList()
  let before: { stem: string; index: number } | undefined
  for (const [index, { kind, form }] of tokens.entries()) {
    if (kind === "mark") before = undefined
    if (kind === "emoji") features.add(`e:${form}`, index)
    if (kind !== "word" || form.length < 2 || STOP_WORDS.has(form)) continue
    const current = stem(form)
    features.add(`w:${current}`, index)
    if (before) features.add(`p:${before.stem}_${current}`, before.index, index)
    before = { stem: current, index }
  }
  return features.list()
}
