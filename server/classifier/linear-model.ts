import { type Feature } from "./features.ts"

/**
 * Any model that adds up one weight per feature and label. The trainer decides what the weights are:
 * replacing it changes nothing in scoring, calibration or explanation.
 */
export type LinearModel = {
  labels: readonly string[]
  bias: readonly number[]
  /** Feature name to one weight per label. A feature never met in training has none and says nothing. */
  weights: ReadonlyMap<string, readonly number[]>
}

/** A sharpened or flattened softmax: scores are divided by `temperature * known ** length`. */
export type Calibration = { temperature: number; length: number }

export type Scored = {
  /** One raw score per label, in the model's order. */
  scores: number[]
  /** Number of features the model knew. */
  known: number
}

export function score({ labels, bias, weights }: LinearModel, features: readonly Feature[]): Scored {
  const scores = [...bias]
  let known = 0
  for (const { name } of features) {
    const weight = weights.get(name)
    if (!weight) continue
    known++
    for (let label = 0; label < labels.length; label++)
      scores[label] = (scores[label] ?? 0) + (weight[label] ?? 0)
  }
  return { scores, known }
}

/** Probabilities that can be read as such: « 0.8 » is right about eight times in ten. */
export function probabilities({ scores, known }: Scored, { temperature, length }: Calibration): number[] {
  const heat = temperature * Math.max(1, known) ** length
  const top = Math.max(...scores)
  const powers = scores.map((value) => Math.exp((value - top) / heat))
  const total = powers.reduce((sum, value) => sum + value, 0)
  return powers.map((value) => value / total)
}

/** Positions of labels, most likely first. */
export function ranking(values: readonly number[]): number[] {
  return values.map((_, index) => index).sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0))
}
