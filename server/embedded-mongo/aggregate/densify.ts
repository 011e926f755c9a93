import { CommandError } from "../errors.ts"
import { addTo, unitOf } from "../expression/date-math.ts"
import { isNullish } from "../expression/define.ts"
import { readExpressionPath } from "../expression/expression.ts"
import { utcZone } from "../expression/time-zone.ts"
import { add, multiply } from "../values/arithmetic.ts"
import { compareValues } from "../values/compare.ts"
import { toNumber } from "../values/numbers.ts"
import { parsePath, type Path } from "../values/path.ts"
import { getOwn, Rank, rankOf, type Document } from "../values/rank.ts"
import { needDocument } from "./document-stages.ts"
import { groupKeyOf } from "./group-key.ts"
import { whenAll, type CompileStage } from "./stage.ts"
import { withValue } from "./unwind.ts"

/** MongoDB's default limit of documents a `$densify` may make. */
const maxGenerated = 500_000

type Grid = { at: (start: unknown, step: number) => unknown }
type Densify = { field: string; path: Path; partitionBy: string[]; bounds: unknown; grid: Grid }

/** `$densify`: documents for the values that are missing from a regular series. */
export const densify: CompileStage = (specification) => {
  const options = parseDensify(needDocument("$densify", specification, 5733201))
  return whenAll((documents) => {
    const { field, partitionBy, bounds } = options
    const known = documents.filter((document) => !isNullish(readExpressionPath(document, field)))
    const others = documents.filter((document) => isNullish(readExpressionPath(document, field)))
    const valueOf = (document: Document): unknown => readExpressionPath(document, field)
    known.sort((a, b) => compareValues(valueOf(a), valueOf(b)))
    const whole =
      known.length > 0 ? [valueOf(known[0] as Document), valueOf(known.at(-1) as Document)] : undefined
    const budget = { left: maxGenerated }
    const groups = new Map<unknown, Document[]>()
    for (const document of known) {
      const key = groupKeyOf(partitionBy.map((name) => readExpressionPath(document, name) ?? null))
      groups.set(key, [...(groups.get(key) ?? []), document])
    }
    const dense = [...groups.values()].flatMap((partition) => {
      const own = [valueOf(partition[0] as Document), valueOf(partition.at(-1) as Document)]
      const [from, to] = Array.isArray(bounds)
        ? (bounds as unknown[])
        : bounds === "full"
          ? (whole ?? own)
          : own
      return densified(partition, from, to, Array.isArray(bounds), options, budget)
    })
    return [...others, ...dense]
  })
}

function parseDensify(fields: Document): Densify {
  const { field, partitionByFields = [], range } = fields
  if (typeof field !== "string") throw new CommandError(40414, "$densify needs a 'field'")
  if (!Array.isArray(partitionByFields) || !partitionByFields.every((name) => typeof name === "string"))
    throw new CommandError("TypeMismatch", "$densify partitionByFields must be an array of strings")
  const rules = needDocument("$densify range", range, 40414)
  const step = rules["step"]
  const size = toNumber(step)
  if (size === undefined || !(size > 0))
    throw new CommandError(
      5733401,
      "the step parameter in a range statement must be a strictly positive numeric value",
    )
  const { bounds } = rules
  const isPair = Array.isArray(bounds) && bounds.length === 2
  if (!isPair && bounds !== "full" && bounds !== "partition")
    throw new CommandError(5946802, "Bounds must be 'full', 'partition' or an array of two values")
  return {
    field,
    path: parsePath(field),
    partitionBy: partitionByFields,
    bounds,
    grid: gridOf(step, size, getOwn(rules, "unit")),
  }
}

function gridOf(step: unknown, size: number, unit: unknown): Grid {
  if (unit === undefined)
    return {
      at: (start, count) => {
        if (rankOf(start) !== Rank.number)
          throw new CommandError(5733201, "Densify field type must be numeric unless a unit is given")
        return add(start, multiply(step, count))
      },
    }
  const of = unitOf(unit)
  return {
    at: (start, count) => {
      if (rankOf(start) !== Rank.date)
        throw new CommandError(5733201, "Densify field type must be a date when a unit is given")
      return new Date(addTo((start as Date).getTime(), of, count * size, utcZone))
    },
  }
}

/** Explicit bounds exclude the upper one, the others include it, where a document stands anyway. */
function densified(
  partition: Document[],
  from: unknown,
  to: unknown,
  excludesEnd: boolean,
  { field, path, partitionBy, grid }: Densify,
  budget: { left: number },
): Document[] {
  const result: Document[] = []
  const [sample = {}] = partition
  const make = (value: unknown): Document => {
    if (budget.left-- <= 0)
      throw new CommandError(
        5897900,
        `Generated more than the maximum number of documents allowed for $densify: ${maxGenerated}`,
      )
    const base = partitionBy.reduce(
      (document, name) => withValue(document, parsePath(name), 0, readExpressionPath(sample, name)),
      {} as Document,
    )
    return withValue(base, path, 0, value)
  }
  let next = 0
  for (let count = 0; ; count++) {
    const value = grid.at(from, count)
    const end = compareValues(value, to)
    if (excludesEnd ? end >= 0 : end > 0) break
    for (; next < partition.length; next++) {
      const order = compareValues(readExpressionPath(partition[next], field), value)
      if (order > 0) break
      result.push(partition[next] as Document)
    }
    const last = result.at(-1)
    if (last === undefined || compareValues(readExpressionPath(last, field), value) !== 0)
      result.push(make(value))
  }
  return [...result, ...partition.slice(next)]
}
