import { CommandError } from "../errors.ts"
import { type Document } from "../values/bson-value.ts"
import { show } from "../values/show.ts"
import { type IndexEntry } from "./index-entry.ts"

/** The refusal of a second document with the same key in a unique index, as the real server words it. */
export function duplicateKey(ns: string, index: IndexEntry, values: readonly unknown[]): CommandError {
  const keyValue: Document = Object.fromEntries(index.paths.map((path, at) => [path, values[at] ?? null]))
  return new CommandError(
    "DuplicateKey",
    `E11000 duplicate key error collection: ${ns} index: ${index.name} dup key: ${show(keyValue)}`,
    { extra: { keyPattern: index.spec.key, keyValue } },
  )
}
