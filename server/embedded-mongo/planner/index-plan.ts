import { isMultikey, type IndexEntry } from "../storage/index-entry.ts"
import { afterPrefix, keyspacePrefix, type KeyRange } from "../storage/keys.ts"
import { type SortKey } from "../query/sort.ts"
import { type Conjunction, type Constraint, type Group } from "./constraints.ts"
import {
  descending,
  includesMissing,
  intersection,
  maxBoundBytes,
  pointBytes,
  type Interval,
} from "./intervals.ts"
import { impliesPartial } from "./partial-index.ts"

/** A range of an index and where in its keys the order asked for begins. */
export type ScanRange = { range: KeyRange; orderFrom: number }

export type IndexPlan = {
  kind: "index"
  index: IndexEntry
  ranges: ScanRange[]
  reverse: boolean
  /** True when the ranges must be merged to give the order. */
  merge: boolean
  /** True when documents come in the order of the sort. */
  isSorted: boolean
  /** True when every key in the ranges belongs to a different document that the filter finds. */
  isExact: boolean
  /** True when a document may come twice. */
  hasDuplicates: boolean
  /** How many leading fields are fixed, and whether the next is bounded. */
  fixed: number
  isBounded: boolean
  bounds: Record<string, number>
}

/** More ranges than this are read as fewer, wider ones. */
const maxRanges = 20_000
/** More ranges than this are sorted rather than merged. */
const maxMerged = 500

/** How the index would answer the filter, or undefined when it would leave documents out. */
export function planIndex(index: IndexEntry, filter: Conjunction, sort: SortKey[]): IndexPlan | undefined {
  if (index.spec.hidden === true || !isUsable(index, filter)) return undefined
  const chosen = chooseConstraints(index, filter.constraints)
  const built = buildRanges(index, chosen)
  const order = orderOf(index, built, sort)
  const used = chosen
    .slice(0, built.fixed + (built.isBounded ? 1 : 0))
    .flatMap((choice) => choice?.used ?? [])
  return {
    kind: "index",
    index,
    ranges: built.ranges.map(({ range, marks }) => ({ range, orderFrom: marks[order?.from ?? 0] ?? 4 })),
    reverse: order?.reverse ?? false,
    merge: order?.merge ?? false,
    isSorted: order !== undefined,
    isExact:
      filter.isComplete &&
      !isMultikey(index) &&
      !index.truncated &&
      used.length === filter.constraints.length &&
      used.every(({ isExact }) => isExact),
    hasDuplicates: isMultikey(index),
    fixed: built.fixed,
    isBounded: built.isBounded,
    bounds: boundsOf(index, chosen),
  }
}

/** How many intervals each path is bounded by, for explain; 0 is all of it. */
function boundsOf({ paths }: IndexEntry, chosen: Choice[]): Record<string, number> {
  return Object.fromEntries(
    paths.map((path, at): [string, number] => [path, chosen[at]?.intervals.length ?? 0]),
  )
}

/** A sparse or partial index may be used only for a filter that finds nothing outside it. */
function isUsable(index: IndexEntry, filter: Conjunction): boolean {
  if (index.partial && !impliesPartial(filter, index.partial.filter)) return false
  if (!index.sparse) return true
  return index.paths.some(
    (path) =>
      filter.existing.has(path) ||
      filter.constraints.some(
        (constraint) => constraint.path === path && !includesMissing(constraint.intervals),
      ),
  )
}

type Choice = { intervals: Interval[]; used: Constraint[] } | undefined

/**
 * The bounds of each path. Two conditions on an array may hold for different elements, so on a path
 * through arrays only one is taken, or those of one `$elemMatch`.
 */
function chooseConstraints(index: IndexEntry, constraints: Constraint[]): Choice[] {
  let group: Group | undefined
  let isFirst = true
  return index.paths.map((path, at): Choice => {
    const candidates = constraints.filter((constraint) => constraint.path === path)
    if (candidates.length === 0) return undefined
    const arrays = index.multikeyPaths[at] ?? []
    if (arrays.length === 0) return combine(candidates)
    const allowed = isFirst
      ? candidates
      : candidates.filter((one) => one.group !== undefined && one.group === group)
    const best = bestOf(allowed)
    if (!best) return undefined
    isFirst = false
    group = best.group
    // Deeper arrays than the one the `$elemMatch` looks into may again have several elements.
    const isOneElement = group !== undefined && arrays.every((component) => component === group?.component)
    return combine(isOneElement ? candidates.filter((one) => one.group === group) : [best])
  })
}

/** The most telling single condition: equality, then what an `$elemMatch` says. */
function bestOf(candidates: Constraint[]): Constraint | undefined {
  return (
    candidates.find(({ intervals }) => intervals.every(({ isPoint }) => isPoint)) ??
    candidates.find(({ group }) => group !== undefined) ??
    candidates[0]
  )
}

function combine(constraints: Constraint[]): Choice {
  const [first, ...others] = constraints
  if (!first) return undefined
  const intervals = others.reduce((known, { intervals }) => intersection(known, intervals), first.intervals)
  return { intervals, used: constraints }
}

type Prefix = { bytes: Buffer; marks: number[] }
type Built = {
  ranges: { range: KeyRange; marks: number[] }[]
  fixed: number
  isBounded: boolean
  /** For each fixed field, whether it is fixed to one value. */
  single: boolean[]
}

function buildRanges(index: IndexEntry, chosen: Choice[]): Built {
  let prefixes: Prefix[] = [{ bytes: keyspacePrefix(index.keyspace), marks: [4] }]
  const single: boolean[] = []
  for (const [at, choice] of chosen.entries()) {
    const intervals = choice?.intervals
    if (!intervals || isTooLong(prefixes, intervals, index.paths.length)) break
    if (prefixes.length * intervals.length > maxRanges) break
    const direction = index.directions[at] ?? 1
    if (!intervals.every(({ isPoint }) => isPoint)) {
      const ranges = prefixes.flatMap((prefix) =>
        intervals.map((interval) => within(prefix, interval, direction)),
      )
      return { ranges: sorted(ranges), fixed: at, isBounded: true, single }
    }
    prefixes = prefixes.flatMap((prefix) => intervals.map((interval) => extend(prefix, interval, direction)))
    single.push(intervals.length === 1)
  }
  const ranges = prefixes.map(({ bytes, marks }) => ({
    range: { start: bytes, end: afterPrefix(bytes) },
    marks,
  }))
  return { ranges: sorted(ranges), fixed: single.length, isBounded: false, single }
}

/** In an index of several fields a long value may be cut away; alone, its cut form is found by equality. */
function isTooLong(prefixes: Prefix[], intervals: Interval[], fields: number): boolean {
  const isPoint = intervals.every((interval) => interval.isPoint)
  if (fields === 1 && isPoint) return false
  const before = Math.max(0, ...prefixes.map(({ bytes }) => bytes.length))
  return intervals.some(({ low, high }) => before + Math.max(low.length, high.length) > maxBoundBytes)
}

function extend({ bytes, marks }: Prefix, interval: Interval, direction: 1 | -1): Prefix {
  const longer = Buffer.concat([bytes, pointBytes(interval, direction)])
  return { bytes: longer, marks: [...marks, longer.length] }
}

function within({ bytes, marks }: Prefix, interval: Interval, direction: 1 | -1) {
  const { low, high } = direction === 1 ? interval : descending(interval)
  const end = high.length === 0 ? afterPrefix(bytes) : Buffer.concat([bytes, high])
  return { range: { start: Buffer.concat([bytes, low]), end }, marks }
}

const sorted = <T extends { range: KeyRange }>(ranges: T[]): T[] =>
  ranges.sort((a, b) => Buffer.compare(a.range.start, b.range.start))

type IndexOrder = { reverse: boolean; merge: boolean; from: number }

/** Whether the index gives the order asked for, and how; undefined when it does not. */
function orderOf(index: IndexEntry, { ranges, single }: Built, sort: SortKey[]): IndexOrder | undefined {
  if (sort.length === 0 || index.truncated || index.hashed) return undefined
  const isFixed = (path: string): boolean =>
    single[index.paths.indexOf(path)] === true && hasNoArrays(index, path)
  let reverse: boolean | undefined
  let from: number | undefined
  let at = 0
  for (const { path, direction } of sort) {
    // Before the first sorted field any fixed one may be passed over; after it, only one of a single value.
    while (at < single.length && index.paths[at] !== path && (from === undefined || single[at])) at++
    if (index.paths[at] !== path) {
      if (isFixed(path)) continue
      return undefined
    }
    if (!hasNoArrays(index, path)) return undefined
    const isReverse = index.directions[at] !== direction
    if (single[at] !== true) {
      if (reverse !== undefined && reverse !== isReverse) return undefined
      reverse = isReverse
      from ??= at
    }
    at++
  }
  // Only fields fixed to one value were asked for: any order of the documents is right.
  if (from === undefined) return { reverse: reverse ?? false, merge: false, from: 0 }
  const needsMerge = ranges.length > 1 && single.slice(0, from).some((isSingle) => !isSingle)
  if (needsMerge && ranges.length > maxMerged) return undefined
  return { reverse: reverse ?? false, merge: needsMerge, from }
}

const hasNoArrays = (index: IndexEntry, path: string): boolean =>
  index.multikeyPaths[index.paths.indexOf(path)]?.length === 0
