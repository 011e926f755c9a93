import { updateOne } from "mingo"
import { expect, test } from "vitest"
import { newSeed, randomOf, type Random } from "../testing/random.ts"
import { longRun, runsOf, sortedText } from "../testing/runs.ts"
import { type Document } from "../values/bson-value.ts"
import { compileUpdate } from "./update.ts"

const seed = newSeed("updates")
const runs = runsOf(1500)
const words = ["a", "b", "ab", "c"]
const small = (random: Random): number => random.below(5)
const listOf = <T>(random: Random, make: () => T): T[] => Array.from({ length: random.below(5) }, make)

/** Each once: mingo's `$addToSet` also takes away what was there twice. */
const someWords = (random: Random): string[] => words.filter(() => random.below(2) > 0)

/** Values on which mingo agrees with MongoDB: whole numbers, plain strings, and documents of one shape. */
function documentOf(random: Random): Document {
  const all: Document = {
    n: small(random),
    m: small(random) - 2,
    text: random.pick(words),
    list: listOf(random, () => small(random)),
    words: someWords(random),
    items: listOf(random, () => ({ k: small(random), v: small(random) })),
    sub: { x: small(random), y: random.pick(words), deep: { z: small(random) } },
  }
  // The list stays: mingo leaves a new one as `$push` gave it, neither sorted nor cut.
  const kept = Object.entries(all).filter(([name]) => name === "list" || random.below(6) > 0)
  return { _id: 1, ...Object.fromEntries(kept) }
}

type Case = { filter: Document; update: Document | Document[]; arrayFilters?: Document[] }

const number = (random: Random): string => random.pick(["n", "m", "sub.x", "sub.deep.z", "new", "sub.new"])
const bound = (random: Random): Document => ({ [random.pick(["$gt", "$gte", "$lt", "$lte"])]: small(random) })

/** One use of each operator; those of the same update touch different fields. */
const operators: Record<string, (random: Random) => Document> = {
  $set: (random) => ({
    [random.pick(["n", "text", "sub.y", "sub.deep.z", "fresh.deep.path", "list.0", "items.1.v"])]:
      small(random),
  }),
  $unset: (random) => ({ [random.pick(["n", "sub.x", "sub.deep", "list", "none", "sub.none"])]: "" }),
  $inc: (random) => ({ [number(random)]: small(random) - 2 }),
  $mul: (random) => ({ [number(random)]: small(random) }),
  $min: (random) => ({ [number(random)]: small(random) - 1 }),
  $max: (random) => ({ [number(random)]: small(random) - 1 }),
  $rename: (random) => ({
    [random.pick(["n", "text", "sub.x", "none"])]: random.pick(["other", "sub.other"]),
  }),
  $bit: (random) => ({
    [random.pick(["n", "sub.x"])]: { [random.pick(["and", "or", "xor"])]: small(random) },
  }),
  $push: (random) => ({
    list: random.pick([
      small(random),
      { $each: listOf(random, () => small(random)) },
      { $each: listOf(random, () => small(random)), $position: small(random) },
      { $each: listOf(random, () => small(random)), $sort: random.pick([1, -1]) },
      { $each: listOf(random, () => small(random)), $slice: small(random) - 2 },
      { $each: listOf(random, () => small(random)), $sort: 1, $slice: small(random) - 2 },
    ]),
  }),
  $addToSet: (random) =>
    random.pick([{ words: random.pick(words) }, { words: { $each: someWords(random) } }]),
  $pop: (random) => ({ [random.pick(["list", "words", "items"])]: random.pick([1, -1]) }),
  $pull: (random) =>
    random.pick<Document>([
      { list: small(random) },
      { list: bound(random) },
      { list: { $in: [small(random), small(random)] } },
      { items: { k: small(random) } },
      { items: { k: bound(random), v: bound(random) } },
    ]),
  $pullAll: (random) => ({ [random.pick(["list", "words"])]: [small(random), random.pick(words)] }),
}

function operatorCase(random: Random): Case {
  const names = Object.keys(operators)
  const update: Document = {}
  for (let count = random.below(2) + 1; count > 0; count--) {
    const name = random.pick(names)
    update[name] = operators[name]?.(random)
  }
  return { filter: {}, update }
}

const arrayCases: ((random: Random) => Case)[] = [
  (random) => ({ filter: { "items.k": small(random) }, update: { $set: { "items.$.v": 9 } } }),
  (random) => ({ filter: { list: small(random) }, update: { $inc: { "list.$": 10 } } }),
  (random) => ({ filter: { list: bound(random) }, update: { $set: { "list.$": 10 } } }),
  (random) => ({
    filter: { items: { $elemMatch: { k: bound(random) } } },
    update: { $inc: { "items.$.v": 5 } },
  }),
  () => ({ filter: { items: { $exists: true } }, update: { $inc: { "items.$[].v": 7 } } }),
  (random) => ({
    filter: { list: { $exists: true } },
    update: { $set: { "list.$[e]": 8 } },
    arrayFilters: [{ e: bound(random) }],
  }),
  (random) => ({
    filter: { items: { $exists: true } },
    update: { $set: { "items.$[e].v": 8 } },
    arrayFilters: [{ "e.k": bound(random), "e.v": bound(random) }],
  }),
]

const pipelineCase = (random: Random): Case => ({
  filter: {},
  update: [
    random.pick<Document>([
      { $set: { n: { $add: ["$m", small(random)] }, "sub.y": { $ifNull: ["$text", ""] } } },
      {
        $addFields: {
          total: { $sum: { $ifNull: ["$list", []] } },
          size: { $size: { $ifNull: ["$items", []] } },
        },
      },
      {
        $set: { list: { $filter: { input: "$list", as: "each", cond: { $gt: ["$$each", small(random)] } } } },
      },
    ]),
    random.pick<Document>([
      { $unset: random.pick(["n", "sub.x", "text"]) },
      { $set: { text: { $concat: ["$text", "!"] } } },
      { $replaceWith: { _id: "$_id", kept: "$sub", n: { $ifNull: ["$n", -1] } } },
      { $project: { n: 1, list: 1 } },
    ]),
  ],
})

function caseOf(random: Random): Case {
  const kind = random.below(10)
  if (kind < 6) return operatorCase(random)
  return kind < 9 ? random.pick(arrayCases)(random) : pipelineCase(random)
}

function byMingo(
  document: Document,
  { filter, update, arrayFilters }: Case,
): { isFound: boolean; after: Document } {
  const documents = [structuredClone(document)]
  const config = arrayFilters ? { arrayFilters } : {}
  const { matchedCount } = updateOne(documents, filter, update as Parameters<typeof updateOne>[2], {
    ...config,
    cloneMode: "deep",
  })
  return { isFound: matchedCount > 0, after: documents[0] as Document }
}

test(
  "updates give what mingo gives",
  () => {
    const random = randomOf(seed)
    let compared = 0
    for (let run = 0; run < runs; run++) {
      const document = documentOf(random)
      const one = caseOf(random)
      let ours: Document
      try {
        ours = compileUpdate(one.update, one).apply(document, false)
      } catch {
        // What MongoDB refuses mingo may do; those cases have their own tests.
        continue
      }
      const { isFound, after } = byMingo(document, one)
      if (!isFound) continue
      compared++
      const [mine, its] = [sortedText(ours), sortedText(after)]
      if (mine !== its)
        expect({ run, document, ...one, ours }).toEqual({ run, document, ...one, ours: after })
    }
    expect(compared).toBeGreaterThan(runs / 2)
  },
  longRun,
)
