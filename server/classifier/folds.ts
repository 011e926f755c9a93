import { type LabelledText } from "./labelled-text.ts"

export type Fold = { train: LabelledText[]; test: LabelledText[] }

/** k folds in which every department has its share. No chance in it: the same rows give the same folds. */
export function folds(rows: readonly LabelledText[], k: number): Fold[] {
  const seen = new Map<string, number>()
  const foldOf = rows.map(({ department }) => {
    const position = seen.get(department) ?? 0
    seen.set(department, position + 1)
    return position % k
  })
  return Array.from({ length: k }, (_, fold) => ({
    train: rows.filter((_row, index) => foldOf[index] !== fold),
    test: rows.filter((_row, index) => foldOf[index] === fold),
  }))
}
