import BayesClassifier from "natural/lib/natural/classifiers/bayes_classifier.js"
import PorterStemmerFr from "natural/lib/natural/stemmers/porter_stemmer_fr.js"
import { type Counts } from "./counts.ts"

/** `times` lets a row weigh as several. */
export type Example = { features: readonly string[]; label: string; times?: number }

/**
 * natural's Bayes, with its vectors built by look-up: the original searches the whole vocabulary in each
 * message, which makes training quadratic. A test holds both to the same answers.
 */
export class QuickBayes extends BayesClassifier {
  private positions: Map<string, number> | undefined

  constructor(smoothing: number) {
    super(PorterStemmerFr, smoothing)
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
 * Counts features per label, from scratch, always: natural's incremental training mixes up features. Feature
 * names carry a prefix ("w:"), since natural would also reorder names that look like integers.
 */
export function countWithBayes(examples: readonly Example[], smoothing: number): Counts {
  const bayes = new QuickBayes(smoothing)
  for (const { features, label, times = 1 } of examples)
    for (let time = 0; time < times; time++) bayes.addDocument([...features], label)
  bayes.train()
  const { classFeatures, classTotals } = bayes.classifier
  const labels = Object.keys(classTotals)
  const features = new Map<string, number[]>()
  for (const [position, name] of Object.keys(bayes.features).entries()) {
    // natural keeps count + smoothing, and nothing for a feature that a label never had.
    const counts = labels.map((label) => {
      const kept = classFeatures[label]?.[position]
      return kept === undefined ? 0 : Math.round(kept - smoothing)
    })
    features.set(name, counts)
  }
  // natural starts every total at one.
  return { labels, documents: labels.map((label) => (classTotals[label] ?? 1) - 1), features }
}
