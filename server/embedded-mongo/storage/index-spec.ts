import { normalizeCollation } from "../collation/collation.ts"
import { badValue, CommandError, notSupported } from "../errors.ts"
import { isOperatorDocument } from "../query/operator-document.ts"
import { equalValues } from "../values/compare.ts"
import { getOwn, hasOwn, isDocument, type Document } from "../values/bson-value.ts"
import { toNumber } from "../values/numbers.ts"
import { show } from "../values/show.ts"
import { type IndexEntry } from "./index-entry.ts"

/** The options of createIndexes this server carries out; `ns`, `v` and `background` change nothing. */
const knownOptions = new Set([
  "v",
  "key",
  "name",
  "ns",
  "background",
  "unique",
  "sparse",
  "partialFilterExpression",
  "expireAfterSeconds",
  "hidden",
  "collation",
  "commitQuorum",
])

/**
 * Checks one specification of createIndexes and puts it in the form that listIndexes shows.
 * @throws CommandError with the code of a real server: 67, 72, 197 or 2.
 */
export function normalizeIndexSpec(spec: Document): Document {
  const key = getOwn(spec, "key")
  if (!isDocument(key) || Object.keys(key).length === 0)
    throw new CommandError("CannotCreateIndex", "Index keys cannot be an empty object")
  for (const [path, value] of Object.entries(key)) checkKeyPart(path, value)
  for (const option of Object.keys(spec)) checkOption(option, spec[option])
  checkTogether(key, spec)
  const name = getOwn(spec, "name") ?? defaultName(key)
  if (typeof name !== "string" || name === "")
    throw new CommandError("CannotCreateIndex", "The index name cannot be empty")
  const { v: _v, key: _key, name: _name, ns: _ns, background, collation, ...options } = spec
  const kept = Object.entries(options).filter(([option, value]) => isWorthKeeping(option, value))
  const full = normalizeCollation(collation)
  if (full && isWorthKeeping("unique", spec.unique)) throw notSupported("a unique index with a collation")
  return {
    v: 2,
    key,
    name,
    ...(background ? { background } : {}),
    ...Object.fromEntries(kept),
    ...(full && { collation: full }),
  }
}

/** Names are the paths and directions joined, as drivers make them. */
function defaultName(key: Document): string {
  return Object.entries(key)
    .map(([path, value]) => `${path}_${typeof value === "string" ? value : String(toNumber(value))}`)
    .join("_")
}

function isWorthKeeping(option: string, value: unknown): boolean {
  if (option === "unique" || option === "sparse" || option === "hidden")
    return value === true || toNumber(value) === 1
  return option !== "commitQuorum" && value !== undefined && value !== null
}

const refusedKinds = new Set(["text", "2d", "2dsphere", "columnstore"])

function checkKeyPart(path: string, value: unknown): void {
  if (path === "" || path.startsWith(".") || path.endsWith(".") || path.includes(".."))
    throw new CommandError("CannotCreateIndex", "Index keys cannot contain an empty field.")
  if (path === "$**" || path.endsWith(".$**")) throw notSupported("a wildcard index")
  if (/(^|\.)\$(?!(ref|id|db)($|\.))/.test(path))
    throw new CommandError(
      "CannotCreateIndex",
      `Index key contains an illegal field name: field name starts with '$'.`,
    )
  if (value === "hashed") return
  if (typeof value === "string")
    throw refusedKinds.has(value)
      ? notSupported(`an index of type '${value}'`)
      : new CommandError("CannotCreateIndex", `Unknown index plugin '${value}'`)
  const direction = toNumber(value)
  if (direction === undefined || direction === 0 || Number.isNaN(direction))
    throw new CommandError(
      "CannotCreateIndex",
      `Values in v:2 index key pattern must be a number other than 0 or a string`,
    )
}

/** What contradicts itself only as a whole. */
function checkTogether(key: Document, spec: Document): void {
  const isOnId = equalValues(key, { _id: 1 })
  if (isOnId && hasOwn(spec, "hidden")) throw badValue("can't hide _id index")
  if (hasOwn(spec, "expireAfterSeconds") && Object.keys(key).length > 1)
    throw new CommandError(
      "CannotCreateIndex",
      "TTL indexes are single-field indexes, compound indexes do not support TTL",
    )
  if (hasOwn(spec, "partialFilterExpression") && isWorthKeeping("sparse", getOwn(spec, "sparse")))
    throw new CommandError("CannotCreateIndex", 'cannot mix "partialFilterExpression" and "sparse" options')
}

function checkOption(option: string, value: unknown): void {
  if (!knownOptions.has(option))
    throw new CommandError(
      "InvalidOptions",
      `The field '${option}' is not valid for an index specification on this server`,
    )
  if (option === "collation") normalizeCollation(value)
  if (option === "partialFilterExpression") checkPartialFilter(value)
  if (option === "expireAfterSeconds") {
    const seconds = toNumber(value)
    if (seconds === undefined || seconds < 0 || seconds > 0x7fffffff)
      throw new CommandError(
        "CannotCreateIndex",
        "TTL index 'expireAfterSeconds' option must be within an acceptable range",
      )
  }
}

const partialOperators = new Set(["$eq", "$gt", "$gte", "$lt", "$lte", "$in", "$type", "$exists"])

/** What MongoDB allows there; with negations the planner could not tell what the index leaves out. */
function checkPartialFilter(filter: unknown): void {
  if (!isDocument(filter))
    throw new CommandError("CannotCreateIndex", "The field 'partialFilterExpression' must be an object")
  for (const [name, operand] of Object.entries(filter)) {
    if ((name === "$and" || name === "$or") && Array.isArray(operand)) operand.forEach(checkPartialFilter)
    else if (name.startsWith("$")) throw unsupportedInPartial(name)
    else if (isDocument(operand) && isOperatorDocument(operand))
      for (const [operator, value] of Object.entries(operand))
        if (!partialOperators.has(operator) || (operator === "$exists" && value !== true))
          throw unsupportedInPartial(operator)
  }
}

function unsupportedInPartial(operator: string): CommandError {
  return new CommandError("CannotCreateIndex", `Expression not supported in partial index: ${operator}`)
}

/** What makes two indexes the same one to createIndexes: all but the name. */
const identity = (spec: Document): unknown[] => [
  Object.entries(spec.key as Document),
  spec.unique === true,
  spec.sparse === true,
  getOwn(spec, "partialFilterExpression") ?? null,
  getOwn(spec, "collation") ?? null,
]

/**
 * The index that a specification asks for when it already exists, else undefined.
 * @throws CommandError 85 or 86 when it contradicts an existing index.
 */
export function findExisting(indexes: readonly IndexEntry[], spec: Document): IndexEntry | undefined {
  for (const index of indexes) {
    if (index.name === "_id_" && equalValues(spec.key, { _id: 1 })) return index
    const sameIdentity = equalValues(identity(index.spec), identity(spec))
    const sameExpiry = equalValues(
      getOwn(index.spec, "expireAfterSeconds") ?? null,
      getOwn(spec, "expireAfterSeconds") ?? null,
    )
    if (index.name === spec.name) {
      if (sameIdentity && sameExpiry) return index
      const isSameKey = equalValues(
        Object.entries(index.spec.key as Document),
        Object.entries(spec.key as Document),
      )
      if (sameIdentity || (isSameKey && !sameExpiry)) throw optionsConflict(index, spec)
      throw new CommandError(
        "IndexKeySpecsConflict",
        `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${show(spec)}, existing index: ${show(index.spec)}`,
      )
    }
    if (sameIdentity) {
      if (!sameExpiry) throw optionsConflict(index, spec)
      throw new CommandError(
        "IndexOptionsConflict",
        `Index already exists with a different name: ${index.name}`,
      )
    }
  }
  return undefined
}

function optionsConflict(index: IndexEntry, spec: Document): CommandError {
  return new CommandError(
    "IndexOptionsConflict",
    `An equivalent index already exists with the same name but different options. Requested index: ${show(spec)}, existing index: ${show(index.spec)}`,
  )
}
