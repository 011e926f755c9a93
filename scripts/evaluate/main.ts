import { parseArgs } from "node:util"
import { type Classifier, classifierOf, createClassifier } from "../../server/classifier/classify.ts"
import { compile } from "../../server/classifier/compiled.ts"
import { type Rule } from "../../server/classifier/counts.ts"
import { type LabelledText } from "../../server/classifier/labelled-text.ts"
import { RULE, trainModels } from "../../server/classifier/trained.ts"
import { trainingText } from "../../server/classifier/training/all.ts"
import { vocabulary } from "../../server/classifier/training/vocabulary.ts"
import { answer, crossValidated, microsecondsPerMessage } from "./answers.ts"
import { alarmFigures, metrics } from "./metrics.ts"
import { retrain } from "./retrain.ts"
import { readScenarios, readTsv, type Row, type Task, TASKS } from "./rows.ts"

const USAGE = `npm run evaluate -- [--task ${TASKS.join("|")}] [--k 5] [--file TSV] [--train TSV] [--scenarios MODULE] [--baseline] [--retrain]
  no file      k-fold cross-validation of the training text
  --file       scores the shipped classifier on a TSV (columns text and label, or department, sentiment, urgency)
  --train      with --file: trains the same algorithm on this TSV first, instead of the shipped text
  --scenarios  scores it on every { text, expected } that a module exports
  --baseline   natural's own rule with its smoothing at 0.03, on the same features
  --retrain    trains on the shipped text and writes server/classifier/model/*.json`

const { values } = parseArgs({
  options: {
    task: { type: "string", default: "departments" },
    k: { type: "string", default: "5" },
    file: { type: "string" },
    train: { type: "string" },
    scenarios: { type: "string" },
    baseline: { type: "boolean", default: false },
    retrain: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
})

const task = TASKS.find((known) => known === values.task)
const k = Number(values.k)
if (values.help || !task || !Number.isInteger(k) || k < 2) {
  console.error(USAGE)
  process.exit(values.help ? 0 : 1)
}
if (values.retrain) console.log(JSON.stringify(retrain(trainingText, vocabulary, k), null, 2))
else await evaluate(task)

async function evaluate(task: Task) {
  const rule: Rule = values.baseline ? { name: "bayes", smoothing: 0.03 } : RULE
  const start = process.cpuUsage()
  const classifier = classifierToScore(task, rule)
  const { user, system } = process.cpuUsage(start)
  const readyMs = Math.round((user + system) / 1000)
  const rows = await rowsToScore(task)
  const answers = rows
    ? answer(classifier, rows, task)
    : crossValidated(trainingText, vocabulary, task, k, rule)
  const texts = (rows ?? trainingText).map(({ text }) => text)
  const printed = {
    task,
    scored: values.file ?? values.scenarios ?? `training text, ${k} folds`,
    ...metrics(answers),
    ...(task === "urgency" ? alarmFigures(answers) : {}),
    readyMs,
    microsecondsPerMessage: microsecondsPerMessage(classifier, texts),
  }
  console.log(JSON.stringify(printed, null, 2))
}

function classifierToScore(task: Task, rule: Rule): Classifier {
  if (values.train) return classifierOf(compile(trainModels(labelled(readTsv(values.train, task))), rule))
  return values.baseline
    ? classifierOf(compile(trainModels(trainingText, vocabulary), rule))
    : createClassifier()
}

async function rowsToScore(task: Task): Promise<Row[] | undefined> {
  if (values.scenarios) return readScenarios(values.scenarios)
  return values.file ? readTsv(values.file, task) : undefined
}

/** A file that labels one task only still trains all models: the others then have a single answer. */
function labelled(rows: readonly Row[]): LabelledText[] {
  return rows.map(({ text, department = "other", sentiment, urgency }) => ({
    text,
    department,
    sentiment: sentiment === "negative" || sentiment === "positive" ? sentiment : "neutral",
    urgency: urgency === "high" || urgency === "emergency" ? urgency : "normal",
  }))
}
