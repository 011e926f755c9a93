import { trainBayes } from "./bayes-trainer.ts"
import { departmentFeatures } from "./department-features.ts"
import { type Feature } from "./features.ts"
import { type LabelledText } from "./labelled-text.ts"
import { type LinearModel } from "./linear-model.ts"
import { sentimentFeatures } from "./sentiment-features.ts"
import { tokenize, type IsKnown } from "./text/tokens.ts"

export type Trained = {
  departments: LinearModel
  sentiment: LinearModel
  /** The words of the training text: they cut hashtags and vouch for French. */
  isKnown: IsKnown
}

/** Both models from the rows, from scratch. The same rows in the same order give the same weights. */
export function trainModels(rows: readonly LabelledText[]): Trained {
  const words = new Set<string>()
  for (const { text } of rows)
    for (const { kind, form } of tokenize(text)) if (kind === "word" && form.length > 2) words.add(form)
  const isKnown: IsKnown = (folded) => words.has(folded)
  const read = rows.map((row) => ({ row, tokens: tokenize(row.text, isKnown) }))
  return {
    isKnown,
    departments: trainBayes(
      read.map(({ row, tokens }) => ({ features: names(departmentFeatures(tokens)), label: row.department })),
    ),
    sentiment: trainBayes(
      read.map(({ row, tokens }) => ({ features: names(sentimentFeatures(tokens)), label: row.sentiment })),
    ),
  }
}

const names = (features: readonly Feature[]) => features.map(({ name }) => name)
