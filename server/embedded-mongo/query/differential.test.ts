import { ObjectId } from "bson"
import { Query } from "mingo"
import { expect, test } from "vitest"
import { deserializeDocument, serializeDocument, type Document } from "../values/bson-value.ts"
import { compareValues } from "../values/compare.ts"
import { encodeKey } from "../values/key-encoding.ts"
import { indexKeyValues } from "../values/index-keys.ts"
import { compileFilter } from "./filter.ts"
import { compileSort } from "./sort.ts"
import { compileUpdate } from "./update.ts"
import { longRun, runsOf } from "../testing/runs.ts"

const seed = Number(Math.floor(Math.random() * 2 ** 31))
const title = (what: string): string => `${what} (seed ${seed})`

/** Mulberry32: small, quick, and the same everywhere. */
function generator(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const random = generator(seed)
const upTo = (n: number): number => Math.floor(random() * n)
const pick = <T>(list: readonly T[]): T => list[upTo(list.length)] as T
const some = <T>(make: () => T, most: number): T[] => Array.from({ length: upTo(most + 1) }, make)

const ids = Array.from({ length: 4 }, (_, n) => new ObjectId(String(n).repeat(24)))
/** Values on which mingo agrees with MongoDB: no wide integers, decimals, binaries or mixed key orders. */
const scalar = (): unknown =>
  pick([0, 1, 2, 3, -1, 1.5, "", "a", "b", "ab", true, false, null, new Date(1), new Date(2), ...ids])
const value = (depth = 2): unknown => {
  const kind = random()
  if (depth === 0 || kind < 0.6) return scalar()
  if (kind < 0.8) return some(() => value(depth - 1), 3)
  return fields(depth - 1)
}
const names = ["a", "b", "c"]
const fields = (depth: number): Document =>
  Object.fromEntries(names.filter(() => random() < 0.6).map((name) => [name, value(depth)]))
const path = (): string => pick([...names, "a.b", "b.c", "a.a", "a.b.c", "b.0", "a.1.b"])

const comparable = (): unknown => pick([0, 1, 2, 1.5, "a", "b", "ab", new Date(1), ...ids])

function condition(depth = 1): unknown {
  switch (upTo(9)) {
    case 0:
      return scalar()
    case 1:
      return { $ne: scalar() }
    case 2:
      return { [pick(["$gt", "$gte", "$lt", "$lte"])]: comparable() }
    case 3:
      return { $gt: comparable(), $lt: comparable() }
    case 4:
      return { [pick(["$in", "$nin"])]: some(scalar, 3) }
    case 5:
      return { $exists: random() < 0.5 }
    case 6:
      return { $size: upTo(3) }
    case 7:
      return { $not: { $gt: comparable() } }
    default:
      return depth === 0 ? scalar() : { $elemMatch: pick([{ $gt: comparable() }, filter(depth - 1)]) }
  }
}

function filter(depth = 2): Document {
  if (depth > 0 && random() < 0.25)
    return { [pick(["$and", "$or", "$nor"])]: [filter(depth - 1), filter(depth - 1)] }
  return { [path()]: condition(Math.min(depth, 1)) }
}

const isPlain = (item: unknown): item is Document =>
  typeof item === "object" && item !== null && Object.getPrototypeOf(item) === Object.prototype

const sameValue = (a: unknown, b: unknown): boolean => compareValues(a, b) === 0

/**
 * A second, naive evaluator written only for this test: it lists every value a path leads to, and asks each
 * operator about all of them. Unlike mingo it follows MongoDB on null, scalars in arrays and positions.
 */
function naive(document: unknown, query: Document): boolean {
  return Object.entries(query).every(([name, operand]) => {
    const branches = operand as Document[]
    if (name === "$and") return branches.every((branch) => naive(document, branch))
    if (name === "$or") return branches.some((branch) => naive(document, branch))
    if (name === "$nor") return !branches.some((branch) => naive(document, branch))
    return naiveCondition(reach(document, name.split(".")), operand)
  })
}

/** All values at the end of a path; a path that ends early in a document or scalar leads to undefined. */
function reach(from: unknown, parts: string[]): unknown[] {
  const [part, ...rest] = parts
  if (part === undefined) return [from]
  if (Array.isArray(from)) {
    const list = from as unknown[]
    const inside = list.filter(isPlain).flatMap((item) => reach(item, parts))
    const position = /^\d+$/.test(part) ? Number(part) : -1
    if (position < 0 || position >= list.length) return inside
    const element = list[position]
    const canGoOn = rest.length === 0 || isPlain(element) || Array.isArray(element)
    return canGoOn ? [...reach(element, rest), ...inside] : inside
  }
  return isPlain(from) ? reach(from[part], rest) : [undefined]
}

const spread = (values: unknown[]): unknown[] =>
  values.flatMap((item) => (Array.isArray(item) ? [item, ...(item as unknown[])] : [item]))

function naiveCondition(values: unknown[], operand: unknown): boolean {
  if (!isPlain(operand) || !Object.keys(operand)[0]?.startsWith("$"))
    return spread(values).some((item) => sameValue(item, operand))
  return Object.entries(operand).every(([operator, argument]) => naiveOperator(values, operator, argument))
}

function naiveOperator(values: unknown[], operator: string, argument: unknown): boolean {
  const wide = spread(values)
  const list = argument as unknown[]
  const inRange = (test: (order: number) => boolean): boolean =>
    wide.some((item) => kindOf(item) === kindOf(argument) && test(compareValues(item, argument)))
  switch (operator) {
    case "$ne":
      return !wide.some((item) => sameValue(item, argument))
    case "$gt":
      return inRange((order) => order > 0)
    case "$gte":
      return inRange((order) => order >= 0)
    case "$lt":
      return inRange((order) => order < 0)
    case "$lte":
      return inRange((order) => order <= 0)
    case "$in":
      return list.some((one) => wide.some((item) => sameValue(item, one)))
    case "$nin":
      return !list.some((one) => wide.some((item) => sameValue(item, one)))
    case "$exists":
      return values.some((item) => item !== undefined) === argument
    case "$size":
      return values.some((item) => Array.isArray(item) && item.length === argument)
    case "$not":
      return !naiveCondition(values, argument)
    case "$elemMatch":
      return values.some(
        (item) => Array.isArray(item) && item.some((element) => naiveElement(element, argument as Document)),
      )
    default:
      throw new Error(operator)
  }
}

const kindOf = (item: unknown): string =>
  item instanceof Date
    ? "date"
    : item instanceof ObjectId
      ? "id"
      : Array.isArray(item)
        ? "array"
        : item === null
          ? "null"
          : typeof item

function naiveElement(element: unknown, query: Document): boolean {
  const [first = ""] = Object.keys(query)
  if (first.startsWith("$") && !["$and", "$or", "$nor"].includes(first))
    return Object.entries(query).every(([operator, argument]) =>
      naiveOperator([element].map(boxed), operator, argument),
    )
  if (Array.isArray(element)) return naive({ ...(element as unknown[]) }, query)
  return isPlain(element) && naive(element, query)
}

/** Inside an $elemMatch of operators an array is not looked into: only the scalar forms are asked here. */
const boxed = (element: unknown): unknown => (Array.isArray(element) ? undefined : element)

/** A cheap comparison first: a few thousand rich assertions would take most of the test's time. */
function agree(ours: boolean, theirs: boolean, document: Document, query: Document): void {
  if (ours !== theirs)
    expect({ document, query, matches: ours }).toEqual({ document, query, matches: theirs })
}

test(
  title("filters find what a naive evaluator finds"),
  () => {
    for (let round = 0; round < runsOf(20_000); round++) {
      const document = fields(3)
      const query = filter()
      agree(compileFilter(query)(document), naive(document, query), document, query)
    }
  },
  longRun,
)

test(
  title("filters on flat documents find what mingo finds"),
  () => {
    for (let round = 0; round < runsOf(5000); round++) {
      const document = Object.fromEntries(names.filter(() => random() < 0.7).map((name) => [name, scalar()]))
      const name = pick(names)
      const query = pick<() => Document>([
        () => ({ [name]: pick([0, 1, "a", true, null]) }),
        () => ({
          [name]: { [pick(["$gt", "$gte", "$lt", "$lte"])]: pick([0, 1, 1.5, "a", "b", new Date(1)]) },
        }),
        () => ({ [name]: { [pick(["$in", "$nin"])]: some(() => pick([0, 1, "a", null]), 3) } }),
        () => ({ $or: [{ [name]: { $exists: true } }, { a: 1 }] }),
        () => ({ $nor: [{ [name]: /a/ }, { b: { $gte: 1 } }] }),
      ])()
      agree(compileFilter(query)(document), new Query(query).test(document), document, query)
    }
  },
  longRun,
)

test(
  title("a sort agrees with the order of the least or greatest key"),
  () => {
    for (let round = 0; round < runsOf(300); round++) {
      const documents = some(() => fields(2), 12)
      const name = pick(names)
      const direction = pick([1, -1] as const)
      const keyOf = (document: Document): unknown => {
        const found = document[name]
        if (!Array.isArray(found)) return found
        const sorted = (found as unknown[]).toSorted((a, b) => compareValues(a, b) * direction)
        return sorted[0]
      }
      const hasEmpty = documents.some(
        (document) => Array.isArray(document[name]) && document[name].length === 0,
      )
      if (hasEmpty) continue
      const sorted = documents.toSorted(compileSort({ [name]: direction }))
      const expected = documents.toSorted((a, b) => compareValues(keyOf(a), keyOf(b)) * direction)
      expect(sorted).toEqual(expected)
    }
  },
  longRun,
)

const numbers = [
  0,
  -0,
  1,
  -1,
  2 ** 31,
  2 ** 53,
  -(2 ** 53),
  0.1,
  NaN,
  Infinity,
  -Infinity,
  2n ** 62n,
  -(2n ** 63n),
  9007199254740993n,
  5e-324,
  -1.5,
]
const anyValue = (depth = 2): unknown => {
  const kind = random()
  if (kind < 0.3) return pick(numbers)
  if (kind < 0.5) return String.fromCharCode(...some(() => pick([0, 1, 65, 66, 255, 0xffff]), 3))
  if (kind < 0.7 || depth === 0) return scalar()
  if (kind < 0.85) return some(() => anyValue(depth - 1), 3)
  return Object.fromEntries(some(() => [pick(["", "a", "b", "\u00e9"]), anyValue(depth - 1)] as const, 3))
}

test(title("encoded keys order as values do"), () => {
  for (let round = 0; round < 20_000; round++) {
    const [a, b] = [
      [anyValue(), scalar()],
      [anyValue(), scalar()],
    ]
    const directions = [pick([1, -1] as const), pick([1, -1] as const)]
    const byValue =
      compareValues(a[0], b[0]) * (directions[0] ?? 1) || compareValues(a[1], b[1]) * (directions[1] ?? 1)
    const byBytes = Buffer.compare(encodeKey(a, directions), encodeKey(b, directions))
    const [ours, theirs] = [Math.sign(byBytes), Math.sign(byValue) || 0]
    if (ours !== theirs) expect([a, b, directions, ours]).toEqual([a, b, directions, theirs])
  }
})

test(title("an equality that matches is among the document's index keys"), () => {
  for (let round = 0; round < 3000; round++) {
    const document = fields(3)
    const name = pick(["a", "b", "a.b", "b.c", "a.b.c"])
    const operand = scalar()
    if (!compileFilter({ [name]: operand })(document)) continue
    const keys = indexKeyValues(document, [name]).keys.map(([key]) => key)
    expect({ document, name, operand, found: keys.some((key) => sameValue(key, operand)) }).toEqual({
      document,
      name,
      operand,
      found: true,
    })
  }
})

test(
  title("an update leaves the old document and what it did not name alone"),
  () => {
    for (let round = 0; round < runsOf(2000); round++) {
      const document = { _id: 1, ...fields(3) }
      const bytes = Buffer.from(serializeDocument(document))
      const name = pick(["a", "b", "a.b", "b.0", "z", "z.y"])
      const update = pick([
        { $set: { [name]: value(1) } },
        { $unset: { [name]: 1 } },
        { $push: { [name]: scalar() } },
        { $pull: { [name]: scalar() } },
        { $inc: { [name]: 1 } },
      ])
      let result: Document
      try {
        result = compileUpdate(update, { filter: {} }).apply(document, false)
      } catch (error) {
        expect(error).toHaveProperty("name", "CommandError")
        continue
      } finally {
        expect(Buffer.compare(serializeDocument(document), bytes)).toBe(0)
      }
      const [top = ""] = name.split(".")
      for (const key of Object.keys(document))
        if (key !== top) expect(result[key]).toBe((document as Document)[key])
      const written = serializeDocument(result)
      expect(Buffer.compare(written, serializeDocument(deserializeDocument(written)))).toBe(0)
    }
  },
  longRun,
)
