import { type Classification, Sentiment } from "../../shared/classification.ts"
import { DEPARTMENT_THRESHOLD, departmentCalibration, sentimentCalibration } from "./calibration.ts"
import { type Compiled, compile } from "./compiled.ts"
import { decidingTokens, toWords } from "./deciding-words.ts"
import { departmentFeatures } from "./department-features.ts"
import { classifyForeign } from "./foreign.ts"
import { type LabelledText } from "./labelled-text.ts"
import { detectLanguage } from "./language.ts"
import { probabilities, ranking, score } from "./linear-model.ts"
import { sentimentFeatures } from "./sentiment-features.ts"
import { type Token, tokenize } from "./text/tokens.ts"
import { trainingText } from "./training/all.ts"
import stored from "./model/trained.json" with { type: "json" }
import { fromStored } from "./stored-model.ts"
import { vocabulary } from "./training/vocabulary.ts"
import { trainModels } from "./trained.ts"
import { findUrgency } from "./urgency/rules.ts"

export type Classifier = {
  /** Pure and in memory: the same text always gives the same answer, and no text makes it throw. */
  classify: (text: string) => Classification
}

const MOST_CANDIDATES = 3

/**
 * The shipped classifier, or one trained anew with a city's corrections besides. Training blocks for the time
 * docs/classifier.md states: with corrections, call it off the web thread.
 */
export function createClassifier(corrections: readonly LabelledText[] = []): Classifier {
  if (corrections.length === 0) return classifierOf(compile(fromStored(stored)))
  return classifierOf(compile(trainModels([...trainingText, ...corrections], vocabulary)))
}

/** A classifier around models trained elsewhere: cross-validation trains one per fold. */
export function classifierOf(models: Compiled): Classifier {
  const { lexicon } = models
  return {
    classify: (text) => {
      const tokens = tokenize(text, lexicon)
      const language = detectLanguage(text, tokens, lexicon.isKnown)
      const urgent = findUrgency(tokens)
      const isForeign = language !== "fr" && language !== "und"
      const judged = isForeign ? classifyForeign(text, tokens) : judge(models, text, tokens)
      return {
        language,
        ...judged,
        urgency: urgent.urgency,
        words: [...judged.words, ...toWords(text, "urgency", urgent.tokens)],
      }
    },
  }
}

type Judged = Omit<Classification, "language" | "urgency">

const NOTHING_SAID: Judged = { department: null, candidates: [], sentiment: "neutral", words: [] }

function judge(models: Compiled, text: string, tokens: readonly Token[]): Judged {
  // Emoji alone say something only a person can guess.
  if (!tokens.some(({ kind }) => kind === "word")) return NOTHING_SAID
  const department = judgeDepartment(models, text, tokens)
  const sentiment = judgeSentiment(models, text, tokens)
  return { ...department, ...sentiment, words: [...department.words, ...sentiment.words] }
}

function judgeDepartment({ departments: model }: Compiled, text: string, tokens: readonly Token[]) {
  const features = departmentFeatures(tokens)
  const scored = score(model, features)
  // Nothing it ever met: any answer would only be the size of the departments in the training text.
  if (scored.known === 0) return { department: null, candidates: [], words: [] }
  const shares = probabilities(scored, departmentCalibration)
  const ranks = ranking(shares)
  const [winner = 0, runnerUp = 0] = ranks
  const candidates = ranks
    .slice(0, MOST_CANDIDATES)
    .map((label) => ({ department: model.labels[label] ?? "", score: shares[label] ?? 0 }))
  if ((shares[winner] ?? 0) < DEPARTMENT_THRESHOLD) return { department: null, candidates, words: [] }
  const spans = decidingTokens(model, features, tokens, [winner, runnerUp])
  return { department: model.labels[winner] ?? null, candidates, words: toWords(text, "department", spans) }
}

function judgeSentiment({ sentiment: model }: Compiled, text: string, tokens: readonly Token[]) {
  const features = sentimentFeatures(tokens)
  const scored = score(model, features)
  if (scored.known === 0) return { sentiment: "neutral" as const, words: [] }
  const [winner = 0, runnerUp = 0] = ranking(probabilities(scored, sentimentCalibration))
  const spans = decidingTokens(model, features, tokens, [winner, runnerUp])
  return { sentiment: Sentiment.parse(model.labels[winner]), words: toWords(text, "sentiment", spans) }
}
