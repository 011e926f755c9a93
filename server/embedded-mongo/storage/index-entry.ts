import { compileFilter } from "../query/filter.ts"
import { getOwn, type Document } from "../values/bson-value.ts"
import { toNumber } from "../values/numbers.ts"

export type Direction = 1 | -1

/** One index as the planner and the writer need it; `spec` is what listIndexes shows. */
export type IndexEntry = {
  readonly name: string
  readonly spec: Document
  readonly keyspace: number
  readonly paths: readonly string[]
  readonly directions: readonly Direction[]
  readonly unique: boolean
  readonly sparse: boolean
  readonly hashed: boolean
  readonly partial: { filter: Document; matches: (document: Document) => boolean } | undefined
  expireAfterSeconds: number | undefined
  /** Since when reads may use it, on the catalog's clock; never while its keys are not committed. */
  usableFrom: number
  /** Per path, the components at which an array was ever entered; only grows. */
  multikeyPaths: number[][]
  /** True once a key was cut: the order of its keys is approximate. */
  truncated: boolean
}

/** What the catalog keeps of an index besides its specification. */
export type IndexState = { multikeyPaths: number[][]; truncated: boolean }

/** Builds the working form of an index from its specification. */
export function indexEntryOf(spec: Document, keyspace: number, state: IndexState | undefined): IndexEntry {
  const key = spec.key as Document
  const paths = Object.keys(key)
  const partial = getOwn(spec, "partialFilterExpression") as Document | undefined
  const expire = getOwn(spec, "expireAfterSeconds")
  return {
    name: spec.name as string,
    spec,
    keyspace,
    paths,
    directions: paths.map((path) => directionOf(key[path])),
    unique: spec.unique === true || spec.name === "_id_",
    sparse: spec.sparse === true,
    hashed: Object.values(key).includes("hashed"),
    partial: partial && { filter: partial, matches: compileFilter(partial) },
    expireAfterSeconds: expire === undefined ? undefined : toNumber(expire),
    usableFrom: 0,
    multikeyPaths: state?.multikeyPaths ?? paths.map(() => []),
    truncated: state?.truncated ?? false,
  }
}

/** A hashed index is kept as an ascending one: it answers the same equalities. */
const directionOf = (value: unknown): Direction => ((toNumber(value) ?? 1) < 0 ? -1 : 1)

/** The indexes whose keys a view has. */
export const usableIndexes = (indexes: readonly IndexEntry[], { began }: { began: number }): IndexEntry[] =>
  indexes.filter(({ usableFrom }) => usableFrom <= began)

/** True when any document has several keys in the index. */
export const isMultikey = (index: IndexEntry): boolean =>
  index.multikeyPaths.some((components) => components.length > 0)
