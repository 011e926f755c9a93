/** What was answered for one message, beside what a person says. */
export type Answer = {
  truth: string
  /** A second label that also counts as right. */
  also?: string
  /** Best guess, abstention aside. */
  guess: string
  abstained: boolean
  /** Labels, most likely first. */
  ranked: readonly string[]
  /** The share given to the first, where the task has one. */
  confidence?: number
}

const BINS = 10

export function metrics(answers: readonly Answer[]) {
  const right = answers.filter(isRight)
  const kept = answers.filter(({ abstained }) => !abstained)
  const labels = [...new Set(answers.flatMap(({ truth, guess }) => [truth, guess]))].sort()
  const perLabel = Object.fromEntries(labels.map((label) => [label, labelFigures(answers, label)]))
  const withTruth = Object.values(perLabel).filter(({ count }) => count > 0)
  return {
    n: answers.length,
    top1: share(right.length, answers.length),
    top3: share(
      answers.filter(({ ranked, truth, also }) => ranked.some((l) => l === truth || l === also)).length,
      answers.length,
    ),
    macroF1: round(withTruth.reduce((sum, { f1 }) => sum + f1, 0) / Math.max(1, withTruth.length)),
    abstention: share(answers.length - kept.length, answers.length),
    accuracyWhenNotAbstaining: share(kept.filter(isRight).length, kept.length),
    ...(answers.some(({ confidence }) => confidence !== undefined)
      ? { calibrationError: calibrationError(answers) }
      : {}),
    labels: perLabel,
    confusions: confusions(answers),
  }
}

const isRight = ({ truth, also, guess }: Answer) => guess === truth || guess === also

/** A right second label counts as the first: the message held two matters. */
const expectedOf = (answer: Answer) => (isRight(answer) ? answer.guess : answer.truth)

function labelFigures(answers: readonly Answer[], label: string) {
  const truths = answers.filter((answer) => expectedOf(answer) === label)
  const guesses = answers.filter(({ guess }) => guess === label)
  const hits = guesses.filter(isRight).length
  const precision = guesses.length ? hits / guesses.length : 0
  const recall = truths.length ? hits / truths.length : 0
  const f1 = precision + recall ? (2 * precision * recall) / (precision + recall) : 0
  return { count: truths.length, precision: round(precision), recall: round(recall), f1: round(f1) }
}

/** Mean gap between the confidence announced and the accuracy found, over ten bins. */
function calibrationError(answers: readonly Answer[]): number {
  let gap = 0
  for (let bin = 0; bin < BINS; bin++) {
    const inBin = answers.filter(
      ({ confidence }) => Math.min(BINS - 1, Math.floor((confidence ?? 0) * BINS)) === bin,
    )
    if (inBin.length === 0) continue
    const confidence = inBin.reduce((sum, answer) => sum + (answer.confidence ?? 0), 0) / inBin.length
    gap +=
      (inBin.length / answers.length) * Math.abs(confidence - inBin.filter(isRight).length / inBin.length)
  }
  return round(gap)
}

function confusions(answers: readonly Answer[]) {
  const counts = new Map<string, number>()
  for (const answer of answers.filter((one) => !isRight(one))) {
    const pair = `${answer.truth} -> ${answer.guess}`
    counts.set(pair, (counts.get(pair) ?? 0) + 1)
  }
  return Object.fromEntries([...counts].sort(([, a], [, b]) => b - a).slice(0, 12))
}

/** An alarm is anything above normal: missing one costs more than raising one for nothing. */
export function alarmFigures(answers: readonly Answer[]) {
  const isAlarm = (label: string) => label !== "normal" && label !== "0" && label !== "false"
  const urgent = answers.filter(({ truth }) => isAlarm(truth))
  const calm = answers.filter(({ truth }) => !isAlarm(truth))
  return {
    recall: share(urgent.filter(({ guess }) => isAlarm(guess)).length, urgent.length),
    falseAlarmRate: share(calm.filter(({ guess }) => isAlarm(guess)).length, calm.length),
    emergencyRecall: share(
      answers.filter(({ truth, guess }) => truth === "emergency" && guess === "emergency").length,
      answers.filter(({ truth }) => truth === "emergency").length,
    ),
    falseEmergencyRate: share(
      answers.filter(({ truth, guess }) => truth === "normal" && guess === "emergency").length,
      answers.filter(({ truth }) => truth === "normal").length,
    ),
  }
}

const round = (value: number) => Math.round(value * 10_000) / 10_000
const share = (part: number, whole: number) => (whole === 0 ? 0 : round(part / whole))
