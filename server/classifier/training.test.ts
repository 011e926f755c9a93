import BayesClassifier from "natural/lib/natural/classifiers/bayes_classifier.js"
import PorterStemmerFr from "natural/lib/natural/stemmers/porter_stemmer_fr.js"
import { expect, test } from "vitest"
import { QuickBayes } from "./bayes-trainer.ts"
import { classifierOf, createClassifier } from "./classify.ts"
import { compile } from "./compiled.ts"
import { toLinear } from "./counts.ts"
import { DEPARTMENTS } from "./departments.ts"
import { fingerprint } from "./fingerprint.ts"
import { folds } from "./folds.ts"
import { readLabelled } from "./labelled-text.ts"
import { ranking, score } from "./linear-model.ts"
import calibration from "./model/calibration.json" with { type: "json" }
import stored from "./model/trained.json" with { type: "json" }
import { countWithBayes } from "./bayes-trainer.ts"
import { fromStored, toStored } from "./stored-model.ts"
import { trainingText } from "./training/all.ts"
import { glossary } from "./training/glossary.ts"
import { vocabulary } from "./training/vocabulary.ts"
import { trainModels } from "./trained.ts"

test("every department has its share of the training text, and no message is there twice", () => {
  expect(trainingText.length).toBeGreaterThanOrEqual(900)
  for (const department of DEPARTMENTS)
    expect
      .soft(trainingText.filter((row) => row.department === department).length, department)
      .toBeGreaterThanOrEqual(45)
  expect(new Set(trainingText.map(({ department }) => department))).toEqual(new Set(DEPARTMENTS))
  expect(new Set(glossary.map(({ department }) => department))).toEqual(new Set(DEPARTMENTS))
  expect(new Set(trainingText.map(({ text }) => text)).size).toBe(trainingText.length)
})

test("the shipped model is the one this training text and this code give (npm run evaluate -- --retrain)", () => {
  const now = fingerprint(trainingText, vocabulary)
  expect(toStored(now, trainModels(trainingText, vocabulary))).toEqual(stored)
  expect(calibration.trainingText).toBe(now)
})

test("a stored model reads back as it was written", () => {
  expect(toStored(stored.trainingText, fromStored(stored))).toEqual(stored)
})

test("on messages it never saw it stays above the floor", () => {
  // One fold in four, so that the suite stays quick; docs/classifier.md has the whole measure.
  const [fold] = folds(trainingText, 4)
  const { classify } = classifierOf(compile(trainModels(fold?.train ?? [], vocabulary)))
  const test = fold?.test ?? []
  const right = (is: (row: (typeof test)[number]) => boolean) => test.filter(is).length / test.length
  expect(
    right(({ text, department }) => classify(text).candidates[0]?.department === department),
  ).toBeGreaterThan(0.75)
  expect(right(({ text, sentiment }) => classify(text).sentiment === sentiment)).toBeGreaterThan(0.84)
})

test("quick training gives natural's own answers, and so do sums of logarithms", () => {
  const examples = trainingText.slice(0, 130).map(({ text, department }) => ({
    features:
      text
        .toLowerCase()
        .match(/\p{L}{3,}/gu)
        ?.map((word) => `w:${word}`) ?? [],
    label: department,
  }))
  const smoothing = 0.03
  const quick = new QuickBayes(smoothing)
  const stock = new BayesClassifier(PorterStemmerFr, smoothing)
  for (const { features, label } of examples) {
    quick.addDocument([...features], label)
    stock.addDocument([...features], label)
  }
  quick.train()
  stock.train()
  const linear = toLinear(countWithBayes(examples, smoothing), { name: "bayes", smoothing })
  for (const { features } of examples) {
    expect(quick.getClassifications(features)).toEqual(stock.getClassifications(features))
    const [best] = ranking(
      score(
        linear,
        [...new Set(features)].map((name) => ({ name, tokens: [] })),
      ).scores,
    )
    expect(linear.labels[best ?? 0]).toBe(stock.classify(features))
  }
})

test("corrections are learnt, and the shipped answers come back without them", () => {
  const text = "Le gloubiboulga du quartier est encore en panne"
  const before = createClassifier().classify(text)
  const corrections = Array.from({ length: 8 }, (_, index) => ({
    text: `gloubiboulga numéro ${index} en panne rue Zola`,
    department: "culture_sport",
    sentiment: "negative" as const,
    urgency: "normal" as const,
  }))
  expect(createClassifier(corrections).classify(text).department).toBe("culture_sport")
  expect(before.department).not.toBe("culture_sport")
  expect(createClassifier().classify(text)).toEqual(before)
})

test("a line of training text that cannot be read is an error", () => {
  expect(readLabelled("voirie", "-!&proprete Trou\\net poubelles")).toEqual([
    {
      text: "Trou\net poubelles",
      department: "voirie",
      alsoDepartment: "proprete",
      sentiment: "negative",
      urgency: "high",
    },
  ])
  expect(() => readLabelled("voirie", "Trou sans étiquette")).toThrow("cannot read")
})
