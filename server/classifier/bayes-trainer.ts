import BayesClassifier from "natural/lib/natural/classifiers/bayes_classifier.js"
import PorterStemmerFr from "natural/lib/natural/stemmers/porter_stemmer_fr.js"
import { type LinearModel } from "./linear-model.ts"

export type Example = { features: readonly string[]; label: string }

/** natural's default of 1 lets the smallest class win on rare words; measured in docs/classifier.md. */
const SMOOTHING = 0.03

/**
 * natural's Bayes, with its vectors built by look-up: the original searches the whole vocabulary in each
 * message, which makes training quadratic. A test holds both to the same answers.
 */
export class QuickBayes extends BayesClassifier {
  private positions: Map<string, number> | undefined

  constructor() {
    super(PorterStemmerFr, SMOOTHING)
  }

  override train() {
    this.positions = new Map(Object.keys(this.features).map((feature, position) => [feature, position]))
    super.train()
  }

  override textToFeatures(observation: string[]): number[] {
    const { positions } = this
    if (!positions) return super.textToFeatures(observation)
    const vector = new Array<number>(positions.size).fill(0)
    for (const feature of observation) {
      const position = positions.get(feature)
      if (position !== undefined) vector[position] = 1
    }
    return vector
  }
}

/**
 * Trains from scratch, always: natural's incremental training mixes up features. Feature names carry a
 * prefix ("w:"), since natural would also reorder names that look like integers.
 */
export function trainBayes(examples: readonly Example[]): LinearModel {
  const bayes = new QuickBayes()
  for (const { features, label } of examples) bayes.addDocument([...features], label)
  bayes.train()
  return toLinear(bayes)
}

/**
 * The same decision as natural's, as sums of logarithms: natural multiplies probabilities back out and
 * reaches zero on long messages, and it tells nobody which words weighed what.
 */
function toLinear({ features, classifier }: BayesClassifier): LinearModel {
  const { classFeatures, classTotals, totalExamples, smoothing } = classifier
  const labels = Object.keys(classTotals)
  const total = (label: string) => classTotals[label] ?? 1
  const weights = new Map<string, number[]>()
  for (const [position, name] of Object.keys(features).entries()) {
    const weigh = (label: string) => Math.log((classFeatures[label]?.[position] ?? smoothing) / total(label))
    weights.set(name, labels.map(weigh))
  }
  return { labels, bias: labels.map((label) => Math.log(total(label) / totalExamples)), weights }
}
