import { isOperatorDocument } from "../query/operator-document.ts"
import { getOwn, isDocument, Rank, rankOf, type Document } from "../values/bson-value.ts"
import { toNumber } from "../values/numbers.ts"
import { regexOf } from "../values/rank.ts"
import { typeLowerBound, typeUpperBound } from "../values/key-encoding.ts"
import { afterPrefix } from "../storage/keys.ts"
import { between, disjoint, encoded, point, type Interval } from "./intervals.ts"

/** What a part of the filter says about the keys of one path: any document it finds has a key in there. */
export type Constraint = {
  path: string
  intervals: Interval[]
  /** True when, without arrays, every key in the intervals belongs to a document it finds. */
  isExact: boolean
  /** Constraints of one `$elemMatch` hold for one element; others may each hold for another. */
  group: Group | undefined
}

/** An `$elemMatch`: the array it looks into is entered at this component of the path. */
export type Group = { component: number }

/** A filter taken apart into what must all hold. */
export type Conjunction = {
  constraints: Constraint[]
  /** Paths that must exist, whatever their value. */
  existing: Set<string>
  /** The `$or`s among the parts. */
  alternatives: Document[][]
  /** True when the constraints say all that the filter says. */
  isComplete: boolean
  /** The plain parts as written, to compare with a partial index's filter. */
  parts: { path: string; operand: unknown }[]
}

/** Takes a filter apart; what no index can answer is left to the filter itself, which always runs. */
export function takeApart(filter: Document): Conjunction {
  const result: Conjunction = {
    constraints: [],
    existing: new Set(),
    alternatives: [],
    isComplete: true,
    parts: [],
  }
  const builder = new Builder(result)
  builder.addFilter(filter, "", undefined)
  return result
}

class Builder {
  readonly #result: Conjunction

  constructor(result: Conjunction) {
    this.#result = result
  }

  addFilter(filter: Document, prefix: string, group: Group | undefined): void {
    for (const [name, operand] of Object.entries(filter)) {
      if (name === "$and" && Array.isArray(operand)) {
        for (const part of operand) if (isDocument(part)) this.addFilter(part, prefix, group)
      } else if (name === "$or" && Array.isArray(operand) && prefix === "") {
        this.#result.alternatives.push(operand.filter(isDocument))
        this.#result.isComplete = false
      } else if (name.startsWith("$") && name !== "$comment") this.#result.isComplete = false
      else if (name !== "$comment") this.#addPath(prefix + name, operand, group)
    }
  }

  #addPath(path: string, operand: unknown, group: Group | undefined): void {
    this.#result.parts.push({ path, operand })
    if (!isDocument(operand) || !isOperatorDocument(operand)) return this.#addEquality(path, operand, group)
    for (const [operator, value] of Object.entries(operand))
      this.#addOperator(path, operator, value, operand, group)
  }

  #add(path: string, intervals: Interval[], isExact: boolean, group: Group | undefined): void {
    this.#result.constraints.push({ path, intervals: disjoint(intervals), isExact, group })
    if (!isExact) this.#result.isComplete = false
  }

  #addEquality(path: string, value: unknown, group: Group | undefined): void {
    if (rankOf(value) === Rank.regex) return this.#addRegex(path, value, group)
    this.#add(path, pointsOf(value), isExactPoint(value), group)
  }

  #addOperator(
    path: string,
    operator: string,
    value: unknown,
    all: Document,
    group: Group | undefined,
  ): void {
    switch (operator) {
      case "$eq":
        return this.#add(path, pointsOf(value), isExactPoint(value), group)
      case "$in":
        if (!Array.isArray(value)) break
        return this.#addList(path, value, group)
      case "$gt":
      case "$gte":
      case "$lt":
      case "$lte":
        return this.#addRange(path, operator, value, group)
      case "$exists":
        return this.#addExists(path, value)
      case "$regex":
        return this.#addRegex(path, value, group, getOwn(all, "$options"))
      case "$elemMatch":
        return this.#addElement(path, value)
      case "$all":
        if (Array.isArray(value) && value.length > 0 && !value.some(isElementMatch))
          for (const item of value) this.#add(path, pointsOrRegex(item), false, group)
        break
    }
    this.#result.isComplete = false
  }

  #addList(path: string, values: unknown[], group: Group | undefined): void {
    const isExact = values.every((value) => isExactPoint(value) && rankOf(value) !== Rank.regex)
    this.#add(path, values.flatMap(pointsOrRegex), isExact, group)
  }

  #addRange(path: string, operator: string, value: unknown, group: Group | undefined): void {
    const intervals = rangeOf(operator, value)
    if (!intervals) return void (this.#result.isComplete = false)
    // Below a number lies NaN, which no range finds.
    const isExact = !(rankOf(value) === Rank.number && operator.startsWith("$lt"))
    this.#add(path, intervals, isExact, group)
  }

  #addExists(path: string, value: unknown): void {
    this.#result.isComplete = false
    const mustExist = value !== false && value !== null && value !== undefined && toNumber(value) !== 0
    if (mustExist) this.#result.existing.add(path)
    else this.#add(path, [point(null)], false, undefined)
  }

  #addRegex(path: string, value: unknown, group: Group | undefined, options?: unknown): void {
    const intervals = regexIntervals(value, options)
    if (intervals) this.#add(path, intervals, false, group)
    this.#result.isComplete = false
  }

  #addElement(path: string, value: unknown): void {
    this.#result.isComplete = false
    if (!isDocument(value)) return
    this.#result.existing.add(path)
    const group: Group = { component: path.split(".").length - 1 }
    const names = Object.keys(value)
    if (isOperatorDocument(value) && !names.some((name) => isLogical(name)))
      for (const name of names) this.#addOperator(path, name, value[name], value, group)
    else this.addFilter(value, `${path}.`, group)
  }
}

const isLogical = (name: string): boolean => name === "$and" || name === "$or" || name === "$nor"

const isElementMatch = (value: unknown): boolean => isDocument(value) && isOperatorDocument(value)

/** An array is in an index by its elements: as a whole only when it is an element itself. */
function pointsOf(value: unknown): Interval[] {
  if (!Array.isArray(value)) return [point(value)]
  return [point(value), point((value as unknown[])[0] ?? null)]
}

function pointsOrRegex(value: unknown): Interval[] {
  if (rankOf(value) !== Rank.regex) return pointsOf(value)
  return regexIntervals(value, undefined) ?? wholeClass("")
}

/** Null stands for a missing field too, and an empty array has its key: those must be looked at. */
function isExactPoint(value: unknown): boolean {
  const rank = rankOf(value)
  return rank !== Rank.null && rank !== Rank.undefined && rank !== Rank.array && rank !== Rank.object
}

const rangeRanks = new Set<Rank>([
  Rank.number,
  Rank.string,
  Rank.binary,
  Rank.objectId,
  Rank.boolean,
  Rank.date,
  Rank.timestamp,
])

/** The keys a comparison can find, all of the operand's type; undefined when no index helps. */
function rangeOf(operator: string, value: unknown): Interval[] | undefined {
  if (!rangeRanks.has(rankOf(value)) || Number.isNaN(toNumber(value))) return undefined
  const bound = encoded(value)
  const low = Buffer.from(typeLowerBound(value))
  const high = Buffer.from(typeUpperBound(value))
  if (operator === "$gt") return [between(afterPrefix(bound), high)]
  if (operator === "$gte") return [between(bound, high)]
  if (operator === "$lt") return [between(low, bound)]
  return [between(low, afterPrefix(bound))]
}

const wholeClass = (value: unknown): Interval[] => [
  between(Buffer.from(typeLowerBound(value)), Buffer.from(typeUpperBound(value))),
]

/** Strings that begin with an anchored expression's plain start, and the expression itself as a value. */
function regexIntervals(value: unknown, moreOptions: unknown): Interval[] | undefined {
  const isText = typeof value === "string"
  if (!isText && rankOf(value) !== Rank.regex) return undefined
  const { pattern, options } = isText ? { pattern: value, options: "" } : regexOf(value)
  const flags = typeof moreOptions === "string" ? moreOptions : options
  const stored = wholeClass(regexOf(/x/))
  const start = /[imx]/.test(flags) ? "" : plainStart(pattern)
  if (start === "") return [...wholeClass(""), ...stored]
  // Without its closing zero, the encoding is the beginning of every longer string's.
  const prefix = encoded(start).subarray(0, -1)
  return [between(Buffer.from(prefix), afterPrefix(Buffer.from(prefix))), ...stored]
}

/** The characters every match must begin with. */
function plainStart(pattern: string): string {
  if (!pattern.startsWith("^") || pattern.includes("|")) return ""
  const plain = /^\^([A-Za-z0-9_ @:/,-]*)/.exec(pattern)?.[1] ?? ""
  const next = pattern[1 + plain.length]
  return next !== undefined && "*?{+".includes(next) ? plain.slice(0, -1) : plain
}
