import { equalValues } from "../values/compare.ts"
import { hasOwn, isDocument, Rank, rankOf, setOwn, type Document } from "../values/bson-value.ts"
import { serializeDocument } from "../values/bson-value.ts"
import { type UpdateDescription } from "./oplog-entry.ts"

/** What distinguishes two states of a document, field by field, as a change stream tells an update. */
export function describeUpdate(before: Document, after: Document): UpdateDescription {
  const change: UpdateDescription = { updatedFields: {}, removedFields: [], truncatedArrays: [] }
  describeDocument(before, after, "", change)
  return change
}

function describeDocument(
  before: Document,
  after: Document,
  prefix: string,
  change: UpdateDescription,
): void {
  for (const name of Object.keys(before)) {
    if (after[name] === undefined || !hasOwn(after, name))
      if (before[name] !== undefined) change.removedFields.push(prefix + name)
  }
  for (const [name, value] of Object.entries(after)) {
    if (value === undefined) continue
    describeValue(hasOwn(before, name) ? before[name] : undefined, value, prefix + name, change)
  }
}

function describeValue(before: unknown, after: unknown, path: string, change: UpdateDescription): void {
  if (isDocument(before) && isDocument(after)) describeDocument(before, after, `${path}.`, change)
  else if (Array.isArray(before) && Array.isArray(after)) describeArray(before, after, path, change)
  else if (!isSame(before, after)) setOwn(change.updatedFields, path, after)
}

function describeArray(before: unknown[], after: unknown[], path: string, change: UpdateDescription): void {
  if (after.length < before.length) change.truncatedArrays.push({ field: path, newSize: after.length })
  for (const [at, value] of after.entries()) {
    if (at >= before.length) setOwn(change.updatedFields, `${path}.${at}`, value)
    else describeValue(before[at], value, `${path}.${at}`, change)
  }
}

/** Equal and of one type: 1 becoming 1.0 is a change. */
function isSame(before: unknown, after: unknown): boolean {
  if (before === after) return true
  if (before === undefined || rankOf(before) !== rankOf(after) || !equalValues(before, after)) return false
  if (rankOf(before) !== Rank.number) return true
  return Buffer.compare(serializeDocument({ v: before }), serializeDocument({ v: after })) === 0
}
