import { equalValues } from "../values/compare.ts"
import { hasOwn, isDocument, Rank, rankOf, setOwn, type Document } from "../values/bson-value.ts"
import { serializeDocument } from "../values/bson-value.ts"
import { type UpdateDescription } from "./oplog-entry.ts"

/** What distinguishes two states of a document, field by field, as a change stream tells an update. */
export function describeUpdate(before: Document, after: Document): UpdateDescription {
  const change: UpdateDescription = { updatedFields: {}, removedFields: [], truncatedArrays: [] }
  describeDocument(before, after, { text: "", parts: [] }, change)
  return change
}

/** Where in the document: a position in an array is a number. */
type Place = { text: string; parts: (string | number)[] }

const at = ({ text, parts }: Place, part: string | number): Place => ({
  text: parts.length === 0 ? String(part) : `${text}.${part}`,
  parts: [...parts, part],
})

function describeDocument(before: Document, after: Document, place: Place, change: UpdateDescription): void {
  for (const name of Object.keys(before)) {
    if (after[name] === undefined || !hasOwn(after, name))
      if (before[name] !== undefined) change.removedFields.push(noted(at(place, name), change))
  }
  for (const [name, value] of Object.entries(after)) {
    const old = hasOwn(before, name) ? before[name] : undefined
    // What an update did not touch is the same object.
    if (value !== undefined && value !== old) describeValue(old, value, at(place, name), change)
  }
}

function describeValue(before: unknown, after: unknown, place: Place, change: UpdateDescription): void {
  if (isDocument(before) && isDocument(after)) describeDocument(before, after, place, change)
  else if (Array.isArray(before) && Array.isArray(after)) describeArray(before, after, place, change)
  else if (!isSame(before, after)) setOwn(change.updatedFields, noted(place, change), after)
}

function describeArray(before: unknown[], after: unknown[], place: Place, change: UpdateDescription): void {
  if (after.length < before.length)
    change.truncatedArrays.push({ field: noted(place, change), newSize: after.length })
  for (const [index, value] of after.entries()) {
    if (value === before[index] && index < before.length) continue
    const element = at(place, index)
    if (index >= before.length) setOwn(change.updatedFields, noted(element, change), value)
    else describeValue(before[index], value, element, change)
  }
}

/** The path's text; its parts are noted when a field's name has a dot in it or looks like a position. */
function noted({ text, parts }: Place, change: UpdateDescription): string {
  if (parts.some((part) => typeof part === "string" && /^\d+$|\./.test(part)))
    setOwn((change.disambiguatedPaths ??= {}), text, parts)
  return text
}

/** Equal and of one type: 1 becoming 1.0 is a change. */
function isSame(before: unknown, after: unknown): boolean {
  if (before === after) return true
  if (before === undefined || rankOf(before) !== rankOf(after) || !equalValues(before, after)) return false
  if (rankOf(before) !== Rank.number) return true
  return Buffer.compare(serializeDocument({ v: before }), serializeDocument({ v: after })) === 0
}
