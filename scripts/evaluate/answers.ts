import { classifierOf, type Classifier } from "../../server/classifier/classify.ts"
import { folds } from "../../server/classifier/folds.ts"
import { type LabelledText } from "../../server/classifier/labelled-text.ts"
import { trainModels } from "../../server/classifier/trained.ts"
import { type Vocabulary } from "../../server/classifier/training/vocabulary.ts"
import { compile } from "../../server/classifier/compiled.ts"
import { type Rule } from "../../server/classifier/counts.ts"
import { type Answer } from "./metrics.ts"
import { labelOf, type Row, type Task } from "./rows.ts"

/** Answers for every row, each from a classifier that never saw it. */
export function crossValidated(
  rows: readonly LabelledText[],
  vocabulary: Vocabulary,
  task: Task,
  k: number,
  rule?: Rule,
): Answer[] {
  return folds(rows, k).flatMap(({ train, test }) =>
    answer(classifierOf(compile(trainModels(train, vocabulary), rule)), test, task),
  )
}

export function answer(classifier: Classifier, rows: readonly Row[], task: Task): Answer[] {
  return rows.flatMap((row) => {
    const truth = labelOf(row, task)
    return truth === undefined ? [] : [{ truth, ...guess(classifier, row, task) }]
  })
}

function guess(classifier: Classifier, row: Row, task: Task): Omit<Answer, "truth"> {
  const { department, candidates, sentiment, urgency } = classifier.classify(row.text)
  if (task !== "departments") {
    const label = task === "sentiment" ? sentiment : urgency
    return { guess: label, abstained: false, ranked: [label] }
  }
  const ranked = candidates.map((candidate) => candidate.department)
  const first = {
    guess: ranked[0] ?? "none",
    abstained: department === null,
    ranked,
    confidence: candidates[0]?.score ?? 0,
  }
  return row.alsoDepartment ? { ...first, also: row.alsoDepartment } : first
}

const WARM_UP = 2000
const TIMED = 5000

/** Time of the processor, not of the clock: other work on the machine must not look like ours. */
export function microsecondsPerMessage(classifier: Classifier, texts: readonly string[]): number {
  const run = (times: number) => {
    for (let time = 0; time < times; time++) classifier.classify(texts[time % texts.length] ?? "")
  }
  run(WARM_UP)
  const start = process.cpuUsage()
  run(TIMED)
  const { user, system } = process.cpuUsage(start)
  return Math.round((user + system) / TIMED)
}
