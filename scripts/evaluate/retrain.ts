import { writeFileSync } from "node:fs"
import { compile, type Compiled } from "../../server/classifier/compiled.ts"
import { departmentFeatures } from "../../server/classifier/department-features.ts"
import { type Feature } from "../../server/classifier/features.ts"
import { fingerprint } from "../../server/classifier/fingerprint.ts"
import { folds } from "../../server/classifier/folds.ts"
import { type LabelledText } from "../../server/classifier/labelled-text.ts"
import {
  type Calibration,
  type LinearModel,
  probabilities,
  score,
  type Scored,
} from "../../server/classifier/linear-model.ts"
import { sentimentFeatures } from "../../server/classifier/sentiment-features.ts"
import { toStored } from "../../server/classifier/stored-model.ts"
import { type Token, tokenize } from "../../server/classifier/text/tokens.ts"
import { trainModels } from "../../server/classifier/trained.ts"
import { type Vocabulary } from "../../server/classifier/training/vocabulary.ts"

const MODEL = new URL("../../server/classifier/model/", import.meta.url)

type Unseen = { scored: Scored; truth: number }

/** Writes the shipped model and the temperatures that make its scores read as probabilities. */
export function retrain(rows: readonly LabelledText[], vocabulary: Vocabulary, k: number) {
  const trainingText = fingerprint(rows, vocabulary)
  write("trained.json", toStored(trainingText, trainModels(rows, vocabulary)))
  const calibration = { trainingText, ...calibrate(rows, vocabulary, k) }
  write("calibration.json", calibration)
  return calibration
}

function write(name: string, content: unknown) {
  writeFileSync(new URL(name, MODEL), `${JSON.stringify(content, null, 2)}\n`)
}

/** The temperatures under which the truth was least surprising, on messages each model never saw. */
function calibrate(rows: readonly LabelledText[], vocabulary: Vocabulary, k: number) {
  const trained = folds(rows, k).map(({ train, test }) => ({
    models: compile(trainModels(train, vocabulary)),
    test,
  }))
  const collect = (
    model: (models: Compiled) => LinearModel,
    features: (tokens: readonly Token[]) => Feature[],
    label: (row: LabelledText) => string,
  ) =>
    trained.flatMap(({ models, test }) =>
      test.map((row): Unseen => ({
        scored: score(model(models), features(tokenize(row.text, models.lexicon))),
        truth: model(models).labels.indexOf(label(row)),
      })),
    )
  return {
    departments: best(
      collect(
        (models) => models.departments,
        departmentFeatures,
        (row) => row.department,
      ),
    ),
    sentiment: best(
      collect(
        (models) => models.sentiment,
        sentimentFeatures,
        (row) => row.sentiment,
      ),
    ),
  }
}

function best(unseen: readonly Unseen[]): Calibration {
  let found = { calibration: { temperature: 1, length: 0 }, surprise: Infinity }
  for (let length = 0; length <= 1.001; length += 0.1)
    for (let temperature = 0.05; temperature < 12; temperature *= 1.06) {
      const calibration = { temperature: round(temperature), length: round(length) }
      const surprise = unseen.reduce(
        (sum, { scored, truth }) =>
          sum - Math.log(Math.max(1e-9, probabilities(scored, calibration)[truth] ?? 0)),
        0,
      )
      if (surprise < found.surprise) found = { calibration, surprise }
    }
  return found.calibration
}

const round = (value: number) => Math.round(value * 1000) / 1000
