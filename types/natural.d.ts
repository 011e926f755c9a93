/**
 * natural ships types only at its root, and its root loads databases, a `.env` reader and prints adverts.
 * These are the sub-paths the project imports, with the members it uses and no more.
 */
declare module "natural/lib/natural/stemmers/porter_stemmer_fr.js" {
  const PorterStemmerFr: { stem(word: string): string }
  export default PorterStemmerFr
}

declare module "natural/lib/natural/classifiers/bayes_classifier.js" {
  type Stemmer = { stem(word: string): string }
  /** The counts underneath (package `apparatus`): how often each feature, by position, met each label. */
  type BayesCounts = {
    classFeatures: Record<string, Record<number, number>>
    classTotals: Record<string, number>
    totalExamples: number
    smoothing: number
  }

  export default class BayesClassifier {
    constructor(stemmer?: Stemmer, smoothing?: number)
    /** Feature to how often it was seen; the order of its keys is the order of positions. */
    features: Record<string, number>
    classifier: BayesCounts
    addDocument(features: string[], label: string): void
    train(): void
    textToFeatures(observation: string[]): number[]
    getClassifications(observation: string[]): { label: string; value: number }[]
    classify(observation: string[]): string
  }
}
