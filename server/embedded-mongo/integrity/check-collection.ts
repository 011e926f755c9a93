import { type CollectionEntry } from "../storage/collection-entry.ts"
import { type Database } from "../storage/environment.ts"
import { type IndexEntry } from "../storage/index-entry.ts"
import { keysOf } from "../storage/index-keys-of.ts"
import { ridAtEnd, ridOfValue, wholeKeyspace } from "../storage/keys.ts"
import { type View } from "../storage/view.ts"
import { deserializeDocument, type Document } from "../values/bson-value.ts"
import { recordsOf } from "./open-folder.ts"

/** What was counted in one collection, to be compared by eye with what is expected. */
export type CollectionReport = {
  ns: string
  documents: number
  bytes: number
  indexes: { name: string; keys: number }[]
}

/** Takes a fault: where it is, and what is wrong there. */
export type Complain = (where: string, what: string) => void

type Expected = { index: IndexEntry; keys: number }

/**
 * Walks one collection. Every key its documents should have in an index is looked up, and the number of
 * keys compared: an index that passes is what a rebuild would make, without one being made.
 */
export function checkCollection(
  db: Database,
  view: View,
  collection: CollectionEntry,
  complain: Complain,
): CollectionReport {
  const { ns, keyspace } = collection
  const expected = collection.indexes.map((index): Expected => ({ index, keys: 0 }))
  const found = { documents: 0, bytes: 0 }
  for (const { key, value } of recordsOf(view, collection)) {
    const rid = ridAtEnd(key)
    found.documents++
    found.bytes += value.length
    let document: Document
    try {
      document = deserializeDocument(value)
    } catch (error) {
      complain(ns, `record ${rid} cannot be read: ${reason(error)}`)
      continue
    }
    for (const one of expected) checkKeys(db, ns, one, document, rid, complain)
  }
  for (const { index, keys } of expected) {
    const { start, end } = wholeKeyspace(index.keyspace)
    const stored = db.getKeysCount({ start, end })
    if (stored !== keys) complain(`${ns} ${index.name}`, `the index has ${stored} keys, a rebuild ${keys}`)
  }
  const counted = view.size(keyspace)
  if (counted.documents !== found.documents)
    complain(ns, `the count says ${counted.documents} documents, there are ${found.documents}`)
  if (counted.bytes !== found.bytes)
    complain(ns, `the size says ${counted.bytes} bytes, there are ${found.bytes}`)
  return { ns, ...found, indexes: expected.map(({ index, keys }) => ({ name: index.name, keys })) }
}

function checkKeys(
  db: Database,
  ns: string,
  expected: Expected,
  document: Document,
  rid: number,
  complain: Complain,
): void {
  const { index } = expected
  const where = `${ns} ${index.name}`
  try {
    const { keys, multikeyPaths, truncated } = keysOf(index, document, rid)
    expected.keys += keys.size
    for (const { key } of keys.values()) {
      const value = db.get(key)
      if (!value) complain(where, `record ${rid} has no key in the index`)
      else if (index.unique && ridOfValue(value) !== rid)
        complain(where, `the key of record ${rid} leads to record ${ridOfValue(value)}`)
    }
    // The planner relies on both: a path it thinks free of arrays may be used for a range of one key.
    if (truncated && !index.truncated) complain(where, `record ${rid} has a cut key that is not noted`)
    const isNoted = (at: number) => (part: number) => index.multikeyPaths[at]?.includes(part) === true
    if (multikeyPaths?.some((parts, at) => !parts.every(isNoted(at))))
      complain(where, `record ${rid} has an array that is not noted`)
  } catch (error) {
    complain(where, `record ${rid} cannot be indexed: ${reason(error)}`)
  }
}

/** What went wrong, in one line. */
export const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error))
