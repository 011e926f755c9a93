import { countWithBayes, type Example } from "./bayes-trainer.ts"
import { type Counts, type Rule } from "./counts.ts"
import { departmentFeatures } from "./department-features.ts"
import { type Feature } from "./features.ts"
import { type LabelledText } from "./labelled-text.ts"
import { sentimentFeatures } from "./sentiment-features.ts"
import { createLexicon } from "./text/lexicon.ts"
import { tokenize } from "./text/tokens.ts"
import { NO_VOCABULARY, type Vocabulary } from "./training/vocabulary.ts"

/** Everything training leaves behind: plain counts, so that it can be stored, compared and read. */
export type Trained = {
  departments: Counts
  sentiment: Counts
  /** The words of the training text, most frequent first. */
  words: string[]
}

/** A term stands for the many messages it could occur in. */
const TERM_TIMES = 2

/** Measured against natural's own rule in docs/classifier.md. */
export const RULE: Rule = { name: "complement", smoothing: 1 }

/** Counts for both models, from scratch. The same rows in the same order give the same counts. */
export function trainModels(
  rows: readonly LabelledText[],
  { terms, turns }: Vocabulary = NO_VOCABULARY,
): Trained {
  const words = wordsOf([...rows, ...terms, ...turns].map(({ text }) => text))
  const lexicon = createLexicon(words)
  const read = rows.map((row) => ({ row, tokens: tokenize(row.text, lexicon) }))
  return {
    words,
    departments: prunePairs(
      countWithBayes(
        [
          ...read.map(({ row, tokens }): Example => ({
            features: names(departmentFeatures(tokens)),
            label: row.department,
          })),
          ...terms.map(({ department, text }): Example => ({
            features: names(departmentFeatures(tokenize(text, lexicon))),
            label: department,
            times: TERM_TIMES,
          })),
        ],
        RULE.smoothing,
      ),
    ),
    sentiment: prunePairs(
      countWithBayes(
        [
          ...read.map(({ row, tokens }): Example => ({
            features: names(sentimentFeatures(tokens)),
            label: row.sentiment,
          })),
          ...turns.map(({ sentiment, text }): Example => ({
            features: names(sentimentFeatures(tokenize(text, lexicon))),
            label: sentiment,
          })),
        ],
        RULE.smoothing,
      ),
    ),
  }
}

/** A pair of words met once is chance more often than meaning, and most pairs are met once. */
function prunePairs(counts: Counts): Counts {
  const kept = [...counts.features].filter(
    ([name, perLabel]) => !name.startsWith("p:") || perLabel.reduce((sum, count) => sum + count, 0) > 1,
  )
  return { ...counts, features: new Map(kept) }
}

function wordsOf(texts: readonly string[]): string[] {
  const times = new Map<string, number>()
  for (const text of texts)
    for (const { kind, form } of tokenize(text))
      if (kind === "word" && form.length > 2) times.set(form, (times.get(form) ?? 0) + 1)
  return [...times].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([word]) => word)
}

const names = (features: readonly Feature[]) => features.map(({ name }) => name)
