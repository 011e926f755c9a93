import { type Counts } from "./counts.ts"
import { type Trained } from "./trained.ts"

/** A trained model as data: one feature a line (`name label:count …`), so that two versions can be compared. */
export type StoredModel = {
  /** Fingerprint of what it was trained on. */
  trainingText: string
  words: string
  departments: StoredCounts
  sentiment: StoredCounts
}

type StoredCounts = { labels: string[]; documents: number[]; features: string[] }

export function toStored(trainingText: string, { words, departments, sentiment }: Trained): StoredModel {
  return {
    trainingText,
    words: words.join(" "),
    departments: storeCounts(departments),
    sentiment: storeCounts(sentiment),
  }
}

export function fromStored({ words, departments, sentiment }: StoredModel): Trained {
  return { words: words.split(" "), departments: readCounts(departments), sentiment: readCounts(sentiment) }
}

function storeCounts({ labels, documents, features }: Counts): StoredCounts {
  const lines = [...features].map(([name, counts]) => {
    const pairs = counts.flatMap((count, label) => (count > 0 ? [`${label}:${count}`] : []))
    return [name, ...pairs].join(" ")
  })
  return { labels, documents, features: lines }
}

function readCounts({ labels, documents, features }: StoredCounts): Counts {
  const read = new Map<string, number[]>()
  for (const line of features) {
    const [name = "", ...pairs] = line.split(" ")
    const counts = labels.map(() => 0)
    for (const pair of pairs) {
      const [label, count] = pair.split(":")
      counts[Number(label)] = Number(count)
    }
    read.set(name, counts)
  }
  return { labels, documents, features: read }
}
