import { CommandError } from "../errors.ts"
import { valuesAt } from "../values/path.ts"
import { encodeKey, isTruncatedKey } from "../values/key-encoding.ts"
import { indexKeyValues } from "../values/index-keys.ts"
import { type Document } from "../values/bson-value.ts"
import { type IndexEntry } from "./index-entry.ts"
import { indexKey, uniqueIndexKey } from "./keys.ts"

/** A key a document has in an index, with the values it is made of for error messages. */
export type DocumentKey = { key: Buffer; values: unknown[] }

export type DocumentKeys = {
  /** By the key's bytes, each a character: equal keys of one document are one. */
  keys: Map<string, DocumentKey>
  multikeyPaths: number[][] | undefined
  truncated: boolean
}

const none: DocumentKeys = { keys: new Map(), multikeyPaths: undefined, truncated: false }

/**
 * The keys of a document in an index; none when a sparse or partial index leaves it out.
 * @throws CommandError 171 for arrays in two paths, 16766 for an array in a hashed index.
 */
export function keysOf(index: IndexEntry, document: Document, rid: number): DocumentKeys {
  if (index.partial && !index.partial.matches(document)) return none
  const found = indexKeyValues(document, index.paths)
  if (index.hashed && found.multikey)
    throw new CommandError(16766, "hashed indexes do not currently support array values")
  if (index.sparse && isAbsent(index, document, found.keys)) return none
  const keys = new Map<string, DocumentKey>()
  let truncated = false
  for (const values of found.keys) {
    const tuple = encodeKey(values, index.directions)
    truncated ||= isTruncatedKey(tuple)
    const key = index.unique ? uniqueIndexKey(index.keyspace, tuple) : indexKey(index.keyspace, tuple, rid)
    keys.set(key.toString("latin1"), { key, values })
  }
  return { keys, multikeyPaths: found.multikey ? found.multikeyPaths : undefined, truncated }
}

/** A sparse index leaves out documents that have none of its fields; an empty array is a field. */
function isAbsent(index: IndexEntry, document: Document, keys: unknown[][]): boolean {
  if (keys.some((values) => values.some((value) => value !== undefined))) return false
  return index.paths.every((path) => valuesAt(document, path).every((value) => value === undefined))
}
