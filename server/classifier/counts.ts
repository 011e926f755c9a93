import { type LinearModel } from "./linear-model.ts"

/** What training leaves: in how many documents of each label a feature occurred. */
export type Counts = {
  labels: string[]
  documents: number[]
  /** One count per label, in the order of `labels`. */
  features: Map<string, number[]>
}

/** `bayes` is natural's own rule; `complement` weighs what the other labels lack, and suits many small classes. */
export type Rule = { name: "bayes" | "complement"; smoothing: number }

/**
 * The decision as sums of logarithms: natural multiplies probabilities back out, which reaches zero on long
 * messages and tells nobody which words weighed what.
 */
export function toLinear(counts: Counts, rule: Rule): LinearModel {
  return rule.name === "bayes" ? bayes(counts, rule.smoothing) : complement(counts, rule.smoothing)
}

function bayes({ labels, documents, features }: Counts, smoothing: number): LinearModel {
  const totals = documents.map((count) => count + 1)
  const all = documents.reduce((sum, count) => sum + count, 1)
  const weights = new Map<string, number[]>()
  for (const [name, counts] of features)
    weights.set(
      name,
      counts.map((count, label) =>
        Math.log((count === 0 ? smoothing : count + smoothing) / (totals[label] ?? 1)),
      ),
    )
  return { labels, bias: totals.map((total) => Math.log(total / all)), weights }
}

/** Rennie et al. 2003, without their length normalisation: calibration takes care of length. */
function complement({ labels, features }: Counts, smoothing: number): LinearModel {
  const perLabel = labels.map(() => 0)
  for (const counts of features.values())
    for (const [label, count] of counts.entries()) perLabel[label] = (perLabel[label] ?? 0) + count
  const all = perLabel.reduce((sum, count) => sum + count, 0)
  const others = perLabel.map((own) => Math.log(all - own + smoothing * features.size))
  const weights = new Map<string, number[]>()
  for (const [name, counts] of features) {
    const everywhere = counts.reduce((sum, count) => sum + count, 0)
    weights.set(
      name,
      counts.map((count, label) => (others[label] ?? 0) - Math.log(everywhere - count + smoothing)),
    )
  }
  return { labels, bias: labels.map(() => 0), weights }
}
